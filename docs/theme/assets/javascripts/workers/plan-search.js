// Answers queries from the index that macros/search/index.py makes: in a worker, and in the page where there is none.
// The order of attempts is that of `search`, at the end; each begins where the one before found nothing.
(function (scope) {
  "use strict";

  const HAN = /\p{sc=Han}/u;
  const SIGN = /[\p{L}\p{N}]/u;
  // Stands between forms of a name: no match runs across it.
  const BREAK = "\v";
  const MOST = 100;

  let words, entries, whole, simple, phrases, vocabulary, forms, persons, names, nameForms, longNames, edges, several;

  const isLatin = (sign) => sign !== undefined && sign !== " " && sign !== "\n" && (sign < "\x80" || !HAN.test(sign));
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => "&#" + sign.charCodeAt(0) + ";");

  // Width, case, accents, punctuation, spaces and traditional forms fall away; a space stays between Latin words.
  // `at` says for each character left where it stood, `edges` before which of them something fell away.
  function fold(source) {
    let text = "", gap = false, place = 0;
    const at = [], edges = [];
    for (const original of source) {
      if (original === BREAK) {
        text += "\n";
        at.push(place);
        gap = false;
      } else for (let sign of (/[!-~\u4e00-\u9fff]/.test(original) ? original : original.normalize("NFKD")).toLowerCase()) {
        if (/[a-z0-9\u4e00-\u9fff]/.test(sign) || SIGN.test(sign)) {
          sign = simple.get(sign) || sign;
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

  const plain = (text) => (/^[\n-~]*$/.test(text)
    ? text.toLowerCase().replace(/'/g, "").replace(/[^a-z0-9\v]+/g, " ").replace(/ ?\v ?/g, "\n").trim()
    : fold(text).text);

  // ---- The index -------------------------------------------------------------------------------------------------

  // The Chinese characters of a part of the index, in the order in which the index tells of them.
  const characters = (part) => [...new Set(JSON.stringify(part).match(/[\u3400-\u9fff\uf900-\ufaff]/g))].sort();

  // An entry is one thing to be found. All entries' folded texts stand in `whole`, those of a plan without a gap.
  function add(entry, follows) {
    const {text: own, edges: inner} = entry.page ? fold(source(entry)) : {text: plain(source(entry)), edges: []};
    let join = follows ? "" : "\n";
    if (follows && isLatin(whole[whole.length - 1]) && isLatin(own[0])) join = " ";
    entry.folded = own;
    entry.from = whole.length + join.length;
    whole += join + own;
    entry.to = whole.length;
    for (const edge of [0, ...inner, own.length]) edges.add(entry.from + edge);
    entry.order = entries.length;
    entries.push(entry);
    return entry;
  }

  const source = (entry) => (entry.title && entry.body ? entry.title + (entry.glue || BREAK) + entry.body
    : entry.title || entry.body);

  function setUp(index) {
    words = index.words;
    entries = [];
    whole = "";
    names = [];
    edges = new Set();
    simple = new Map();
    const found = [index.plans, index.branches, index.terms, index.pages, index.parties.map((party) => party.slice(1, 3))];
    const usual = characters(found);
    index.traditional.split(",").forEach((signs, rank) => {
      for (const sign of signs) simple.set(sign, usual[rank]);
    });
    phrases = index.phrases ? index.phrases.split(" ").map((pair) => [pair.slice(0, pair.length / 2), pair.slice(pair.length / 2)]) : [];
    forms = new Map(words.forms.map((form) => form.split("=")));
    several = index.plans.length > 1;
    const numbers = index.parties.map(() => []);
    for (const plan of index.plans) addPlan(plan, index.parties, numbers);
    const spoken = index.parties.slice(index.persons).map(([, name]) => name).concat(index.branches.map(([, name]) => name),
      index.terms.map(([, name]) => name));
    const syllables = index.readings.split(" ");
    const readings = new Map(characters(spoken).map((sign, rank) => [sign, syllables[rank]]));
    const read = (name) => (index.exceptions[name]
      ? index.exceptions[name].split(" ")
      : [...name].filter((sign) => HAN.test(sign)).map((sign) => readings.get(sign) || "?"));
    const clauses = (own) => (own.length ? words.clauses.replace("{numbers}", own.join(words.marks[1])) : "");
    persons = index.parties.slice(0, index.persons).map(([id, name, other, homophones], rank) => {
      const isRead = homophones !== undefined;
      const entry = addName("person", "people/" + id + "/", isRead || !other ? [name] : [name, other],
        clauses(numbers[rank]), words.person, isRead ? other.split(" ") : []);
      entry.homophones = homophones || "";
      return entry;
    });
    index.parties.slice(index.persons).forEach(([id, name], rank) => addName("role", "people/" + id + "/", [name],
      clauses(numbers[rank + index.persons]), words.role, read(name)));
    index.branches.forEach(([id, ...own]) => addName("branch", "branches/" + id + "/", own, "", words.branch, read(own[0])));
    index.terms.forEach(([id, name, meaning, ...own]) => addName("term", "glossary/#" + id, [name, ...own], meaning,
      words.term, read(name)));
    index.pages.forEach(([address, title, text]) => addName("page", address, [title], text || "", "", []));
    nameForms = new Set(names.flatMap((entry) => entry.forms));
    longNames = [...nameForms].filter((form) => form.includes(" ")).sort((one, other) => other.length - one.length);
    vocabulary = new Map();
    for (const word of whole.matchAll(/[^\s\p{sc=Han}]+/gu)) {
      if (!vocabulary.has(word[0])) vocabulary.set(word[0], []);
      vocabulary.get(word[0]).push(word.index);
    }
  }

  function addPlan([year, title, label, notice, requirements, sections], parties, numbers) {
    const [colon, comma, open, close] = words.marks;
    let page = {};
    const put = (entry, follows) => {
      entry.year = several ? title : "";
      entry.page = page;
      add(entry, follows);
      if (page.from === undefined) page.from = entry.from;
      page.to = entry.to;
      return entry;
    };
    put({kind: "notice", place: year + "/", head: words.notice, body: notice});
    put({kind: "requirements", place: year + "/", head: words.requirements, body: requirements}, true);
    sections.forEach(([heading, items], rank) => {
      const place = year + "/sections/" + (rank + 1) + "/";
      page = {};
      put({kind: "section", place, title: heading, number: rank + 1}, true);
      for (const [number, itemTitle, lead, clauses] of items) {
        const item = put({kind: "item", place: place + "#item-" + number, title: itemTitle, body: lead, glue: "\n", number: "" + number}, true);
        item.group = [item];
        clauses.forEach(([text, ...ranks], position) => {
          const own = number + "." + (position + 1);
          const clause = put({
            kind: "clause", place: place + "#clause-" + number + "-" + (position + 1), number: own,
            head: own + " " + itemTitle.replace(/^[\d.\s]+/, ""),
            body: text + open + label + colon + ranks.map((party) => parties[party][1]).join(comma) + close,
          }, true);
          clause.textTo = clause.from + plain(text).length;
          clause.parties = [plain(label), ...ranks.map((party) => plain(parties[party][1]))];
          clause.group = item.group;
          item.group.push(clause);
          for (const party of ranks) if (!several || !numbers[party].year || numbers[party].year === year) {
            numbers[party].year = year;
            numbers[party].push(own);
          }
        });
      }
    });
  }

  function addName(kind, place, own, body, label, syllables) {
    const entry = add({kind, place, title: own[0], body: own.slice(1).concat(kind === "term" || kind === "page" ? body || [] : []).join(BREAK), label});
    entry.shown = body;
    entry.forms = entry.folded.split("\n").slice(0, own.length);
    // Nobody agrees on how to type ü.
    entry.syllables = syllables.map((syllable) => syllable.replace("v", "u"));
    names.push(entry);
    return entry;
  }

  // ---- Finding ----------------------------------------------------------------------------------------------------

  // Found: entries, each with the stretches of `whole` that matched and a weight.
  class Found extends Map {
    add(entry, from, to, weight) {
      const hit = this.get(entry) || {ranges: [], weight: 0};
      hit.ranges.push([from, to]);
      hit.weight = Math.max(hit.weight, weight);
      this.set(entry, hit);
    }

    stretch(from, to, less) {
      for (let rank = ownerOf(from); rank < entries.length && entries[rank].from < to; rank++) {
        const entry = entries[rank];
        const part = Math.min(to, entry.to) - Math.max(from, entry.from);
        if (part <= 0) continue;
        const weight = weightOf(entry, from, to, part / (to - from));
        // With a slip, only people still come before the text.
        this.add(entry, from, to, less && weight < 99 ? Math.min(weight, 62) - less : weight);
      }
    }
  }

  function ownerOf(place) {
    let low = 0, high = entries.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (entries[middle].from <= place) low = middle; else high = middle - 1;
    }
    return low;
  }

  // A whole name leads to its page, a phrase to the clause; what only explains comes last.
  function weightOf(entry, from, to, part) {
    const text = whole.slice(from, to);
    const isWhole = entry.forms ? entry.forms.includes(text) : text === whole.slice(entry.from, entry.to);
    if (part < 1) return 20 + 30 * part;
    switch (entry.kind) {
      case "person":
        return isWhole ? 100 : 80;
      case "role":
        return isWhole ? 99 : 58;
      case "branch":
        return isWhole ? 95 : 57 - (entry.to - entry.from) / 1000;
      case "page":
        return isWhole ? 93 : from < entry.from + entry.forms[0].length ? 40 : 20;
      case "term":
        return isWhole ? 56 : entry.forms.some((form) => form.includes(text)) ? 50 : 30;
      case "clause":
        return from < entry.textTo ? 61 : 55;
      case "notice":
        return 59;
      case "requirements":
        return 60;
      default:
        return isWhole ? 92 : 61.5;
    }
  }

  // A word is found from its beginning; where `cut`, a text may have been copied from the middle of one.
  function places(text, cut) {
    const found = [];
    const bound = !cut && !HAN.test(text);
    for (let place = whole.indexOf(text); place >= 0; place = whole.indexOf(text, place + 1)) {
      if (!bound || !isLatin(whole[place - 1])) found.push(place);
    }
    return found;
  }

  function exact(text, found = new Found(), cut = false) {
    for (const place of places(text, cut)) found.stretch(place, place + text.length);
    return found;
  }

  // A number, with nothing but the words that go with it: a clause, an item with its clauses, or a section.
  function numbered(raw) {
    const found = new Found();
    let rest = raw.normalize("NFKC").toLowerCase().trim();
    let isSection = false, isNamed = false;
    const drop = (word) => {
      const next = HAN.test(word) ? rest.split(word).join(" ") : rest.replace(new RegExp("(^|[^a-z])" + word + "(?![a-z])", "g"), "$1 ");
      const dropped = next !== rest;
      rest = next;
      return dropped;
    };
    for (const word of words.section) if (drop(word)) isSection = isNamed = true;
    words.item.forEach((word, rank) => {
      if (drop(word) && rank) isNamed = true;
    });
    if (/^\S{1,3}\u3001$/.test(rest)) isSection = isNamed = true;
    const value = (part) => (/^\d+$/.test(part) ? +part : 1 + words.numerals.findIndex((numeral) => numeral.toLowerCase() === part));
    const parts = rest.split(/[\s\p{P}]+/u).filter(Boolean);
    if (!parts.length || parts.length > 2 || !(isNamed || parts.every((part) => /^\d+$/.test(part)))) return found;
    const number = parts.map(value).join(".");
    for (const entry of entries) {
      const isHere = isSection ? entry.kind === "section" && "" + entry.number === number
        : entry.kind !== "section" && (entry.number === number || (entry.kind === "clause" && entry.number.split(".")[0] === number));
      if (isHere) found.add(entry, entry.from, entry.from, entry.number === number || isSection ? 98 : 97);
    }
    return found;
  }

  // ---- Names, spelt ------------------------------------------------------------------------------------------------

  // Whether letters are the beginnings of syllables that follow each other; where `full`, all but the last in full.
  function spells(letters, syllables, start, full) {
    if (!letters) return true;
    const syllable = syllables[start];
    if (!syllable) return false;
    for (let length = syllable.length; length; length--) {
      if (full && length < syllable.length && length < letters.length) continue;
      if (letters.startsWith(syllable.slice(0, length)) && spells(letters.slice(length), syllables, start + 1, full)) return true;
    }
    return false;
  }

  function spelt(text, mayErr) {
    const found = new Found();
    const letters = text.replace(/ /g, "").replace(/v/g, "u");
    if (!/^[a-z]+$/.test(letters)) return found;
    const isSpelt = ({kind, syllables}) => {
      if (!syllables.length) return false;
      if (spells(letters, syllables, 0)) return true;
      if (kind === "person") {
        const turned = syllables.slice(1).concat(syllables[0]);
        return letters.length > 1 && spells(letters, turned, 0);
      }
      return letters.length > 3 && kind !== "term" && syllables.some((_, start) => spells(letters, syllables, start, true));
    };
    let spoken = names.filter(isSpelt);
    if (!spoken.length && mayErr && letters.length > 5) {
      spoken = persons.filter(({syllables}) => syllables.length && [syllables.join(""), syllables.slice(1).join("") + syllables[0]].some((name) =>
        name[0] === letters[0] && isNear(letters, name)));
    }
    for (const entry of spoken) {
      if (spoken.length < 4) exact(entry.forms[0], found);
      found.add(entry, entry.from, entry.from + entry.forms[0].length, entry.kind === "term" ? 56 : spells(letters, entry.syllables, 0) ? 91 : 90);
    }
    return found;
  }

  // Whether one is the other but for one letter wrong, missing, added or two swapped.
  function isNear(one, other) {
    let start = 0, end = 0;
    while (start < one.length && one[start] === other[start]) start++;
    const most = Math.min(one.length, other.length) - start;
    while (end < most && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
    const left = one.length - start - end, right = other.length - start - end;
    return (left < 2 && right < 2) || (left === 2 && right === 2 && one[start] === other[start + 1] && one[start + 1] === other[start]);
  }

  // ---- Words -------------------------------------------------------------------------------------------------------

  function stem(word) {
    word = forms.get(word) || word;
    if (word.length < 4) return word;
    const rest = word.replace(/(ss|sh|ch|x|z)es$/, "$1").replace(/ie[sd]$/, "y").replace(/([^su])s$/, "$1");
    const bare = rest.replace(/(ing|ed|ly)$/, "");
    const base = bare !== rest && /[aeiouy]/.test(bare) && bare.length > 2 ? bare.replace(/([bdgmnprt])\1$/, "$1") : rest;
    return base.length > 3 ? base.replace(/e$/, "") : base;
  }

  function wordPlaces(word, isStrict) {
    const own = stem(word);
    const known = [...vocabulary.keys()];
    let like = known.filter((other) => other === word || stem(other) === own || (!isStrict && other.startsWith(word)));
    if (!like.length && !isStrict && word.length > 3) like = known.filter((other) => isSlip(word, other));
    if (!like.length && !isStrict && own.length > 7) like = known.filter((other) => isSlip(own, stem(other)));
    return like.flatMap((other) => vocabulary.get(other).map((place) => [place, place + other.length]));
  }

  // Short words are like too many others, and nobody misses the first letter of a long one often.
  function isSlip(word, other) {
    if (!isNear(word, other) || Math.min(word.length, other.length) < 4) return false;
    if (isPartOfName(other)) return true;
    if (word[0] !== other[0] && word.length < 9) return false;
    return word.length > 5 || (word.length === 5 && (other.length > 5 || [...word].sort().join() === [...other].sort().join()));
  }

  const isPartOfName = (word) => latinNames().some((name) => name.split(" ").includes(word));

  const latinNames = () => persons.map((entry) => entry.forms[0]).filter((name) => isLatin(name[0]));

  // The words of a query, with each name as one part, in the order of the data: the given name may come first.
  function partsOf(raw) {
    if (HAN.test(raw)) return raw.split(/[\s\p{P}\p{S}]+/u).map(plain).filter(Boolean);
    let text = " " + plain(raw) + " ";
    const parts = [];
    const take = (way, name) => {
      if (!text.includes(" " + way + " ")) return;
      parts.push(name);
      text = text.replace(" " + way + " ", " ");
    };
    for (const name of latinNames()) {
      const [family, ...rest] = name.split(" ");
      const given = rest.join("");
      for (const way of [name, rest.join(" ") + " " + family, family + given, given + family]) take(way, name);
    }
    for (const form of longNames) take(form, form);
    return parts.concat(text.split(" ").filter(Boolean));
  }

  function placesOf(part, isStrict) {
    let found = places(part).map((place) => [place, place + part.length]);
    if (!HAN.test(part)) {
      if (!part.includes(" ") && part.length > 1) found = wordPlaces(part, isStrict);
      if (!found.length) for (const {ranges} of spelt(part, true).values()) found.push(...ranges);
    }
    return found;
  }

  // All parts in one entry, or, where there is none, in one item with its clauses.
  function together(parts, isStrict) {
    const found = new Found();
    if (!parts.length || falseName(parts)) return found;
    const hits = parts.map((part) => placesOf(part, isStrict));
    if (hits.some((ranges) => !ranges.length)) return found;
    const byEntry = hits.map((ranges) => {
      const owned = new Map();
      for (const range of ranges) {
        const entry = entries[ownerOf(range[0])];
        if (!owned.has(entry)) owned.set(entry, []);
        owned.get(entry).push(range);
      }
      return owned;
    });
    const join = (of, less) => {
      const ranges = byEntry.map((owned) => of.flatMap((other) => owned.get(other) || []));
      if (ranges.some((own) => !own.length)) return;
      const first = ranges.map((own) => own[0][0]);
      const near = parts.length > 1 ? 3 / (1 + (Math.max(...first) - Math.min(...first)) / 20) : 0;
      const weight = Math.min(...ranges.map((own) => Math.max(...own.map(([from, to]) => weightOf(entries[ownerOf(from)], from, to, 1)))));
      for (const other of of) if (byEntry.some((owned) => owned.has(other))) {
        for (const [from, to] of ranges.flat()) found.add(other, from, to, weight + near - less);
      }
    };
    for (const entry of byEntry[0].keys()) join([entry], 0);
    if (!found.size && !isStrict) for (const entry of entries) if (entry.kind === "item") join(entry.group, 9);
    return found;
  }

  // A number and words: those of its entries in which the words stand.
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

  // One person's family name and another's given name are nobody.
  function falseName(parts) {
    return parts.some((part, rank) => rank && isPartOfName(part) && isPartOfName(parts[rank - 1]));
  }

  // ---- Slips -------------------------------------------------------------------------------------------------------

  function slipped(text) {
    const found = new Found();
    if (text.length > 60 || (!HAN.test(text) && (text.length < 8 || !text.includes(" ")))) return found;
    for (const entry of names) if (entry.forms.some((form) => isSlipOf(text, form, entry))) exact(entry.forms[0], found);
    if (found.size || text.length < 3) return found;
    const size = isTwoWords(text) ? 0 : text.length;
    for (let i = 0; i < text.length; i++) {
      const left = text.slice(0, i), right = text.slice(i + 1);
      if (right && text[i] !== text[i + 1]) beside(left + right[0] + text[i] + right.slice(1), 0, "", 5, found, size);
      if (i) beside(left, 1, text.slice(i), 5, found, size);
      // Whoever types letters seldom misses the first.
      if (text.length > 3 && (i || HAN.test(text))) {
        beside(left, 1, right, left && right ? 6 : 8, found, size);
        beside(left, 0, right, 7, found, size);
      }
    }
    return found;
  }

  // Three or four characters of which each two that follow each other, or all but the middle ones, stand in the plan:
  // no slip leaves them so.
  function isTwoWords(text) {
    const known = [0, 1, 2].map((place) => whole.includes(text.slice(place, place + 2)));
    return text.length < 5 && known[0] && known[2] && (text.length === 4 || known[1]);
  }

  // Two pieces with so many characters between them; short ones only where they meet oftener than by chance.
  function beside(left, gap, right, less, found, size) {
    const isLeft = left.length >= right.length;
    const anchor = isLeft ? left : right;
    const stretches = [];
    for (let place = whole.indexOf(anchor); place >= 0; place = whole.indexOf(anchor, place + 1)) {
      const from = isLeft ? place : place - gap - left.length;
      const to = from + left.length + gap + right.length;
      if (from >= 0 && whole.startsWith(left, from) && whole.startsWith(right, to - right.length)
        && !whole.slice(from, to).includes("\n") && (HAN.test(anchor) || !isLatin(whole[from - 1]))) stretches.push([from, to]);
    }
    if (!stretches.length) return;
    const isChance = size < 6 && stretches.length < 7 * often(left) * often(right) / whole.length;
    for (const [from, to] of stretches) {
      const like = whole.slice(from, to);
      const isName = nameForms.has(like);
      // A short one must be a word: it stands beside punctuation, or more than once.
      const isWord = size > 4 || (size && (edges.has(from) || edges.has(to) || often(like) > 1));
      if (isName || (isWord && !isChance)) found.stretch(from, to, isName ? less - 1.5 : less);
    }
  }

  function often(piece) {
    return piece ? whole.split(piece).length - 1 : whole.length / 20;
  }

  // A person's name with one character wrong or left out: a family name may sound alike, the rest must hold.
  function isSlipOf(text, form, entry) {
    if (entry.kind !== "person" || form.length !== 3 || text.length > 3) return false;
    if (text.length === 2) return text[0] === form[0] && text[1] === form[2];
    const same = [0, 1, 2].filter((place) => text[place] === form[place]);
    if (same.length !== 2) return false;
    return same[0] === 0 || !words.family.includes(text[0]) || entry.homophones.includes(text[0]);
  }

  // Words without a space between them: pieces that all stand in one clause, names among them whole.
  function pieced(text) {
    const found = new Found();
    if (!HAN.test(text) || text.length < 4 || text.length > 40) return found;
    const cut = (start, group, pieces) => {
      if (start === text.length) return pieces;
      if (pieces.length > 3) return null;
      // Two characters that stand somewhere in a whole item tell too little.
      const least = group.length > 1 ? 3 : 2;
      for (let end = text.length; end >= start + least; end--) {
        const place = placeIn(group, text.slice(start, end));
        const rest = place && cut(end, group, pieces.concat([[...place, end - start]]));
        if (rest) return rest;
      }
      return null;
    };
    const join = (group) => {
      const pieces = cut(0, group, []) || [];
      // Words as common as these come together by chance, but for a name among them.
      const isChance = !pieces.some(([, isName]) => isName)
        && pieces.some(([place, , size]) => size < 3 && often(whole.substr(place, size)) > 4);
      if (isChance) return;
      for (const [place, , size] of pieces) for (const other of pieces.map((piece) => entries[ownerOf(piece[0])])) {
        found.add(other, place, place + size, 60 - pieces.length);
      }
    };
    for (const entry of entries) if (entry.page) join([entry]);
    if (!found.size) for (const entry of entries) if (entry.kind === "item") join(entry.group);
    return found;
  }

  // Where a piece stands, and whether it is a name: those who answer count whole, or by their given name.
  function placeIn(group, piece) {
    for (const entry of group) {
      const place = whole.indexOf(piece, entry.from);
      if (place >= 0 && place + piece.length <= (entry.textTo || entry.to)) return [place, false];
      if (!entry.parties) continue;
      const isName = entry.parties.some((name) => name === piece || (name.length === 3 && name.slice(1) === piece));
      const named = isName || piece.length > 3 ? whole.indexOf(piece, entry.textTo) : -1;
      if (named >= 0 && named + piece.length <= entry.to) return [named, isName];
    }
    return null;
  }

  // A long paste with more than one thing wrong: most of it follows in one place.
  function overlapping(text) {
    const found = new Found();
    const size = HAN.test(text) ? 3 : 8;
    if (text.length < size * 5) return found;
    const votes = new Map();
    for (let i = 0; i + size <= text.length; i++) {
      const piece = text.slice(i, i + size);
      for (let place = whole.indexOf(piece); place >= 0; place = whole.indexOf(piece, place + 1)) {
        const line = Math.round((place - i) / 8);
        for (const near of [line - 1, line, line + 1]) {
          if (!votes.has(near)) votes.set(near, new Map());
          for (let k = 0; k < size; k++) votes.get(near).set(i + k, place + k);
        }
      }
    }
    let best = [];
    for (const own of votes.values()) if (own.size > best.length) best = [...own.values()];
    if (best.length < text.length * 0.7) return found;
    best.sort((one, other) => one - other);
    let from = best[0];
    best.forEach((place, rank) => {
      if (best[rank + 1] > place + 1 || rank === best.length - 1) {
        found.stretch(from, place + 1, 10);
        from = best[rank + 1];
      }
    });
    return found;
  }

  // Words run together or torn apart: compare without any space.
  function respaced(text) {
    const letters = text.replace(/ /g, "");
    return HAN.test(text) || letters.length < 6 ? none : among(letters, (place) => whole[place] !== " ");
  }

  // Text over two clauses, copied without those who answer for the first.
  function besideNames(text) {
    if (text.length < 5) return none;
    const left = new Set();
    for (const entry of entries) if (entry.textTo) for (let place = entry.textTo; place < entry.to; place++) left.add(place);
    return among(text, (place) => !left.has(place));
  }

  function among(text, isKept) {
    const found = new Found();
    const at = [];
    for (let place = 0; place < whole.length; place++) if (isKept(place)) at.push(place);
    const kept = at.map((place) => whole[place]).join("");
    for (let first = kept.indexOf(text); first >= 0; first = kept.indexOf(text, first + 1)) {
      if (!HAN.test(text) && isLatin(whole[at[first] - 1])) continue;
      const ranges = [];
      for (const place of at.slice(first, first + text.length)) {
        const last = ranges[ranges.length - 1];
        if (last && (last[1] === place || whole.slice(last[1], place) === " ")) last[1] = place + 1;
        else ranges.push([place, place + 1]);
      }
      for (const [from, to] of ranges) for (const [own, end] of ranges) {
        for (let rank = ownerOf(from); rank < entries.length && entries[rank].from < to; rank++) found.add(entries[rank], own, end, 50 + (to - from) / text.length);
      }
    }
    return found;
  }

  const none = new Map();

  function search(raw) {
    raw = raw.slice(0, 2000).replace(/\v/g, " ");
    let text = plain(raw);
    if ([...raw.normalize("NFKD")].some((sign) => simple.has(sign))) {
      for (const [other, usual] of phrases) text = text.split(other).join(usual);
    }
    const parts = partsOf(raw);
    const isLatinText = !HAN.test(text);
    const isPhrase = isLatinText && parts.length > 1;
    const steps = [
      () => merged(numbered(raw), exact(text), isLatinText ? spelt(text) : none),
      () => (parts.join(" ") === text ? none : exact(parts.join(" "))),
      () => (isPhrase && text.length > 7 && !falseName(parts) ? exact(text, new Found(), true) : none),
      () => besideNames(text),
      () => spelt(text, true),
      () => withNumber(raw),
      () => (isPhrase ? together(parts, true) : none),
      () => (isPhrase ? slipped(text) : none),
      () => (parts.length > 1 || isLatinText ? together(parts) : none),
      () => slipped(text),
      () => pieced(text),
      () => respaced(text),
      () => overlapping(text),
    ];
    for (const step of text ? steps : []) {
      const found = step();
      if (found.size) return sorted(found);
    }
    return [];
  }

  // A page whose title is typed, such as a list's, comes second: the word stands in the plan too.
  function sorted(found) {
    const hits = [...found].sort(([one, a], [other, b]) => b.weight - a.weight || one.order - other.order);
    const [best] = hits;
    if (best[0].kind === "page" && hits.length > 1 && hits[1][0].page) {
      best[1].weight = hits[1][1].weight;
      hits.splice(0, 2, hits[1], best);
    }
    return hits;
  }

  function merged(found, ...others) {
    for (const [entry, hit] of others.flatMap((other) => [...other])) {
      for (const [from, to] of hit.ranges) found.add(entry, from, to, hit.weight);
    }
    return found;
  }

  // ---- Showing -----------------------------------------------------------------------------------------------------

  function marked(source, at, ranges, offset) {
    let html = "", done = 0;
    for (const [from, to] of ranges) {
      const start = Math.max(done, at[from] - offset), end = Math.min(source.length, at[to - 1] - offset + 1);
      if (end <= start) continue;
      html += escaped(source.slice(done, start)) + "<mark>" + escaped(source.slice(start, end)) + "</mark>";
      done = end;
    }
    return html + escaped(source.slice(done));
  }

  // What Material's box shows of a hit: name and text stand in its title, since it drops the text of an anchor.
  function shown([entry, {ranges, weight}], isFile) {
    const {text, at} = fold(source(entry));
    const own = ranges
      .map(([from, to]) => [Math.max(from, entry.from) - entry.from, Math.min(to, entry.to) - entry.from])
      .filter(([from, to]) => from < to && to <= text.length)
      .sort(([one], [other]) => one - other);
    const title = entry.title || "";
    let name = entry.head ? markedHead(entry.head, ranges) : marked(title, at, own.filter(([from]) => at[from] < title.length), 0);
    if (weight === 98 && name.startsWith(entry.number)) name = "<mark>" + entry.number + "</mark>" + name.slice(entry.number.length);
    let body = entry.shown && entry.kind !== "term" && entry.kind !== "page" ? escaped(entry.shown) : "";
    if (!body && entry.body) {
      const offset = title ? title.length + 1 : 0;
      body = excerpt(entry.body, at, own.filter(([from]) => at[from] >= offset), offset);
    }
    const label = entry.label || entry.year;
    if (label) name += ' <span class="hit-kind">' + escaped(label) + "</span>";
    return [{
      location: address(entry, ranges, isFile),
      title: '<span class="hit-name">' + name + '</span><span class="hit-text">' + body + "</span>",
      text: "",
      score: weight,
      terms: {},
    }];
  }

  // A clause's head repeats its number and its item's title.
  function markedHead(head, ranges) {
    const {text, at} = fold(head);
    const own = [];
    for (const [from, to] of ranges) {
      const sought = whole.slice(from, to);
      for (let place = text.indexOf(sought); sought && place >= 0; place = text.indexOf(sought, place + 1)) own.push([place, place + sought.length]);
    }
    return marked(head, at, own.sort(([one], [other]) => one - other), 0);
  }

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

  function address(entry, ranges, isFile) {
    const [path, anchor] = entry.place.split("#");
    const bounds = entry.page || entry;
    const marks = new Set(ranges.map(([from, to]) => whole.slice(Math.max(from, bounds.from), Math.min(to, bounds.to))).filter(Boolean));
    const query = [...marks].slice(0, 8).map((mark) => "h=" + encodeURIComponent(mark)).join("&");
    return (isFile ? path + "index.html" : path) + (query && "?" + query) + (anchor ? "#" + anchor : "");
  }

  scope.planSearch = {
    setUp,
    answer(query, isFile) {
      const hits = search(query);
      return {
        count: hits.length,
        items: hits.slice(0, MOST).map((hit) => shown(hit, isFile)),
        nothing: hits.length ? null : {sentence: words.nothing, ways: words.ways.map(([path, title]) => [isFile ? path + "index.html" : path, title])},
      };
    },
  };

  if (typeof importScripts === "function") {
    scope.planIndex = setUp;
    importScripts("../../../search/plan.js");
    scope.onmessage = ({data}) => scope.postMessage({query: data, answer: scope.planSearch.answer(data, false)});
    scope.postMessage({ready: true});
  }
})(self);
