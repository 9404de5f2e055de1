// Stands between Material's search box and the plan's search.
(() => {
  "use strict";

  /** @type {{base: string, search: string, marks: string, translations: Record<string, string>}} */
  const config = JSON.parse(need("#__config").textContent || "");
  const base = new URL(config.base, location.href);
  const isFile = location.protocol === "file:";
  // How long an answer may take, in milliseconds.
  const PATIENCE = 2000;

  /** @type {HTMLInputElement | null} */
  const box = document.querySelector(".md-search__input");
  if (box) standIn(box);
  if (new URLSearchParams(location.search).get("h")) load(new URL(config.marks, location.href).href);

  /**
   * @param {string} path
   * @param {() => void} [then]
   * @param {() => void} [lost]
   */
  function load(path, then, lost) {
    const script = document.createElement("script");
    script.src = new URL(path, base).href;
    if (then) script.onload = then;
    if (lost) script.onerror = lost;
    document.head.append(script);
  }

  /** An element that every page has. @param {string} selector */
  function need(selector) {
    return /** @type {HTMLElement} */ (document.querySelector(selector));
  }

  /**
   * Material starts its worker when a page is loaded and speaks with it in four kinds of message. What it gets here
   * looks like that worker, and starts the real one when the reader turns to the box. Where that fails, the box says
   * so, and what is typed next starts it once more.
   * @param {HTMLInputElement} input
   */
  function standIn(input) {
    const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
    const Native = window.Worker;
    const meta = need(".md-search-result__meta");
    const failure = need(".search-failed");
    const nothing = document.createElement("div");
    const port = Object.assign(document.createElement("i"), {
      terminate() {},
      // A worker never answers before the question is asked to the end.
      postMessage(/** @type {{type: number, data: string}} */ message) { Promise.resolve(message).then(take); },
    });
    /** @type {((query: string) => void) | null} */
    let ask = null;
    /** @type {string | null} */
    let answered = null;
    let isStarting = false, isFollowing = false, asked = "", slow = "";
    meta.setAttribute("role", "status");
    nothing.className = "search-nothing";
    failure.hidden = true;

    /** @param {{type: number, data: string}} message */
    function take(message) {
      if (message.type === SETUP) {
        deliver({type: READY});
      } else if (message.type === QUERY) {
        asked = message.data;
        if (!asked.trim()) answer(asked, {count: 0, items: [], said: "", nothing: null});
        else if (ask) ask(asked);
        else start();
      }
    }

    window.Worker = new Proxy(Native || Object, {
      construct(target, [url, options]) {
        const isSearch = new URL(url, location.href).href === new URL(config.search, location.href).href;
        return isSearch ? port : new target(url, options);
      },
    });

    /** @param {{type: number, data?: {items: SearchItem[][]}}} data */
    function deliver(data) {
      port.dispatchEvent(Object.assign(new Event("message"), {data}));
    }

    /**
     * @param {string} query
     * @param {SearchAnswer} result
     */
    function answer(query, result) {
      if (query !== asked) return;
      answered = query;
      failure.hidden = true;
      deliver({type: RESULT, data: {items: result.items}});
      if (result.count > result.items.length) {
        meta.textContent = config.translations["search.result.other"].replace("#", String(result.count));
      }
      if (result.said) meta.append(" · " + result.said);
      showWaysOn(result.nothing);
      share(query);
      follow();
    }

    /** What follows the question mark of an address that asks; half a sign becomes a whole one. @param {string} q */
    const asking = (q) => new URLSearchParams({q}).toString();

    /** Material copies the address of the query before the last. @param {string} query */
    function share(query) {
      /** @type {HTMLAnchorElement | null} */
      const link = document.querySelector("[data-md-component=search-share]");
      const address = new URL(location.href);
      address.hash = "";
      address.search = asking(query);
      if (link) link.setAttribute("data-clipboard-text", link.href = address.href);
    }

    /** @param {(query: string) => void} way */
    function begin(way) {
      ask = way;
      if (asked.trim() && asked !== slow) ask(asked);
    }

    /** @param {() => void} action */
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
      if (asked.trim() && !ask && asked !== slow) meta.textContent = failure.dataset.loading || "";
      if (ask || isStarting) return;
      isStarting = true;
      failure.hidden = true;
      if (isFile || !Native) startHere();
      else attempt(startWorker);
    }

    // A worker that takes too long for a query is given up; another one waits for the next.
    function startWorker() {
      const worker = new Native(new URL(config.search, location.href));
      /** @type {string[]} */
      const waiting = [];
      let clock = 0;
      const watch = () => {
        clearTimeout(clock);
        if (waiting.length) clock = setTimeout(giveUp, PATIENCE);
      };
      const giveUp = () => {
        worker.terminate();
        slow = waiting[0];
        ask = null;
        isStarting = false;
        const late = {sentence: failure.dataset.late || "", ways: []};
        answer(slow, {count: 0, items: [], said: "", nothing: late});
        start();
      };
      worker.onmessage = (/** @type {MessageEvent<SearchMessage>} */ {data}) => {
        if (data.ready) {
          begin((query) => {
            worker.postMessage(query);
            if (waiting.push(query) < 2) watch();
          });
        } else if (!data.folded) {
          waiting.shift();
          watch();
          answer(data.query, data.answer);
        }
      };
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        fail();
      };
    }

    // From file:// a browser starts no worker and fetches nothing, but scripts it loads.
    function startHere() {
      load("assets/javascripts/workers/plan-search.js", () => {
        load("search/plan.js", () => attempt(() => {
          begin((query) => attempt(() => answer(query, ofFiles(planSearch(query)))));
        }), fail);
      }, fail);
    }

    /**
     * Where there is no server to find the page of an address, its file is named.
     * @param {SearchAnswer} result
     * @returns {SearchAnswer}
     */
    function ofFiles({count, items, said, nothing}) {
      const file = (/** @type {string} */ address) => address.replace(/^[^?#]*/, isFile ? "$&index.html" : "$&");
      return {
        count,
        said,
        items: items.map((group) => group.map((item) => ({...item, location: file(item.location)}))),
        nothing: nothing && {...nothing, ways: nothing.ways.map(([address, title]) => [file(address), title])},
      };
    }

    /** @param {SearchAnswer["nothing"]} none */
    function showWaysOn(none) {
      nothing.textContent = "";
      if (!none) return nothing.remove();
      const {nearest = [], understood = "", near = ""} = none;
      nothing.append(understood);
      if (nearest[0]) nothing.append(" " + near, listOf(nearest.map((text) => [location.pathname + "?" + asking(text), text])));
      nothing.append(" " + none.sentence, listOf(none.ways));
      return meta.after(nothing);
    }

    /** @param {[address: string, title: string][]} ways */
    function listOf(ways) {
      const list = document.createElement("ul");
      ways.forEach(([address, title]) => {
        const link = document.createElement("a");
        link.href = new URL(address, base).href;
        link.textContent = title;
        list.appendChild(document.createElement("li")).append(link);
      });
      return list;
    }

    // Enter leads to the best result for what stands in the box now, also where the answer is still to come.
    function follow() {
      if (!isFollowing || answered !== input.value) return;
      isFollowing = false;
      /** @type {HTMLAnchorElement | null} */
      const best = document.querySelector(".md-search-result__link");
      if (best) best.click();
    }

    window.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || document.activeElement !== input) return;
      event.stopImmediatePropagation();
      // Safari ends a composition before it says which key did.
      if (event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      isFollowing = input.value.trim() !== "";
      follow();
    }, true);

    // Material listens to keys only: text that is pasted, dictated or being composed comes without.
    input.addEventListener("input", () => {
      isFollowing = false;
      input.dispatchEvent(new Event("keyup"));
    });
    need(".md-search__form").addEventListener("reset", () => {
      setTimeout(() => input.dispatchEvent(new Event("keyup")));
    });
    input.addEventListener("focus", start);
    window.addEventListener("online", () => failure.hidden || start());
    need("#__search").addEventListener("change", start);
  }
})();
