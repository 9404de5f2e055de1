// Puts a document on the pages it is printed on: loads its fonts, breaks its titles, sizes it and fills its last page.
(() => {
  "use strict";
  const MM = 96 / 25.4;

  // The sizes of a sheet's text in points, the largest that fits: on one side, on both of a leaf, on a second leaf.
  const SIDES = [[1, 14, 10], [2, 13, 9], [4, 12, 9]];
  const SIZE_OF_ANY_LENGTH = 10;
  // Lines that a sheet has for notes, at least.
  const LEAST_NOTES = 3;
  const NOTE = 8 * MM;

  // A masthead is at most so high, and as wide as the text.
  const MASTHEAD = 60;
  const NARROWEST = 0.585;

  window.show = async ({html, language, title, form, phrases}) => {
    document.documentElement.lang = language;
    document.title = title;
    document.body.innerHTML = `<main class="${form}" lang="${language}">${html}<i class="end"></i></main>`;
    const main = document.querySelector("main");
    main.querySelectorAll("h1.title").forEach((heading, index) => heading.classList.toggle("plan-title", index > 0));
    main.style.setProperty("--size", `${SIDES[0][1]}pt`);
    await loaded(main);
    if (language === "zh") {
      main.querySelectorAll("h1").forEach(heading => breakTitle(heading, phrases));
      main.querySelectorAll(".masthead > span").forEach(stretch);
    }
    return {pages: fit(main), characters: characters(main)};
  };

  // Take a line off what fills the last page; false where there is none left.
  window.giveWay = () => {
    const fill = document.querySelector(".fill");
    if ("rules" in fill.dataset) {
      if (fill.children.length === 0) return false;
      fill.lastElementChild.remove();
      return true;
    }
    const height = parseFloat(fill.style.height);
    fill.style.height = `${Math.max(0, height - NOTE)}px`;
    return height > 0;
  };

  async function loaded(main) {
    main.getBoundingClientRect();
    await document.fonts.ready;
    await Promise.all([...main.querySelectorAll("img")].map(picture => picture.decode()));
  }

  // --- Pages ------------------------------------------------------------------------------------------------------

  function fit(main) {
    const fill = main.querySelector(".fill");
    if ("rules" in fill.dataset) {
      rule(fill, LEAST_NOTES);
      size(main);
    }
    const {pages, left} = measured(main);
    if ("rules" in fill.dataset) {
      rule(fill, LEAST_NOTES + Math.max(0, Math.floor((left - 1) / NOTE)));
    } else {
      fill.style.height = `${Math.max(0, left - 1)}px`;
    }
    return pages;
  }

  function size(main) {
    for (const [sides, largest, smallest] of SIDES) {
      const fits = points => {
        main.style.setProperty("--size", `${points}pt`);
        return measured(main).pages <= sides;
      };
      if (fits(smallest)) {
        let steps = (largest - smallest) * 2;
        let taken = 0;
        while (taken < steps) {
          const middle = Math.ceil((taken + steps) / 2);
          if (fits(smallest + middle / 2)) taken = middle;
          else steps = middle - 1;
        }
        fits(smallest + taken / 2);
        return;
      }
    }
    main.style.setProperty("--size", `${SIZE_OF_ANY_LENGTH}pt`);
  }

  function rule(fill, lines) {
    fill.innerHTML = '<div class="rule"></div>'.repeat(lines);
  }

  // How many pages the document takes, and what is left of the last one, in pixels.
  function measured(main) {
    main.classList.add("measuring");
    const whole = main.getBoundingClientRect();
    const end = main.querySelector(".end").getBoundingClientRect();
    main.classList.remove("measuring");
    return {pages: Math.round((end.left - whole.left) / whole.width) + 1, left: whole.bottom - end.bottom};
  }

  // --- Titles -----------------------------------------------------------------------------------------------------

  function stretch(span) {
    const letters = span.textContent.trim().length;
    const paragraph = span.parentElement;
    const width = paragraph.clientWidth;
    const height = Math.min(MASTHEAD * 96 / 72, width / (letters * NARROWEST));
    const scale = Math.min(1, width / (letters * height));
    paragraph.style.fontSize = `${height}px`;
    span.style.cssText = `display: block; white-space: nowrap; width: ${letters * height}px;`
      + `margin-left: ${(width - letters * height) / 2}px; transform: scaleX(${scale})`;
    paragraph.style.overflow = "hidden";
  }

  // A line of a title ends where a word does, and better not inside of a name or a set phrase.
  function breakTitle(heading, phrases) {
    const text = heading.textContent;
    const most = Math.floor(heading.clientWidth / parseFloat(getComputedStyle(heading).fontSize) * 2) / 2;
    const ends = [...new Intl.Segmenter("zh", {granularity: "word"}).segment(text)]
      .map(({index, segment}) => index + segment.length)
      .filter(end => !/^[，。、；：？！）》〉」』”’〕】]/.test(text.slice(end)) && !/[（《〈「『“‘〔【]$/.test(text.slice(0, end)));
    const fewest = Math.ceil(width(text) / most);
    for (let lines = fewest; lines > 1 && lines < fewest + 3; lines += 1) {
      const found = best(text, 0, lines, width(text) / lines, most, ends, phrases);
      if (found) {
        heading.innerHTML = "";
        found.lines.forEach(line => {
          const span = document.createElement("span");
          span.className = "line";
          span.textContent = line;
          heading.append(span);
        });
        return;
      }
    }
  }

  // The cheapest way to set what follows a position in so many lines: even ones, and few names broken.
  function best(text, start, lines, mean, most, ends, phrases) {
    if (lines === 1) {
      const rest = width(text.slice(start));
      return rest <= most ? {cost: ((rest - mean) / most) ** 2, lines: [text.slice(start)]} : null;
    }
    let cheapest = null;
    for (const end of ends) {
      const length = width(text.slice(start, end));
      if (end <= start || end >= text.length || length > most) continue;
      const rest = best(text, end, lines - 1, mean, most, ends, phrases);
      if (!rest) continue;
      const broken = phrases.filter(phrase => isInside(text, phrase, end)).length * 0.25;
      const cost = ((length - mean) / most) ** 2 + broken + rest.cost;
      if (!cheapest || cost < cheapest.cost) cheapest = {cost, lines: [text.slice(start, end), ...rest.lines]};
    }
    return cheapest;
  }

  function isInside(text, phrase, position) {
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      if (at < position && position < at + phrase.length) return true;
    }
    return false;
  }

  // In characters: Latin letters and digits take half of one.
  function width(text) {
    return [...text].reduce((sum, sign) => sum + (sign < "\u0100" ? 0.5 : 1), 0);
  }

  // --- Fonts ------------------------------------------------------------------------------------------------------

  // Every text by the families it is set in, so that each character can be looked for in them.
  function characters(main) {
    const found = {};
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const families = getComputedStyle(node.parentElement).fontFamily;
      found[families] = (found[families] || "") + node.data;
    }
    return Object.fromEntries(Object.entries(found).map(([families, text]) => [families, [...new Set(text)].join("")]));
  }
})();
