// Sizes of the letters, remembered for the whole site, and a button that prints. Without this script neither is shown.
// And a keyboard's and screen reader's way into what Material opens by labels of hidden boxes.
(function () {
  "use strict";

  // Material's script would ask the folder of each of these for a sitemap.xml; it looks for this exact value.
  document.querySelectorAll("link[rel=alternate]").forEach(function (link) { link.rel = "alternate "; });

  document.querySelectorAll(".md-header__button:is([for=__drawer], [for=__search])").forEach(function (label) {
    var button = document.createElement("span");
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", label.title);
    button.tabIndex = 0;
    button.append.apply(button, label.childNodes);
    label.append(button);
    button.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); label.click(); }
    });
  });

  var SIZES = [1, 1.25, 1.5, 2];
  var tools = document.querySelector(".tools-scripted");
  if (!tools) return;
  var buttons = tools.querySelectorAll("button[value]");

  function show(size) {
    document.documentElement.style.setProperty("--plan-text-size", size);
    buttons.forEach(function (button, index) { button.setAttribute("aria-pressed", SIZES[index] === size); });
  }

  buttons.forEach(function (button, index) {
    button.addEventListener("click", function () {
      __md_set("__text_size", SIZES[index]);
      show(SIZES[index]);
    });
  });
  tools.querySelector(".tools-print").addEventListener("click", function () { print(); });
  show(__md_get("__text_size") || 1);
  // A phone prints pages badly: what it prints well, the page's PDFs, stands before the button.
  var offer = document.querySelector(".to-paper");
  if (offer && matchMedia("(max-width: 30em)").matches) tools.parentNode.before(offer);
  tools.hidden = false;
})();
