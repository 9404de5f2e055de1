// In the matrix, a name that is chosen stands out, and a mark leads to its clause. Without this script a name leads to its
// page, and a number to its clause; the keyboard does not need the marks for that.
(() => {
  "use strict";
  const all = /** @type {HTMLElement} */ (document.currentScript).dataset.all || "";
  const table = /** @type {HTMLTableElement} */ (document.querySelector(".matrix-table"));
  const said = /** @type {HTMLElement} */ (document.querySelector(".matrix-chosen"));
  /** @type {HTMLTableCellElement | null} */
  let chosen = null;

  /** Puts a class on what is of a column, and says whose it is, with a link to its page.
   * @param {HTMLTableCellElement | null} head */
  function choose(head) {
    chosen = head;
    table.classList.toggle("matrix-dim", !!head);
    table.querySelectorAll(".matrix-own").forEach((cell) => cell.classList.remove("matrix-own"));
    said.textContent = "";
    if (!head) return;
    head.classList.add("matrix-own");
    for (const row of table.querySelectorAll("tbody tr[data-clause]")) {
      const cell = /** @type {HTMLTableRowElement} */ (row).cells[head.cellIndex];
      if (cell.firstElementChild) { cell.classList.add("matrix-own"); row.classList.add("matrix-own"); }
    }
    const link = /** @type {HTMLAnchorElement} */ (head.querySelector("a"));
    const page = document.createElement("a");
    page.href = link.href;
    page.textContent = (link.textContent || "").trim();
    const back = document.createElement("button");
    back.textContent = all;
    back.addEventListener("click", () => { choose(null); link.focus(); });
    said.append(page, " ", back);
  }

  table.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const head = /** @type {HTMLTableCellElement | null} */ (target.closest("thead th[scope=col]:not(.matrix-corner)"));
    if (head && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      choose(head === chosen ? null : head);
    }
    const cell = target.closest("td:not(:empty)"), row = cell && cell.closest("[data-clause]");
    if (row) location.assign(/** @type {HTMLAnchorElement} */ (row.querySelector("a")).href);
  });
})();
