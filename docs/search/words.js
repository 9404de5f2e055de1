// Finds words wherever they stand in a passage: all of them, in any form, with each name as one.

/** @param {string} word */
function stem(word) {
  word = corpus.forms.get(word) || word;
  if (word.length < 4) return word;
  const rest = word.replace(/(ss|sh|ch|x|z)es$/, "$1").replace(/ie[sd]$/, "y").replace(/([^su])s$/, "$1");
  const bare = rest.replace(/(ing|ed|ly)$/, "");
  const base = bare !== rest && /[aeiouy]/.test(bare) && bare.length > 2 ? bare.replace(/([bdgmnprt])\1$/, "$1") : rest;
  return base.length > 3 ? base.replace(/e$/, "") : base;
}

// What makes other words of a word: longer endings first.
const ENDING = new RegExp("(?:if(?:ications?|y|ies|ied|ying)|i[sz](?:ations?|es?|ed|ing)|ational|abilit(?:y|ies)"
  + "|iv(?:ity|es?)|at(?:ions?|ives?|ors?|ing|e[ds]?)|itions?|ical(?:ly)?|ic(?:ally|s|ism)?|isms?|ists?|e?ments?|ness"
  + "|[ae]nc(?:es?|y)|[ae]nts?|ions?|ors?|ers?|i?ty|ous|ies|ing|ed|ly|es|[yse])$");

/** What words of one family share. @param {string} word */
function root(word) {
  const rest = word.replace(ENDING, "");
  return rest.length > (word.length - rest.length > 2 ? 2 : 3) ? rest : word;
}

/** A word as Americans spell it. @param {string} word */
const american = (word) => word.replace(/is(e[drs]?|ing|ations?)$/, "iz$1").replace(/mme(s?)$/, "m$1");

/**
 * @param {string} word
 * @param {boolean} isStrict
 * @returns {Stretch[]}
 */
function wordPlaces(word, isStrict) {
  const {stems, roots} = corpus;
  const own = stem(word);
  const known = [...corpus.vocabulary.keys()];
  spend(known.length);
  let like = [...new Set([...(corpus.vocabulary.has(word) ? [word] : []), ...(stems.get(own) || [])])];
  if (!isStrict) like = [...new Set([...like, ...known.filter((other) => other.startsWith(word))])];
  if (!like.length) like = stems.get(stem(american(word))) || [];
  if (!like.length && word.length > 4) like = roots.get(root(word)) || roots.get(root(american(word))) || [];
  if (!like.length && !isStrict && word.length > 3) like = known.filter((other) => isSlip(word, other));
  if (!like.length && !isStrict && own.length > 7) like = known.filter((other) => isSlip(own, stem(other)));
  return like.flatMap((other) => (corpus.vocabulary.get(other) || [])
    .map((place) => /** @type {Stretch} */ ([place, place + other.length])));
}

/**
 * Short words are like too many others, and nobody misses the first letter of a long one often.
 * @param {string} word
 * @param {string} other
 */
function isSlip(word, other) {
  if (!isNear(word, other) || Math.min(word.length, other.length) < 4) return false;
  if (isPartOfName(other)) return true;
  // Who mistakes the last letter alone means another word.
  if (word.slice(0, -1) === other.slice(0, -1)) return false;
  if (word[0] !== other[0] && word.length < 9) return false;
  return word.length > 5
    || (word.length === 5 && (other.length > 5 || [...word].sort().join() === [...other].sort().join()));
}

/**
 * The words of a query, with each name as one part, in the order of the data: the given name may come first.
 * @param {string} raw
 */
function partsOf(raw) {
  if (HAN.test(raw)) return raw.split(/[\s\p{P}\p{S}]+/u).map(plain).filter(Boolean);
  let text = " " + plain(raw) + " ";
  /** @type {string[]} */
  const parts = [];
  /**
   * @param {string} way
   * @param {string} name
   */
  const take = (way, name) => {
    if (!text.includes(" " + way + " ")) return;
    parts.push(name);
    text = text.replace(" " + way + " ", " ");
  };
  for (const name of corpus.latin) {
    const [family, ...rest] = name.split(" ");
    const given = rest.join("");
    for (const way of [name, rest.join(" ") + " " + family, family + given, given + family]) take(way, name);
  }
  const words = text.split(" ").filter(Boolean);
  for (let at = 0; at < words.length;) {
    let size = Math.min(words.length - at, 12);
    while (size > 1 && !corpus.nameForms.has(words.slice(at, at + size).join(" "))) size--;
    parts.push(words.slice(at, at += size).join(" "));
  }
  return parts;
}

/**
 * @param {string} part
 * @param {boolean} isStrict
 */
function placesOf(part, isStrict) {
  const key = part + isStrict;
  const before = corpus.asked.get(key);
  if (before) return before;
  /** @type {Stretch[]} */
  let found = places(part).map((place) => [place, place + part.length]);
  if (!HAN.test(part)) {
    if (!part.includes(" ") && part.length > 1) found = wordPlaces(part, isStrict);
    if (!found.length) for (const {ranges} of spelt(part, true).values()) found.push(...ranges);
  }
  corpus.asked.set(key, found);
  return found;
}

/** All parts in one entry, or, where there is none, in one item with its clauses. @param {string[]} parts */
function together(parts, isStrict = false) {
  const {entries} = corpus;
  const found = new Found();
  if (!parts.length || falseName(parts)) return found;
  /** @type {Stretch[][]} */
  const hits = [];
  for (const part of parts) {
    const ranges = placesOf(part, isStrict);
    if (!ranges.length) return found;
    spend(ranges.length);
    hits.push(ranges);
  }
  const byEntry = hits.map((ranges) => {
    /** @type {Map<Entry, Stretch[]>} */
    const owned = new Map();
    for (const range of ranges) {
      const entry = entries[ownerOf(range[0])];
      const own = owned.get(entry);
      if (own) own.push(range);
      else owned.set(entry, [range]);
    }
    return owned;
  });
  /**
   * @param {Entry[]} of
   * @param {number} less
   */
  const join = (of, less) => {
    const ranges = byEntry.map((owned) => of.flatMap((other) => owned.get(other) || []));
    if (ranges.some((own) => !own.length)) return;
    const first = ranges.map((own) => own[0][0]);
    const near = parts.length > 1 ? WEIGHTS.near / (1 + (Math.max(...first) - Math.min(...first)) / 20) : 0;
    const weight = Math.min(...ranges.map((own) =>
      Math.max(...own.map(([from, to]) => weightOf(entries[ownerOf(from)], from, to, 1)))));
    for (const other of of) if (byEntry.some((owned) => owned.has(other))) {
      for (const [from, to] of ranges.flat()) found.add(other, from, to, weight + near - less);
    }
  };
  for (const entry of byEntry[0].keys()) join([entry], 0);
  if (!found.size && !isStrict) {
    for (const entry of entries) if (entry.kind === "item") join(entry.group, WEIGHTS.apart);
  }
  return found;
}

/** A number and words: those of its entries in which the words stand. @param {string} raw */
function withNumber(raw) {
  const found = new Found();
  const tokens = raw.trim().split(/\s+/);
  tokens.forEach((token, rank) => {
    const rest = tokens.filter((_, other) => other !== rank).join(" ");
    const those = /\d/.test(token) && rest ? numbered(token) : none;
    if (those.size) for (const [entry, hit] of together(partsOf(rest))) if (those.has(entry)) found.set(entry, hit);
  });
  return found;
}
