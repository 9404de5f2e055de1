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
    // Whoever types letters seldom misses the first.
    if (text.length > 3 && (i || HAN.test(text)) && !isTwo) {
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
 * Two pieces with so many characters between them; short ones only where they meet oftener than by chance.
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
  /** @type {Stretch[]} */
  const stretches = [];
  for (const from of places) {
    const to = from + left.length + gap + right.length;
    if (from >= 0 && whole.startsWith(left, from) && whole.startsWith(right, to - right.length)
      && !whole.slice(from, to).includes("\n") && (isWritten || !isLatin(whole[from - 1]))) {
      stretches.push([from, to]);
    }
  }
  if (!stretches.length) return;
  const isChance = size < 6 && stretches.length < 7 * often(left) * often(right) / whole.length;
  for (const [from, to] of stretches) {
    const like = whole.slice(from, to);
    const isName = nameForms.has(like);
    // A short one must be a word: it stands beside punctuation, or more than once.
    const isWord = size > 4 || (size && (edges.has(from) || edges.has(to) || often(like) > 1));
    if (isName || (isWord && !isChance)) found.stretch(from, to, isName ? less - WEIGHTS.named : less);
  }
}

/** @param {string} piece */
function often(piece) {
  const {whole, counts} = corpus;
  if (!piece) return whole.length / 20;
  let count = counts.get(piece);
  if (count === undefined) counts.set(piece, count = placesIn(whole, piece).length);
  return count;
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

/**
 * Words without a space between them, also in several parts: pieces of these that all stand in one clause, names whole.
 * @param {string[]} parts
 */
function pieced(parts) {
  const found = new Found();
  const text = parts.join("");
  if (!HAN.test(text) || text.length < 4 || text.length > 40) return found;
  // A clause has it in no more pieces than all of the plan: words are not torn apart.
  const most = Math.min(leastPieces(parts), 2 + parts.length);
  /** @type {Set<number>} */
  const bounds = new Set();
  parts.reduce((end, part) => {
    bounds.add(end + part.length);
    return end + part.length;
  }, 0);
  /**
   * @param {number} start
   * @param {PlanEntry[]} group
   * @param {Piece[]} pieces
   * @returns {Piece[] | null}
   */
  const cut = (start, group, pieces) => {
    if (start === text.length) return pieces;
    if (pieces.length >= most) return null;
    // Two characters that stand somewhere in a whole item prove too little.
    const least = group.length > 1 ? 3 : 2;
    let end = start + 1;
    while (!bounds.has(end)) end++;
    for (; end >= start + least; end--) {
      spend();
      const place = placeIn(group, text.slice(start, end));
      const rest = place < 0 ? null : cut(end, group, [...pieces, [place, end - start]]);
      if (rest) return rest;
    }
    return null;
  };
  /** @param {PlanEntry[]} group */
  const join = (group) => {
    const pieces = cut(0, group, []) || [];
    for (const [place, size] of pieces) for (const [other] of pieces) {
      found.add(corpus.entries[ownerOf(other)], place, place + size, WEIGHTS.pieces - pieces.length);
    }
  };
  // Where there is a first piece and a last one, there are their first and last two characters.
  const [first, last] = [text.slice(0, 2), text.slice(-2)].map((pair) =>
    new Set(placesIn(corpus.whole, pair).map((place) => corpus.entries[ownerOf(place)])));
  for (const entry of first) if (entry.page && last.has(entry)) join([entry]);
  if (!found.size) {
    for (const entry of corpus.entries) {
      if (entry.kind === "item" && entry.group.some((one) => first.has(one)) && entry.group.some((one) => last.has(one))) {
        join(entry.group);
      }
    }
  }
  return found;
}

/** @typedef {[place: number, size: number]} Piece */

/**
 * The least number of pieces, of two signs and more, in which the plan has some parts; Infinity where it has not.
 * @param {string[]} parts
 */
function leastPieces(parts) {
  let count = 0;
  for (let part of parts) {
    while (part) {
      let size = 2;
      while (size <= part.length && corpus.whole.includes(part.slice(0, size))) size++;
      spend(size);
      size--;
      // No piece of a single sign is left.
      if (part.length - size === 1) size--;
      if (size < 2) return Infinity;
      part = part.slice(size);
      count++;
    }
  }
  return count;
}

/**
 * Where a piece stands; -1 where it does not. Those who answer count whole, or by their given name or what they are.
 * @param {PlanEntry[]} group
 * @param {string} piece
 */
function placeIn(group, piece) {
  for (const entry of group) {
    const isClause = entry.kind === "clause", size = entry.textTo - entry.from;
    const text = corpus.whole.slice(entry.from, entry.to);
    const place = text.indexOf(piece);
    if (place >= 0 && (!isClause || place + piece.length <= size)) return entry.from + place;
    if (!isClause) continue;
    const isName = entry.parties.some((name) =>
      name === piece || (name.length === 3 ? name.slice(1) === piece : piece.length > 3 && name.endsWith(piece)));
    const named = isName ? text.indexOf(piece, size) : -1;
    if (named >= 0) return entry.from + named;
  }
  return -1;
}

/** A long paste with more than one thing wrong: most of it follows in one place. @param {string} text */
function overlapping(text) {
  const {whole} = corpus;
  const found = new Found();
  const size = HAN.test(text) ? 3 : 8;
  if (text.length < size * 5) return found;
  // Each piece speaks for where the text may begin, and for a little before and behind.
  /** @type {Map<number, Stretch[]>} */
  const votes = new Map();
  for (let i = 0; i + size <= text.length; i++) {
    for (const place of placesIn(whole, text.slice(i, i + size))) {
      const line = Math.round((place - i) / 8);
      for (const near of [line - 1, line, line + 1]) {
        const own = votes.get(near) || [];
        if (!own.length) votes.set(near, own);
        const last = own[own.length - 1];
        if (last && last[1] >= place && last[0] <= place) last[1] = place + size;
        else own.push([place, place + size]);
      }
    }
  }
  const lengthOf = (/** @type {Stretch[]} */ own) => own.reduce((sum, [from, to]) => sum + to - from, 0);
  /** @type {Stretch[]} */
  let best = [];
  for (const own of votes.values()) if (lengthOf(own) > lengthOf(best)) best = own;
  if (lengthOf(best) >= text.length * 0.7) for (const [from, to] of best) found.stretch(from, to, WEIGHTS.paste);
  return found;
}
