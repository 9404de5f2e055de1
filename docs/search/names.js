// Finds names as they are spelt in pinyin, whole or by the first letters, and knows what is no name.

/**
 * Whether letters are the beginnings of syllables that follow each other; where `full`, all but the last in full.
 * @param {string} letters
 * @param {string[]} syllables
 * @param {number} start
 * @returns {boolean}
 */
function spells(letters, syllables, start, full = false) {
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

/** @param {string} text */
function spelt(text, mayErr = false) {
  const found = new Found();
  const letters = text.replace(/ /g, "").replace(/v/g, "u");
  if (!/^[a-z]+$/.test(letters)) return found;
  /** @param {NameEntry} entry */
  const isSpelt = ({kind, syllables}) => {
    if (!syllables.length) return false;
    if (spells(letters, syllables, 0)) return true;
    if (kind === "person") {
      const turned = syllables.slice(1).concat(syllables[0]);
      return letters.length > 1 && spells(letters, turned, 0);
    }
    return letters.length > 3 && kind !== "term"
      && syllables.some((_, start) => spells(letters, syllables, start, true));
  };
  let spoken = corpus.names.filter(isSpelt);
  if (!spoken.length && mayErr && letters.length > 5) {
    spoken = persons().filter(({syllables}) => syllables.length
      && [syllables.join(""), syllables.slice(1).join("") + syllables[0]]
        .some((name) => name[0] === letters[0] && isNear(letters, name)));
  }
  for (const entry of spoken) {
    if (spoken.length < 4) exact(entry.forms[0], found);
    const weight = entry.kind === "term" ? WEIGHTS.term[0] : WEIGHTS.spelt[spells(letters, entry.syllables, 0) ? 0 : 1];
    found.add(entry, entry.from, entry.textTo, weight);
  }
  return found;
}

/** @param {string} word */
const isPartOfName = (word) => latinNames().some((name) => name.split(" ").includes(word));

const persons = () => corpus.names.filter(({kind}) => kind === "person");

const latinNames = () => persons().map((entry) => entry.forms[0]).filter((name) => isLatin(name[0]));

/** One person's family name and another's given name are nobody. @param {string[]} parts */
function falseName(parts) {
  return parts.some((part, rank) => rank && isPartOfName(part) && isPartOfName(parts[rank - 1]));
}
