// <glossary-nearest>: on the page for addresses that lead nowhere, the terms whose names look most like the address.
// The address is what the reader asked for, so the terms are fetched at once; without script the page lists categories.

import { Terms } from "../finder/terms.js";

/** The words of an address: "/ai/kv_cash.html" asks for "kv cash". */
export function wordsOf(pathname) {
  const parts = pathname.split("/").filter((part) => part && !/^index\.html?$/.test(part));
  try {
    return decodeURIComponent(parts.at(-1) ?? "").replace(/\.html?$/, "").replace(/[-_+.\s]+/g, " ").trim();
  } catch {
    return ""; // An address may hold signs that stand for no letter.
  }
}

class GlossaryNearest extends HTMLElement {
  async connectedCallback() {
    const asked = wordsOf(location.pathname);
    if (!asked) return;
    const response = await fetch(this.dataset.names).catch(() => null);
    if (!response?.ok) return;
    const terms = new Terms((await response.json()).terms);
    const [found, nearest] = [terms.find(asked), terms.nearest(asked)];
    const links = [...new Set([...found, ...nearest].map(({ entry }) => entry))].slice(0, 3).map((entry) => this.link(entry));
    if (!found.length) this.querySelector("h2").textContent = "Terms with the nearest names";
    this.querySelector("ul").replaceChildren(...links);
    this.hidden = false;
  }

  link({ slug, title, summary }) {
    const item = this.querySelector("template").content.cloneNode(true);
    const link = item.querySelector("a");
    link.href = new URL(`${slug}/`, new URL(this.dataset.root, document.baseURI)).href;
    link.textContent = title;
    item.querySelector(".card__summary").textContent = summary;
    return item;
  }
}

customElements.define("glossary-nearest", GlossaryNearest);
