// Stands between Material's search box and the plan's search, and marks on a page what a result was found by.
(() => {
  "use strict";

  /** @type {{base: string, search: string, index: string, translations: Record<string, string>}} */
  const config = JSON.parse(need("#__config").textContent || "");
  const base = new URL(config.base, location.href);
  const isFile = location.protocol === "file:";
  const SIGN = /[\p{L}\p{N}]/u;

  /** @type {HTMLInputElement | null} */
  const box = document.querySelector(".md-search__input");
  if (box) standIn(box);
  const wanted = new URLSearchParams(location.search).getAll("h").filter(Boolean).slice(0, 8);
  const body = document.querySelector("article");
  if (wanted.length && body) markAll(wanted, body);

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
    let isStarting = false, isFollowing = false, asked = "";
    // Where the worker and the index are, and whether home has said so just now.
    let search = new URL(config.search, location.href).href, index = new URL(config.index, location.href).href;
    let isNewest = isFile;
    meta.setAttribute("role", "status");
    nothing.className = "search-nothing";
    failure.hidden = true;

    /** @param {{type: number, data: string}} message */
    function take(message) {
      if (message.type === SETUP) {
        deliver({type: READY});
      } else if (message.type === QUERY) {
        asked = message.data;
        if (!asked.trim()) answer(asked, {count: 0, items: [], nothing: null});
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
      showWaysOn(result.nothing);
      share(query);
      follow();
    }

    /** Material copies the address of the query before the last. @param {string} query */
    function share(query) {
      /** @type {HTMLAnchorElement | null} */
      const link = document.querySelector("[data-md-component=search-share]");
      const address = new URL(location.href);
      address.hash = "";
      address.search = "q=" + encodeURIComponent(query);
      if (link) link.setAttribute("data-clipboard-text", link.href = address.href);
    }

    /** @param {(query: string) => void} way */
    function begin(way) {
      ask = way;
      if (asked.trim()) ask(asked);
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
      if (ask || isStarting) return;
      isStarting = true;
      if (isFile || !Native) return startHere();
      try {
        startWorker();
      } catch {
        startHere();
      }
    }

    function startWorker() {
      const worker = new Native(search + "#" + index);
      worker.onmessage = (/** @type {MessageEvent<SearchMessage>} */ {data}) => {
        if (data.ready) begin((query) => worker.postMessage(query));
        else answer(data.query, data.answer);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        if (ask) fail();
        else startHere();
      };
    }

    // From file:// a browser starts no worker, and none where the site's host forbids it; but it loads scripts.
    function startHere() {
      load(search, () => {
        load(index, () => begin((query) => attempt(() => answer(query, ofFiles(planSearch(query))))));
      });
    }

    /**
     * @param {string} address
     * @param {() => void} then
     */
    function load(address, then) {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => attempt(then);
      script.onerror = () => renew().catch(fail);
      document.head.append(script);
    }

    // A page that was kept while the site changed names files that are gone: home names the newest, and is asked once.
    async function renew() {
      if (isNewest) return fail();
      const page = await (await fetch(base.href, {cache: "reload"})).text();
      const named = new DOMParser().parseFromString(page, "text/html").querySelector("#__config");
      const newest = JSON.parse(named?.textContent || "");
      isNewest = true;
      isStarting = false;
      search = new URL(newest.search, base).href;
      index = new URL(newest.index, base).href;
      start();
    }

    /**
     * Where there is no server to find the page of an address, its file is named.
     * @param {SearchAnswer} result
     * @returns {SearchAnswer}
     */
    function ofFiles({count, items, nothing}) {
      const file = (/** @type {string} */ address) => address.replace(/^[^?#]*/, isFile ? "$&index.html" : "$&");
      return {
        count,
        items: items.map((group) => group.map((item) => ({...item, location: file(item.location)}))),
        nothing: nothing && {...nothing, ways: nothing.ways.map(([address, title]) => [file(address), title])},
      };
    }

    /** @param {SearchAnswer["nothing"]} none */
    function showWaysOn(none) {
      nothing.textContent = "";
      if (!none) return nothing.remove();
      const list = document.createElement("ul");
      none.ways.forEach(([address, title]) => {
        const link = document.createElement("a");
        link.href = new URL(address, base).href;
        link.textContent = title;
        list.appendChild(document.createElement("li")).append(link);
      });
      nothing.append(none.sentence, list);
      return meta.after(nothing);
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
    need("#__search").addEventListener("change", start);
  }

  /**
   * Marks every place in which a text stands, whatever elements it runs across, and brings the first into view.
   * @param {string[]} texts
   * @param {HTMLElement} article
   */
  function markAll(texts, article) {
    const aside = ".trail, .headerlink, .clause-number, .clause-tools, .original-name, .untranslated-notice, script";
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const nodes = [];
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (text.parentElement && !text.parentElement.closest(aside)) nodes.push(text);
    }
    // Of each folded character the node, by its rank, and the place in it.
    let folded = "";
    /** @type {number[]} */
    const owners = [], /** @type {number[]} */ offsets = [];
    nodes.forEach((node, owner) => {
      fold(node.data, (sign, offset) => {
        folded += sign;
        for (let unit = 0; unit < sign.length; unit++) {
          owners.push(owner);
          offsets.push(offset);
        }
      });
    });
    /** @type {[from: number, to: number][][]} */
    const stretches = nodes.map(() => []);
    texts.forEach((text) => {
      let sought = "";
      fold(text, (sign) => { sought += sign; });
      if (!sought) return;
      for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + sought.length)) {
        if (!isInsideWord(at)) take(at, at + sought.length);
      }
    });

    /** @param {number} at */
    function isInsideWord(at) {
      const before = nodes[owners[at]].data.slice(0, offsets[at]).slice(-1);
      return /[a-z0-9]/.test(folded[at]) && /[a-z0-9]/i.test(before);
    }

    /**
     * @param {number} from
     * @param {number} to
     */
    function take(from, to) {
      for (let at = from; at < to; at++) {
        const own = stretches[owners[at]];
        const last = own[own.length - 1];
        const [sign] = nodes[owners[at]].data.slice(offsets[at]);
        const end = offsets[at] + sign.length;
        if (last && at > from && owners[at - 1] === owners[at]) last[1] = end;
        else own.push([offsets[at], end]);
      }
    }

    stretches.forEach((own, owner) => {
      own.sort(([one], [other]) => other - one);
      let before = Infinity;
      own.forEach(([from, to]) => {
        const end = Math.min(to, before);
        if (end <= from) return;
        before = from;
        const range = document.createRange();
        range.setStart(nodes[owner], from);
        range.setEnd(nodes[owner], end);
        range.surroundContents(document.createElement("mark"));
      });
    });
    bringIntoView(article);
    window.addEventListener("load", () => setTimeout(bringIntoView, 0, article));
  }

  /** @param {HTMLElement} article */
  function bringIntoView(article) {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const mark = (target && (target.querySelector("mark") || after(target, article))) || article.querySelector("mark");
    if (!mark) return;
    const {top, bottom} = mark.getBoundingClientRect();
    /** @type {HTMLElement | null} */
    const header = document.querySelector(".md-header");
    if (top < (header ? header.offsetHeight : 0) || bottom > innerHeight) mark.scrollIntoView({block: "center"});
  }

  /**
   * @param {HTMLElement} target
   * @param {HTMLElement} article
   */
  function after(target, article) {
    const marks = [...article.querySelectorAll("mark")];
    return marks.find((mark) => target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  /**
   * Calls back with every letter and digit, folded in width and case, and where it stands.
   * @param {string} text
   * @param {(sign: string, offset: number) => void} take
   */
  function fold(text, take) {
    let offset = 0;
    for (const original of text) {
      for (const sign of original.normalize("NFKD").toLowerCase()) if (SIGN.test(sign)) take(sign, offset);
      offset += original.length;
    }
  }
})();
