// Marks on a page what a search result was found by; plan-box.js loads it where an address asks for that.
(() => {
  "use strict";

  const SIGN = /[\p{L}\p{N}]/u;
  const wanted = new URLSearchParams(location.search).getAll("h").filter(Boolean).slice(0, 8);
  const body = document.querySelector("article");
  if (body) markAll(wanted, body);

  /**
   * Marks every place in which a text stands, whatever elements it runs across, and brings the first into view.
   * @param {string[]} texts
   * @param {HTMLElement} article
   */
  function markAll(texts, article) {
    const aside = ".trail, .headerlink, .clause-number, .data-line, .original-name, .untranslated-notice, script";
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
