// Makes what is searched out of the index that macros/search/index.py writes.

/** @type {Corpus} */
let corpus;

// What `add` fills in.
const UNPLACED = {folded: "", from: 0, to: 0, order: 0, textTo: 0};

/**
 * The numbers of the clauses for which a party answers, in the first plan that names it.
 * @typedef {{year: string, own: string[]}} Numbers
 */

/** @param {PlanIndex} index */
function setUp(index) {
  const {words, plans, parties, phrases} = index;
  const [numerals, item, section, titles, asked, beside, weak, own, who, edge, digits, year] = lines(words.lists);
  corpus = {
    words,
    lists: {numerals, item, section, titles, edge, digits, year},
    entries: [],
    whole: "",
    end: {place: 0, sign: ""},
    edges: new Set(),
    simple: simplified(index),
    phrases: phrases
      ? phrases.split(" ").map((pair) => [pair.slice(0, pair.length / 2), pair.slice(pair.length / 2)])
      : [],
    forms: new Map(),
    vocabulary: new Map(),
    stems: new Map(),
    roots: new Map(),
    names: [],
    latin: [],
    nameForms: new Set(),
    usual: new Map(),
    otherwise: new Map(),
    heard: null,
    asked: new Map(),
    folds: new Map(),
    years: new Set(plans.map(([year]) => year)),
    spoken: new Map(),
    everyday: new Map(),
  };
  addSounds(index);
  /** @type {Numbers[]} */
  const numbers = parties.map(() => ({year: "", own: []}));
  for (const plan of plans) addPlan(plan, parties, numbers, plans.length > 1);
  addNames(index, numbers);
  corpus.nameForms = new Set(corpus.names.flatMap(({forms}) => forms));
  addWords(index);
  // What the words of a query may be besides those that are sought.
  /** @type {[number, string[]][]} */
  const kinds = [[ASKED, asked], [OWN, own], [WHO, who], [BESIDE, beside], [WEAK, weak]];
  for (const [kind, list] of kinds) for (const word of list.map(plain)) {
    corpus.spoken.set(word, (corpus.spoken.get(word) || 0) | kind);
  }
  for (const [says, ...forms] of lines(words.everyday)) {
    if (forms.length) corpus.nameForms.add(plain(says));
    for (const form of forms) corpus.everyday.set(stemmed(plain(form)), [says, form]);
  }
}

/** Lines of texts, with a bar between these. @param {string} text */
const lines = (text) => text.split("\n").map((line) => line.split("|").filter(Boolean));

/** The Chinese characters of a part of the index, in the order on which the index relies. @param {unknown} part */
const characters = (part) => [...new Set(JSON.stringify(part).match(/[\u3400-\u9fff\uf900-\ufaff]/g))].sort();

/** @param {PlanIndex} index */
function simplified({plans, branches, terms, pages, parties, words, traditional}) {
  const usual = characters([plans, branches, terms, pages, parties.map((party) => party.slice(1)), words.lists]);
  /** @type {Map<string, string>} */
  const simple = new Map();
  traditional.split(",").forEach((signs, rank) => {
    for (const sign of signs) simple.set(sign, usual[rank]);
  });
  return simple;
}

/**
 * @param {IndexedPlan} plan
 * @param {IndexedParty[]} parties
 * @param {Numbers[]} numbers those of each party; the plan's are added
 * @param {boolean} isOneOfMany whether what it has must be distinguished from other plans'
 */
function addPlan([year, title, label, notice, requirements, sections, plan = {}], parties, numbers, isOneOfMany) {
  const {closing, end, draft} = plan;
  const {words} = corpus;
  const [line, comma] = words.line;
  /** @param {string} path */
  const page = (path) => ({
    ...UNPLACED, place: year + "/" + path, year: isOneOfMany || draft ? title : "", draft, page: {from: -1, to: 0},
  });
  /**
   * @param {InPlan} own
   * @param {string} head
   * @param {string} [body]
   */
  const addClosing = (own, head, body) => {
    if (body) add({...own, kind: "closing", head, body});
  };
  const home = page("");
  add({...home, kind: "notice", head: words.notice, body: notice}, true);
  add({...home, kind: "requirements", head: words.requirements, body: requirements});
  sections.forEach((section, rank) => addSection(section, rank + 1, null));
  addClosing(home, title, closing);
  addClosing(page("full/"), title, end);

  /**
   * @param {IndexedSection} section
   * @param {number} rank
   * @param {InPlan | null} outer the page of the section in which it stands
   */
  function addSection([heading, items, more = {}], rank, outer) {
    const {at, number = at ? "" : "" + rank, lead, closing, head, sections = []} = more;
    const here = outer || page(at || `sections/${rank}/`);
    const own = {...here, head, place: here.place + (outer ? at : "")};
    if (heading || lead) {
      add({...own, kind: "section", title: heading, body: lead, number}).folded = plain(heading);
    }
    for (const item of items) addItem(item, here);
    for (const inner of sections) addSection(inner, 0, here);
    addClosing(own, head || heading, closing);
  }

  /**
   * @param {IndexedItem} item
   * @param {InPlan} here
   */
  function addItem([place, heading, lead, clauses, {numbers: given = [], head, mark, closing} = {}], here) {
    const item = "" + place;
    const bare = heading.replace(mark || /^[\d.\s]+/, "");
    const own = {...here, place: here.place + anchor("item", item), head};
    /** @type {PlanEntry[]} */
    const group = [];
    // Of an item that is nothing but its clause, the number stands before that.
    const isClause = head && !lead && given[0] === item;
    if (!isClause) group.push(add({...own, kind: "item", number: item, title: heading, body: lead, group}));
    clauses.forEach(([text, ...pieces], position) => {
      const number = given[position] || item + "." + (position + 1);
      const ranks = new Set(pieces.flat().filter(isRank));
      const names = pieces.map((piece) => (isRank(piece) ? parties[piece][1] : isText(piece) ? piece : piece[1]));
      const clause = add({
        ...here, kind: "clause", place: here.place + anchor("clause", number), number, group,
        head: (number + " " + bare).trim(),
        title: isClause ? heading : "",
        body: text + (isRank(pieces[0])
          ? line.replace("{0}", () => label).replace("{1}", () => names.join(comma))
          : names.join("")),
        parties: [label, ...names].map(plain),
        line: text.length,
      });
      clause.textTo = clause.from + plain(clause.title + text).length;
      group.push(clause);
      for (const party of ranks) if (!numbers[party].year || numbers[party].year === year) {
        numbers[party].year = year;
        numbers[party].own.push(number);
      }
    });
    addClosing(own, head || heading, closing);
  }
}

