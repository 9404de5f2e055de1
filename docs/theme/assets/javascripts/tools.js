// The keyboard's and screen reader's way into what Material opens by labels of hidden boxes, and a place that the switch
// of languages keeps. What few readers ask for, reader.js has: it comes when it is asked for.
(() => {
  "use strict";

  // Material's script would ask the folder of each of these for a sitemap.xml; it looks for this exact value.
  /** @type {NodeListOf<HTMLLinkElement>} */
  const alternates = document.querySelectorAll("link[rel=alternate]");
  alternates.forEach((link) => { link.rel = "alternate "; });

  /** @param {string} selector */
  const need = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

  /** What is open or not: its box, its button, and what is in it.
   * @param {string} id
   * @param {HTMLElement} inside */
  function opener(id, inside) {
    const box = /** @type {HTMLInputElement} */ (document.getElementById(id));
    const label = need(".md-header__button[for=" + id + "]");
    const button = document.createElement("span");
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", label.title);
    button.tabIndex = 0;
    button.append(...label.childNodes);
    label.append(button);
    button.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); label.click(); }
    });
    const show = () => button.setAttribute("aria-expanded", String(box.checked));
    box.addEventListener("change", show);
    show();
    // Whoever goes on from its end is no longer in it.
    document.addEventListener("focusin", ({target}) => {
      if (box.checked && target !== button && !inside.contains(/** @type {Node} */ (target))) box.click();
    });
    return {box, button, inside};
  }

  const drawer = opener("__drawer", need(".md-sidebar--primary"));
  const search = opener("__search", need(".md-search"));
  drawer.box.addEventListener("change", () => {
    const first = /** @type {HTMLElement} */ (drawer.inside.querySelector("a[href]"));
    if (drawer.box.checked) first.focus();
  });

  // Ahead of Material's script, which closes the search when Tab goes on.
  addEventListener("keydown", (event) => {
    const {key, target} = event, isOpen = search.box.checked;
    if (key === "Escape" && drawer.box.checked) {
      drawer.box.click();
      drawer.button.focus();
    } else if (key === "Escape" && isOpen) {
      setTimeout(() => search.button.focus());
    } else if (key === "Tab" && isOpen) {
      event.stopImmediatePropagation();
      letResultsBeReached();
    } else if (key.length === 1 && isShortcut(event, /** @type {Element} */ (target))) {
      event.stopImmediatePropagation();
    }
  }, true);

  /** Material takes them, but for arrows, out of the keyboard's way, and has the box around them in it. */
  function letResultsBeReached() {
    /** @type {NodeListOf<HTMLElement>} */
    const results = search.inside.querySelectorAll("li a, summary");
    results.forEach((result) => { result.tabIndex = 0; });
    need(".md-search__scrollwrap").tabIndex = results.length ? -1 : 0;
  }

  /** A letter that Material takes for a command, and the reader does not want to.
   * @param {KeyboardEvent} event
   * @param {Element} target */
  function isShortcut(event, target) {
    return !target.closest("input") && !event.ctrlKey && !event.metaKey && __md_get("__shortcuts") === false;
  }

  /** @type {NodeListOf<HTMLAnchorElement>} */
  const languages = document.querySelectorAll(".language-switch a");
  const keepPlace = () => languages.forEach((link) => { link.hash = location.hash; });
  addEventListener("hashchange", keepPlace);
  keepPlace();

  const config = JSON.parse(need("#__config").textContent || "");
  /** @type {Promise<unknown> | undefined} */
  let reader;

  /** @param {string} address */
  function load(address) {
    const script = document.createElement("script");
    script.src = address;
    document.head.append(script);
    return new Promise((done) => { script.onload = done; });
  }

  document.addEventListener("focusin", ({target}) => {
    const {dataset} = /** @type {HTMLElement} */ (target);
    if (dataset.script) load(dataset.script);
    delete dataset.script;
  });
  // The browsers within other programs print nothing.
  if (!window.print) document.querySelectorAll(".print").forEach((button) => button.remove());

  document.addEventListener("click", (event) => {
    const asked = /** @type {Element} */ (event.target).closest(".print, .reading, .copy, .pin, .code summary");
    if (!asked) return;
    if (asked.className === "print") print();
    else askReader(asked);
  });

  /** @param {Element | null} asked what the reader asked for; null to show which clauses are the reader's own */
  function askReader(asked) {
    reader = reader || load(config.reader);
    reader.then(() => planReader(asked));
  }

  // Where nothing is remembered, nothing can be pinned.
  try {
    localStorage.setItem("plan", "");
    localStorage.removeItem("plan");
    if (__md_get("__mine")) setTimeout(askReader, 0, null);
  } catch {
    const pin = document.querySelector(".pin");
    if (pin) pin.remove();
  }
  document.documentElement.classList.add("js");
})();
