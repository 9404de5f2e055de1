// Marks the glossary's terms once an item, and explains one below its paragraph when it is asked for.
// Without this script the texts are simply plain. The terms of a language come from its terms-data.js, once for the
// whole site.
(() => {
  "use strict";
  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const known = planTerms;
  // In a folder there is no server to find the page of an address.
  const glossary = location.protocol === "file:" ? "glossary/index.html" : "glossary/";
  // Paragraphs of the plan, and what begins an item; in the text as it was issued nothing is added.
  const heads = "h1, h2, h3, h4, h5, .document-item";
  /** @type {NodeListOf<HTMLElement>} */
  const parts = document.querySelectorAll(
    ".clause > p:first-child, .lead, .document-body, " + heads
    + ", .pair:not(h1):not(h2):not(h3):not(h4) [lang] > p:first-child"
  );
  /** The terms of an item that are marked. @type {Set<PlanTerm>} */
  const seen = new Set();
  /** @type {{link: HTMLElement, note: HTMLElement} | null} */
  let open = null;

  /** @param {string} a @param {string} b */
  const longestFirst = (a, b) => b.length - a.length;

  /** @param {string} form */
  const quoted = (form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /**
   * For a language: each form in lower case with its term, and a pattern that finds forms, names and titles.
   * @type {Map<string, {terms: Map<string, PlanTerm>, pattern: RegExp}>}
   */
  const finders = new Map();

  /** @param {string} language */
  function finder(language) {
    const data = known[language];
    if (!finders.has(language) && data) {
      /** @type {Map<string, PlanTerm>} */
      const terms = new Map();
      data.terms.forEach((term) => term.forms.forEach((form) => terms.set(form.toLowerCase(), term)));
      const forms = [...terms.keys(), ...data.names].sort(longestFirst).map(quoted);
      // Letters must not go on beside a form that begins and ends with letters.
      const pattern = "《[^》]*》|(^|[^a-z])(" + forms.join("|") + ")(?![a-z])";
      finders.set(language, {terms, pattern: new RegExp(pattern, "gi")});
    }
    return finders.get(language);
  }

  /** @param {HTMLElement} paragraph */
  function textsOf(paragraph) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const texts = [];
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (text.parentElement && !text.parentElement.closest("a, button, .original-name, .lead-label")) texts.push(text);
    }
    return texts;
  }

  /** @param {HTMLElement} paragraph */
  function mark(paragraph) {
    const owner = /** @type {HTMLElement} */ (paragraph.closest("[lang]"));
    const found = finder(owner.lang);
    if (!found || paragraph.closest("[data-issued]")) return;
    textsOf(paragraph).forEach((text) => {
      let match;
      found.pattern.lastIndex = 0;
      while ((match = found.pattern.exec(text.data))) {
        const [, before, form] = match;
        const term = form && found.terms.get(form.toLowerCase());
        if (!term || seen.has(term)) continue;
        seen.add(term);
        const own = text.splitText(match.index + before.length);
        text = own.splitText(form.length);
        own.replaceWith(button(term, form));
        found.pattern.lastIndex = 0;
      }
    });
  }

  /**
   * A link, so that it can be selected and copied with the text around it.
   * @param {PlanTerm} term
   * @param {string} form
   */
  function button(term, form) {
    const link = document.createElement("a");
    link.className = "term-mark";
    link.href = new URL(glossary + "#" + term.id, root).href;
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.textContent = form;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      toggle(link, term);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); toggle(link, term); }
    });
    return link;
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} language
   * @param {string} text
   */
  function element(name, language, text) {
    const made = document.createElement(name);
    if (language) made.lang = language;
    made.textContent = text;
    return made;
  }

  /**
   * @param {PlanTerm} term
   * @param {HTMLAnchorElement} link
   */
  function explanation(term, link) {
    const note = element("div", "", "");
    note.className = "term-note";
    note.setAttribute("role", "note");
    note.appendChild(element("span", ...term.meaning));
    term.renderings.forEach(([language, text]) => note.appendChild(element("strong", language, text)));
    const language = document.documentElement.lang;
    const more = element("a", language, known[language].glossary);
    more.href = link.href;
    note.appendChild(more);
    return note;
  }

  function close() {
    if (!open) return;
    open.note.remove();
    open.link.setAttribute("aria-expanded", "false");
    open = null;
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {PlanTerm} term
   */
  function toggle(link, term) {
    const was = open && open.link;
    close();
    if (was === link) return;
    const note = explanation(term, link);
    /** @type {HTMLElement} */ (link.closest("p")).after(note);
    link.setAttribute("aria-expanded", "true");
    open = {link, note};
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) { open.link.focus(); close(); }
  });
  parts.forEach((part) => {
    if (part.matches(heads)) seen.clear();
    if (!part.matches("h1, h2, h3, h4, h5")) mark(part);
  });
})();
