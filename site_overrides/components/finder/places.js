// Places in the text of the pages. An index tells which pages have a word, and each page where the words stand on it.

import { allowedEdits, edits } from "./edits.js";
import { WORD, askedWords } from "./marks.js";
import { normal, stem } from "./words.js";

const BEGINNING = 3; // letters that all forms of a word share
const HALF_WORTH = 2; // a page that has a word so often has half of what the word can bring
const LEAST_WORTH = 0.5; // of all that was asked, on a page that is shown
const EXCERPT_WORDS = 18;
const BEFORE_EXCERPT = 4; // of them, before the first word that was asked

const READ = "[data-places]";
const NOT_READ = "[data-no-places], svg, script, template";
const HEADING = "h2[id], h3[id], h4[id]";

/**
 * A function that finds places: `{address, page, heading, excerpt}`. `address` is that of the index made by
 * macros/finder.py, which numbers first the terms and then other pages.
 */
export async function openPlaces(address, root, terms) {
  const { others, parts } = await fetched(address, "json");
  const pages = [...terms.map(({ slug }) => `${slug}/`), ...others];
  const index = new WordIndex(parts, root);
  return async (query, count) => {
    const asked = await Promise.all(askedWords(query).map((word) => index.find(word)));
    const best = ranked(asked, pages.length).slice(0, count);
    const words = asked.map((one) => one.words);
    const places = await Promise.allSettled(best.map((page) => placeOn(new URL(pages[page], root).href, words)));
    return places.map(({ value }) => value).filter(Boolean);
  };
}

class WordIndex {
  #read = new Map(); // path of a part → promise of it

  constructor(parts, root) {
    this.parts = parts;
    this.root = root;
  }

  /** The index's `words` that an asked one may mean, and the `pages` that have them: number → how often. */
  async find(asked) {
    const beginning = asked.slice(0, BEGINNING);
    const parts = await Promise.all(this.#around(beginning).map((path) => this.#part(path)));
    const having = parts.flatMap(Object.entries).filter(([word]) => word.startsWith(beginning));
    const limit = allowedEdits(asked.length);
    const kinds = [
      (word) => stem(word) === stem(asked),
      (word) => word.startsWith(asked),
      (word) => edits(asked, word, limit).whole < Infinity,
    ];
    const found = kinds.reduce((best, is) => (best.length ? best : having.filter(([word]) => is(word))), []);
    const pages = new Map();
    for (const [, numbers] of found) {
      for (let place = 0; place < numbers.length; place += 2) {
        pages.set(numbers[place], (pages.get(numbers[place]) ?? 0) + numbers[place + 1]);
      }
    }
    return { words: new Set(found.map(([word]) => word)), pages };
  }

  // The paths of the parts, each `[first word, path]`, that words with a beginning may be in.
  #around(beginning) {
    const follows = (place) => this.parts[place + 1]?.[0] ?? "\uffff";
    const near = this.parts.filter(([first], place) => first <= `${beginning}\uffff` && beginning <= follows(place));
    return near.map(([, path]) => path);
  }

  #part(path) {
    if (!this.#read.has(path)) {
      const part = fetched(new URL(path, this.root), "json");
      part.catch(() => this.#read.delete(path)); // so that the next query may do better
      this.#read.set(path, part);
    }
    return this.#read.get(path);
  }
}

async function fetched(address, kind) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response[kind]();
}

// Numbers of the pages that have enough of what was asked, best first. A word is worth the more, the fewer have it; one
// that no page has may be a slip, and rules nothing out.
function ranked(asked, pageCount) {
  const scores = new Map(); // page → { worth, score }
  let all = 0;
  for (const { pages } of asked) {
    const worth = pages.size && Math.log(1 + pageCount / pages.size);
    all += worth;
    for (const [page, times] of pages) {
      const so = scores.get(page) ?? { worth: 0, score: 0 };
      scores.set(page, { worth: so.worth + worth, score: so.score + (worth * times) / (times + HALF_WORTH) });
    }
  }
  const enough = [...scores].filter(([, { worth }]) => worth >= LEAST_WORTH * all);
  return enough.sort(([one, its], [other, their]) => their.score - its.score || one - other).map(([page]) => page);
}

// Where on a page most of the words stand together; `asked` holds a set of words for each one that was asked.
async function placeOn(address, asked) {
  const page = new DOMParser().parseFromString(await fetched(address, "text"), "text/html"); // nothing in it runs
  const title = page.querySelector("h1").textContent.trim();
  let best = { score: 0 };
  for (const { anchor, heading, text } of partsOf(page)) {
    const { excerpt, together } = excerptOf(text, asked);
    const inHeading = countOf(heading, asked);
    // The beginning of a page only where nothing below a heading is as good, as terms are listed already.
    const score = 3 * countOf(`${heading} ${text}`, asked) + 2 * together + inHeading + (anchor ? 1 : 0);
    if (excerpt && score > best.score) best = { score, address: `${address}${anchor}`, page: title, heading, excerpt };
  }
  return best.excerpt && best;
}

// What stands below each heading of a page, and before the first.
function* partsOf(page) {
  for (const dropped of page.querySelectorAll(NOT_READ)) dropped.remove();
  for (const element of page.querySelectorAll(READ)) {
    const headings = [undefined, ...element.querySelectorAll(HEADING)];
    for (const [place, heading] of headings.entries()) {
      const range = page.createRange();
      range.selectNodeContents(element);
      if (heading) range.setStartAfter(heading);
      if (headings[place + 1]) range.setEndBefore(headings[place + 1]);
      const text = range.toString().replace(/\s+/g, " ").trim();
      yield { anchor: heading ? `#${heading.id}` : "", heading: heading?.textContent.trim() ?? "", text };
    }
  }
}

const wordsOf = (text) =>
  [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word: normal(word), start: index, end: index + word.length }));

const countOf = (text, asked) => {
  const words = wordsOf(text);
  return asked.filter((meant) => words.some(({ word }) => meant.has(word))).length;
};

// Some words of a text around the place where most of the asked ones are together, and how many of them are.
function excerptOf(text, asked) {
  const words = wordsOf(text);
  const kinds = words.map(({ word }) => asked.findIndex((meant) => meant.has(word)));
  let best = { together: 0 };
  for (const [place, kind] of kinds.entries()) {
    if (kind < 0) continue;
    const near = kinds.slice(place, place + EXCERPT_WORDS - BEFORE_EXCERPT);
    const together = new Set(near.filter((other) => other >= 0)).size;
    if (together > best.together) best = { place, together };
  }
  if (!best.together) return best;
  const first = Math.max(0, Math.min(best.place - BEFORE_EXCERPT, words.length - EXCERPT_WORDS));
  const last = Math.min(first + EXCERPT_WORDS, words.length) - 1;
  const isEnd = last === words.length - 1;
  const excerpt = text.slice(first && words[first].start, isEnd ? text.length : words[last].end);
  return { ...best, excerpt: `${first ? "… " : ""}${excerpt}${isEnd ? "" : " …"}` };
}
