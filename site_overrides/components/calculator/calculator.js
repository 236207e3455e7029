// <glossary-calculator>: makes a form and results that the build printed live, by running the same Python core here.
//
// The page is complete without this file. The core starts when a calculator comes into view or is touched, works out
// the printed form once more, and the element goes live only if the answer is the one the build printed.
// Text alone crosses into Python: integers would be cut to 32 bits on the way.

const SITE = new URL("../../", import.meta.url);
const RUNTIME = new URL("assets/vendor/micropython/", SITE);
const HEAP_BYTES = 4 * 1024 * 1024;

const STATE_TEXT = {
  loading: "Starting the calculator…",
  live: "Live: change anything and the results follow.",
  static: "Not live here: the results do not follow changes.",
};

// Longer texts are not sent: one character more than the core takes is enough for it to say so.
const MAX_CHARACTERS = 100_000;
const SETTLED_MS = 250;

let core; // one promise of { forms, parts, addRest }, shared by every calculator and kept across instant navigation

function sharedCore(bundlePath) {
  core ??= loadCore(bundlePath).catch((error) => {
    core = undefined; // so that the next page may try again
    throw error;
  });
  return core;
}

// `forms` is the Python module, whose functions take and give text; `parts` builds the elements of a report.
async function loadCore(bundlePath) {
  const [{ parts }, python] = await Promise.all([import("./report.js"), startPython(bundlePath)]);
  return { forms: python.pyimport("calculators.forms"), parts, addRest: python.addRest };
}

// MicroPython with the files of the core, ready to import.
export async function startPython(bundlePath) {
  preload(new URL("micropython.wasm", RUNTIME));
  const [{ loadMicroPython }, { later, ...files }] = await Promise.all([
    import(new URL("micropython.mjs", RUNTIME)),
    fetchBundle(new URL(bundlePath, SITE)),
  ]);
  const silent = () => {};
  const python = await loadMicroPython({ heapsize: HEAP_BYTES, stdout: silent, stderr: silent });
  writeFiles(python, files);
  let rest; // the reader of config.json files, fetched once when first needed
  python.addRest = () => (rest ??= fetchBundle(new URL(later, SITE)).then((found) => writeFiles(python, found)));
  return python;
}

function writeFiles(python, files) {
  for (const [path, source] of Object.entries(files)) {
    const file = `/lib/${path}`;
    python.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    python.FS.writeFile(file, source);
  }
}

async function fetchBundle(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

// The module asks for the WebAssembly file only once it has arrived itself; asking now saves that round trip.
function preload(url) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: url });
  document.head.append(link);
}

const visible = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) entry.target.start();
});

// Says "calculator-live" when it is, and "calculator-settled" a moment after a result; both events bubble.
class GlossaryCalculator extends HTMLElement {
  #printed; // the response the build embedded
  #valid; // the inputs of the report on the page
  #shown; // that report
  #changed = null; // the field changed since the last evaluation
  #frame = 0;
  #settling = 0;
  #fresh = new Map(); // by model: what a form holds when that model was just chosen
  #core;
  #complete = false; // whether the rest of the core was asked for