/** @param {unknown} piece @returns {piece is number} */
const isRank = (piece) => typeof piece === "number";

/** @param {unknown} piece @returns {piece is string} */
const isText = (piece) => typeof piece === "string";

/** @param {string} kind @param {string} number */
const anchor = (kind, number) => "#" + kind + "-" + number.replace(/\./g, "-");

/**
 * @param {PlanIndex} index
 * @param {Numbers[]} numbers those of each party
 */
function addNames({parties, persons, branches, terms, pages, words, sounds}, numbers) {
  /** @param {string} name */
  const read = (name) => (sounds
    ? [...name].map((sign, at) => (HAN.test(sign) ? readingAt(name, at) || "?" : "")).filter(Boolean)
    : []);
  parties.forEach(([id, name, other = "", ...variants], rank) => {
    const answered = numbers[rank].own;
    const clauses = answered.length ? words.clauses.replace("{numbers}", answered.join(words.line[1])) : "";
    const place = "people/" + id + "/";
    const isRead = rank < persons && HAN.test(name);
    const own = [name, isRead ? "" : other, ...variants].filter(Boolean);
    if (rank >= persons) addName("role", place, own, clauses, read(name));
    else addName("person", place, own, clauses, isRead ? other.split(" ") : []);
  });
  for (const [id, ...own] of branches) {
    const names = own.map((name) => (isText(name) ? name : name[0]));
    const entry = addName("branch", "branches/" + id + "/", names, "", read(names[0]));
    const secretary = own[own.length - 1];
    if (secretary && !isText(secretary)) entry.secretary = spoken(secretary[1]);
  }
  for (const [id, name, original, ...own] of terms) {
    const anchor = id || plain(name).replace(/^the /, "").replace(/ /g, "-");
    addName("term", "glossary/#" + anchor, [name, ...own], original, read(name));
  }
  for (const [address, title, text = ""] of pages) addName("page", address, [title], text, []);
}

/**
 * @param {NameEntry["kind"]} kind
 * @param {string} place
 * @param {string[]} own the name in all its forms
 * @param {string} shown
 * @param {string[]} syllables
 */
function addName(kind, place, own, shown, syllables) {
  const isInBody = shown && (kind === "term" || kind === "page");
  const entry = add(/** @type {NameEntry} */ ({
    ...UNPLACED, kind, place, shown,
    title: own[0],
    body: [...own.slice(1), ...(isInBody ? [shown] : [])].join(BREAK),
    label: kind === "page" ? "" : corpus.words[kind],
    /** @type {string[]} */ forms: [],
    syllables: spoken(syllables.join(" ")),
  }), true);
  entry.forms = entry.folded.split("\n").slice(0, own.length);
  entry.textTo = entry.from + entry.forms[0].length;
  corpus.names.push(entry);
  return entry;
}

/** Syllables one by one. Nobody agrees on how to type ü. @param {string} text */
const spoken = (text) => (text ? text.replace(/v/g, "u").split(" ") : []);

/**
 * Put an entry behind those before it, and its text behind theirs: that of a plan without a gap.
 * @template {Entry} T
 * @param {T} entry
 * @param {boolean} isApart whether a gap parts it from the entry before
 */
function add(entry, isApart = false) {
  const {entries, edges, end} = corpus;
  const {page} = entry;
  const {text: own, edges: inner} = page ? fold(source(entry)) : {text: plain(source(entry)), edges: []};
  let join = isApart ? "\n" : "";
  if (!isApart && isLatin(end.sign) && isLatin(own[0])) join = " ";
  entry.folded = own;
  entry.from = end.place + join.length;
  corpus.whole += join + own;
  entry.to = end.place = entry.from + own.length;
  end.sign = own[own.length - 1] || end.sign;
  for (const edge of [0, ...inner, own.length]) edges.add(entry.from + edge);
  entry.order = entries.length;
  entries.push(entry);
  if (page) {
    if (page.from < 0) page.from = entry.from;
    page.to = entry.to;
  }
  return entry;
}

/** The text of an entry: title and body, a name's forms apart. @param {Entry} entry */
const source = ({page, title, body}) => (title && body
  ? title + (page ? "\n" : BREAK) + body
  : title || body || "");

/** The entries of which a stretch of the whole text has a part. @param {number} from @param {number} to */
function entriesIn(from, to) {
  const first = ownerOf(from);
  let end = first;
  while (end < corpus.entries.length && corpus.entries[end].from < to) end++;
  return corpus.entries.slice(first, end);
}

/** The rank of the entry in which a place of the whole text stands. @param {number} place */
function ownerOf(place) {
  const {entries} = corpus;
  let low = 0, high = entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (entries[middle].from <= place) low = middle; else high = middle - 1;
  }
  return low;
}
