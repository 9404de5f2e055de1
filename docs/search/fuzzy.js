// Finds what was typed with a slip, without its spaces, or with more than one thing wrong in a long paste.

/**
 * Whether one is the other but for one letter wrong, missing, added or two swapped.
 * @param {string} one
 * @param {string} other
 */
function isNear(one, other) {
  let start = 0, end = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const left = one.length - start - end, right = other.length - start - end;
  return (left < 2 && right < 2)
    || (left === 2 && right === 2 && one[start] === other[start + 1] && one[start + 1] === other[start]);
}

/** @param {string} text */
function slipped(text) {
  const [swapped, missing, wrong, added, wrongAtEnd] = WEIGHTS.slips;
  const found = new Found();
  if (text.length > 60 || (!HAN.test(text) && (text.length < 8 || !text.includes(" ")))) return found;
  for (const entry of persons()) {
    if (entry.forms.some((form) => isSlipOf(text, form, entry))) exact(entry.forms[0], found);
  }
  if (found.size || text.length < 3) return found;
  // Two things that the plan says are no slip.
  const isTwo = HAN.test(text) && leastPieces([text]) < 3;
  const size = isTwo && text.length < 5 ? 0 : text.length;
  const begin = beginnings(text);
  /**
   * @param {string} left
   * @param {number} gap
   * @param {string} right
   * @param {number} less
   */
  const beside = (left, gap, right, less) => stretchBeside(left, gap, right, less, found, size, begin);
  for (let i = 0; i < text.length; i++) {
    const left = text.slice(0, i), right = text.slice(i + 1);
    if (right && text[i] !== text[i + 1]) beside(left + right[0] + text[i] + right.slice(1), 0, "", swapped);
    if (i) beside(left, 1, text.slice(i), missing);
    // Whoever types letters seldom misses the first of a word.
    if (text.length > 3 && (HAN.test(text) || (i && text[i - 1] !== " ")) && !isTwo) {
      beside(left, 1, right, left && right ? wrong : wrongAtEnd);
      beside(left, 0, right, added);
    }
  }
  return found;
}

/**
 * Where two pieces with a gap between them may begin: of a text with one slip, one half is as it was typed, and only
 * that is looked for.
 * @param {string} text
 */
function beginnings(text) {
  const {whole} = corpus;
  const middle = text.length >> 1;
  const first = text.slice(0, middle), second = text.slice(middle);
  const starts = placesIn(whole, first), ends = placesIn(whole, second).map((place) => place + second.length);
  /**
   * @param {string} left
   * @param {number} gap
   * @param {string} right
   */
  return (left, gap, right) => {
    const size = left.length + gap + right.length;
    if (left.startsWith(first)) return starts;
    if ((right || left).endsWith(second)) return ends.map((end) => end - size);
    return left.length < right.length
      ? placesIn(whole, right).map((place) => place + right.length - size)
      : placesIn(whole, left);
  };
}

/**
 * Two pieces with so many characters between them.
 * @param {string} left
 * @param {number} gap
 * @param {string} right
 * @param {number} less
 * @param {Found} found
 * @param {number} size
 * @param {(left: string, gap: number, right: string) => number[]} begin
 */
function stretchBeside(left, gap, right, less, found, size, begin) {
  const {whole, edges, nameForms} = corpus;
  const isWritten = HAN.test(left + right);
  const places = begin(left, gap, right);
  spend(places.length);
  for (const from of places) {
    const to = from + left.length + gap + right.length, like = whole.slice(from, to);
    const isHere = from >= 0 && like.startsWith(left) && like.endsWith(right)
      && !like.includes("\n") && (isWritten || !isLatin(whole[from - 1]));
    if (!isHere) continue;
    const isName = nameForms.has(like);
    // A short one must be a word: it stands beside punctuation, or more than once.
    const isWord = size > 4 || (size && (edges.has(from) || edges.has(to) || isRepeated(like)));
    if (isName || isWord) found.stretch(from, to, isName ? less - WEIGHTS.named : less);
  }
}

/** Whether a text stands in the whole more than once, which a look at all of it tells. @param {string} text */
function isRepeated(text) {
  const {whole} = corpus;
  spend(whole.length >> 9);
  return whole.indexOf(text) < whole.lastIndexOf(text);
}

/**
 * A person's name with one character wrong or left out: a family name may sound alike, the rest must match.
 * @param {string} text
 * @param {string} form
 * @param {NameEntry} entry
 */
function isSlipOf(text, form, entry) {
  if (entry.kind !== "person" || form.length !== 3 || text.length > 3) return false;
  if (text.length === 2) return text[0] === form[0] && text[1] === form[2];
  const same = [0, 1, 2].filter((place) => text[place] === form[place]);
  if (same.length !== 2) return false;
  return same[0] === 0 || readingAt(text, 0) === entry.syllables[0];
}
