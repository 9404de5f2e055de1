/* What the reader has chosen: how Material's scripts and ours remember it, and its colours and text size put on, ahead of
   the first paint. The address of the site keeps it apart from what others' pages on the same host remember. */
const __md_scope = new URL("../..", /** @type {HTMLScriptElement} */ (document.currentScript).src);
const __md_dark = matchMedia("(prefers-color-scheme: dark)");

/**
 * What the tab remembers in its name until it is closed, for a visit in a browser that stores nothing.
 * @returns {Record<string, unknown>}
 */
const __md_tab = () => {
  try { return {...JSON.parse(window.name)}; } catch { return {}; }
};

/**
 * @param {string} key
 * @returns {any} whatever was chosen; null where nothing was, or what is stored is damaged
 */
const __md_get = (key) => {
  // What Material stores as soon as it runs is no choice.
  if (key === "__palette") return {index: Number(__md_is_dark())};
  key = __md_scope.pathname + "." + key;
  let stored;
  try { stored = JSON.parse(localStorage.getItem(key) || "null"); } catch { /* Blocked, absent or damaged. */ }
  return stored ?? __md_tab()[key] ?? null;
};

/**
 * @param {string} key
 * @param {unknown} value
 */
const __md_set = (key, value) => {
  if (key === "__palette") return;
  key = __md_scope.pathname + "." + key;
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    window.name = JSON.stringify({...__md_tab(), [key]: value});
  }
};

/** As the reader has chosen, and before that as the system has it. */
const __md_is_dark = () => {
  const chosen = __md_get("__dark");
  return typeof chosen === "boolean" ? chosen : __md_dark.matches;
};

const __md_paint = () => document.body.setAttribute("data-md-color-scheme", __md_is_dark() ? "slate" : "default");

new MutationObserver((_, observer) => {
  if (!document.body) return;
  observer.disconnect();
  __md_paint();
}).observe(document.documentElement, {childList: true});

// What the reader switches bubbles up to here.
document.addEventListener("change", ({target}) => {
  if (target instanceof Element && target.id.startsWith("__palette_")) __md_set("__dark", target.id === "__palette_1");
});

// Material goes back to the colours it began with when the system's change; it is told of the right ones after that.
__md_dark.addEventListener("change", () => setTimeout(() => {
  __md_paint();
  const option = /** @type {HTMLInputElement | null} */ (document.getElementById("__palette_" + Number(__md_is_dark())));
  if (!option) return;
  option.checked = true;
  option.dispatchEvent(new Event("change"));
}));

const __md_sizes = [1, 1.25, 1.5, 2];
const __md_size = () => (__md_sizes.includes(__md_get("__text_size")) ? __md_get("__text_size") : 1);
document.documentElement.style.setProperty("--plan-text-size", __md_size());
