// <glossary-calculator>: makes a form and results that the build printed live, by running the same Python core here.
//
// The page is complete without this file. When a calculator comes into view or is touched, the core starts in a worker
// and live.js works out the printed form once more; the element goes live only if the answer is the one the build
// printed. Where workers cannot start, the page stays as it is.

const SITE = new URL("../../", import.meta.url);
const PROGRAM = new URL("assets/vendor/micropython/micropython.wasm", SITE);

const STATE_TEXT = {
  loading: "Starting the calculator…",
  live: "Live: change anything and the results follow.",
  static: "Not live here: the results do not follow changes.",
};

// The Python core in its worker (worker.js).
class Core {
  #worker;
  #ready;
  #waiting = []; // the promises of the questions that are not answered yet, in order
  #error;

  constructor(path) {
    this.#worker = new Worker(new URL(path, SITE), { type: "module" });
    this.#worker.addEventListener("message", ({ data }) => this.#settle(data));
    this.#worker.addEventListener("error", () => this.#fail(new Error(`${path}: cannot run`)));
    // Fetched here and now: the worker would ask for it only once it has arrived itself.
    this.#ready = this.#sendProgram().catch((error) => this.#fail(error));
  }

  get failed() {
    return this.#error !== undefined;
  }

  // Asks a function of calculators.forms, with texts for a text; answers come in the order of the questions.
  async ask(name, ...texts) {
    await this.#ready;
    if (this.failed) throw this.#error;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage({ name, texts });
    });
  }

  async #sendProgram() {
    const response = await fetch(PROGRAM);
    if (!response.ok) throw new Error(`${PROGRAM}: ${response.status}`);
    this.#worker.postMessage(await response.blob());
  }

  #settle({ text, error }) {
    const { resolve, reject } = this.#waiting.shift();
    if (error === undefined) resolve(text);
    else reject(new Error(error));
  }

  #fail(error) {
    this.#error = error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

let core; // shared by every calculator of the page

export function sharedCore(path) {
  if (!core || core.failed) core = new Core(path);
  return core;
}

// Kept once the page has been painted: until then its words and letters have the connection to themselves.
const painted = new Promise((resolve) => {
  new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
});

const visible = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) painted.then(() => target.start());
});

// Says "calculator-live" when it is, and "calculator-settled" a moment after a result; both events bubble.
class GlossaryCalculator extends HTMLElement {
  live; // what answers the reader (live.js), once it does
  #changed = []; // the fields changed before that

  connectedCallback() {
    if (this.dataset.state === "idle") visible.observe(this);
    if (this.form) return; // moved within the page
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", ({ target }) => !this.live && target.name && this.#changed.push(target.name));
    this.addEventListener("focusin", () => this.start(), { once: true });
    this.addEventListener("pointerdown", () => this.start(), { once: true });
  }

  disconnectedCallback() {
    visible.unobserve(this);
  }

  async start() {
    if (this.dataset.state !== "idle") return;
    visible.unobserve(this);
    this.enter("loading");
    try {
      const shared = sharedCore(this.dataset.worker);
      const { goLive } = await import("./live.js");
      this.live = await goLive(this, shared);
    } catch {
      this.enter("static");
      return;
    }
    this.enter("live");
    this.querySelector("[data-reset]").hidden = false;
    this.dispatchEvent(new Event("calculator-live", { bubbles: true }));
    this.live.change(...this.#changed); // what the reader did while the core was starting
  }

  enter(state) {
    this.dataset.state = state;
    this.querySelector("[data-state-text]").textContent = STATE_TEXT[state];
  }
}

if (!customElements.get("glossary-calculator")) customElements.define("glossary-calculator", GlossaryCalculator);
