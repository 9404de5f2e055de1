// What few readers ask for, and has a script of its own for that: sizes of letters, the code of a page, a clause to take
// along, and whose clauses are the reader's own. Its words, planWords, stand before it (macros/website/theme_files.py).
(() => {
  "use strict";

  /** @param {Element | null} asked */
  self.planReader = (asked) => {
    if (!asked) showMine();
    else if (asked.matches(".pin")) pin(/** @type {HTMLElement} */ (asked));
    else if (asked.matches(".reading")) toggle(/** @type {HTMLElement} */ (asked));
    else if (asked.matches(".copy")) copy(/** @type {HTMLElement} */ (asked));
    else draw(/** @type {HTMLElement} */ (asked.parentElement));
  };

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} text
   */
  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  // --- Sizes of letters, and keys

  /** @type {HTMLElement | null} */
  let panel = null;

  /** @param {HTMLElement} button */
  function toggle(button) {
    if (panel) {
      panel.remove();
      panel = null;
    } else {
      panel = settings(() => { toggle(button); button.focus(); });
      button.after(panel);
    }
    button.setAttribute("aria-expanded", String(!!panel));
  }

  /** @param {() => void} close */
  function settings(close) {
    const made = document.createElement("div");
    made.className = "reading-panel";
    const buttons = __md_sizes.map((size, index) => {
      const button = element("button", planWords.sizes[index]);
      button.addEventListener("click", () => {
        __md_set("__text_size", size);
        show(buttons, size);
      });
      return button;
    });
    show(buttons, __md_size());
    const keys = document.createElement("input");
    keys.type = "checkbox";
    keys.checked = __md_get("__shortcuts") !== false;
    keys.addEventListener("change", () => __md_set("__shortcuts", keys.checked));
    const label = element("label", planWords.shortcuts);
    label.prepend(keys);
    made.append(...buttons, label);
    made.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    return made;
  }

  /**
   * @param {HTMLElement[]} buttons
   * @param {number} size
   */
  function show(buttons, size) {
    document.documentElement.style.setProperty("--plan-text-size", String(size));
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(__md_sizes[index] === size)));
  }

  // --- The code of a page

  /** @param {HTMLElement} details */
  function draw(details) {
    const link = details.querySelector("a");
    if (!link) return;
    const picture = document.createElement("img");
    picture.src = link.href;
    picture.alt = link.textContent || "";
    link.replaceWith(picture);
  }

  // --- A clause to take along

  /** @param {HTMLElement} button */
  function copy(button) {
    const clause = /** @type {HTMLElement} */ (button.closest(".clause"));
    // Of the page's own year alone.
    const imprint = document.querySelector(".print-head[data-plan='" + clause.dataset.plan + "'] .imprint");
    const parts = [...clause.querySelectorAll("p:not(.clause-tools)"), ...(imprint ? [imprint] : [])];
    write([...parts.map(wordsOf), addressOf(clause)].join("\n")).then(
      () => say(button, planWords.copied),
      () => say(button, planWords.not_copied),
    );
  }

  /** Where it lives: here, or where its number leads; where it has none, that stands in the heading of its item.
   * @param {HTMLElement} clause */
  function addressOf(clause) {
    if (clause.id) return Object.assign(new URL(location.href), {search: "", hash: clause.id}).href;
    const around = /** @type {HTMLElement} */ (clause.parentElement);
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const headings = around.querySelectorAll("h4 a, h5 a");
    const link = /** @type {HTMLAnchorElement | null} */ (clause.querySelector(".clause-number")) || [...headings].pop();
    return link ? link.href : location.href;
  }

  /** @param {Element} paragraph */
  const wordsOf = (paragraph) => (paragraph.textContent || "").replace(/\s+/g, " ").trim();

  /**
   * Where there is no clipboard, as on a page without TLS, what is selected can be copied.
   * @param {string} text
   * @returns {Promise<void>}
   */
  function write(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = element("textarea", text);
    document.body.append(area);
    area.select();
    const isDone = document.execCommand("copy");
    area.remove();
    return isDone ? Promise.resolve() : Promise.reject();
  }

  /**
   * @param {HTMLElement} button
   * @param {string} word
   */
  function say(button, word) {
    const line = /** @type {HTMLElement} */ (button.parentElement);
    const status = line.querySelector("[role=status]") || line.appendChild(element("span", ""));
    status.setAttribute("role", "status");
    status.textContent = word;
    setTimeout(() => { status.textContent = ""; }, 3000);
  }

  // --- The reader's own clauses: those of a party or a branch, remembered on this device and nowhere else

  /** @typedef {{address: string, name: string, clauses: string[]}} Mine */
  const base = new URL(JSON.parse(/** @type {HTMLElement} */ (document.querySelector("#__config")).textContent || "").base,
    location.href);
  const here = location.pathname.replace(base.pathname, "");

  /** @param {ParentNode} page */
  const clausesIn = (page) => /** @type {HTMLElement[]} */ ([...page.querySelectorAll("article .clause")]);
  /** @param {HTMLElement} clause */
  const numberOf = (clause) => clause.dataset.plan + "/" + clause.dataset.clause;

  /** @param {Document} page
   * @param {string} address
   * @returns {Mine} */
  function pinned(page, address) {
    const title = /** @type {HTMLElement} */ (page.querySelector("article h1"));
    const name = (title.textContent || "").trim();
    return {address, name, clauses: clausesIn(page).map(numberOf)};
  }

  /** @param {HTMLElement} button */
  function pin(button) {
    const isPinned = button.getAttribute("aria-pressed") === "true";
    __md_set("__mine", isPinned ? null : pinned(document, here));
    button.setAttribute("aria-pressed", String(!isPinned));
  }

  /** What is remembered, unless something else has written there what is none of it.
   * @returns {Mine | null} */
  function remembered() {
    const {address, name, clauses} = Object(__md_get("__mine"));
    const isMine = [address, name].every((part) => typeof part === "string") && Array.isArray(clauses)
      && new URL(address, base).href.startsWith(base.href);
    return isMine ? {address, name, clauses} : null;
  }

  function showMine() {
    const mine = remembered();
    if (!mine) return;
    const button = document.querySelector(".pin");
    if (mine.address === here) {
      if (button) button.setAttribute("aria-pressed", "true");
      // The data may have changed since.
      __md_set("__mine", pinned(document, here));
      return;
    }
    mark(mine.clauses);
    if (here === "" || here === "index.html") openWith(mine);
  }

  /** @param {string[]} numbers */
  function mark(numbers) {
    const own = new Set(numbers);
    /** @type {NodeListOf<HTMLElement>} */
    const clauses = document.querySelectorAll("article [data-clause]");
    clauses.forEach((clause) => {
      if (own.has(numberOf(clause)) && !clause.closest("[data-issued]")) clause.dataset.mine = planWords.mine;
    });
  }

  /** Home begins with them; where they cannot be fetched, as in a folder, with the way to them.
   * @param {Mine} mine */
  function openWith(mine) {
    const part = document.createElement("section");
    part.className = "mine";
    const link = element("a", mine.name);
    const page = new URL(mine.address, base);
    link.href = page.href;
    const undo = element("button", planWords.unpin);
    undo.addEventListener("click", () => {
      __md_set("__mine", null);
      part.remove();
    });
    const line = document.createElement("p");
    line.append(link, " ", undo);
    part.append(element("h2", planWords.mine_title), line);
    /** @type {HTMLElement} */ (document.querySelector(".introduction")).after(part);
    fetch(page.href).then((answer) => answer.ok ? answer.text() : Promise.reject()).then((text) => {
      const there = new DOMParser().parseFromString(text, "text/html");
      const [first, ...others] = clausesIn(there);
      const shown = first ? [first, ...others.filter((clause) => clause.dataset.plan === first.dataset.plan)] : [];
      const now = pinned(there, mine.address);
      link.textContent = now.name;
      __md_set("__mine", now);
      shown.forEach((clause) => {
        clause.querySelectorAll("a").forEach((way) => {
          way.href = new URL(way.getAttribute("href") || "", page).href;
        });
        part.append(document.importNode(clause, true));
      });
    }).catch(() => {});
  }
})();
