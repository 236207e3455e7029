// What makes a calculator answer: its form goes to the core, the core's answer to the page. Loaded once one is seen.

import { parts, update } from "./report.js";

// Longer texts are not sent: one character more than the core takes is enough for it to say so.
const MAX_CHARACTERS = 100_000;
const SETTLED_MS = 250;
const EVERYTHING = null; // among the names of changed fields: the whole form

// The live side of a <glossary-calculator>; throws unless the core gives the results that the build printed.
export async function goLive(element, core) {
  const printed = JSON.parse(element.querySelector("script[type='application/json']").textContent);
  const live = new LiveCalculator(element, core, printed);
  await live.check(printed);
  live.listen();
  return live;
}

class LiveCalculator {
  #element;
  #form;
  #formulas; // the section that shows them
  #core;
  #valid; // the inputs of the report on the page
  #shown; // that report
  #changed = []; // the fields changed since the last question
  #asking = false;
  #answered = Promise.resolve(); // once nothing typed waits for its results
  #settling = 0;

  constructor(element, core, printed) {
    this.#element = element;
    this.#form = element.form;
    this.#formulas = this.#find("[data-part=formulas]").closest("details");
    this.#core = core;
    this.#valid = printed.inputs;
    this.#shown = printed.report;
  }

  async check(printed) {
    const again = JSON.stringify(await this.#ask(printed.inputs, EVERYTHING));
    if (again !== JSON.stringify(printed)) throw new Error("differs from the printed results");
  }

  listen() {
    this.#form.addEventListener("reset", () => requestAnimationFrame(() => this.change(EVERYTHING)));
    this.#form.addEventListener("input", ({ target }) => target.name && this.change(target.name));
    this.#form.addEventListener("change", ({ target }) => target.files && this.#take(target.files[0]));
    this.#formulas.addEventListener("toggle", () => this.#formulas.open && this.#workOutFormulas());
    if (this.#element.querySelector("[data-drop]")) this.#acceptDrops();
  }

  // The inputs of the results on the page, as pairs of name and text.
  get inputs() {
    return this.#valid;
  }

  get headline() {
    return this.#shown.headline;
  }

  // Whether what is typed has the results on the page.
  get stale() {
    return this.#find("[data-results]").hasAttribute("data-stale");
  }

  // What a link must carry: the inputs that differ from a fresh form with this model. A pasted file stays in the page.
  async differences() {
    await this.#answered;
    return JSON.parse(await this.#core.ask("differences", this.#request(this.#valid, EVERYTHING)));
  }

  // The results on the page as text: "markdown" or "json".
  async exported(format) {
    await this.#answered;
    return this.#core.ask("export_text", this.#request(this.#valid, EVERYTHING), format);
  }

  // Brings the form to what a link carried; names and choices that the form does not have are passed over.
  async open(pairs) {
    const given = pairs.filter(([name, text]) => {
      const control = this.#control(name);
      return control?.name === name && control.type !== "textarea" && isOffered(control, text);
    });
    const { inputs } = await this.#ask(given, EVERYTHING);
    this.#fill(inputs, []);
    await this.change(EVERYTHING);
  }

  // The same inputs as those of another calculator of this kind, its pasted file included.
  copy(other) {
    this.#fill(other.inputs, []);
    return this.change(EVERYTHING);
  }

  // Asks for the results after a change of these fields; done when no change waits for its results.
  change(...names) {
    this.#changed = [...this.#changed.filter((name) => !names.includes(name)), ...names];
    if (!this.#asking) this.#answered = this.#answer();
    return this.#answered;
  }

  // One question at a time: what changes meanwhile is asked next, and an answer that is late by then fills in other
  // fields but is not shown.
  async #answer() {
    this.#setBusy(true);
    try {
      while (this.#changed.length) {
        const changed = this.#changed.shift();
        const response = await this.#ask(this.#typed(), changed, this.#formulas.open);
        if (this.#changed.includes(EVERYTHING)) continue;
        this.#fill(response.inputs, [changed, ...this.#changed]);
        if (!this.#changed.length) this.#show(response);
      }
    } catch {
      this.#element.enter("static");
    } finally {
      this.#setBusy(false);
    }
  }

  // Those of the results on the page, which may change until the answer is here.
  async #workOutFormulas() {
    let inputs, answer;
    do {
      inputs = this.#valid;
      answer = await this.#ask(inputs, EVERYTHING);
    } while (inputs !== this.#valid);
    this.#updateParts(answer.report);
  }

  #show({ inputs, errors, report }) {
    this.#mark(errors);
    if (report) {
      this.#valid = inputs;
      this.#updateParts({ formulas: this.#shown.formulas, ...report }); // nobody sees them while their section is closed
    }
    this.#setStale(!report);
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle(), SETTLED_MS);
  }

  // Links follow when the reader pauses: they are not worth a delay of the results.
  async #settle() {
    const link = this.#find("[data-full-page]");
    if (link) link.search = new URLSearchParams((await this.differences()).map(([name, text]) => [`c.${name}`, text]));
    this.#element.dispatchEvent(new Event("calculator-settled", { bubbles: true }));
  }

  #request(inputs, changed, formulas = true) {
    const { calculator, layout } = this.#element.dataset;
    return JSON.stringify({ calculator, layout, changed, formulas, inputs: Object.fromEntries(inputs) });
  }

  async #ask(inputs, changed, formulas) {
    return JSON.parse(await this.#core.ask("evaluate", this.#request(inputs, changed, formulas)));
  }

  #find(selector) {
    return this.#element.querySelector(selector);
  }

