// Narrows the lists of an index, or the columns of a matrix, while one types. Without this script all is shown.
(() => {
  "use strict";
  const box = /** @type {HTMLElement} */ (document.querySelector(".filter"));
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const none = /** @type {HTMLElement} */ (box.querySelector(".filter-none"));
  /** @type {NodeListOf<HTMLElement>} */
  const entries = document.querySelectorAll("[data-filter] > li, .matrix [data-key], .term");

  /** @param {string | undefined} text */
  const folded = (text = "") => text.normalize("NFKC").toLowerCase().replace(/[\s-]+/g, "");

  const keys = [...entries].map((entry) => folded(entry.dataset.key));

  /** @type {HTMLTableElement | null} */
  const table = document.querySelector(".matrix table");
  const rows = [...(table ? table.rows : [])];
  /** @type {NodeListOf<HTMLTableCellElement>} */
  const kinds = document.querySelectorAll(".matrix [scope=colgroup]");
  const widths = [...kinds].map((kind) => kind.colSpan);

  /** The cells of an entry that is the head of a column.
   * @param {HTMLElement} entry */
  const cellsBelow = (entry) => {
    if (!(entry instanceof HTMLTableCellElement)) return [];
    const cells = rows.map((row) => row.cells[entry.cellIndex]);
    return cells.filter((cell, rank) => cell && rows[rank].cells.length > entries.length);
  };
  const columns = [...entries].map(cellsBelow);

  /** @param {HTMLTableCellElement} cell
   * @param {number} count */
  const span = (cell, count) => {
    cell.hidden = !count;
    if (count) cell.colSpan = count;
  };

  const spanWhatIsShown = () => {
    const shown = [...entries].map((entry) => !entry.hidden);
    let first = 0;
    kinds.forEach((kind, rank) => {
      span(kind, shown.slice(first, (first += widths[rank])).filter(Boolean).length);
    });
    /** @type {NodeListOf<HTMLTableCellElement>} */
    const wholeRows = document.querySelectorAll(".matrix [scope=rowgroup]");
    for (const cell of wholeRows) cell.colSpan = shown.filter(Boolean).length + 1;
  };

  function narrow() {
    const wanted = folded(input.value);
    let shown = 0;
    entries.forEach((entry, index) => {
      entry.hidden = !keys[index].includes(wanted);
      for (const cell of columns[index]) cell.hidden = entry.hidden;
      if (!entry.hidden) shown += 1;
    });
    spanWhatIsShown();
    none.textContent = shown ? "" : none.dataset.none || "";
  }
  input.addEventListener("input", narrow);
  // What was typed before this script came.
  if (input.value) narrow();

  // On a phone the glossary folds; what an address names is open, and all of it on paper.
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const terms = document.querySelectorAll(".term > details");
  /** @param {boolean} areOpen */
  const fold = (areOpen) => terms.forEach((term) => { term.open = areOpen; });
  const unfold = () => {
    const named = location.hash && document.querySelector(location.hash + " > details");
    if (named) /** @type {HTMLDetailsElement} */ (named).open = true;
  };
  if (terms.length && matchMedia("(max-width: 44.99em)").matches) {
    fold(false);
    unfold();
    addEventListener("hashchange", unfold);
    addEventListener("beforeprint", () => fold(true));
  }
})();
