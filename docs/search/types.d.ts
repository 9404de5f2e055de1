// What macros/search/index.py writes, what the search makes of it, and what it answers: for tsc and readers alone.

/** The index of one language, as search/plan.js hands it to `planIndex`. */
interface PlanIndex {
  plans: IndexedPlan[];
  /** The persons first, `persons` in number, and then the roles and bodies. */
  parties: IndexedParty[];
  persons: number;
  /** The kinds of branch first, and then the branches. */
  branches: IndexedBranch[];
  /** An id that is made of the words of the term is left out; the original is given where another is shown. */
  terms: [id: string, term: string, original: string, ...otherForms: string[]][];
  pages: [address: string, title: string, text?: string][];
  words: IndexedWords;
  /**
   * How the first characters of GB 2312 are read, in the order of these: initials, each with its finals behind it; and
   * for each syllable how many have it, from "0" on.
   */
  sounds: string;
  /** What the texts read otherwise: a character, its reading, and the character behind, or else before. */
  otherwise: string;
  /** Other forms of the Chinese characters of the texts, in the order of these, with a comma between. */
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

/** A person whose name is shown in Chinese has syllables; another party may have the name in Chinese. */
type IndexedParty = [
  id: string, name: string, syllablesOrOriginal?: string, ...otherForms: string[],
];

/** The id, and the names that it is found by; in a list the secretary, and how that name is read. */
type IndexedBranch = [id: string, name: string, ...others: (string | [name: string, syllables: string])[]];

/** The words of the language that the search itself reads or says. */
interface IndexedWords {
  /** The lists of `IndexedLists` in their order, each a line with a bar between its words. */
  lists: string;
  /** What the plan says, and behind it what readers say for it; lines as in `lists`. */
  everyday: string;
  /** Irregular forms, such as `held=hold`. */
  forms: string;
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
  /** Sentences with words put in: not found; before what is nearest; what the plan says for what was typed. */
  none: string;
  near: string;
  for: string;
  ways: [address: string, title: string][];
}

/** The words by which a query is read. */
type IndexedLists = [
  numerals: string[], item: string[], section: string[],
  /** What stands with a family name. */
  titles: string[],
  /** What questions are asked with; what falls away from them besides, and at last; what means us, and who. */
  asked: string[], beside: string[], weak: string[], own: string[], who: string[],
  /** What may stand at the ends of a part of a question. */
  edge: string[],
  /** Signs or words from nought to nine or ten; words go on with the first to the tenth. */
  digits: string[],
  /** What stands behind a year. */
  year: string[],
];

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
  /** The syllables of a secretary's name. */
  secretary?: string[];
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
  /** Where in the body the line of these begins. */
  line: number;
}

type PlanEntry = Passage | Item | Clause;
type Entry = NameEntry | PlanEntry;

/** All that is searched. */
interface Corpus {
  words: IndexedWords;
  lists: Record<"numerals" | "item" | "section" | "titles" | "edge" | "digits" | "year", string[]>;
  entries: Entry[];
  /** The folded texts of all entries; those of a plan follow each other without a gap. */
  whole: string;
  /** How long that is, and its last sign, which a string that still grows is slow to tell. */
  end: {place: number, sign: string};
  /** Places in `whole` beside which a sign fell away. */
  edges: Set<number>;
  /** For a traditional character the simplified one. */
  simple: Map<string, string>;
  phrases: [other: string, usual: string][];
  /** For an irregular form its word. */
  forms: Map<string, string>;
  /** For each word of Latin letters its places in `whole`. */
  vocabulary: Map<string, number[]>;
  /** The words of each stem, and of each family. */
  stems: Map<string, string[]>;
  roots: Map<string, string[]>;
  names: NameEntry[];
  /** The names of persons that are written in Latin letters. */
  latin: string[];
  nameForms: Set<string>;
  /** How characters are read, and which pairs of them otherwise. */
  usual: Map<string, string>;
  otherwise: Map<string, string>;
  heard: Heard | null;
  /** The places of the words of the query. */
  asked: Map<string, Stretch[]>;
  /** What of its answer was folded. */
  folds: Map<Entry, Folded>;
  years: Set<string>;
  /** The words of questions, each with its kinds. */
  spoken: Map<string, number>;
  /** What readers say: what the plan says, and the form as it is written. */
  everyday: Map<string, [says: string, form: string]>;
}

/** All of the text as it sounds, the places of its syllables, and the syllable of each place. */
interface Heard {
  text: string;
  places: number[];
  syllables: string[];
  /** These as they may be mistaken for each other, all of one width. */
  near: string;
}

/** What a query is about: its parts, what the plan says for some of them, and which kinds of words fell away. */
interface Asked {
  parts: string[];
  said: [says: string, form: string][];
  kinds: number;
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
  /** What the plan says for what was typed, where that was found. */
  said: string;
  /** What to say and where to lead where nothing was found. */
  nothing: NotFound | null;
  /** The most that an attempt looked at. */
  steps?: number;
}

/** What was looked for, what is nearest to it, and the ways on. */
interface NotFound {
  understood?: string;
  near?: string;
  nearest?: string[];
  sentence: string;
  ways: [address: string, title: string][];
}

/** What the worker posts: once that it has begun, and then an answer to each query, or texts folded. */
type SearchMessage = {ready: true} | {ready?: undefined; folded: string[]} |
  {ready?: undefined; folded?: undefined; query: string; answer: SearchAnswer};

declare var planIndex: (index: PlanIndex) => void;
declare var planSearch: (query: string) => SearchAnswer;
