// Text sizes, remembered for the whole site, and a button that prints. Without this script neither is shown.
// And a keyboard's and screen reader's way into what Material opens by labels of hidden boxes.
(() => {
  "use strict";

  // Material's script would ask the folder of each of these for a sitemap.xml; it looks for this exact value.
  /** @type {NodeListOf<HTMLLinkElement>} */
  const alternates = document.querySelectorAll("link[rel=alternate]");
  alternates.forEach((link) => { link.rel = "alternate "; });

  /** @type {NodeListOf<HTMLLabelElement>} */
  const labels = document.querySelectorAll(".md-header__button[for=__drawer], .md-header__button[for=__search]");
  labels.forEach((label) => {
    const button = document.createElement("span");
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", label.title);
    button.tabIndex = 0;
    button.append(...label.childNodes);
    label.append(button);
    button.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); label.click(); }
    });
  });

  /** @type {HTMLElement | null} */
  const tools = document.querySelector(".tools-scripted");
  if (!tools) return;
  const buttons = tools.querySelectorAll("button[value]");

  /** @param {number} size */
  function show(size) {
    document.documentElement.style.setProperty("--plan-text-size", String(size));
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(__md_sizes[index] === size)));
  }

  buttons.forEach((button, index) => {
    button.addEventListener("click", () => {
      __md_set("__text_size", __md_sizes[index]);
      show(__md_sizes[index]);
    });
  });
  const printer = /** @type {HTMLElement} */ (tools.querySelector(".tools-print"));
  // The browsers within other programs print nothing.
  if (!window.print) printer.remove();
  printer.addEventListener("click", () => print());
  show(__md_size());
  // A phone prints pages badly: what it prints well, the page's PDFs, stands before the button.
  const offer = document.querySelector(".to-paper");
  const bar = tools.parentElement;
  if (offer && bar && matchMedia("(max-width: 30em)").matches) bar.before(offer);
  tools.hidden = false;
})();
