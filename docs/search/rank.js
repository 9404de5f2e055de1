// Tries one way of finding after the other, and puts what is found in order.

/**
 * What comes first, by its weight. A whole name leads to its page, a phrase to the clause; what only explains comes
 * last.
 * Of a kind of entry: where the whole of it was typed, a part, and where it has any, a part that says less.
 */
const WEIGHTS = {
  // A part of a person's name still means the person, whatever else contains it.
  person: [100, 80],
  // Words of the names of roles and branches are more often sought in the text.
  role: [99, 58],
  branch: [95, 57],
  // A page's title before its description, which only says what is on it.
  page: [93, 40, 20],
  // A title says what its clauses are about.
  section: [92, 61.5],
  item: [92, 61.5],
  // Behind the text stand those who answer, whom many clauses name.
  clause: [61, 61, 55],
  requirements: [60],
  closing: [60],
  notice: [59],
  // A term comes after the text that uses it; a part of a form of it before its meaning.
  term: [56, 50, 30],
  // A number that was typed means a clause, item or section, and then the clauses of that item.
  number: [98, 97],
  // Pinyin means a name; in the usual order likelier than with the given name first.
  spelt: [91, 90],
  // The most that anything but a whole name has in which a letter is wrong: a little above the text, less the slip.
  slip: 62,
  // Taken off for letters swapped, one missing, wrong, too many, and wrong at an end: the likelier, the less.
  slips: [5, 5, 6, 7, 8],
  // Given back where the slip is one in a whole name.
  named: 1.5,
  // Taken off where words lie scattered over an item's clauses, and where more than one thing is wrong in a paste.
  apart: 9,
  paste: 10,
  // The most that is added where the words of a query stand close together.
  near: 3,
  // A text in pieces, less one for each piece.
  pieces: 60,
  // A text over several entries: this, and by the share of it that an entry contains.
  shared: [20, 30],
  // A text without spaces or names, and by the share of it that a stretch is: never as much as a clause.
  among: 50,
};

/** Entries, each with the stretches of the whole text that matched, and a weight. @extends {Map<Entry, Hit>} */
class Found extends Map {
  /**
   * @param {Entry} entry
   * @param {number} from
   * @param {number} to
   * @param {number} weight
   */
  add(entry, from, to, weight) {
    /** @type {Hit} */
    const hit = this.get(entry) || {ranges: [], weight: 0};
    hit.ranges.push([from, to]);
    hit.weight = Math.max(hit.weight, weight);
    this.set(entry, hit);
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  stretch(from, to, less = 0) {
    const {entries} = corpus;
    for (let rank = ownerOf(from); rank < entries.length && entries[rank].from < to; rank++) {
      const entry = entries[rank];
      const part = Math.min(to, entry.to) - Math.max(from, entry.from);
      if (part <= 0) continue;
      const weight = weightOf(entry, from, to, part / (to - from));
      this.add(entry, from, to, less && weight < WEIGHTS.role[0] ? Math.min(weight, WEIGHTS.slip) - less : weight);
    }
  }
}

/**
 * The weight of an entry of which a stretch of the whole text was found.
 * @param {Entry} entry
 * @param {number} from
 * @param {number} to
 * @param {number} part the share of the stretch that the entry contains
 */
function weightOf(entry, from, to, part) {
  if (part < 1) return WEIGHTS.shared[0] + WEIGHTS.shared[1] * part;
  const text = corpus.whole.slice(from, to);
  const [full, some = full, rest = some] = WEIGHTS[entry.kind];
  if (entry.page ? text === entry.folded : entry.forms.includes(text)) return full;
  switch (entry.kind) {
    case "branch":
      // Of those with the same words, the one with the fewest others.
      return some - (entry.to - entry.from) / 1000;
    case "term":
      return entry.forms.some((form) => form.includes(text)) ? some : rest;
    case "page":
    case "clause":
      return from < entry.textTo ? some : rest;
    default:
      return some;
  }
}

/** What a query finds, the best first; each step begins where the one before found nothing. @param {string} raw */
function search(raw) {
  raw = raw.slice(0, 2000).replace(/\v/g, " ");
  let text = plain(raw);
  if ([...raw.normalize("NFKD")].some((sign) => corpus.simple.has(sign))) {
    for (const [other, usual] of corpus.phrases) text = text.split(other).join(usual);
  }
  const parts = partsOf(raw);
  const isLatinText = !HAN.test(text);
  const isPhrase = isLatinText && parts.length > 1;
  /** @type {(() => ReadonlyMap<Entry, Hit>)[]} */
  const steps = [
    () => merged(numbered(raw), exact(text), isLatinText ? spelt(text) : none),
    () => (parts.join(" ") === text ? none : exact(parts.join(" "))),
    () => (isPhrase && text.length > 7 && !falseName(parts) ? exact(text, new Found(), true) : none),
    () => besideNames(text),
    () => spelt(text, true),
    () => withNumber(raw),
    () => (isPhrase ? together(parts, true) : none),
    () => (isPhrase ? slipped(text) : none),
    () => (parts.length > 1 || isLatinText ? together(parts) : none),
    () => slipped(text),
    () => pieced(text),
    () => respaced(text),
    () => overlapping(text),
  ];
  for (const step of text ? steps : []) {
    const found = step();
    if (found.size) return sorted(found);
  }
  return [];
}

/**
 * What is in a draft comes behind all else. A page whose title is typed, such as a list's, comes second: the word stands in the plan too.
 * @param {ReadonlyMap<Entry, Hit>} found
 */
function sorted(found) {
  const hits = [...found].sort(([one, a], [other, b]) =>
    (one.draft || 0) - (other.draft || 0) || b.weight - a.weight || one.order - other.order);
  const [best] = hits;
  if (best[0].kind === "page" && hits.length > 1 && hits[1][0].page) {
    best[1].weight = hits[1][1].weight;
    hits.splice(0, 2, hits[1], best);
  }
  return hits;
}

/**
 * @param {Found} found
 * @param {ReadonlyMap<Entry, Hit>[]} others
 */
function merged(found, ...others) {
  for (const [entry, hit] of others.flatMap((other) => [...other])) {
    for (const [from, to] of hit.ranges) found.add(entry, from, to, hit.weight);
  }
  return found;
}

/** @type {ReadonlyMap<Entry, Hit>} */
const none = new Map();
