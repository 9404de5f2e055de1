// Narrows the lists of an index while one types. Without this script the lists are simply whole.
(function () {
  "use strict";
  var box = document.querySelector(".filter");
  var input = box.querySelector("input");
  var none = box.querySelector(".filter-none");
  var entries = Array.prototype.slice.call(document.querySelectorAll("[data-filter] > li"));

  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\s-]+/g, "");
  }

  var keys = entries.map(function (entry) { return fold(entry.dataset.key); });

  input.addEventListener("input", function () {
    var wanted = fold(input.value);
    var shown = 0;
    entries.forEach(function (entry, index) {
      entry.hidden = keys[index].indexOf(wanted) < 0;
      if (!entry.hidden) shown += 1;
    });
    none.textContent = shown ? "" : none.dataset.none;
  });
  box.hidden = false;
})();
