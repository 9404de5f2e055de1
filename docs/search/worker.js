// Takes the index and the queries: in a worker, and in the page where there is none.

/** More than a hundred hits are never read. @param {string} query @returns {SearchAnswer} */
function answer(query) {
  const {hits, asked} = search(query);
  const {words} = corpus;
  const about = asked.said.map(([says, form]) => filled(words.for, {words: says, form}));
  return {
    count: hits.length,
    items: hits.slice(0, 100).map((hit) => shown(hit, !!(asked.kinds & WHO))),
    said: hits.length ? about.join(" ") : "",
    nothing: hits.length ? null : notFound(query, asked),
    steps: mostSteps,
  };
}

/** A sentence with its words. @param {string} sentence @param {Record<string, string>} values */
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/**
 * What was looked for, what is nearest to it, and the ways on.
 * @param {string} query
 * @param {Asked} asked
 */
function notFound(query, {parts}) {
  const {none: sentence, nothing, near, ways} = corpus.words;
  const text = plain(legible(query));
  const about = parts.join(HAN.test(text) ? "" : " ") || text;
  return {
    understood: about && filled(sentence, {words: about}),
    near,
    nearest: about ? bounded(() => nearest(about), []) : [],
    sentence: nothing,
    ways,
  };
}

self.planIndex = setUp;
self.planSearch = answer;

if (typeof importScripts === "function") {
  importScripts("../../../search/plan.js");
  onmessage = ({data}) => postMessage(/** @type {SearchMessage} */ (data.fold
    ? {folded: data.fold.map(plain)}
    : {query: data, answer: answer(data)}));
  postMessage(/** @type {SearchMessage} */ ({ready: true}));
}
