// <glossary-map>: shows only the clusters a reader chooses, and the lines of the term at hand.
//
// Without this file everything shows. A hidden term leaves the Tab order and the screen reader with its arc.

class GlossaryMap extends HTMLElement {
  connectedCallback() {
    this.choices = [...this.querySelectorAll("input[name=show]")];
    this.everything = this.querySelector(".map__all");
    this.threads = [...this.querySelectorAll("[data-ends]")].map((path) => [path, path.dataset.ends.split(" ")]);
    this.nodes = new Map([...this.querySelectorAll("svg [data-key]")].map((node) => [node.dataset.key, node]));
    for (const control of this.querySelectorAll(".map__filter [hidden]")) control.hidden = control === this.everything;
    this.dataset.live = "";
    this.addEventListener("change", () => this.filter());
    this.everything?.addEventListener("click", () => this.showEverything());
    for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
      this.addEventListener(begin, (event) => this.trace(event.target.closest("svg [data-key]")));
      this.addEventListener(end, () => this.trace(null));
    }
  }

  showEverything() {
    for (const choice of this.choices) choice.checked = false;
    this.choices[0].focus();
    this.filter();
  }

  filter() {
    const chosen = new Set(this.choices.filter((choice) => choice.checked).map((choice) => choice.value));
    for (const part of this.querySelectorAll("[data-cluster]")) {
      part.toggleAttribute("data-off", chosen.size > 0 && !chosen.has(part.dataset.cluster));
    }
    const shows = (key) => !this.nodes.get(key).closest("[data-off]");
    for (const [path, ends] of this.threads) path.toggleAttribute("data-off", !ends.every(shows));
    this.everything.hidden = chosen.size === 0;
    const count = [...this.nodes.keys()].filter(shows).length;
    this.querySelector("[role=status]").textContent = chosen.size ? `Showing ${count} of ${this.nodes.size} terms.` : "";
  }

  trace(node) {
    this.toggleAttribute("data-traced", Boolean(node));
    const near = new Set();
    for (const [path, ends] of this.threads) {
      const touched = Boolean(node) && ends.includes(node.dataset.key);
      path.toggleAttribute("data-near", touched);
      if (touched) ends.forEach((key) => near.add(key));
    }
    for (const [key, other] of this.nodes) other.toggleAttribute("data-near", near.has(key));
  }
}

if (!customElements.get("glossary-map")) customElements.define("glossary-map", GlossaryMap);
