// Marks the glossary's terms where they stand in a text, and explains one below it when it is asked for.
// Without this script the texts are simply plain. The terms of a language come from its terms-data.js, once for the
// whole site.
(function () {
  "use strict";
  var root = new URL("../../", document.currentScript.src);
  var known = window.planTerms;
  // In a folder there is no server to find the page of an address.
  var glossary = location.protocol === "file:" ? "glossary/index.html" : "glossary/";
  // Paragraphs of the plan; in the text as it was issued nothing is added.
  var paragraphs = document.querySelectorAll(
    ".clause > p:first-child, .lead, .document-body, .document-item, .pair:not(:is(h1, h2, h3, h4)) [lang] > p:first-child"
  );
  var open = null;

  function longestFirst(a, b) { return b.length - a.length; }

  function quoted(form) { return form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); }

  // For a language: each form in lower case with its term, and a pattern that finds forms, names and titles.
  var finders = {};
  function finder(language) {
    var data = known[language];
    if (!finders[language] && data) {
      var terms = {};
      data.terms.forEach(function (term) {
        term.forms.forEach(function (form) { terms[form.toLowerCase()] = term; });
      });
      var forms = Object.keys(terms).concat(data.names).sort(longestFirst).map(quoted);
      // Letters must not go on beside a form that begins and ends with letters.
      var pattern = "《[^》]*》|(^|[^a-z])(" + forms.join("|") + ")(?![a-z])";
      finders[language] = { terms: terms, pattern: new RegExp(pattern, "gi") };
    }
    return finders[language];
  }

  function textsOf(paragraph) {
    var texts = [], walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest("a, button, .original-name, .lead-label")) {
        texts.push(walker.currentNode);
      }
    }
    return texts;
  }

  function mark(paragraph) {
    var found = finder(paragraph.closest("[lang]").lang), seen = {};
    if (!found || paragraph.closest("[data-issued]")) return;
    textsOf(paragraph).forEach(function (text) {
      var match;
      found.pattern.lastIndex = 0;
      while ((match = found.pattern.exec(text.data))) {
        var form = match[2], term = form && found.terms[form.toLowerCase()];
        if (!term || seen[term.id]) continue;
        seen[term.id] = true;
        text = text.splitText(match.index + match[1].length);
        var rest = text.splitText(form.length);
        text.parentNode.replaceChild(button(term, form), text);
        text = rest;
        found.pattern.lastIndex = 0;
      }
    });
  }

  // A link, so that it can be selected and copied with the text around it.
  function button(term, form) {
    var link = document.createElement("a");
    link.className = "term-mark";
    link.href = new URL(glossary + "#" + term.id, root).href;
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.textContent = form;
    link.addEventListener("click", function (event) {
      event.preventDefault();
      toggle(link, term);
    });
    link.addEventListener("keydown", function (event) {
      if (event.key === " ") { event.preventDefault(); toggle(link, term); }
    });
    return link;
  }

  function element(name, language, text) {
    var made = document.createElement(name);
    if (language) made.lang = language;
    made.textContent = text;
    return made;
  }

  function explanation(term, link) {
    var note = element("span", "", "");
    note.className = "term-note";
    note.setAttribute("role", "note");
    term.renderings.forEach(function (rendering) {
      note.appendChild(element("strong", rendering[0], rendering[1]));
    });
    note.appendChild(element("span", term.meaning[0], term.meaning[1]));
    var language = document.documentElement.lang;
    var more = element("a", language, known[language].glossary);
    more.href = link.href;
    note.appendChild(more);
    return note;
  }

  function close() {
    if (!open) return;
    open.note.remove();
    open.link.setAttribute("aria-expanded", "false");
    open = null;
  }

  function toggle(link, term) {
    var was = open && open.link;
    close();
    if (was === link) return;
    var note = explanation(term, link);
    link.after(note);
    link.setAttribute("aria-expanded", "true");
    open = { link: link, note: note };
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && open) { open.link.focus(); close(); }
  });
  paragraphs.forEach(mark);
})();
