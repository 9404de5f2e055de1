// Sizes of the letters, remembered for the whole site, and a button that prints. Without this script neither is shown.
(function () {
  "use strict";
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
  tools.hidden = false;
})();
