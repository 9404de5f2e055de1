// Tries one way of finding after the other, and puts what is found in order.

/**
 * What comes first, by its weight. A whole name leads to its page, a phrase to the clause; what only explains comes
 * last.
 * Of a kind of entry: where the whole of it was typed, a part, and where it has any, a part that says less.
 */
const WEIGHTS = {
  // Whom or what a question is about.
  meant: 110,
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
  // Taken off where a text only sounds like what was typed.
  sounds: 4,
  // Given back where the slip is one in a whole name.
  named: 1.5,
  // The most that is added where the words of a query stand close together.
  near: 3,
  // A text in pieces, less one for each piece.
  pieces: 60,
  // A text over several entries: this, and by the share of it that an entry contains.
  shared: [20, 30],
};

/** Whether the second unit of a sign stands at a place of the whole text. @param {number} place */
const isLow = (place) => /[\udc00-\udfff]/.test(corpus.whole[place] || "");

/** Entries, each with the stretches of the whole text that matched, and a weight. @extends {Map<Entry, Hit>} */
class Found extends Map {
  /**
   * @param {Entry} entry
   * @param {number} from
   * @param {number} to
   * @param {number} weight
   */
  add(entry, from, to, weight) {
    spend();
    // No sign of two units is cut.
    if (to > from) {
      if (isLow(from)) from--;
      if (isLow(to)) to++;
    }
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
    for (const entry of entriesIn(from, to)) {
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

/**
 * What a query finds, the best first; each attempt begins where the one before found nothing.
 * @param {string} raw
 * @returns {{hits: [Entry, Hit][], asked: Asked}}
 */
function search(raw) {
  const typed = legible(raw);
  corpus.asked.clear();
  corpus.folds.clear();
  mostSteps = 0;
  const {year, rest} = yearIn(typed);
  for (const [attempt, asked, isOfYear] of plain(typed) ? attempts(typed, year, rest) : []) {
    const found = bounded(attempt, none);
    if (found === null) return {hits: [], asked};
    const hits = [...found].filter(([{page, place}]) => !isOfYear || !page || place.startsWith(year + "/"));
    if (hits.length) return {hits: sorted(hits), asked};
  }
  return {hits: [], asked: bounded(() => understood(rest, IN_QUESTION), nothingAsked)};
}

/** @typedef {() => ReadonlyMap<Entry, Hit> | null} Way */
/** @typedef {[way: Way, asked: Asked, isOfYear: boolean]} Attempt */

/**
 * The attempts for a query, in their order: as it stands; in the year that it names, without the words of a question;
 * with what a slip, a wrong sound or a lost space may have made of it.
 * @param {string} typed
 * @param {string} year
 * @param {string} rest the query without the year
 * @returns {Attempt[]}
 */
function attempts(typed, year, rest) {
  const text = usual(typed, plain(typed));
  /** @param {Way[]} list @returns {Attempt[]} */
  const asIs = (list, asked = nothingAsked) => list.map((attempt) => [attempt, asked, asked !== nothingAsked && !!year]);
  const first = asIs([() => (year ? merged(planOf(rest, year), ...(planOf(rest, year).size ? [exact(text)] : [])) : none),
    ...strictly(typed, text)]);
  if (year && !corpus.years.has(year)) return first;
  const {kinds} = bounded(() => understood(rest, IN_QUESTION), nothingAsked), isAsked = kinds & QUESTION;
  const seen = new Set([text]);
  /** What is left without some kinds of words. @param {number[]} withouts @returns {Attempt[]} */
  const meant = (...withouts) => {
    /** @type {Attempt[]} */
    const found = [], /** @type {Attempt[]} */ most = [];
    for (const without of withouts) for (const isLiteral of [true, false]) {
      const asked = bounded(() => understood(rest, without, isLiteral), nothingAsked);
      const about = asked.parts.join(HAN.test(text) ? "" : " ");
      const words = wordsOf(asked, about);
      if (!seen.has(about)) {
        seen.add(about);
        found.push(...asIs(meaning(asked, about, words, without), asked));
        // Where nothing was asked, what falls away may be what was meant: the rest counts as a whole.
        if (!without || isAsked) found.push(...asIs([() => together(words, true), () => pieced(asked.parts)], asked));
      }
      // What the plan says for what was typed goes before that.
      if (without) {
        most.unshift(...asIs([
          () => (isAsked ? together(words) : none),
          () => mostOf(words, !!isAsked, asked.said.length > 0),
        ], asked));
      }
    }
    return [...found, ...most];
  };
  const asked = () => {
    const whom = bounded(() => understood(rest, IN_QUESTION | WEAK, true), nothingAsked);
    return [
      ...asIs([() => aboutParty(whom.parts), () => numbered((typed.match(/\d+(\.\d+)+/) || [""])[0])], whom),
      ...meant(IN_QUESTION, ...(isAsked ? [IN_QUESTION | WEAK] : [])),
    ];
  };
  // What else falls away from a question is sought where there is none, and at last where nothing was asked.
  return kinds ? [...first, ...asked(), ...asIs(loosely(typed, text))]
    : [...first, ...meant(0), ...asIs(loosely(typed, text)), ...asked()];
}

/** Words of Taiwan and Hong Kong as they are usual here, where something is written as there. @param {string} typed @param {string} text */
function usual(typed, text) {
  if ([...typed.normalize("NFKD")].some((sign) => corpus.simple.has(sign))) {
    for (const [other, own] of corpus.phrases) text = text.split(other).join(own);
  }
  return text;
}

/** A text as it stands. @param {string} typed @param {string} text @returns {Way[]} */
const strictly = (typed, text) => [
  () => merged(aboutParty([text]), numbered(typed), exact(text), HAN.test(text) ? none : spelt(text)),
  () => titled(text),
];

/**
 * The words of what is asked, with what the plan says for it as one. A single sign of Chinese says too little.
 * @param {Asked} asked
 * @param {string} about
 */
function wordsOf({parts, said}, about) {
  if (HAN.test(about)) return parts.every((part) => part.length < 2) ? [] : parts;
  const phrases = said.map(([says]) => plain(says));
  return parts.flatMap((part) => (phrases.includes(part) ? [part] : partsOf(part)));
}

/**
 * What a query is about: us, a party, a text.
 * @param {Asked} asked
 * @param {string} about
 * @param {string[]} words
 * @param {number} without
 * @returns {Way[]}
 */
function meaning(asked, about, words, without) {
  if (!words.length) return without & WEAK || asked.parts.length ? [] : [() => ofReaders(asked)];
  return [
    () => ofReaders(asked),
    () => titled(about),
    () => merged(numbered(about), exact(about), HAN.test(about) ? none : spelt(about)),
  ];
}

/**
 * What a word of a question says, and where: a rare one says more, a name or a long one most, a single sign little. What
 * is nowhere weighs too, against what is found.
 * @param {string} word
 */
function weighed(word) {
  const {entries, nameForms} = corpus;
  const isWritten = HAN.test(word), isShort = isWritten && word.length < 2;
  const owned = byEntry(isShort ? [] : placesOf(word, true));
  for (const entry of owned.keys()) if (entry.kind === "page") owned.delete(entry);
  const share = owned.size / entries.length;
  const isLong = isWritten ? word.length > 2 : word.includes(" "), isName = nameForms.has(word) && share < 0.13;
  let weight = isWritten ? 6 : 4.5;
  if (isShort) weight = 1;
  else if (share) weight = Math.max(isName ? 9 : 0, -Math.log2(share) * (isLong ? 1.5 : 1));
  return {word, owned, weight, isShort, isTelling: share && (isName || isLong)};
}

/**
 * What has the most of some words, where that says enough. Where nothing was asked nor said otherwise, there are several
 * words, or one is a name or long and another nowhere: two that are there, but not together, mean nothing.
 * @param {string[]} words
 * @param {boolean} isAsked
 */
function mostOf(words, isAsked, isSaid = false) {
  const found = new Found();
  const all = words.map(weighed);
  const known = all.filter(({owned, isShort}) => owned.size || isShort);
  const unknown = all.filter((word) => !known.includes(word));
  /** @type {Map<Entry, number>} */
  const scores = new Map();
  let most = 0;
  for (const {owned, weight} of known) for (const entry of owned.keys()) {
    const score = (scores.get(entry) || 0) + weight;
    scores.set(entry, score);
    most = Math.max(most, score);
  }
  // A question has words of its own besides.
  const whole = [...known, ...unknown.slice(0, isAsked ? 1 : 9)].reduce((sum, {weight}) => sum + weight, 0);
  const isMeant = isAsked || isSaid || all.filter(({isShort}) => !isShort).length > (HAN.test(words.join("")) ? 2 : 3)
    || (all.some(({isTelling}) => isTelling) && all.some(({owned}) => !owned.size));
  if (!isMeant || most < 6 || most < whole * 0.55) return found;
  for (const {word, owned} of known) for (const [entry, ranges] of owned) {
    const score = scores.get(entry) || 0;
    if (score <= most * 0.9) continue;
    for (const [from, to] of ranges) {
      let weight = WEIGHTS.pieces + score - (entry.kind === "item" ? 1 : 0);
      if (!entry.page) weight = entry.forms.includes(word) ? WEIGHTS.meant : weightOf(entry, from, to, 1);
      found.add(entry, from, to, weight);
    }
  }
  return found;
}

/** A text in which something is wrong. @param {string} typed @param {string} text @returns {Way[]} */
function loosely(typed, text) {
  const parts = partsOf(typed);
  const isLatinText = !HAN.test(text);
  return [
    () => spelt(text, true),
    () => sounded(text),
    () => mixed(text),
    () => (parts.length > 1 || isLatinText ? together(parts) : none),
    () => homophones(text),
    () => slipped(text),
    () => pieced([text]),
    () => (text.length > (isLatinText ? 40 : 15) ? mostOf(isLatinText ? parts : pieces(text), true) : none),
  ];
}

/** @type {Asked} */
const nothingAsked = {parts: [], said: [], kinds: 0};

/**
 * What is in a draft comes behind all else. A page whose title is typed, such as a list's, comes second: the word
 * stands in the plan too.
 * @param {[Entry, Hit][]} hits
 */
function sorted(hits) {
  hits.sort(([one, a], [other, b]) =>
    (one.draft || 0) - (other.draft || 0) || b.weight - a.weight || one.order - other.order);
  const [best] = hits;
  if (best[0].kind === "page" && best[1].weight < WEIGHTS.meant && hits.length > 1 && hits[1][0].page) {
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
