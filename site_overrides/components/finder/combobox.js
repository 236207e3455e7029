// The input and its list: an editable combobox with a listbox of links.
// Pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

import { wordsAnswered } from "./marks.js";
import { openPlaces } from "./places.js";
import { forgetSearches, recentSearches, rememberSearch } from "./recent.js";
import { group, placeOption, recentOption, replaceChanged, termOption } from "./results.js";
import { Terms, isNamed } from "./terms.js";

const TERMS_SHOWN = 6;
const PLACES_SHOWN = 4;
const PLACES_FROM_LETTERS = 3;
const AT_ONCE = 500; // so many terms' descriptions, some 400 KB, are fetched before anyone needs them
const PAUSE_MS = 250; // before the text of the pages is searched, a count said aloud and the address changed

const SENTENCE = /[^.?!\s].*?[.?!](?=\s|$)/g;

export class Combobox {
  constructor(finder, { terms, descriptions, roles, places, subjects }) {
    this.finder = finder;
    this.input = finder.input;
    this.list = finder.querySelector("[role=listbox]");
    this.status = finder.querySelector("[role=status]");
    this.root = new URL(finder.dataset.root, document.baseURI);
    this.terms = new Terms(terms, subjects);
    this.index = new URL(places, this.root);
    this.descriptions = descriptions;
    this.role = roles[document.documentElement.dataset.role];
    if (terms.length <= AT_ONCE) this.complete();
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("click", (event) => this.pick(event));
    finder.querySelector(".finder__forget").addEventListener("click", () => this.forget());
  }

  get query() {
    return this.input.value.trim();
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  search() {
    if (!this.finder.dialog.open) return;
    clearTimeout(this.pause);
    if (this.query) this.answer(this.query);
    else this.suggest();
  }

  suggest() {
    this.showInAddress("");
    const recent = recentSearches();
    const popular = this.terms.popular.map((match) => this.termOption(match));
    this.finder.querySelector(".finder__forget").hidden = !recent.length;
    this.finder.querySelector(".finder__missing").hidden = true;
    this.status.textContent = "";
    this.show([
      ...(recent.length ? [group("recent", "Recent searches", recent.map(recentOption))] : []),
      group("terms", "Often looked up", popular),
    ]);
  }

  answer(query) {
    const shown = this.terms.find(query, TERMS_SHOWN).slice(0, TERMS_SHOWN);
    const meant = shown.filter(isNamed)[0]?.label;
    this.finder.querySelector(".finder__forget").hidden = true;
    this.offerRequest(meant ? "" : query);
    this.show(shown.length ? [group("terms", "Terms", shown.map((match) => this.termOption(match)))] : []);
    this.pause = setTimeout(() => this.look(query, meant, shown.length), PAUSE_MS);
  }

  // Once the reader pauses, the text of the pages is searched; where it has nothing, for the name that was meant.
  async look(query, meant, termCount) {
    this.showInAddress(query);
    if (!meant) this.complete();
    if (!termCount && this.hasAll) this.showNearest(query);
    let asked = query;
    let places = query.length < PLACES_FROM_LETTERS ? [] : await this.findPlaces(query);
    if (!places.length && meant && meant !== query) {
      asked = meant;
      places = await this.findPlaces(meant);
    }
    if (query !== this.query || !this.finder.dialog.open) return;
    if (places.length) this.list.append(group("places", "In the text", places.map((place) => placeOption(place, asked))));
    this.list.hidden = !this.options.length;
    this.status.textContent = `${count(termCount, "term")}, ${count(places.length, "place")} in the text`;
  }

  showNearest(query) {
    const options = this.terms.nearest(query).map((match) => this.termOption(match));
    this.show([group("terms", "Nearest terms", options)]);
  }

  async findPlaces(query) {
    this.places ??= openPlaces(this.index, this.root, this.terms.entries);
    try {
      return await (await this.places)(query, PLACES_SHOWN);
    } catch {
      this.places = undefined; // so that the next query may do better; the terms are shown already
      return [];
    }
  }

  termOption(match) {
    return termOption(match, this.query, this.root, this.lineFor(match));
  }

  /** Fetch, once, how the terms are described and what the reader's role reads of them: names are found without. */
  complete() {
    this.isComplete ??= this.learn();
    return this.isComplete;
  }

  async learn() {
    const learned = this.terms.learnDescriptions(new URL(this.descriptions, this.root));
    const read = this.role && fetch(new URL(this.role, this.root)).then((response) => response.json());
    const [, texts] = await Promise.allSettled([learned, read]);
    this.roleTexts = texts.value;
    this.hasAll = true;
    if (!this.active) this.search();
  }

  // Of a term found by a description, the sentence for the reader's role where it answers more words than the summary.
  lineFor({ entry, fit }) {
    if (fit !== undefined || !this.query) return entry.summary;
    const sentences = this.roleTexts?.[entry.slug]?.match(SENTENCE) ?? [];
    const answered = (line) => wordsAnswered(line, this.query);
    return sentences.reduce((best, line) => (answered(line) > answered(best) ? line : best), entry.summary);
  }

  offerRequest(wanted) {
    const missing = this.finder.querySelector(".finder__missing");
    missing.hidden = !wanted;
    missing.querySelector(".finder__wanted").textContent = wanted;
    for (const link of missing.querySelectorAll("a")) link.href = link.dataset.to.replaceAll("TERM", encodeURIComponent(wanted));
  }

  show(groups) {
    replaceChanged(this.list, groups);
    this.list.hidden = !groups.length;
    this.input.ariaExpanded = String(groups.length > 0);
    this.input.removeAttribute("aria-activedescendant");
    this.list.scrollTop = 0; // Last, as the browser lays out everything above for it.
  }

  activate(option) {
    if (this.active) this.active.ariaSelected = "false";
    option.ariaSelected = "true";
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  press(event) {
    const { options, active } = this;
    if (!options.length || event.isComposing) return;
    const last = options.length - 1;
    const place = options.indexOf(active);
    const moves = {
      ArrowDown: place === last ? 0 : place + 1,
      ArrowUp: place <= 0 ? last : place - 1,
      // Until an option is active, these two move in the text.
      ...(active ? { Home: 0, End: last } : {}),
    };
    if (event.key in moves) this.activate(options[moves[event.key]]);
    else if (event.key === "Enter") (active ?? options[0]).click();
    else return;
    event.preventDefault();
  }

  pick(event) {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    if (option.dataset.query) {
      event.preventDefault();
      this.input.value = option.dataset.query;
      this.input.focus();
      this.search();
    } else if (this.query) {
      this.showInAddress(this.query);
      rememberSearch(this.query);
    }
  }

  forget() {
    forgetSearches();
    this.suggest();
    this.input.focus();
  }

  leave() {
    clearTimeout(this.pause);
    this.showInAddress("");
  }

  // So that the page's address is a link to the search, and the way back from a result leads to the results.
  showInAddress(query) {
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }
}

const count = (number, noun) => `${number || "no"} ${noun}${number === 1 ? "" : "s"}`;
