// What few readers ask for, and gets a script of its own for that: sizes of letters, the code of a page, a clause to take
// along. Its words, planWords, stand before it (macros/website/theme_files.py).
(() => {
  "use strict";

  /** @param {Element} asked */
  self.planReader = (asked) => {
    if (asked.matches(".reading")) toggle(/** @type {HTMLElement} */ (asked));
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
    const address = new URL(location.href);
    address.search = "";
    address.hash = clause.id;
    const imprint = document.querySelector(".print-head .imprint");
    const parts = [...clause.querySelectorAll("p:not(.clause-tools)"), ...(imprint ? [imprint] : [])];
    write([...parts.map(wordsOf), address.href].join("\n")).then(
      () => say(button, planWords.copied),
      () => say(button, planWords.not_copied),
    );
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
})();
