// Which terms a query names, best first. Pure: entries and a query in, an ordered list out.
//
// The laws, tested in tests/browser/test_finder_ranking.py: an exact name comes first, then names that begin with the
// query, then other forms of a name, then names with a word that begins so, then slips of the finger, fewer first.

import { allowedEdits, edits } from "./edits.js";
import { normal, stem, subject } from "./words.js";

/** How a name can fit, best first. */
export const Fit = Object.freeze({ EXACT: 0, PREFIX: 1, FORM: 2, WORD: 3, TYPO: 4, TYPO_IN_PREFIX: 5 });

/** Every name of the entries of glossary/finder.py, prepared for comparison. */
export function readNames(entries) {
  return entries.flatMap((entry, index) => [
    nameOf(index, entry.title, "title"),
    ...(entry.names ?? []).map((name) => nameOf(index, name, "name")),
    ...(entry.former ?? []).map((name) => nameOf(index, name, "former")),
    ...(entry.forms ?? []).map((name) => nameOf(index, name, "form")),
  ]);
}

const nameOf = (entry, label, role) => ({ entry, label, role, ...spelling(normal(label)) });

// `stem` is of the name written as one word, so that "finetuning" is a form of "fine tuning".
function spelling(text) {
  const words = text.split(" ");
  const stems = words.map(stem);
  const letters = words.join("");
  return { text, words, stems, letters, stem: stem(letters), stemmed: stems.join("") };
}

/**
 * The best match of each entry that a name of it fits, best first: `{entry, label, role, fit, edits}`. `fields` are the
 * names, in normal form, of what the glossary is about.
 */
export function rankNames(names, query, fields) {
  const typed = normal(query);
  if (!typed) return [];
  const readings = [...new Set([typed, subject(typed, fields)])].map(spelling);
  const best = new Map();
  for (const name of names) {
    for (const asked of readings) {
      const match = fitOf(name, asked);
      if (match && !(compare(best.get(name.entry), match) <= 0)) best.set(name.entry, match);
    }
  }
  return [...best.values()].sort(compare);
}

function fitOf(name, asked) {
  const match = (fit, slips = 0) => ({ entry: name.entry, label: name.label, role: name.role, name, fit, edits: slips });
  const isForm = name.role === "form";
  if (name.text === asked.text) return match(isForm ? Fit.FORM : Fit.EXACT);
  if (!isForm && name.text.startsWith(asked.text)) return match(Fit.PREFIX);
  if (name.stemmed === asked.stemmed || name.stem === asked.stem) return match(Fit.FORM);
  if (beginsWords(name, asked)) return match(Fit.WORD);
  return slips(name, asked, match);
}

// Each typed word begins another word of the name, in any order.
function beginsWords(name, asked) {
  if (asked.words.length > name.words.length) return false;
  const free = new Set(name.words.keys());
  return asked.words.every((word, place) => {
    const begins = (own) => name.words[own].startsWith(word) || name.stems[own] === asked.stems[place];
    const found = [...free].find(begins);
    return found !== undefined && free.delete(found);
  });
}

function slips(name, asked, match) {
  const allowed = allowedEdits(name.letters.length);
  if (!allowed) return null;
  const found = edits(asked.letters, name.letters, allowed);
  const whole = Math.min(found.whole, edits(asked.stem, name.stem, allowed).whole);
  if (whole <= allowed) return match(Fit.TYPO, whole);
  return found.start <= allowedEdits(asked.letters.length) ? match(Fit.TYPO_IN_PREFIX, found.start) : null;
}

const ROLE_ORDER = ["title", "name", "form", "former"];

// Entries come in the order of how much the other terms use them, which decides what nothing else does.
function compare(one, other) {
  if (!one) return 1;
  return (
    one.fit - other.fit ||
    one.edits - other.edits ||
    ROLE_ORDER.indexOf(one.role) - ROLE_ORDER.indexOf(other.role) ||
    one.name.text.length - other.name.text.length ||
    one.entry - other.entry
  );
}
