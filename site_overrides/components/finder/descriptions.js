// Terms by how people describe them: in the words of their names, summaries and pages, and in those writers foresaw.
//
// After BM25F, https://doi.org/10.1561/1500000019, without its lengths, for every term brings about as many words: a
// word counts by how few terms have it, and the less, the more of it a term has already. Beside that counts how much
// of a single wording that a writer foresaw is the query. tests/benchmarks/search_quality.py says what this finds.

import { allowedEdits, edits } from "./edits.js";
import { isStopWord, normal, stem } from "./words.js";

const IN_NAME = 4; // what a word counts there, as often as it stands there
const IN_SUMMARY = 4;
const IN_FORESEEN = 3;
const IN_PAGE = 1;
const HALF = 6; // with so much of a word, a term has half of what the word can bring
const WORDING = 0.5; // a foreseen wording, letter for letter, to all the words of a query
const GUESSED = 0.5; // a word that is only begun or mistyped, to one that is known

const LEAST_BEGUN = 3; // letters
const LEAST_MISTYPED = 5;
const CHUNK = 25; // entries read between two frames, so that typing goes on meanwhile

const telling = (text) => normal(text).split(" ").filter((word) => word && !isStopWord(word)).map(stem);

export class Descriptions {
  #words = new Map(); // word → { entries, weights, wordings, worth }: the wordings are numbers in #wordings
  #wordings = []; // { entry, words, worth }
  #unknownWorth;

  /** Entries of glossary/finder.py and the descriptions of each, in the same order, to be searched once `ready`. */
  constructor(entries, descriptions) {
    this.ready = this.#read(entries, descriptions);
  }

  async #read(entries, descriptions) {
    for (const [number, entry] of entries.entries()) {
      if (number % CHUNK === CHUNK - 1) await new Promise((resolve) => setTimeout(resolve));
      this.#readEntry(number, entry, descriptions[number]);
    }
    const rarity = (having) => Math.log(1 + (entries.length - having + 0.5) / (having + 0.5));
    this.#unknownWorth = rarity(0);
    for (const word of this.#words.values()) word.worth = rarity(word.entries.length);
    for (const wording of this.#wordings) {
      wording.worth = wording.words.reduce((sum, word) => sum + this.#words.get(word).worth, 0);
    }
  }

  #readEntry(number, entry, { asked = [], words = {} }) {
    const names = [entry.title, ...(entry.names ?? []), ...(entry.former ?? []), ...(entry.forms ?? [])];
    const weights = new Map(); // word → weight
    const add = (text, weight) => {
      for (const word of telling(text)) weights.set(word, (weights.get(word) ?? 0) + weight);
    };
    add(names.join(" / "), IN_NAME);
    add(entry.summary, IN_SUMMARY);
    add(asked.join(" / "), IN_FORESEEN);
    for (const [times, text] of Object.entries(words)) add(text, IN_PAGE * times);
    for (const [word, weight] of weights) {
      const known = this.#word(word);
      known.entries.push(number);
      known.weights.push(weight);
    }
    for (const text of asked) {
      const words = [...new Set(telling(text))];
      for (const word of words) this.#word(word).wordings.push(this.#wordings.length);
      this.#wordings.push({ entry: number, words });
    }
  }

  #word(word) {
    if (!this.#words.has(word)) this.#words.set(word, { entries: [], weights: [], wordings: [] });
    return this.#words.get(word);
  }

  /** Numbers of the entries that share words with the query, best first. */
  find(query) {
    const asked = [...new Set(telling(query))];
    const scores = new Map(); // entry → score
    const shared = new Map(); // wording → how much of it the query has
    const add = (map, key, amount) => map.set(key, (map.get(key) ?? 0) + amount);
    let all = 0;
    for (const [place, word] of asked.entries()) {
      const known = this.#words.has(word);
      const meant = known ? [word] : this.#guesses(word, place === asked.length - 1);
      const share = known ? 1 : GUESSED / meant.length;
      all += known ? this.#words.get(word).worth : this.#unknownWorth;
      for (const one of meant) {
        const { entries, weights, wordings, worth } = this.#words.get(one);
        const part = share * worth;
        entries.forEach((entry, index) => add(scores, entry, (part * weights[index]) / (weights[index] + HALF)));
        for (const wording of wordings) add(shared, wording, part);
      }
    }
    for (const [entry, likeness] of this.#likest(shared, all)) add(scores, entry, WORDING * likeness * all);
    return [...scores].sort(([one, its], [other, score]) => score - its || one - other).map(([entry]) => entry);
  }

  // Of each entry's wordings the one that has most in common with a query that is worth `all` (Dice's coefficient).
  #likest(shared, all) {
    const best = new Map(); // entry → likeness
    for (const [number, both] of shared) {
      const { entry, worth } = this.#wordings[number];
      best.set(entry, Math.max(best.get(entry) ?? 0, (2 * both) / (all + worth)));
    }
    return best;
  }

  // Known words that an unknown one may become, or be a slip of the finger for.
  #guesses(word, isLast) {
    const known = [...this.#words.keys()];
    const begun = isLast && word.length >= LEAST_BEGUN ? known.filter((other) => other.startsWith(word)) : [];
    if (begun.length || word.length < LEAST_MISTYPED) return begun;
    const limit = allowedEdits(word.length);
    const near = known.filter((other) => Math.abs(other.length - word.length) <= limit);
    const slips = near.map((other) => edits(word, other, limit).whole);
    const least = slips.reduce((one, other) => Math.min(one, other), Infinity);
    return least === Infinity ? [] : near.filter((_, index) => slips[index] === least);
  }
}
