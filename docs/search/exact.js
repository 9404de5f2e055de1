// Finds a text as it stands, and by its number.

/**
 * All places of one text in another; none of an empty one.
 * @param {string} text
 * @param {string} sought
 */
function placesIn(text, sought) {
  /** @type {number[]} */
  const found = [];
  if (!sought) return found;
  for (let place = text.indexOf(sought); place >= 0; place = text.indexOf(sought, place + 1)) found.push(place);
  spend(1 + found.length);
  return found;
}

/**
 * The places of a text in the whole. A word is found from its beginning.
 * @param {string} text
 */
function places(text) {
  const {whole} = corpus;
  const isBound = !HAN.test(text);
  return placesIn(whole, text).filter((place) => !isBound || !isLatin(whole[place - 1]));
}

/** @param {string} text */
function exact(text, found = new Found()) {
  for (const place of places(text)) found.stretch(place, place + text.length);
  return found;
}

/**
 * A number, with nothing but the words that go with it: a clause, an item with its clauses, or a section. Where items
 * begin with 1 in each section, one is found by the numbers on the way to it, and by its own.
 * @param {string} raw
 */
function numbered(raw) {
  const {lists, entries} = corpus;
  const found = new Found();
  let rest = raw.normalize("NFKC").toLowerCase().trim().replace(/^the /, "");
  let isSection = false, isNamed = false;
  /** @param {string} word */
  const drop = (word) => {
    const before = rest;
    rest = HAN.test(word)
      ? rest.split(word).join(" ")
      : rest.replace(new RegExp("(^|[^a-z])" + word + "(?![a-z])", "g"), "$1 ");
    return rest !== before;
  };
  for (const word of lists.section) if (drop(word)) isSection = isNamed = true;
  lists.item.forEach((word, rank) => {
    if (drop(word) && rank) isNamed = true;
  });
  // How sections and those within them are marked; where there are none, items may be.
  const isInner = /^\(\S+\)$/.test(rest);
  if (isInner || /^\S{1,3}\u3001$/.test(rest)) {
    isNamed = true;
    isSection = entries.some(({kind, place}) => kind === "section" && (!isInner || place.includes("#")));
  }
  /** @param {string} part */
  const value = (part) => +part || 1 + lists.numerals.findIndex((numeral) => numeral.toLowerCase() === part)
    || inWords(lists.digits.indexOf(part));
  const parts = rest.split(/[\s\p{P}]+/u).filter(Boolean);
  if (!parts.length || !(isNamed || parts.every((part) => /^\d+$/.test(part)))) return found;
  const number = parts.map(value).join(".");
  let section = "";
  const isLast = (own = "") => own === number || ((isNamed || !parts[1]) && own.endsWith("." + number));
  spend(entries.length);
  for (const entry of entries) {
    const {kind, number: own = "", group} = /** @type {InPlan & {kind: string, group?: PlanEntry[]}} */ (entry);
    const isIt = own === number;
    if (kind === "section") section = own;
    const isHere = kind === "section"
      ? (isInner || !isSection ? own.includes(".") && isLast(own) : isIt)
      : (!isSection || parts[1]) && group && (isLast(group[0].number) || (isIt && !isSection)
        // Where items run on from one section to the next, their number is not within that of the section.
        || (isSection && section + "." + group[0].number === number));
    const isSought = isSection || (group && (isIt || entry === group[0]));
    if (isHere) found.add(entry, entry.from, entry.from, WEIGHTS.number[isSought ? 0 : 1]);
  }
  return found;
}

/** Behind nought to ten, the words of a language go on with the first to the tenth. @param {number} rank */
const inWords = (rank) => (rank > 10 ? rank - 10 : rank);
