// Runs Material's own search, on an index that nothing fetches unless the plan's search could not start.
"use strict";
const SETUP = 0;
addEventListener("message", (message) => {
  if (message.data.type !== SETUP || message.data.data.docs.length) return;
  message.stopImmediatePropagation();
  fetch("../../../search/standard.json").then((answer) => answer.json()).then((docs) => {
    message.data.data.docs = docs;
    dispatchEvent(new MessageEvent("message", {data: message.data}));
  });
});
// Its name, which changes with its version, stands after the question mark of this script's address.
importScripts(location.search.slice(1));
