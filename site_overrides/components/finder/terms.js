// Everything the finder says about a query before it looks into the text of the pages.

import { Descriptions } from "./descriptions.js";
import { edits } from "./edits.js";
import { Fit, rankNames, readNames } from "./ranking.js";
import { normal } from "./words.js";

const POPULAR = 6;
const NEAREST = 3;

/**
 * The terms, ready to be found by name. The entries of glossary/finder.py come with those used most first; the subjects
 * are those of glossary.yml, what the glossary is about.
 */
export class Terms {
  constructor(entries, subjects = []) {
    this.entries = entries;
    this.fields = subjects.map(normal);
    this.known = readNames(entries);
  }

  /** Makes the terms found by descriptions, too, which are at an address. */
  async learnDescriptions(address) {
    const response = await fetch(address);
    const learned = new Descriptions(this.entries, await response.json());
    await learned.ready;
    this.descriptions = learned;
  }

  get popular() {
    return this.entries.slice(0, POPULAR).map((entry) => ({ entry }));
  }

  /**
   * Terms that the query names, then terms that people describe in its words: `{entry, label?, role?, fit?}`. Behind the
   * first `enough` of them there may be more that fit.
   */
  find(query, enough) {
    const ranked = rankNames(this.known, query, this.fields, enough).slice(0, enough);
    const named = ranked.map((match) => ({ ...match, entry: this.entries[match.entry] }));
    if (named.length === enough || !this.descriptions) return named;
    const seen = new Set(ranked.map(({ entry }) => entry));
    const described = this.descriptions.find(query).filter((number) => !seen.has(number));
    return [...named, ...described.slice(0, enough).map((number) => ({ entry: this.entries[number] }))];
  }

  /** Terms with a name that looks most like the query, however far off. */
  nearest(query) {
    const typed = normal(query).replaceAll(" ", "");
    const distance = ({ letters }) => {
      const longest = Math.max(typed.length, letters.length);
      return edits(typed, letters, longest).whole / longest;
    };
    const byDistance = this.known.names.map((name) => ({ name, far: distance(name) })).sort((a, b) => a.far - b.far);
    const numbers = [...new Set(byDistance.map(({ name }) => name.entry))].slice(0, NEAREST);
    return numbers.map((number) => ({ entry: this.entries[number] }));
  }
}

/** Whether a result of `Terms.find` bears the name that was typed, give or take a slip. */
export const isNamed = ({ fit }) => fit !== undefined && fit <= Fit.TYPO;
