// How many slips of the finger lie between two words: a letter added, left out or changed, or two neighbors swapped.

/** Slips allowed in a word of so many letters: one from four letters on, two from eight. */
export const allowedEdits = (letters) => (letters < 4 ? 0 : letters < 8 ? 1 : 2);

/** The letters of a word as bits of a number; some share a bit. */
export function letterBits(word) {
  let bits = 0;
  for (let place = 0; place < word.length; place++) bits |= 1 << (word.charCodeAt(place) & 31);
  return bits;
}

/** How many bits of a number are set. */
export function bitCount(bits) {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count++;
  return count;
}

const FAR = 1000; // more slips than any limit
const LONGEST = 200; // letters of a name, or of what is typed, that are compared

// Three rows of the table of distances, with room for an empty name; kept, as thousands of names are compared.
let [older, previous, current] = [1, 2, 3].map(() => new Uint16Array(2 * LONGEST));

/**
 * Slips between `typed` and `name`, and between `typed` and the nearest beginning of `name`; Infinity above `limit`.
 * The distance is optimal string alignment, https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance. Only cells
 * within `limit` of the diagonal can matter, so only they are computed, and only while a row has one within it.
 */
export function edits(typed, name, limit) {
  const rows = Math.min(typed.length, LONGEST);
  const columns = Math.min(name.length, LONGEST);
  const none = { whole: Infinity, start: Infinity };
  if (rows > columns + limit) return none;
  for (let column = 0; column <= limit; column++) previous[column] = column;
  previous[limit + 1] = FAR;
  for (let row = 1; row <= rows; row++) {
    const first = Math.max(1, row - limit);
    const last = Math.min(columns, row + limit);
    current[first - 1] = first === 1 ? row : FAR;
    let least = current[first - 1];
    const letter = typed.charCodeAt(row - 1);
    const before = typed.charCodeAt(row - 2); // NaN, like no letter, where there is none
    for (let column = first; column <= last; column++) {
      const own = name.charCodeAt(column - 1);
      let cost = Math.min(previous[column - 1] + (letter === own ? 0 : 1), previous[column] + 1, current[column - 1] + 1);
      const isSwap = before === own && letter === name.charCodeAt(column - 2);
      if (isSwap) cost = Math.min(cost, older[column - 2] + 1);
      current[column] = cost;
      least = Math.min(least, cost);
    }
    if (last < columns) current[last + 1] = FAR;
    if (least > limit) return none;
    [older, previous, current] = [previous, current, older];
  }
  const from = Math.max(0, rows - limit);
  const to = Math.min(columns, rows + limit);
  let start = FAR;
  for (let column = from; column <= to; column++) start = Math.min(start, previous[column]);
  const within = (cost) => (cost <= limit ? cost : Infinity);
  return { whole: to === columns ? within(previous[columns]) : Infinity, start: within(start) };
}
