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

let core; // one promise of { evaluate, parts }, shared by every calculator and kept across instant navigation

function sharedCore(bundlePath) {
  core ??= loadCore(bundlePath).catch((error) => {
    core = undefined; // so that the next page may try again
    throw error;
  });
  return core;
}

// `evaluate` takes and gives JSON text; `parts` builds the elements of a report.
async function loadCore(bundlePath) {
  const [{ parts }, python] = await Promise.all([import("./report.js"), startPython(bundlePath)]);
  return { evaluate: python.pyimport("calculators.forms").evaluate, parts };
}

// MicroPython with the files of the core, ready to import.
export async function startPython(bundlePath) {
  preload(new URL("micropython.wasm", RUNTIME));
  const [{ loadMicroPython }, files] = await Promise.all([
    import(new URL("micropython.mjs", RUNTIME)),
    fetchBundle(new URL(bundlePath, SITE)),
  ]);
  const silent = () => {};
  const python = await loadMicroPython({ heapsize: HEAP_BYTES, stdout: silent, stderr: silent });
  for (const [path, source] of Object.entries(files)) {
    const file = `/lib/${path}`;
    python.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    python.FS.writeFile(file, source);
  }
  return python;
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

class GlossaryCalculator extends HTMLElement {
  #printed; // the response the build embedded
  #shown; // the report on the page
  #changed = null; // the field changed since the last evaluation
  #frame = 0;
  #core;

  connectedCallback() {
    if (this.dataset.state === "idle") visible.observe(this);
    if (this.form) return; // moved within the page
    this.form = this.querySelector("form");
    this.#printed = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.#shown = this.#printed.report;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", () => this.#schedule(null));
    this.form.addEventListener("input", (event) => this.#schedule(event.target.name));
    this.addEventListener("focusin", () => this.start(), { once: true });
    this.addEventListener("pointerdown", () => this.start(), { once: true });
  }

  disconnectedCallback() {
    visible.unobserve(this);
    cancelAnimationFrame(this.#frame);
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
    if (this.#changed !== null) this.#schedule(this.#changed); // what the reader did while the core was starting
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
    } catch {
      this.#enter("static");
      return;
    }
    this.#fill(response.inputs, this.#changed);
    this.#changed = null;
    this.#mark(response.errors);
    if (response.report) this.#show(response.report);
    this.#setStale(!response.report);
  }

  #ask(inputs, changed) {
    const request = { calculator: this.dataset.calculator, changed, inputs: Object.fromEntries(inputs) };
    return JSON.parse(this.#core.evaluate(JSON.stringify(request)));
  }

  #controls() {
    return [...this.form.elements].filter((control) => control.name);
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
      this.querySelector(`[data-part="${name}"]`).replaceChildren(...render(report[name]));
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
  return control.value.toWellFormed?.() ?? control.value; // half a surrogate pair is not UTF-8 text
}

function writeControl(control, text) {
  if (control.type === "checkbox") control.checked = text === "yes";
  else if (control.value !== text) control.value = text;
}

if (!customElements.get("glossary-calculator")) customElements.define("glossary-calculator", GlossaryCalculator);
