// Shows which words of a text the query asked for.

import { allowedEdits, edits } from "./edits.js";
import { isStopWord, normal, stem } from "./words.js";

export const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|(?<=\p{N})[.,](?=\p{N}))*/gu;

/** The words of a query that say what is asked for, in normal form. */
export const askedWords = (query) => normal(query).split(" ").filter((word) => word && !isStopWord(word));

/** How many of the words that the query asked for stand in the text. */
export function wordsAnswered(text, query) {
  const words = (text.match(WORD) ?? []).map(normal);
  return askedWords(query).filter((asked) => words.some((word) => isAsked(word, asked))).length;
}

// `word`, of a text, and `asked`, of a query, are in normal form.
function isAsked(word, asked) {
  if (asked.length > 1 && word.startsWith(asked)) return true;
  if (word === asked || stem(word) === stem(asked)) return true;
  return edits(asked, word, allowedEdits(asked.length)).whole < Infinity;
}

/** The text as nodes, the words that the query asked for in <mark>. */
export function marked(text, query) {
  const asked = askedWords(query);
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!asked.some((one) => isAsked(normal(word), one))) continue;
    fragment.append(text.slice(end, index), mark(word));
    end = index + word.length;
  }
  fragment.append(text.slice(end));
  return fragment;
}

function mark(text) {
  const element = document.createElement("mark");
  element.textContent = text;
  return element;
}
