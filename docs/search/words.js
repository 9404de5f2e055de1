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
    if (part.length > 1) found = wordPlaces(part, isStrict);
    if (!found.length) for (const {ranges} of spelt(part, true).values()) found.push(...ranges);
  }
  corpus.asked.set(key, found);
  return found;
}

/** Stretches of the whole text by the entries in which they begin. @param {Stretch[]} ranges */
function byEntry(ranges) {
  /** @type {Map<Entry, Stretch[]>} */
  const owned = new Map();
  spend(ranges.length);
  for (const range of ranges) {
    const entry = corpus.entries[ownerOf(range[0])];
    const own = owned.get(entry);
    if (own) own.push(range);
    else owned.set(entry, [range]);
  }
  return owned;
}

/** All parts in one entry. @param {string[]} parts */
function together(parts, isStrict = false) {
  const found = new Found();
  if (!parts.length || falseName(parts)) return found;
  const owners = parts.map((part) => byEntry(placesOf(part, isStrict)));
  for (const entry of owners[0].keys()) {
    const ranges = owners.map((owned) => owned.get(entry) || []);
    if (ranges.some((own) => !own.length)) continue;
    const first = ranges.map((own) => own[0][0]);
    const near = parts.length > 1 ? WEIGHTS.near / (1 + (Math.max(...first) - Math.min(...first)) / 20) : 0;
    const weight = Math.min(...ranges.map((own) => Math.max(...own.map(([from, to]) => weightOf(entry, from, to, 1)))));
    for (const [from, to] of ranges.flat()) found.add(entry, from, to, weight + near);
  }
  return found;
}
