// Takes the index and the queries: in a worker, and in the page where there is none.

/** More than a hundred hits are never read. @param {string} query @returns {SearchAnswer} */
function answer(query) {
  const {nothing: sentence, ways} = corpus.words;
  const hits = search(query);
  return {count: hits.length, items: hits.slice(0, 100).map(shown), nothing: hits.length ? null : {sentence, ways}};
}

self.planIndex = setUp;
self.planSearch = answer;

if (typeof importScripts === "function") {
  // The page that starts it says which index, whose name changes with what is in it.
  importScripts(location.hash.slice(1));
  onmessage = ({data: query}) => postMessage(/** @type {SearchMessage} */ ({query, answer: answer(query)}));
  postMessage(/** @type {SearchMessage} */ ({ready: true}));
}
