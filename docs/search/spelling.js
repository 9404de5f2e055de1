// Finds words of letters in any form: stems, families, spellings and slips; and names in any order.

addWords = ({words}) => {
  corpus.forms = new Map(words.forms.split(" ").map((form) => /** @type {[string, string]} */ (form.split("="))));
  corpus.latin = persons().map(({forms: [form]}) => form).filter((form) => isLatin(form[0]));
  for (const {0: word, index: place = 0} of corpus.whole.matchAll(/[^\s\p{sc=Han}]+/gu)) {
    const known = corpus.vocabulary.get(word);
    if (known) known.push(place);
    else corpus.vocabulary.set(word, [place]);
  }
  for (const word of corpus.vocabulary.keys()) {
    for (const [map, key] of /** @type {const} */ ([[corpus.stems, stem(word)], [corpus.roots, root(word)]])) {
      map.set(key, [...(map.get(key) || []), word]);
    }
  }
};

stem = (word) => {
  word = corpus.forms.get(word) || word;
  if (word.length < 4) return word;
  const rest = word.replace(/(ss|sh|ch|x|z)es$/, "$1").replace(/ie[sd]$/, "y").replace(/([^su])s$/, "$1");
  const bare = rest.replace(/(ing|ed|ly)$/, "");
  const base = bare !== rest && /[aeiouy]/.test(bare) && bare.length > 2 ? bare.replace(/([bdgmnprt])\1$/, "$1") : rest;
  return base.length > 3 ? base.replace(/e$/, "") : base;
};

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
wordPlaces = (word, isStrict) => {
  const {stems, roots} = corpus;
  const end = word.lastIndexOf(" ") + 1;
  if (end) {
    return (stems.get(stem(word.slice(end))) || []).map((last) => word.slice(0, end) + last)
      .flatMap((form) => places(form).map((place) => /** @type {Stretch} */ ([place, place + form.length])));
  }
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
};

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
partsOf = (raw) => {
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
};

/** @param {string} word */
const isPartOfName = (word) => corpus.latin.some((name) => name.split(" ").includes(word));

/** One person's family name and another's given name are nobody. @param {string[]} parts */
falseName = (parts) => {
  return parts.some((part, rank) => rank && isPartOfName(part) && isPartOfName(parts[rank - 1]));
};

/**
 * Whether words name those whom a longer name names: its head, and nothing that it has not.
 * @param {string[]} words
 * @param {string} name
 */
isHeadOf = (words, name) => {
  const own = name.split(" ").map(stem);
  const head = own[own.includes("of") ? own.indexOf("of") - 1 : own.length - 1];
  return !HAN.test(name) && words.includes(head) && words.every((word) => own.includes(word));
};

