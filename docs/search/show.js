// Makes of a hit what Material's box shows: where it leads, and its name and text with marks.

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => "&#" + sign.charCodeAt(0) + ";");

/** The text of an entry, folded once for an answer. @param {Entry} entry */
function foldedOf(entry) {
  const {folds} = corpus;
  const own = folds.get(entry) || fold(source(entry));
  folds.set(entry, own);
  return own;
}

/** Where the sign at a place ends. @param {string} source @param {number} place */
const endOf = (source, place) => place + ((source.codePointAt(place) || 0) > 0xffff ? 2 : 1);

/**
 * A source with marks, as HTML.
 * @param {string} source
 * @param {number[]} at where each folded character stood in all of the text
 * @param {Stretch[]} ranges of folded characters
 * @param {number} offset where the source begins in all of the text
 */
function marked(source, at, ranges, offset) {
  let html = "", done = 0;
  for (const [from, to] of ranges) {
    const start = Math.max(done, at[from] - offset), end = Math.min(source.length, endOf(source, at[to - 1] - offset));
    if (end <= start) continue;
    html += escaped(source.slice(done, start)) + "<mark>" + escaped(source.slice(start, end)) + "</mark>";
    done = end;
  }
  return html + escaped(source.slice(done));
}

/**
 * Name and text stand in the title, since Material drops the text of an anchor.
 * @param {[Entry, Hit]} hit
 * @param {boolean} isWho whether it was asked who answers
 * @returns {SearchItem[]}
 */
function shown([entry, {ranges, weight}], isWho) {
  const {text, at} = foldedOf(entry);
  const own = ranges
    .map(([from, to]) => /** @type {Stretch} */ (
      [Math.max(from, entry.from) - entry.from, Math.min(to, entry.to) - entry.from]))
    .filter(([from, to]) => from < to && to <= text.length)
    .sort(([one], [other]) => one - other);
  const {title = "", page} = entry;
  let name = page && entry.head
    ? markedHead(entry.head, ranges)
    : marked(title, at, own.filter(([from]) => at[from] < title.length), 0);
  if (page && entry.number && weight === WEIGHTS.number[0] && name.startsWith(entry.number)) {
    name = "<mark>" + entry.number + "</mark>" + name.slice(entry.number.length);
  }
  let body = !page && entry.kind !== "term" && entry.kind !== "page" ? escaped(entry.shown) : "";
  if (!body && entry.body) {
    const offset = title ? title.length + 1 : 0;
    const inBody = own.filter(([from]) => at[from] >= offset);
    const end = isWho && entry.kind === "clause" ? entry.line : entry.body.length;
    body = excerpt(entry.body.slice(0, end), at, inBody, offset) + marked(entry.body.slice(end), at, inBody, offset + end);
  }
  const label = page ? entry.year : entry.label;
  if (label) name += ' <span class="hit-kind">' + escaped(label) + "</span>";
  return [{
    location: address(entry, ranges),
    title: '<span class="hit-name">' + name + '</span><span class="hit-text">' + body + "</span>",
    text: "",
    score: weight,
    terms: {},
  }];
}

/**
 * A clause's head repeats its number and its item's title.
 * @param {string} head
 * @param {Stretch[]} ranges
 */
function markedHead(head, ranges) {
  const {text, at} = fold(head);
  /** @type {Stretch[]} */
  const own = [];
  for (const [from, to] of ranges) {
    const sought = corpus.whole.slice(from, to);
    for (const place of placesIn(text, sought)) own.push([place, place + sought.length]);
  }
  return marked(head, at, own.sort(([one], [other]) => one - other), 0);
}

/**
 * @param {string} text
 * @param {number[]} at
 * @param {Stretch[]} ranges
 * @param {number} offset
 */
function excerpt(text, at, ranges, offset) {
  const most = HAN.test(text) ? 80 : 190;
  let start = 0;
  if (text.length > most && ranges.length) {
    const first = at[ranges[0][0]] - offset;
    if (first > most / 3) start = Math.min(first - Math.floor(most / 4), text.length - most);
    if (start > 0 && !HAN.test(text[start])) start = text.indexOf(" ", start) + 1 || start;
    start = Math.max(0, Math.min(start, first));
  }
  let end = Math.min(text.length, start + most);
  // No match is cut in two, if it is not a very long one.
  for (const [from, to] of ranges) {
    if (at[from] - offset < end) end = Math.max(end, Math.min(text.length, at[to - 1] - offset + 1, end + 3 * most));
  }
  const inside = marked(text.slice(start, end), at, ranges, offset + start);
  return (start ? "…" : "") + inside.split(BREAK).join(" · ") + (end < text.length ? "…" : "");
}

/**
 * A stretch of the whole text as it is written, so that a page finds it by its own signs.
 * @param {number} from
 * @param {number} to
 */
function written(from, to) {
  let text = "";
  for (const entry of from < to ? entriesIn(from, to) : []) {
    const own = source(entry), {at} = foldedOf(entry);
    const first = at[Math.max(0, from - entry.from)], last = at[Math.min(to, entry.to) - entry.from - 1];
    if (last >= first) text += (text && " ") + own.slice(first, endOf(own, last));
  }
  return text;
}

/**
 * Where a hit leads; the address says what the page marks.
 * @param {Entry} entry
 * @param {Stretch[]} ranges
 */
function address(entry, ranges) {
  const [path, anchor] = entry.place.split("#");
  const bounds = entry.page || entry;
  const within = ranges.map(([from, to]) => written(Math.max(from, bounds.from), Math.min(to, bounds.to)));
  const marks = new Set(within.filter(Boolean));
  const query = [...marks].slice(0, 8).map((mark) => "h=" + encodeURIComponent(mark)).join("&");
  return path + (query && "?" + query) + (anchor ? "#" + anchor : "");
}
