// How many slips of the finger lie between two words: a letter added, left out or changed, or two neighbors swapped.

/** Slips allowed in a word of so many letters: one from four letters on, two from eight. */
export const allowedEdits = (letters) => (letters < 4 ? 0 : letters < 8 ? 1 : 2);

/**
 * Slips between `typed` and `name`, and between `typed` and the nearest beginning of `name`; Infinity above `limit`.
 * The distance is optimal string alignment, https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance. Only cells
 * within `limit` of the diagonal can matter, so only they are computed.
 */
export function edits(typed, name, limit) {
  let [older, previous, current] = [[], [], []];
  for (let column = 0; column <= limit && column <= name.length; column++) previous[column] = column;
  for (let row = 1; row <= typed.length; row++) {
    const first = Math.max(0, row - limit);
    const last = Math.min(name.length, row + limit);
    let least = Infinity;
    current = [];
    for (let column = first; column <= last; column++) {
      let cost = column === 0 ? row : Infinity;
      if (column > 0) {
        const same = typed[row - 1] === name[column - 1];
        cost = Math.min(
          (previous[column - 1] ?? Infinity) + (same ? 0 : 1),
          (previous[column] ?? Infinity) + 1,
          (current[column - 1] ?? Infinity) + 1,
        );
        const swapped = column > 1 && typed[row - 1] === name[column - 2] && typed[row - 2] === name[column - 1];
        if (swapped) cost = Math.min(cost, (older[column - 2] ?? Infinity) + 1);
      }
      current[column] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) return { whole: Infinity, start: Infinity };
    [older, previous] = [previous, current];
  }
  const within = (cost) => (cost <= limit ? cost : Infinity);
  return { whole: within(previous[name.length] ?? Infinity), start: within(Math.min(...previous.filter(Number.isFinite))) };
}
