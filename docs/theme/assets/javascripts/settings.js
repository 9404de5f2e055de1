/* What the reader has chosen: how Material's scripts and ours remember it, and its colours and text size put on.
   The address of the site keeps it apart from what others' pages on the same host remember. */
const __md_scope = new URL("../..", /** @type {HTMLScriptElement} */ (document.currentScript).src);

/**
 * @param {string} key
 * @returns {any} whatever was stored as JSON; null where nothing was
 */
const __md_get = (key, store = localStorage) => JSON.parse(store.getItem(__md_scope.pathname + "." + key) || "null");

/**
 * @param {string} key
 * @param {unknown} value
 */
const __md_set = (key, value, store = localStorage) => {
  try {
    store.setItem(__md_scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // The reader's browser keeps nothing, and the choice holds for this page.
  }
};

document.documentElement.style.setProperty("--plan-text-size", __md_get("__text_size") || 1);
for (const [key, value] of Object.entries((__md_get("__palette") || {}).color || {}))
  document.body.setAttribute("data-md-color-" + key, String(value));
