// Folds a text into that by which it is found, and keeps where each character stood.

const HAN = /\p{sc=Han}/u;
const SIGN = /[\p{L}\p{N}]/u;
// Stands between forms of a name: no match runs across it.
const BREAK = "\v";

/** Whether a character belongs to a word of letters, beside which a space counts. @param {string | undefined} sign */
const isLatin = (sign) => !!sign && sign !== " " && sign !== "\n" && (sign < "\x80" || !HAN.test(sign));

/**
 * Width, case, accents, punctuation, spaces and traditional forms fall away; a space stays between Latin words.
 * @param {string} source
 * @returns {Folded}
 */
function fold(source) {
  let text = "", gap = false, place = 0;
  /** @type {number[]} */
  const at = [], /** @type {number[]} */ edges = [];
  for (const original of source) {
    const whole = /[!-~\u4e00-\u9fff]/.test(original) ? original
      : corpus.simple.get(original) || original.normalize("NFKD");
    if (original === BREAK) {
      text += "\n";
      at.push(place);
      gap = false;
    } else for (let sign of whole.toLowerCase()) {
      if (/[a-z0-9\u4e00-\u9fff]/.test(sign) || SIGN.test(sign)) {
        sign = corpus.simple.get(sign) || sign;
        if (gap) edges.push(text.length);
        if (gap && isLatin(text[text.length - 1]) && isLatin(sign)) {
          text += " ";
          at.push(place);
        }
        text += sign;
        for (let unit = 0; unit < sign.length; unit++) at.push(place);
        gap = false;
      } else if (!/[\p{M}'’]/u.test(sign)) gap = true;
    }
    place += original.length;
  }
  at.push(place);
  return {text, at, edges};
}

/** The folded text alone; what is Latin throughout takes a shorter way. @param {string} text */
const plain = (text) => (/^[\n-~]*$/.test(text)
  ? text.toLowerCase().replace(/'/g, "").replace(/[^a-z0-9\v]+/g, " ").replace(/ ?\v ?/g, "\n").trim()
  : fold(text).text);