  connectedCallback() {
    if (this.dataset.state === "idle") visible.observe(this);
    if (this.form) return; // moved within the page
    this.form = this.querySelector("form");
    this.#printed = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.#shown = this.#printed.report;
    this.#valid = this.#printed.inputs;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", () => this.#schedule(null));
    this.form.addEventListener("input", (event) => event.target.name && this.#schedule(event.target.name));
    this.form.addEventListener("change", (event) => event.target.files && this.#take(event.target.files[0]));
    if (this.querySelector("[data-drop]")) this.#acceptDrops();
    this.addEventListener("focusin", () => this.start(), { once: true });
    this.addEventListener("pointerdown", () => this.start(), { once: true });
  }

  disconnectedCallback() {
    visible.unobserve(this);
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settling);
  }

  async start() {
    if (this.dataset.state !== "idle") return;
    visible.unobserve(this);
    this.#enter("loading");
    try {
      this.#core = await sharedCore(this.dataset.bundle);
      const again = this.#ask(this.#printed.inputs, null);
      if (JSON.stringify(again) !== JSON.stringify(this.#printed)) throw new Error("differs from the printed results");
    } catch {
      this.#enter("static");
      return;
    }
    this.#enter("live");
    this.querySelector("[data-reset]").hidden = false;
    this.dispatchEvent(new Event("calculator-live", { bubbles: true }));
    if (this.#changed !== null) this.#schedule(this.#changed); // what the reader did while the core was starting
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
    return this.querySelector("[data-results]").hasAttribute("data-stale");
  }

  // What a link must carry: the inputs that differ from a fresh form with this model. A pasted file stays in the page.
  get differences() {
    const model = new Map(this.#valid).get("model");
    const start = new Map(this.#freshInputs(model));
    start.set("model", new Map(this.#freshInputs()).get("model"));
    return this.#valid.filter(([name, text]) => !this.#isFile(name) && text !== start.get(name));
  }

  // Brings the form to what a link carried; names and choices that the form does not have are passed over.
  set differences(pairs) {
    const asked = new Map(pairs);
    const offered = [...this.form.elements.namedItem("model").options].map((option) => option.value);
    const model = offered.includes(asked.get("model")) ? asked.get("model") : undefined;
    this.#fill([...this.#freshInputs(model), ...pairs.filter(([name]) => name !== "model" && !this.#isFile(name))], null);
    this.#changed = null;
    this.#update();
  }

  // The same inputs as those of another calculator of this kind, its pasted file included.
  copy(other) {
    this.#shown = {}; // whatever the page shows, build it anew
    this.#fill(other.inputs, null);
    this.#update();
  }

  get exports() {
    return "export_text" in this.#core.forms;
  }

  // The results on the page as text: "markdown" or "json".
  exported(format) {
    return this.#core.forms.export_text(this.#request(this.#valid, null), format);
  }

  #enter(state) {
    this.dataset.state = state;
    this.querySelector("[data-state-text]").textContent = STATE_TEXT[state];
  }

  #schedule(changed) {
    this.#changed = changed;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#update());
  }

  #update() {
    if (this.dataset.state !== "live") return;
    let response;
    try {
      response = this.#ask(this.#typed(), this.#changed);
    } catch (error) {
      if (error.type === "ImportError" && !this.#complete) this.#completeCore();
      else this.#enter("static");
      return;
    }
    this.#fill(response.inputs, this.#changed);
    this.#changed = null;
    this.#mark(response.errors);
    if (response.report) {
      this.#valid = response.inputs;
      this.#show(response.report);
    }
    this.#setStale(!response.report);
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle(), SETTLED_MS);
  }

  // Few readers paste a config.json, so what reads it comes when it is asked for.
  async #completeCore() {
    try {
      await this.#core.addRest();
    } catch {
      this.#enter("static");
      return;
    }
    this.#complete = true;
    this.#update();
  }

  // Links follow when the reader pauses: they are not worth a delay of the results.
  #settle() {
    const link = this.querySelector("[data-full-page]");
    if (link) link.search = new URLSearchParams(this.differences.map(([name, text]) => [`c.${name}`, text]));
    this.dispatchEvent(new Event("calculator-settled", { bubbles: true }));
  }

  #request(inputs, changed) {
    return JSON.stringify({ calculator: this.dataset.calculator, changed, inputs: Object.fromEntries(inputs) });
  }

  #ask(inputs, changed) {
    return JSON.parse(this.#core.forms.evaluate(this.#request(inputs, changed)));
  }

  #freshInputs(model) {
    if (!this.#fresh.has(model)) {
      const given = model === undefined ? [] : [...this.#freshInputs(), ["model", model]];
      this.#fresh.set(model, this.#ask(given, model === undefined ? null : "model").inputs);
    }
    return this.#fresh.get(model);
  }

  #controls() {
    return [...this.form.elements].filter((control) => control.name);
  }

  #isFile(name) {
    return this.form.elements.namedItem(name)?.type === "textarea";
  }

  #typed() {
    return this.#controls().map((control) => [control.name, readControl(control)]);
  }

  // The field being typed in keeps the reader's own text and cursor.
  #fill(inputs, changed) {
    const values = new Map(inputs);
    for (const control of this.#controls()) {
      if (control.name !== changed && values.has(control.name)) writeControl(control, values.get(control.name));
    }
    const model = this.form.elements.namedItem("model").value;
    const kind = ["custom", "config"].includes(model) ? model : "preset";
    for (const part of this.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(kind);
  }

  #acceptDrops() {
    const carriesFile = (event) => event.dataTransfer?.types.includes("Files");
    this.addEventListener("dragover", (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      this.toggleAttribute("data-dropping", true);
    });
    this.addEventListener("dragleave", (event) => {
      if (!this.contains(event.relatedTarget)) this.removeAttribute("data-dropping");
    });
    this.addEventListener("drop", (event) => {
      this.removeAttribute("data-dropping");
      if (!carriesFile(event)) return;
      event.preventDefault();
      this.#take(event.dataTransfer.files[0]);
    });
  }

  // A config.json chosen or dropped: its text goes where it could have been pasted. It never leaves the page.
  async #take(file) {
    if (!file) return;
    this.start();
    const area = this.querySelector("[data-drop]");
    this.form.elements.namedItem("model").value = "config";
    this.#fill([["model", "config"]], null);
    if (file.size > MAX_CHARACTERS) {
      this.#mark([{ field: area.name, message: `This file has ${file.size.toLocaleString("en-US")} bytes; a config.json has at most ${MAX_CHARACTERS.toLocaleString("en-US")}.` }]);
      this.#setStale(true);
      return;
    }
    area.value = await file.text();
    this.#schedule(area.name);
  }

  #mark(errors) {
    for (const place of this.querySelectorAll("[data-error-for]")) {
      const field = place.dataset.errorFor;
      const message = errors.filter((error) => error.field === field).map((error) => error.message).join(" ");
      if (place.textContent !== message) place.textContent = message;
      place.hidden = !message;
      const control = this.form.elements.namedItem(field);
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

  // An unchanged part is left alone: no announcement, no lost selection.
  #show(report) {
    for (const [name, render] of Object.entries(this.#core.parts)) {
      if (JSON.stringify(this.#shown[name]) === JSON.stringify(report[name])) continue;
      this.querySelector(`[data-part="${name}"]`).replaceChildren(...render(report[name], this.dataset));
    }
    this.#shown = report;
  }

  #setStale(stale) {
    this.querySelector("[data-results]").toggleAttribute("data-stale", stale);
    this.querySelector("[data-stale-note]").hidden = !stale;
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

if (!customElements.get("glossary-calculator")) customElements.define("glossary-calculator", GlossaryCalculator);
