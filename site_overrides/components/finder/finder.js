// <glossary-finder>: the site's one search, in a dialog. This part is on every page and only listens; what it needs to
// search comes when the reader opens it or reaches an opener by keyboard.

const KEYS = ["/", "s", "f"];

const isTyping = (target) => target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

class GlossaryFinder extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.input = this.querySelector("input");
    this.listening = new AbortController();
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal: this.listening.signal });
    on(document, "keydown", (event) => this.heard(event));
    on(document, "click", (event) => this.clicked(event));
    on(document, "focusin", (event) => event.target.matches("[data-finder-opener]:focus-visible") && this.prepare());
    on(this.querySelector("form"), "submit", (event) => event.preventDefault());
    on(this.querySelector(".finder__close"), "click", () => this.dialog.close());
    on(this.dialog, "click", (event) => event.target === this.dialog && this.dialog.close()); // The backdrop.
    on(this.dialog, "close", () => this.closed());
    const asked = new URLSearchParams(location.search).get("q")?.trim();
    if (asked) this.open(asked);
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  heard(event) {
    const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    // Its own input may still have the focus for a moment after it closed.
    const isKey = isPlain && KEYS.includes(event.key) && (event.target === this.input || !isTyping(event.target));
    if (!(isShortcut || isKey) || event.defaultPrevented || this.dialog.open) return;
    event.preventDefault();
    this.open();
  }

  clicked(event) {
    const opener = event.target.closest("[data-finder-opener]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.open();
  }

  open(query = "") {
    const prepared = this.prepare(); // First, so that it travels while the page is laid out under the dialog.
    this.input.value = query;
    this.dialog.showModal();
    this.input.focus(); // At once, or a phone shows no keyboard.
    this.input.select();
    prepared.then((combobox) => combobox?.search());
  }

  closed() {
    this.prepared?.then((combobox) => combobox?.leave());
  }

  /** What answers, fetched at the first call. A failure is told in the dialog, and the next call tries again. */
  prepare() {
    this.prepared ??= this.fetched().catch(() => {
      this.prepared = undefined;
      this.querySelector("[role=status]").textContent = "The search could not be loaded. Close it and try again.";
    });
    return this.prepared;
  }

  async fetched() {
    const names = fetch(this.dataset.names).then((response) => {
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response.json();
    });
    // combobox.js and what it imports, in one file, so that it comes while the names do (macros/joined_script.py).
    const [{ Combobox }, known] = await Promise.all([import(new URL(this.dataset.program, document.baseURI)), names]);
    return new Combobox(this, known);
  }
}

if (!customElements.get("glossary-finder")) customElements.define("glossary-finder", GlossaryFinder);
