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
  for (const entry of corpus.names) {
    if (entry.forms.some((form) => isSlipOf(text, form, entry))) exact(entry.forms[0], found);
  }
  if (found.size || text.length < 3) return found;
  const size = isTwoWords(text) ? 0 : text.length;
  for (let i = 0; i < text.length; i++) {
    const left = text.slice(0, i), right = text.slice(i + 1);
    if (right && text[i] !== text[i + 1]) {
      beside(left + right[0] + text[i] + right.slice(1), 0, "", swapped, found, size);
    }
    if (i) beside(left, 1, text.slice(i), missing, found, size);
    // Whoever types letters seldom misses the first.
    if (text.length > 3 && (i || HAN.test(text))) {
      beside(left, 1, right, left && right ? wrong : wrongAtEnd, found, size);
      beside(left, 0, right, added, found, size);
    }
  }
  return found;
}

/**
 * Three or four characters of which each two that follow each other, or all but the middle ones, stand in the plan: no
 * slip leaves them so.
 * @param {string} text
 */
function isTwoWords(text) {
  const known = [0, 1, 2].map((place) => corpus.whole.includes(text.slice(place, place + 2)));
  return text.length < 5 && known[0] && known[2] && (text.length === 4 || known[1]);
}

/**
 * Two pieces with so many characters between them; short ones only where they meet oftener than by chance.
 * @param {string} left
 * @param {number} gap
 * @param {string} right
 * @param {number} less
 * @param {Found} found
 * @param {number} size
 */
function beside(left, gap, right, less, found, size) {
  const {whole, edges, nameForms} = corpus;
  const isLeft = left.length >= right.length;
  const anchor = isLeft ? left : right;
  /** @type {Stretch[]} */
  const stretches = [];
  for (const place of placesIn(whole, anchor)) {
    const from = isLeft ? place : place - gap - left.length;
    const to = from + left.length + gap + right.length;
    if (from >= 0 && whole.startsWith(left, from) && whole.startsWith(right, to - right.length)
      && !whole.slice(from, to).includes("\n") && (HAN.test(anchor) || !isLatin(whole[from - 1]))) {
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
  const {whole} = corpus;
  return piece ? whole.split(piece).length - 1 : whole.length / 20;
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
  return same[0] === 0 || !corpus.words.family.includes(text[0]) || entry.homophones.includes(text[0]);
}

/**
 * Words without a space between them: pieces that all stand in one clause, names among them whole.
 * @param {string} text
 */
function pieced(text) {
  const found = new Found();
  if (!HAN.test(text) || text.length < 4 || text.length > 40) return found;
  /**
   * @param {number} start
   * @param {PlanEntry[]} group
   * @param {Piece[]} pieces
   * @returns {Piece[] | null}
   */
  const cut = (start, group, pieces) => {
    if (start === text.length) return pieces;
    if (pieces.length > 3) return null;
    // Two characters that stand somewhere in a whole item prove too little.
    const least = group.length > 1 ? 3 : 2;
    for (let end = text.length; end >= start + least; end--) {
      const place = placeIn(group, text.slice(start, end));
      const rest = place && cut(end, group, [...pieces, [...place, end - start]]);
      if (rest) return rest;
    }
    return null;
  };
  /** @param {PlanEntry[]} group */
  const join = (group) => {
    const pieces = cut(0, group, []) || [];
    // Words as common as these come together by chance, but for a name among them.
    const isChance = !pieces.some(([, isName]) => isName)
      && pieces.some(([place, , size]) => size < 3 && often(corpus.whole.slice(place, place + size)) > 4);
    if (isChance) return;
    for (const [place, , size] of pieces) for (const [other] of pieces) {
      found.add(corpus.entries[ownerOf(other)], place, place + size, WEIGHTS.pieces - pieces.length);
    }
  };
  for (const entry of corpus.entries) if (entry.page) join([entry]);
  if (!found.size) for (const entry of corpus.entries) if (entry.kind === "item") join(entry.group);
  return found;
}

/** @typedef {[place: number, isName: boolean, size: number]} Piece */

/**
 * Where a piece stands, and whether it is a name: those who answer count whole, or by their given name.
 * @param {PlanEntry[]} group
 * @param {string} piece
 * @returns {[place: number, isName: boolean] | null}
 */
function placeIn(group, piece) {
  const {whole} = corpus;
  for (const entry of group) {
    const isClause = entry.kind === "clause";
    const place = whole.indexOf(piece, entry.from);
    if (place >= 0 && place + piece.length <= (isClause ? entry.textTo : entry.to)) return [place, false];
    if (!isClause) continue;
    const isName = entry.parties.some((name) => name === piece || (name.length === 3 && name.slice(1) === piece));
    const named = isName || piece.length > 3 ? whole.indexOf(piece, entry.textTo) : -1;
    if (named >= 0 && named + piece.length <= entry.to) return [named, isName];
  }
  return null;
}

/** A long paste with more than one thing wrong: most of it follows in one place. @param {string} text */
function overlapping(text) {
  const found = new Found();
  const size = HAN.test(text) ? 3 : 8;
  if (text.length < size * 5) return found;
  /** @type {Map<number, Map<number, number>>} */
  const votes = new Map();
  for (let i = 0; i + size <= text.length; i++) {
    const piece = text.slice(i, i + size);
    for (const place of placesIn(corpus.whole, piece)) {
      const line = Math.round((place - i) / 8);
      for (const near of [line - 1, line, line + 1]) {
        const own = votes.get(near) || new Map();
        votes.set(near, own);
        for (let k = 0; k < size; k++) own.set(i + k, place + k);
      }
    }
  }
  /** @type {number[]} */
  let best = [];
  for (const own of votes.values()) if (own.size > best.length) best = [...own.values()];
  if (best.length < text.length * 0.7) return found;
  best.sort((one, other) => one - other);
  let from = best[0];
  best.forEach((place, rank) => {
    if (best[rank + 1] > place + 1 || rank === best.length - 1) {
      found.stretch(from, place + 1, WEIGHTS.paste);
      from = best[rank + 1];
    }
  });
  return found;
}
