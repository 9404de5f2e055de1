// Stands between Material's search box and the plan's search, and marks on a page what a result was found by.
(function () {
  "use strict";

  var config = JSON.parse(document.getElementById("__config").textContent);
  var base = new URL(config.base, location);
  var input = document.querySelector(".md-search__input");
  var isFile = location.protocol === "file:";
  var SIGN = /[\p{L}\p{N}]/u;

  if (input) standIn();
  var wanted = new URLSearchParams(location.search).getAll("h").filter(Boolean).slice(0, 8);
  if (wanted.length) markAll(wanted);

  // Material starts its worker when a page is loaded and speaks with it in four kinds of message. What it gets here
  // looks like that worker, and starts the real one when the reader turns to the box. Where that fails, the box says so,
  // and what is typed next starts it once more.
  function standIn() {
    var SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
    var Native = window.Worker;
    var port = document.createElement("i");
    var failure = document.querySelector(".search-failed");
    var ask, isStarting, answered, asked = "", isFollowing;
    var meta = document.querySelector(".md-search-result__meta");
    var nothing = document.createElement("div");
    meta.setAttribute("role", "status");
    nothing.className = "search-nothing";
    failure.hidden = true;

    port.terminate = function () {};
    // A worker never answers before the question is asked to the end.
    port.postMessage = function (message) { Promise.resolve(message).then(take); };

    function take(message) {
      if (message.type === SETUP) {
        deliver({type: READY});
      } else if (message.type === QUERY) {
        asked = message.data;
        if (!asked.trim()) answer(asked, {items: []});
        else if (ask) ask(asked);
        else start();
      }
    }

    window.Worker = function (url, options) {
      if (new URL(url, location).href === new URL(config.search, location).href) return port;
      return new Native(url, options);
    };
    if (Native) window.Worker.prototype = Native.prototype;

    function deliver(message) {
      var event = new Event("message");
      event.data = message;
      port.dispatchEvent(event);
    }

    function answer(query, result) {
      if (query !== asked) return;
      answered = query;
      failure.hidden = true;
      deliver({type: RESULT, data: {items: result.items}});
      if (result.count > result.items.length) {
        meta.textContent = config.translations["search.result.other"].replace("#", result.count);
      }
      showWaysOn(result.nothing);
      share(query);
      follow();
    }

    // Material copies the address of the query before the last.
    function share(query) {
      var link = document.querySelector("[data-md-component=search-share]");
      var address = new URL(location);
      address.hash = "";
      address.search = "q=" + encodeURIComponent(query);
      if (link) link.setAttribute("data-clipboard-text", link.href = address.href);
    }

    function begin(way) {
      ask = way;
      if (asked.trim()) ask(asked);
    }

    function attempt(action) {
      try {
        action();
      } catch (error) {
        fail();
        throw error;
      }
    }

    function fail() {
      ask = null;
      isStarting = false;
      failure.hidden = false;
    }

    function start() {
      if (ask || isStarting) return;
      isStarting = true;
      if (isFile || !Native) return startHere();
      var worker = new Native(new URL(config.search, location));
      worker.onmessage = function (event) {
        if (event.data.ready) begin(function (query) { worker.postMessage(query); });
        else answer(event.data.query, event.data.answer);
      };
      worker.onerror = function (event) {
        event.preventDefault();
        worker.terminate();
        fail();
      };
    }

    // From file:// a browser starts no worker and fetches nothing, but scripts it loads.
    function startHere() {
      window.planIndex = function (index) { window.planIndex = index; };
      load("search/plan.js", function () {
        load("assets/javascripts/workers/plan-search.js", function () {
          window.planSearch.setUp(window.planIndex);
          begin(function (query) {
            attempt(function () { answer(query, window.planSearch.answer(query, isFile)); });
          });
        });
      });
    }

    function load(path, then) {
      var script = document.createElement("script");
      script.src = new URL(path, base);
      script.onload = function () { attempt(then); };
      script.onerror = fail;
      document.head.append(script);
    }

    function showWaysOn(told) {
      nothing.textContent = "";
      if (!told) return nothing.remove();
      var list = document.createElement("ul");
      told.ways.forEach(function (way) {
        var link = document.createElement("a");
        link.href = new URL(way[0], base);
        link.textContent = way[1];
        list.appendChild(document.createElement("li")).append(link);
      });
      nothing.append(told.sentence, list);
      meta.after(nothing);
    }

    // Enter leads to the best result for what stands in the box now, also where the answer is still to come.
    function follow() {
      if (!isFollowing || answered !== input.value) return;
      isFollowing = false;
      var best = document.querySelector(".md-search-result__link");
      if (best) best.click();
    }

    window.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || document.activeElement !== input) return;
      event.stopImmediatePropagation();
      if (event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      isFollowing = input.value.trim() !== "";
      follow();
    }, true);

    // Material listens to keys only: text that is pasted, dictated or being composed comes without.
    input.addEventListener("input", function () {
      isFollowing = false;
      input.dispatchEvent(new Event("keyup"));
    });
    input.form.addEventListener("reset", function () {
      setTimeout(function () { input.dispatchEvent(new Event("keyup")); });
    });
    input.addEventListener("focus", start);
    document.getElementById("__search").addEventListener("change", start);
  }

  // Marks every place in which a text stands, whatever elements it runs across, and brings the first into view.
  function markAll(texts) {
    var article = document.querySelector("article");
    if (!article) return;
    var aside = ".trail, .headerlink, .clause-number, .data-line, .original-name, .untranslated-notice, script";
    var nodes = [], folded = "", owners = [], offsets = [];
    var walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest(aside)) nodes.push(node);
    }
    nodes.forEach(function (node, owner) {
      fold(node.data, function (sign, offset) {
        folded += sign;
        for (var unit = 0; unit < sign.length; unit++) {
          owners.push(owner);
          offsets.push(offset);
        }
      });
    });
    var stretches = nodes.map(function () { return []; });
    texts.forEach(function (text) {
      var sought = "";
      fold(text, function (sign) { sought += sign; });
      if (!sought) return;
      for (var at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + sought.length)) {
        if (!isInsideWord(at)) take(at, at + sought.length);
      }
    });

    function isInsideWord(at) {
      var before = nodes[owners[at]].data.slice(0, offsets[at]).slice(-1);
      return /[a-z0-9]/.test(folded[at]) && /[a-z0-9]/i.test(before);
    }

    function take(from, to) {
      for (var at = from; at < to; at++) {
        var own = stretches[owners[at]];
        var last = own[own.length - 1];
        var end = offsets[at] + String.fromCodePoint(nodes[owners[at]].data.codePointAt(offsets[at])).length;
        if (last && at > from && owners[at - 1] === owners[at]) last[1] = end;
        else own.push([offsets[at], end]);
      }
    }

    stretches.forEach(function (own, owner) {
      own.sort(function (one, other) { return other[0] - one[0]; });
      var before = Infinity;
      own.forEach(function (stretch) {
        var end = Math.min(stretch[1], before);
        if (end <= stretch[0]) return;
        before = stretch[0];
        var range = document.createRange();
        range.setStart(nodes[owner], stretch[0]);
        range.setEnd(nodes[owner], end);
        range.surroundContents(document.createElement("mark"));
      });
    });
    bringIntoView(article);
    window.addEventListener("load", function () { setTimeout(bringIntoView, 0, article); });
  }

  function bringIntoView(article) {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var mark = (target && (target.querySelector("mark") || after(target, article))) || article.querySelector("mark");
    if (!mark) return;
    var box = mark.getBoundingClientRect();
    var header = document.querySelector(".md-header");
    if (box.top < (header ? header.offsetHeight : 0) || box.bottom > innerHeight) mark.scrollIntoView({block: "center"});
  }

  function after(target, article) {
    return Array.prototype.find.call(article.querySelectorAll("mark"), function (mark) {
      return target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
  }

  // Calls back with every letter and digit, folded in width and case, and where it stands.
  function fold(text, take) {
    var offset = 0;
    Array.from(text).forEach(function (original) {
      Array.from(original.normalize("NFKD").toLowerCase()).forEach(function (sign) {
        if (SIGN.test(sign)) take(sign, offset);
      });
      offset += original.length;
    });
  }
})();
