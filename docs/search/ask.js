// Reads a query as it is meant: a year, the words of a question, what readers say for what the plan says.

// Of the words of a query that are not sought.
const ASKED = 1, OWN = 2, WHO = 4, BESIDE = 8, WEAK = 16;
// Together those of which each makes a question; in one, others are not sought either, and at last not the weak.
const QUESTION = ASKED | OWN | WHO, IN_QUESTION = QUESTION | BESIDE;
// No name that is kept whole, and no form of a phrase, is longer.
const LONGEST = 40;

/** A query as signs that can be read: cut to its length, with characters for radicals. @param {string} raw */
const legible = (raw) => [...raw.slice(0, MOST_TYPED)].map((sign) => {
  if (sign === BREAK || /^[\ud800-\udfff]$/.test(sign)) return " ";
  return /[\u2e80-\u2fdf]/.test(sign) ? corpus.simple.get(sign) || sign.normalize("NFKC") : sign;
}).join("");

/**
 * The year in a query, and the rest of it.
 * @param {string} raw
 * @returns {{year: string, rest: string}}
 */
function yearIn(raw) {
  const {lists: {year: behind, digits}, years} = corpus;
  const numerals = new RegExp("[" + digits.filter((digit) => digit.length < 2).join("") + "]{4}");
  const text = raw.normalize("NFKC")
    .replace(numerals, (year) => [...year].map((digit) => digits.indexOf(digit) % 10).join(""));
  const unit = "\\s*(?:" + (behind.join("|") || " ") + ")";
  const [all = "", before = "", whole = "", short = ""] = text.match(
    new RegExp("(^|[^\\d.])(?:((?:19|20)\\d\\d)(?!\\.?\\d)" + unit + "?|(\\d\\d)" + unit + ")")) || [];
  const year = whole || (years.has("20" + short) ? "20" + short : "");
  return {year, rest: year ? text.replace(all, before + " ").trim() : text};
}

/**
 * What a query is about, in parts, once the words of questions are taken out; `without` are the kinds of these. A name
 * stays whole, and what readers say becomes what the plan says, but where `isLiteral`.
 * @param {string} raw
 * @param {number} without
 * @returns {Asked}
 */
function understood(raw, without, isLiteral = false) {
  /** @type {Asked} */
  const asked = {parts: [], said: [], kinds: 0};
  const isWritten = HAN.test(raw), isQuestion = without & BESIDE;
  let rest = "";
  const flush = () => {
    const part = rest.trim();
    if (part) asked.parts.push(...(isWritten && isQuestion ? pieces(part) : [part]));
    rest = "";
  };
  for (const text of isWritten ? raw.split(/[\s\p{P}\p{S}]+/u).map(plain) : [plain(raw)]) {
    for (let at = 0; at < text.length;) {
      const word = isBetween(text, at) ? wordAt(text, at, without, isLiteral) : "";
      const says = isLiteral ? null : corpus.everyday.get(stemmed(word));
      if (corpus.nameForms.has(word)) {
        rest += word;
      } else if (word) {
        if (!says) asked.kinds |= corpus.spoken.get(word) || 0;
        flush();
        if (says) {
          asked.parts.push(plain(says[0]));
          asked.said.push(says);
        }
      } else rest += text[at];
      at += word.length || 1;
    }
    flush();
  }
  return asked;
}

/**
 * The longest that begins at a place of what is kept, said otherwise or taken out.
 * @param {string} text
 * @param {number} at
 * @param {number} without
 * @param {boolean} isLiteral
 */
function wordAt(text, at, without, isLiteral) {
  const {nameForms, everyday, spoken} = corpus;
  for (let end = Math.min(text.length, at + LONGEST); end > at; end--) {
    if (!isBetween(text, end)) continue;
    const word = text.slice(at, end);
    if ((!isLiteral && everyday.has(stemmed(word))) || nameForms.has(word) || (spoken.get(word) || 0) & without) return word;
  }
  return "";
}

/** Whether no word of letters runs across a place. @param {string} text @param {number} at */
const isBetween = (text, at) => !(at && isLatin(text[at - 1]) && isLatin(text[at]));

/**
 * The party that a question is about: its page before all else, and where it is named.
 * @param {string[]} parts
 */
function aboutParty(parts) {
  const found = new Found();
  const text = parts.join(HAN.test(parts.join("")) ? "" : " ");
  if (text.length < 2) return found;
  const words = text.split(" ").map(stem), [first, second] = partsOf(text);
  for (const entry of corpus.names) {
    const {kind, forms: [name]} = entry;
    const isIt = kind === "person" ? entry.forms.includes(text) || (first === name && !second)
      : kind === "role" && (entry.forms.some((form) => form.endsWith(text)) || isHeadOf(words, name));
    if (!isIt) continue;
    exact(kind === "person" ? name : text, found);
    found.add(entry, entry.from, entry.textTo, WEIGHTS.meant);
  }
  return found;
}

/** What we have to do depends on who we are: the list of branches, where nothing else is named. @param {Asked} asked */
function ofReaders({kinds, parts}) {
  const found = new Found();
  const page = corpus.names.find(({kind, place}) => kind === "page" && place === "branches/");
  // Their kinds stand before them.
  const branches = corpus.names.filter(({kind}) => kind === "branch").slice(0, 10);
  const words = parts.flatMap((part) => part.split(" ")).map(stem);
  /** @param {string} word */
  const isOfBranch = (word) => branches.some(({forms: [name]}) =>
    (HAN.test(name) ? name.includes(word) : name.split(" ").map(stem).includes(word)));
  if (!(kinds & OWN) || !page || !words.every(isOfBranch)) return found;
  found.add(page, page.from, page.textTo, WEIGHTS.meant);
  for (const entry of branches) found.add(entry, entry.from, entry.from, WEIGHTS.branch[1]);
  return found;
}

/** The plan of a year, where nothing but words of its title is asked besides. @param {string} rest @param {string} year */
function planOf(rest, year) {
  const found = new Found();
  const page = corpus.names.find(({kind, place}) => kind === "page" && place === year + "/");
  if (!page) return found;
  const own = page.forms[0], {parts} = understood(rest, ASKED);
  /** @param {string} part */
  const isInTitle = (part) => (HAN.test(part)
    ? own.includes(part)
    : part.split(" ").every((word) => own.split(" ").includes(word)));
  if (parts.every(isInTitle)) found.add(page, page.from, page.textTo, WEIGHTS.meant);
  return found;
}

/** What is nearest to a query that found nothing: names and phrases that share the most with it. @param {string} text */
function nearest(text) {
  const pairs = [...text].slice(1).map((_, at) => text.slice(at, at + 2));
  const known = [...corpus.nameForms, ...corpus.everyday.keys()];
  spend(known.length);
  const least = HAN.test(text) ? 0.3 : 0.5;
  /** @param {string} form */
  const alike = (form) => {
    const most = 2 * pairs.length / (form.length - 1 + pairs.length);
    return most < least ? 0 : most * pairs.filter((pair) => form.includes(pair)).length / pairs.length;
  };
  return known.map((form) => ({form, share: alike(form)})).filter(({share}) => share >= least)
    .sort((one, other) => other.share - one.share).slice(0, 3).map(({form}) => form);
}

