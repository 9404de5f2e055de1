// What depends on how a language is written. Here is what holds for any; for Chinese `sounds` and `pieces` put their
// own in its place, for a language of letters `spelling` does.

/**
 * Learns from the index how Chinese is read, and from all that was read of it its words of letters.
 * @type {(index: PlanIndex) => void}
 */
let addSounds = () => {}, addWords = addSounds;

/** A word without what changes with its form. */
let stem = (/** @type {string} */ word) => word;

/** A text with the stems of its words. @param {string} text */
const stemmed = (text) => text.split(" ").map(stem).join(" ");

/** The words of a query, with each name as one part. */
let partsOf = (/** @type {string} */ raw) => raw.split(/[\s\p{P}\p{S}]+/u).map(plain).filter(Boolean);

/**
 * Where a word of letters stands, in any form of it; as it is typed where `isStrict`.
 * @type {(word: string, isStrict: boolean) => Stretch[]}
 */
let wordPlaces = (word) => places(word).map((place) => [place, place + word.length]);

/** Whether one person's family name stands with another's given name: that is nobody. @type {(parts: string[]) => boolean} */
let falseName = () => false;

/** Whether words name those whom a longer name names: its head, and nothing that it has not. @type {(words: string[], name: string) => boolean} */
let isHeadOf = () => false;

/** How a character of a text is read; nothing where that is not known. @type {(text: string, at: number) => string} */
let readingAt = () => "";

/** The attempts to find a text by its sound: letters, letters beside characters, and characters that sound the same. */
/** @type {(text: string) => ReadonlyMap<Entry, Hit>} */
let sounded = () => none, mixed = sounded, homophones = sounded;

/** What stands in pieces in one clause. @type {(parts: string[]) => ReadonlyMap<Entry, Hit>} */
let pieced = () => none;

/** In how many pieces the plan has some parts. @type {(parts: string[]) => number} */
let leastPieces = () => Infinity;

/** A part of a question in pieces that the plan has. @type {(part: string) => string[]} */
let pieces = (part) => [part];
