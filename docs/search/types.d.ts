// What macros/search/index.py writes, what the search makes of it, and what it answers: for tsc and readers alone.

/** The index of one language, as search/plan.js hands it to `planIndex`. */
interface PlanIndex {
  plans: IndexedPlan[];
  /** The persons first, `persons` in number, and then the roles and bodies. */
  parties: IndexedParty[];
  persons: number;
  /** The kinds of branch first, and then the branches: the id, and the names that it is found by. */
  branches: [id: string, name: string, ...others: string[]][];
  terms: [id: string, term: string, shownBeside: string, ...otherForms: string[]][];
  pages: [address: string, title: string, text?: string][];
  words: IndexedWords;
  /** The syllables of the Chinese characters of names and terms, in the order of these, with a space between. */
  readings: string;
  /** Names that are read otherwise than by `readings`. */
  exceptions: Record<string, string>;
  /** The traditional forms of the Chinese characters of the texts, in the order of these, with a comma between. */
  traditional: string;
  /** What Taiwan and Hong Kong say, each followed at once by the word of the text, as long as it. */
  phrases: string;
}

type IndexedPlan = [
  year: string, shortTitle: string, responsible: string, notice: string, requirements: string,
  sections: IndexedSection[], more?: {closing?: string, end?: string, draft?: 1},
];

/** A section, which has a page of its own, or one within it. */
type IndexedSection = [title: string, items: IndexedItem[], more?: {
  /** The address within the plan, or the anchor within the section; where none is given, by the section's place. */
  at?: string;
  /** The numbers on the way to it. */
  number?: string;
  lead?: string;
  /** What stands in place of a title. */
  head?: string;
  sections?: IndexedSection[];
  closing?: string;
}];

/** The number is that of its anchor; the title begins with its mark, by default the number and a stop. */
type IndexedItem = [number: string | number, title: string, lead: string, clauses: IndexedClause[], more?: {
  /** The numbers of its clauses, where these are not their places in it. */
  numbers?: string[];
  head?: string;
  mark?: string;
  closing?: string;
}];

/** A text, and who answers: ranks of parties, or, from a text on, texts and parties as they are printed. */
type IndexedClause = [text: string, ...answering: (number | string | [party: number, printed: string])[]];

/** A person whose name is shown in Chinese has syllables and homophones; another may have the name in Chinese. */
type IndexedParty = [
  id: string, name: string, syllablesOrOriginal?: string, homophones?: string | null, ...otherForms: string[],
];

/** The words of the language that the search itself reads or says. */
interface IndexedWords {
  numerals: string[];
  item: string[];
  section: string[];
  /** Irregular forms, each as `held=hold`. */
  forms: string[];
  family: string;
  /** What each kind of name is called, where there are any of it; bodies count as roles. */
  person?: string;
  role?: string;
  branch?: string;
  term?: string;
  clauses: string;
  notice: string;
  requirements: string;
  line: [responsible: string, separator: string];
  nothing: string;
  ways: [address: string, title: string][];
}

/** From the first place to that after the last. */
type Stretch = [from: number, to: number];

interface Bounds {
  from: number;
  to: number;
}

/** One thing to be found: where its folded text stands in `Corpus.whole`, and its rank among all entries. */
interface Placed extends Bounds {
  /** Its folded text; of a section that of its title alone, since whoever types that means the section. */
  folded: string;
  order: number;
  /** Where its chief text ends: the name of a page, or a clause without those who answer. */
  textTo: number;
  /** Of what is part of a plan that is a draft. */
  draft?: 1;
}

interface Shown extends Placed {
  /** The address within the language, with its anchor. */
  place: string;
  title?: string;
  body?: string;
}

interface NameEntry extends Shown {
  kind: "person" | "role" | "branch" | "term" | "page";
  label?: string;
  /** What is shown below the name. */
  shown: string;
  /** The folded forms of the name. */
  forms: string[];
  syllables: string[];
  /** Other family names that sound like this one. */
  homophones: string;
  page?: undefined;
}

interface InPlan extends Shown {
  /** Stands in place of a title where the text has none of its own. */
  head?: string;
  number?: string;
  /** The plan's short title, where there is more than one plan or where it is a draft. */
  year: string;
  /** What stands on the same page. */
  page: Bounds;
}

interface Passage extends InPlan {
  kind: "notice" | "requirements" | "section" | "closing";
}

interface Item extends InPlan {
  kind: "item";
  /** The item and its clauses. */
  group: PlanEntry[];
}

interface Clause extends InPlan {
  kind: "clause";
  number: string;
  group: PlanEntry[];
  /** The folded label, and the folded names of those who answer. */
  parties: string[];
}

type PlanEntry = Passage | Item | Clause;
type Entry = NameEntry | PlanEntry;

/** All that is searched. */
interface Corpus {
  words: IndexedWords;
  entries: Entry[];
  /** The folded texts of all entries; those of a plan follow each other without a gap. */
  whole: string;
  /** Places in `whole` beside which a sign fell away. */
  edges: Set<number>;
  /** For a traditional character the simplified one. */
  simple: Map<string, string>;
  phrases: [other: string, usual: string][];
  /** For an irregular form its word. */
  forms: Map<string, string>;
  /** For each word of Latin letters its places in `whole`. */
  vocabulary: Map<string, number[]>;
  names: NameEntry[];
  nameForms: Set<string>;
}

interface Folded {
  text: string;
  /** For each character of `text`, and for its end, where it stood in the source. */
  at: number[];
  /** Before which characters of `text` something fell away. */
  edges: number[];
}

interface Hit {
  ranges: Stretch[];
  weight: number;
}

/** What the box shows of a hit, as Material's search worker would answer it. */
interface SearchItem {
  location: string;
  title: string;
  text: string;
  score: number;
  terms: Record<string, boolean>;
}

interface SearchAnswer {
  /** How many were found; `items` has no more than can be read. */
  count: number;
  items: SearchItem[][];
  /** What to say and where to lead where nothing was found. */
  nothing: {sentence: string; ways: [address: string, title: string][]} | null;
}

/** What the worker posts: once that it has begun, and then an answer to each query. */
type SearchMessage = {ready: true} | {ready?: undefined; query: string; answer: SearchAnswer};

declare var planIndex: (index: PlanIndex) => void;
declare var planSearch: (query: string) => SearchAnswer;
