// Finds Chinese by how it sounds: pinyin of any text, pinyin beside characters, and characters that sound the same.

addSounds = ({sounds, otherwise}) => {
  if (!sounds) return;
  // GB 2312 has its commonest characters in the order of their readings.
  const codes = [];
  for (let row = 0xb0; row < 0xd8; row++) for (let cell = 0xa1; cell < 0xff; cell++) codes.push(row, cell);
  const signs = [...new TextDecoder("gbk").decode(new Uint8Array(codes))];
  const [syllables, counts] = sounds.split("\n");
  let place = 0, rank = 0;
  for (const [initial, ...finals] of syllables.split(" ").map((group) => group.split(","))) {
    for (const final of finals) {
      const end = place + counts.charCodeAt(rank++) - 48;
      while (place < end) corpus.usual.set(signs[place++], (initial + final).replace("v", "u"));
    }
  }
  for (const [, before, syllable, after] of otherwise.matchAll(/([^a-z ]+)([a-z]+)([^a-z ]?)/g)) {
    const reading = syllable.replace("v", "u");
    if (after) corpus.otherwise.set("0" + before + after, reading);
    else if (before[1]) corpus.otherwise.set("1" + before, reading);
    else corpus.usual.set(before, reading);
  }
};

/**
 * How a character of a text is read; nothing where that is not known.
 * @param {string} text
 * @param {number} at
 */
readingAt = (text, at) => {
  const {usual, otherwise} = corpus;
  return otherwise.get("0" + text.slice(at, at + 2)) || (at && otherwise.get("1" + text.slice(at - 1, at + 1)))
    || usual.get(text[at]) || "";
};

/**
 * All of the text as it sounds, and of each letter the place of its character, or -1 where it is not the first.
 * @returns {Heard}
 */
function heard() {
  const {whole, names} = corpus;
  if (corpus.heard) return corpus.heard;
  const syllables = [...Array(whole.length).keys()].map((place) => readingAt(whole, place));
  for (const {forms, syllables: own, kind, secretary} of names) {
    const form = forms[kind === "person" ? 0 : forms.length - 1], read = kind === "person" ? own : secretary || [];
    if (read.length !== form.length || read.every((syllable, at) => syllable === readingAt(form, at))) continue;
    for (const place of placesIn(whole, form)) syllables.splice(place, read.length, ...read);
  }
  /** @type {number[]} */
  const places = [];
  syllables.forEach((syllable, place) => {
    places.push(place);
    for (let letter = 1; letter < syllable.length; letter++) places.push(-1);
  });
  places.push(whole.length);
  return corpus.heard = {
    text: syllables.map((syllable) => syllable || "\n").join(""), places, syllables, near: syllables.map(near).join(""),
  };
}

/**
 * The stretches of Chinese that sound like some letters; where `isOpen`, the last syllable may be cut short.
 * @param {string} letters
 * @returns {Stretch[]}
 */
function soundings(letters, isOpen = false) {
  const {text, places} = heard();
  /** @type {Stretch[]} */
  const found = [];
  for (const start of placesIn(text, letters)) {
    let end = start + letters.length;
    while (isOpen && places[end] < 0) end++;
    if (places[start] >= 0 && places[end] >= 0) found.push([places[start], places[end]]);
  }
  return found;
}

/** Pinyin of whatever the plan says: two syllables at least, of which the last may not be typed to its end. @param {string} text */
sounded = (text) => {
  const found = new Found();
  const letters = inLetters(text);
  if (!corpus.usual.size || !/^[a-z]{4,}$/.test(letters)) return found;
  const whole = soundings(letters);
  for (const [from, to] of whole.length ? whole : soundings(letters, true)) {
    if (to - from > 1) found.stretch(from, to, WEIGHTS.sounds);
  }
  return found;
};

/** Pinyin beside characters, as an input method leaves it: in full, and at last with syllables cut short. @param {string} text */
mixed = (text) => {
  const found = new Found();
  const query = inLetters(text);
  const runs = query.match(/\p{sc=Han}+/gu);
  if (!corpus.usual.size || !runs || !/[a-z]/.test(query) || /[^a-z\p{sc=Han}]/u.test(query)) return found;
  const [anchor] = runs.sort((one, other) => other.length - one.length);
  const ahead = query.indexOf(anchor);
  for (const isShort of [false, true]) {
    for (const place of placesIn(corpus.whole, anchor)) {
      for (let from = place - ahead; from <= place; from++) {
        const to = from < 0 ? -1 : heardTo(query, 0, from, isShort);
        if (to > place) found.stretch(from, to, WEIGHTS.sounds);
      }
    }
    if (found.size) return found;
  }
  return found;
};

/**
 * Where the characters end that a query of letters and characters means from a place on; -1 where they do not.
 * @param {string} query
 * @param {number} at
 * @param {number} place
 * @param {boolean} isShort whether any syllable may be cut short, not only one before a character or at the end
 * @returns {number}
 */
function heardTo(query, at, place, isShort) {
  spend();
  if (at === query.length) return place;
  if (HAN.test(query[at])) return corpus.whole[place] === query[at] ? heardTo(query, at + 1, place + 1, isShort) : -1;
  const syllable = heard().syllables[place] || "";
  for (let length = syllable.length; length; length--) {
    const next = query[at + length];
    if (length < syllable.length && !isShort && next && !HAN.test(next)) continue;
    if (!query.startsWith(syllable.slice(0, length), at)) continue;
    const to = heardTo(query, at + length, place + 1, isShort);
    if (to >= 0) return to;
  }
  return -1;
}

// Room for any syllable.
const WIDTH = 6;

/** A syllable as it sounds where zh is z, ng is n and n is l, at the same width as all others. @param {string} syllable */
const near = (syllable) => syllable.replace(/^([zcs])h/, "$1").replace(/^n/, "l").replace(/g$/, "").padEnd(WIDTH);

/**
 * Dictated: as many characters that sound nearly the same. Three must have one right, and two must be a name.
 * @param {string} text
 */
homophones = (text) => {
  const found = new Found();
  const syllables = [...text].map((_, at) => readingAt(text, at));
  if (!/^\p{sc=Han}{2,20}$/u.test(text) || syllables.some((syllable) => !syllable)) return found;
  for (const at of placesIn(heard().near, syllables.map(near).join(""))) {
    const from = at / WIDTH, to = from + text.length, like = corpus.whole.slice(from, to);
    const isNear = text.length > 3 || [...text].some((sign, rank) => sign === like[rank]);
    if (isNear && from === Math.floor(from) && (text.length > 2 || corpus.nameForms.has(like))) found.stretch(from, to, WEIGHTS.sounds);
  }
  return found;
};