  #control(name) {
    return this.#form.elements.namedItem(name);
  }

  #controls() {
    return [...this.#form.elements].filter((control) => control.name);
  }

  #typed() {
    return this.#controls().map((control) => [control.name, readControl(control)]);
  }

  // The fields that the reader changed keep the reader's own text and cursor.
  #fill(inputs, changed) {
    const values = new Map(inputs);
    for (const control of this.#controls()) {
      if (!changed.includes(control.name) && values.has(control.name)) writeControl(control, values.get(control.name));
    }
    const model = this.#control("model").value;
    const kind = ["custom", "config"].includes(model) ? model : "preset";
    for (const part of this.#element.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(kind);
  }

  #acceptDrops() {
    const carriesFile = (event) => event.dataTransfer?.types.includes("Files");
    this.#element.addEventListener("dragover", (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      this.#element.toggleAttribute("data-dropping", true);
    });
    this.#element.addEventListener("dragleave", (event) => {
      if (!this.#element.contains(event.relatedTarget)) this.#element.removeAttribute("data-dropping");
    });
    this.#element.addEventListener("drop", (event) => {
      this.#element.removeAttribute("data-dropping");
      if (!carriesFile(event)) return;
      event.preventDefault();
      this.#take(event.dataTransfer.files[0]);
    });
  }

  // A config.json chosen or dropped: its text goes where it could have been pasted. It never leaves the page.
  async #take(file) {
    if (!file) return;
    const area = this.#find("[data-drop]");
    this.#control("model").value = "config";
    this.#fill([["model", "config"]], []);
    if (file.size > MAX_CHARACTERS) {
      this.#mark([{ field: area.name, message: `This file has ${file.size.toLocaleString("en-US")} bytes; a config.json has at most ${MAX_CHARACTERS.toLocaleString("en-US")}.` }]);
      this.#setStale(true);
      return;
    }
    area.value = await file.text();
    this.change(area.name);
  }

  #mark(errors) {
    for (const place of this.#element.querySelectorAll("[data-error-for]")) {
      const field = place.dataset.errorFor;
      const message = errors.filter((error) => error.field === field).map((error) => error.message).join(" ");
      if (place.textContent !== message) place.textContent = message;
      place.hidden = !message;
      const control = this.#control(field);
      if (!control) continue;
      if (message) {
        control.setAttribute("aria-invalid", "true");
        control.setAttribute("aria-errormessage", place.id);
        control.closest("details")?.setAttribute("open", "");
      } else {
        control.removeAttribute("aria-invalid");
        control.removeAttribute("aria-errormessage");
      }
    }
  }

  // An unchanged part is left alone: no announcement.
  #updateParts(report) {
    for (const [name, render] of Object.entries(parts)) {
      if (JSON.stringify(this.#shown[name]) === JSON.stringify(report[name])) continue;
      update(this.#find(`[data-part="${name}"]`), render(report[name], this.#element.dataset));
    }
    this.#shown = report;
  }

  // Screen readers wait with what is changing.
  #setBusy(busy) {
    this.#asking = busy;
    this.#find("[data-results]").setAttribute("aria-busy", busy);
  }

  #setStale(stale) {
    this.#find("[data-results]").toggleAttribute("data-stale", stale);
    this.#find("[data-stale-note]").hidden = !stale;
  }
}

function readControl(control) {
  if (control.type === "checkbox") return control.checked ? "yes" : "no";
  const text = control.value.slice(0, MAX_CHARACTERS + 1);
  return text.toWellFormed?.() ?? text; // half a surrogate pair is not UTF-8 text
}

function writeControl(control, text) {
  if (control.type === "checkbox") control.checked = text === "yes";
  else if (control.value !== text && isOffered(control, text)) control.value = text;
}

function isOffered(control, text) {
  return !control.options || [...control.options].some((option) => option.value === text);
}
