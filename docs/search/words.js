// Finds words wherever they stand in a passage: all of them, in any form, with each name as one.

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
