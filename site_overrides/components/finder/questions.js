// Terms by what people ask about them: the words of their names, questions and summaries, weighed by MiniSearch.

import MiniSearch from "../../assets/vendor/minisearch/dist/es/index.js";
import { allowedEdits } from "./edits.js";
import { isStopWord, normal, stem } from "./words.js";

const FIELDS = { names: 2, questions: 2, summary: 1 };
const CHUNK = 250; // entries read between two frames, so that typing goes on meanwhile

/** Entries of glossary/finder.py and the questions about each, in the same order, to be searched once `ready`. */
export class Questions {
  #index = new MiniSearch({
    fields: Object.keys(FIELDS),
    tokenize: (text) => normal(text).split(" "),
    processTerm: (word) => (isStopWord(word) ? null : stem(word)),
  });

  constructor(entries, questions) {
    const documents = entries.map((entry, id) => ({
      id,
      names: [entry.title, ...(entry.names ?? []), ...(entry.former ?? []), ...(entry.forms ?? [])].join(" / "),
      questions: questions[id].join(" "),
      summary: entry.summary,
    }));
    this.ready = this.#index.addAllAsync(documents, { chunkSize: CHUNK });
  }

  /** Numbers of the entries that share words with the query, best first. */
  find(query) {
    const found = this.#index.search(query, {
      boost: FIELDS,
      fuzzy: (word) => (word.length < 5 ? 0 : allowedEdits(word.length)),
      prefix: (word, place, words) => place === words.length - 1 && word.length > 2,
    });
    return found.map(({ id }) => id);
  }
}
