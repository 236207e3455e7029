// Which terms a query names, best first. Pure: entries and a query in, an ordered list out.
//
// The laws, tested in tests/browser/test_finder_ranking.py: an exact name comes first, then names that begin with the
// query, then other forms of a name, then names with a word that begins so, then slips of the finger, fewer first, then
// names that the query begins with before it says more.

import { allowedEdits, bitCount, edits, letterBits } from "./edits.js";
import { head, normal, stem, subject } from "./words.js";

/** How a name can fit, best first. */
export const Fit = Object.freeze({ EXACT: 0, PREFIX: 1, FORM: 2, WORD: 3, TYPO: 4, TYPO_IN_PREFIX: 5, HEAD: 6 });

/**
 * Every name of the entries of glossary/finder.py, prepared for comparison. What rules out most of them stands in lists of
 * its own, which are read much faster.
 */
export function readNames(entries) {
  const names = entries.flatMap((entry, index) => [
    nameOf(index, entry.title, "title"),
    ...(entry.names ?? []).map((name) => nameOf(index, name, "name")),
    ...(entry.former ?? []).map((name) => nameOf(index, name, "former")),
    ...(entry.forms ?? []).map((name) => nameOf(index, name, "form")),
  ]);
  return { names, letters: Int32Array.from(names, ({ some }) => some), slips: Uint8Array.from(names, (one) => one.allowed) };
}

const ROLE_ORDER = ["title", "name", "form", "former"];

function nameOf(entry, label, role) {
  return { entry, label, role, order: ROLE_ORDER.indexOf(role), ...spelling(normal(label)) };
}

// `stem` is of the name written as one word, so that "finetuning" is a form of "fine tuning".
function spelling(text) {
  const words = text.split(" ");
  const stems = words.map(stem);
  const letters = words.join("");
  const stemmed = stems.join("");
  const made = { text, spaced: ` ${text}`, words, stems, letters, stem: stem(letters), stemmed };
  // Letters of any way to write it, and letters of every way.
  const some = letterBits(letters) | letterBits(made.stem) | letterBits(stemmed);
  const kept = words.reduce((bits, word, place) => bits | (letterBits(word) & letterBits(stems[place])), 0);
  return { ...made, some, every: kept & letterBits(made.stem), allowed: allowedEdits(letters.length) };
}

/**
 * The best match of each entry that a name of it fits, best first: `{entry, label, role, fit, edits}`. `fields` are the
 * names, in normal form, of what the glossary is about. Once there are `enough`, no worse kind of fit is looked for.
 */
export function rankNames(known, query, fields, enough = Infinity) {
  const typed = normal(query);
  if (!typed) return [];
  const readings = [...new Set([typed, subject(typed, fields)])].map(spelling);
  const begun = spelling(head(subject(typed, fields)));
  const best = new Map(); // entry → match
  for (const asked of readings) addFits(best, known, asked, whole);
  if (best.size < enough) for (const asked of readings) addFits(best, known, asked, slips);
  if (best.size < enough) addFits(best, known, begun, beginning);
  return [...best.values()].sort(compare);
}

function addFits(best, { names, letters, slips }, asked, fitOf) {
  for (let place = 0; place < names.length; place++) {
    const missing = asked.every & ~letters[place];
    if (missing && bitCount(missing) > slips[place]) continue; // Each of these letters takes a slip.
    const name = names[place];
    const [fit, edits = 0] = fitOf(name, asked, missing);
    const known = best.get(name.entry);
    if (fit === undefined || known?.fit < fit) continue;
    const match = { entry: name.entry, label: name.label, role: name.role, fit, edits, name };
    if (!known || compare(match, known) < 0) best.set(name.entry, match);
  }
}

const NO_FIT = []; // made once, as nearly every name gives it

// These three give [fit, edits], or NO_FIT.

function whole(name, asked, missing) {
  if (missing) return NO_FIT;
  const isDeclared = name.role === "form";
  if (name.text === asked.text) return [isDeclared ? Fit.FORM : Fit.EXACT];
  if (!isDeclared && name.text.startsWith(asked.text)) return [Fit.PREFIX];
  if (isForm(name, asked)) return [Fit.FORM];
  return beginsWords(name, asked) ? [Fit.WORD] : NO_FIT;
}

function slips(name, asked, missing) {
  const more = Math.min(name.letters.length - asked.letters.length, name.stem.length - asked.stem.length);
  // What is much longer than the query can only begin with it, which fewer slips may hide.
  const limit = more > name.allowed ? Math.min(name.allowed, asked.allowed) : name.allowed;
  if (!limit || bitCount(missing) > limit) return NO_FIT;
  const { whole, start } = edits(asked.letters, name.letters, limit);
  const least = Math.min(whole, wholeEdits(asked.stem, name.stem, limit));
  if (least <= limit) return [Fit.TYPO, least];
  return start <= asked.allowed ? [Fit.TYPO_IN_PREFIX, start] : NO_FIT;
}

const beginning = (name, asked, missing) => (!missing && isForm(name, asked) ? [Fit.HEAD] : NO_FIT);

const isForm = (name, asked) => name.stemmed === asked.stemmed || name.stem === asked.stem;

// Each typed word begins another word of the name, in any order.
function beginsWords(name, asked) {
  const isPresent = (word, place) => name.spaced.includes(` ${word}`) || name.stems.includes(asked.stems[place]);
  if (!asked.words.every(isPresent)) return false; // nearly always, and much sooner than the search below
  const taken = [];
  return asked.words.every((word, place) => {
    const begins = (own, index) => !taken[index] && (own.startsWith(word) || name.stems[index] === asked.stems[place]);
    const found = name.words.findIndex(begins);
    taken[found] = true;
    return found >= 0;
  });
}

const wholeEdits = (typed, name, limit) =>
  Math.abs(typed.length - name.length) > limit ? Infinity : edits(typed, name, limit).whole;

// Entries come in the order of how much the other terms use them, which decides what nothing else does.
const compare = (one, other) =>
  one.fit - other.fit ||
  one.edits - other.edits ||
  one.name.order - other.name.order ||
  one.name.text.length - other.name.text.length ||
  one.entry - other.entry;
