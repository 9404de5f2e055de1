/* What the reader has chosen: how Material's scripts and ours remember it, and its colours and size of letters put on.
   The address of the site keeps it apart from what others' pages on the same host remember. */
var __md_scope = new URL("../..", document.currentScript.src),
  __md_get = (key, store = localStorage) => JSON.parse(store.getItem(__md_scope.pathname + "." + key)),
  __md_set = (key, value, store = localStorage) => {
    try {
      store.setItem(__md_scope.pathname + "." + key, JSON.stringify(value));
    } catch {}
  };

document.documentElement.style.setProperty("--plan-text-size", __md_get("__text_size") || 1);
for (const [key, value] of Object.entries((__md_get("__palette") || {}).color || {}))
  document.body.setAttribute("data-md-color-" + key, value);
