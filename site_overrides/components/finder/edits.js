// How many slips of the finger lie between two words: a letter added, left out or changed, or two neighbors swapped.

/** Slips allowed in a word of so many letters: one from four letters on, two from eight. */
export const allowedEdits = (letters) => (letters < 4 ? 0 : letters < 8 ? 1 : 2);

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
    for (let column = first; column <= last; column++) {
      const isSame = typed[row - 1] === name[column - 1];
      let cost = Math.min(previous[column - 1] + (isSame ? 0 : 1), previous[column] + 1, current[column - 1] + 1);
      const hasPairs = row > 1 && column > 1;
      const isSwap = hasPairs && typed[row - 1] === name[column - 2] && typed[row - 2] === name[column - 1];
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
