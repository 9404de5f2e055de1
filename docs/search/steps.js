// Bounds what a query may cost, whatever is typed: each attempt to find it may look at so many things and no more.

/** Signs of a query; nobody types more, and whoever pastes more is answered by the first. */
const MOST_TYPED = 200;
/** What one attempt may look at: places, entries and words. */
const MOST_STEPS = 120000;

// Thrown where an attempt has looked at as much as it may; the next one begins.
const EXHAUSTED = {};

let steps = 0, mostSteps = 0;

/** Count what is looked at. */
function spend(count = 1) {
  steps += count;
  if (steps > mostSteps) mostSteps = Math.min(steps, MOST_STEPS);
  if (steps > MOST_STEPS) throw EXHAUSTED;
}

/**
 * Make an attempt with steps of its own.
 * @template T
 * @param {() => T} attempt
 * @param {T} otherwise
 */
function bounded(attempt, otherwise) {
  steps = 0;
  try {
    return attempt();
  } catch (error) {
    if (error !== EXHAUSTED) throw error;
    return otherwise;
  }
}
