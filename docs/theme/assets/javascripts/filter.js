// Narrows the lists of an index, or the columns of a matrix, while one types. Without this script all is shown.
(() => {
  "use strict";
  const box = /** @type {HTMLElement} */ (document.querySelector(".filter"));
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const none = /** @type {HTMLElement} */ (box.querySelector(".filter-none"));
  /** @type {NodeListOf<HTMLElement>} */
  const entries = document.querySelectorAll("[data-filter] > li, .matrix [data-key], .term");

  /**
   * Width, case, accents, spaces and signs fall away, and every way to type ü is one.
   * @param {string} text
   */
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/v/g, "u").replace(/([ln])yu(?![ae])/g, "$1u");

  /** What an entry is found by: a term also by its id.
   * @param {HTMLElement} entry */
  const wordsOf = (entry) => entry.dataset.key + " " + entry.id;
  const keys = [...entries].map((entry) => fold(wordsOf(entry)));

  /** @type {Worker | null} */
  let search = null;
  let sent = "";
  // The search knows which characters are one: traditional ones, and radicals.
  const askSearch = () => {
    if (!search) {
      const config = JSON.parse((document.querySelector("#__config") || input).textContent || "{}");
      // Not the address that plan-box.js answers for: it has that of the index.
      search = new Worker(new URL(config.search + "#" + new URL(config.index, location.href), location.href));
      search.onmessage = ({data: {folded}}) => {
        if (folded && sent === input.value) narrow(fold(folded[0]), folded.slice(1).map(fold));
      };
      search.onerror = (event) => event.preventDefault();
    }
    sent = input.value;
    search.postMessage({fold: [sent, ...[...entries].map(wordsOf)]});
  };

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

  /**
   * @param {string} wanted
   * @param {string[]} own the keys of the entries
   */
  const narrow = (wanted, own) => {
    let shown = 0;
    entries.forEach((entry, index) => {
      entry.hidden = !own[index].includes(wanted);
      for (const cell of columns[index]) cell.hidden = entry.hidden;
      if (!entry.hidden) shown += 1;
    });
    spanWhatIsShown();
    none.textContent = shown ? "" : none.dataset.none || "";
    return shown;
  };

  const narrowAsTyped = () => {
    if (narrow(fold(input.value), keys) || /^[\n-~]*$/.test(input.value)) return;
    try {
      askSearch();
    } catch {
      // From a folder no browser starts a worker.
    }
  };
  input.addEventListener("input", narrowAsTyped);
  // What was typed before this script came.
  if (input.value) narrowAsTyped();

  // On a phone the glossary folds; what an address names is open, and all of it on paper.
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const terms = document.querySelectorAll(".term > details");
  /** @param {boolean} areOpen */
  const setOpen = (areOpen) => terms.forEach((term) => { term.open = areOpen; });
  const unfold = () => {
    const named = location.hash && document.querySelector(location.hash + " > details");
    if (named) /** @type {HTMLDetailsElement} */ (named).open = true;
  };
  if (terms.length && matchMedia("(max-width: 44.99em)").matches) {
    setOpen(false);
    unfold();
    addEventListener("hashchange", unfold);
    addEventListener("beforeprint", () => setOpen(true));
  }
})();
