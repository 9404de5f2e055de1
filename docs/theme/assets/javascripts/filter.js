// Narrows the lists of an index while one types. Without this script the lists are simply whole.
(() => {
  "use strict";
  const box = /** @type {HTMLElement} */ (document.querySelector(".filter"));
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const none = /** @type {HTMLElement} */ (box.querySelector(".filter-none"));
  /** @type {NodeListOf<HTMLElement>} */
  const entries = document.querySelectorAll("[data-filter] > li");

  /** @param {string | undefined} text */
  const fold = (text = "") => text.normalize("NFKC").toLowerCase().replace(/[\s-]+/g, "");

  const keys = [...entries].map((entry) => fold(entry.dataset.key));

  input.addEventListener("input", () => {
    const wanted = fold(input.value);
    let shown = 0;
    entries.forEach((entry, index) => {
      entry.hidden = !keys[index].includes(wanted);
      if (!entry.hidden) shown += 1;
    });
    none.textContent = shown ? "" : none.dataset.none || "";
  });
  box.hidden = false;
})();
