// Finds names as they are spelt in pinyin, whole or by the first letters, and knows what is no name.

/**
 * Whether letters are the beginnings of syllables that follow each other; where `full`, all but the last in full.
 * @param {string} letters
 * @param {string[]} syllables
 * @param {number} start
 * @returns {boolean}
 */
function spells(letters, syllables, start, full = false) {
  spend();
  if (!letters) return true;
  const syllable = syllables[start];
  if (!syllable) return false;
  for (let length = syllable.length; length; length--) {
    if (full && length < syllable.length && length < letters.length) continue;
    const isHere = letters.startsWith(syllable.slice(0, length));
    if (isHere && spells(letters.slice(length), syllables, start + 1, full)) return true;
  }
  return false;
}

/** Letters as readings are written. @param {string} text */
const inLetters = (text) => text.replace(/ /g, "").replace(/v/g, "u");

/** @param {string} text */
function spelt(text, mayErr = false) {
  const found = new Found();
  // Where a passport has yu for ü, it stands behind l or n.
  const typed = inLetters(text), letters = typed.replace(/([ln])yu(?![ae])/g, "$1u");
  if (!/^[a-z]+$/.test(letters)) return found;
  /** @param {NameEntry} entry */
  const isSpelt = ({kind, syllables, secretary}) => {
    if (kind === "person" || secretary) {
      if (namedSo(secretary || syllables).some((name) => spells(letters, name, 0) || spells(typed, name, 0))) return true;
    }
    if (!syllables.length || kind === "person") return false;
    return spells(typed, syllables, 0) || (typed.length > 3 && kind !== "term"
      && syllables.some((syllable, start) => syllable[0] === typed[0] && spells(typed, syllables, start, true)));
  };
  spend(corpus.names.length);
  let spoken = corpus.names.filter(isSpelt);
  if (!spoken.length && mayErr && letters.length > 5) {
    spoken = persons().filter(({syllables, forms: [form]}) =>
      namedSo(syllables.length ? syllables : form.split(" ")).map((name) => name.join(""))
        .some((name) => name.startsWith(letters) || (name[0] === letters[0] && isNear(letters, name))));
  }
  for (const entry of spoken) {
    if (spoken.length < 4) exact(entry.forms[0], found);
    const weight = entry.kind === "term" ? WEIGHTS.term[0] : WEIGHTS.spelt[spells(letters, entry.syllables, 0) ? 0 : 1];
    found.add(entry, entry.from, entry.textTo, weight);
  }
  return found;
}

/**
 * The syllables of a name as it may be said: the family name first, or last; that may be of two syllables.
 * @param {string[]} syllables
 */
const namedSo = (syllables) => [0, 1, ...(syllables.length > 2 ? [2] : [])]
  .map((size) => [...syllables.slice(size), ...syllables.slice(0, size)]);

const persons = () => corpus.names.filter(({kind}) => kind === "person");

/**
 * Those of a family name with a title, which no text gives: without it. Null where a title stands with the name of
 * nobody who is there.
 * @param {string} text
 */
function titled(text) {
  const {titles} = corpus.lists;
  const isWritten = HAN.test(text);
  for (const title of titles) {
    const rest = isWritten ? withoutTitle(text, title) : text.startsWith(title + " ") ? text.slice(title.length + 1) : "";
    if (!rest) continue;
    const found = new Found();
    for (const entry of persons()) {
      const isIt = entry.forms.some((form) => (isWritten
        ? form.startsWith(rest) && form.length > rest.length
        : form === rest || form.split(" ").includes(rest)));
      if (!isIt) continue;
      exact(entry.forms[0], found);
      found.add(entry, entry.from, entry.textTo, WEIGHTS.meant);
    }
    const isNobody = isWritten ? rest.length < 2 : !rest.includes(" ") && !corpus.vocabulary.has(rest);
    if (found.size || isNobody) return found.size ? found : null;
  }
  return none;
}

/** What stands before a title, or behind one of a single sign; a family name has one or two. @param {string} text @param {string} title */
function withoutTitle(text, title) {
  const rest = text.endsWith(title) ? text.slice(0, -title.length)
    : title.length === 1 && text.startsWith(title) ? text.slice(1) : "";
  return rest.length < 3 ? rest : "";
}
