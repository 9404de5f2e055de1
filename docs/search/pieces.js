// Takes Chinese apart, which has no spaces: what the plan has in pieces, and the small words between these.

/**
 * Words without a space between them, also in several parts: pieces of these that all stand in one clause, names whole.
 * @param {string[]} parts
 */
pieced = (parts) => {
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
};

/** @typedef {[place: number, size: number]} Piece */

/**
 * The least number of pieces, of two signs and more, in which the plan has some parts; Infinity where it has not.
 * @param {string[]} parts
 */
leastPieces = (parts) => {
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
};

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

/**
 * A part of a question in pieces that the plan has, without the small words between them; what it has not stays.
 * @param {string} part
 */
pieces = (part) => {
  const {whole, lists: {edge}} = corpus;
  /** @type {string[]} */
  const found = [];
  let rest = "";
  const flush = () => {
    if (rest) found.push(rest);
    rest = "";
  };
  for (let at = 0; at < part.length;) {
    let size = 1;
    while (at + size < part.length && whole.includes(part.slice(at, at + size + 1))) size++;
    const word = edge.find((small) => part.startsWith(small, at));
    if (size > 1 || word) flush();
    if (size > 2 && word) size = 1;
    if (size > 1) {
      const piece = part.slice(at, at + size), last = edge.find((small) => size > 2 && piece.endsWith(small));
      if ([...piece].some((sign) => !edge.includes(sign))) {
        found.push(last && at + size < part.length ? piece.slice(0, -last.length) : piece);
      }
    } else if (!word) rest += part[at];
    at += size > 1 ? size : word ? word.length : 1;
  }
  flush();
  return found;
};

