// <calculator-set-ups>: what a calculator's own page adds. The set-up stands in the address, so a link brings it back;
// a second one can stand beside it; link and results can be copied. A config.json that was pasted is never in the address.

const NAMES = ["Set-up A", "Set-up B"];
const PREFIXES = ["c.", "d."]; // of the two set-ups' inputs in the address
const COPIED = { markdown: "Results copied as Markdown.", json: "Results copied as JSON." };

class CalculatorSetUps extends HTMLElement {
  #blank; // the calculator as the build printed it, for the second set-up
  #asked; // the address the page was opened with

  connectedCallback() {
    if (this.#blank) return;
    this.#asked = new URL(location.href).searchParams;
    this.#blank = this.#calculators[0].cloneNode(true);
    this.addEventListener("calculator-live", (event) => this.#begin(event.target));
    this.addEventListener("calculator-settled", () => this.#follow());
    this.#find("compare").addEventListener("click", () => this.#toggle());
    this.#find("copy-link").addEventListener("click", () => this.#copyLink());
    this.addEventListener("click", (event) => this.#copyResults(event.target.closest("[data-copy]")));
    if (this.#calculators[0].dataset.state === "live") this.#begin(this.#calculators[0]);
  }

  get #calculators() {
    return [...this.querySelectorAll("glossary-calculator")];
  }

  #find(name) {
    return this.querySelector(`[data-${name}]`);
  }

  #begin(calculator) {
    const [first, second] = this.#calculators;
    this.#find("toolbar").hidden = false;
    calculator.querySelector("[data-copies]").hidden = false;
    if (calculator === second) {
      const pairs = this.#opening(PREFIXES[1]);
      if (pairs.length) second.live.open(pairs);
      else second.live.copy(first.live);
      return;
    }
    const pairs = this.#opening(PREFIXES[0]);
    if (pairs.length) first.live.open(pairs);
    if (carried(this.#asked, PREFIXES[1]).length) this.#compare();
  }

  // What the page was opened with, once for each set-up.
  #opening(prefix) {
    const pairs = carried(this.#asked, prefix);
    for (const [name] of pairs) this.#asked.delete(prefix + name);
    return pairs;
  }

  #compare() {
    const second = this.#blank.cloneNode(true);
    const { id } = second;
    second.dataset.state = "idle";
    for (const attribute of ["id", "for", "aria-labelledby", "aria-describedby"]) {
      for (const holder of [second, ...second.querySelectorAll(`[${attribute}]`)]) {
        const names = holder.getAttribute(attribute)?.split(" ").map((name) => name.replace(id, `${id}-b`));
        if (names) holder.setAttribute(attribute, names.join(" "));
      }
    }
    this.#find("calculators").append(second);
    this.#nameSetUps();
    second.start();
  }

  #toggle() {
    const second = this.#calculators[1];
    if (!second) {
      this.#compare();
      this.#say("A second set-up stands beside the first, with the same inputs. Change what you want to compare.");
      return;
    }
    second.remove();
    this.#nameSetUps();
    this.#follow();
    this.#say("One set-up again.");
  }

  #nameSetUps() {
    const calculators = this.#calculators;
    const pair = calculators.length > 1;
    this.toggleAttribute("data-pair", pair);
    this.#find("compare").textContent = pair ? "Remove the second set-up" : "Compare with a second set-up";
    const printed = this.#blank.querySelector(".calculator__title").textContent;
    calculators.forEach((calculator, index) => {
      const title = pair ? `${NAMES[index]}: ${printed.toLowerCase()}` : printed;
      calculator.querySelector(".calculator__title").textContent = title;
      calculator.querySelector("[data-results]").setAttribute("aria-label", `Results: ${pair ? title : title.toLowerCase()}`);
    });
  }

  async #follow() {
    const address = await this.#address();
    const [first, second] = this.#calculators;
    const glance = this.#find("glance");
    glance.hidden = !second?.live;
    glance.replaceChildren(...(second?.live ? [glanceOf(first.live.headline, second.live.headline)] : []));
    history.replaceState(history.state, "", address);
    return address.href;
  }

  // The address that brings these set-ups back. The second always names its model, so that it is never lost.
  async #address() {
    const lives = this.#calculators.map((calculator) => calculator.live);
    const differences = await Promise.all(lives.map((live) => live?.differences()));
    const address = new URL(location.href);
    for (const name of [...address.searchParams.keys()]) {
      if (PREFIXES.some((prefix) => name.startsWith(prefix))) address.searchParams.delete(name);
    }
    lives.forEach((live, index) => {
      if (!live) return;
      const pairs = new Map(differences[index]);
      if (index) pairs.set("model", new Map(live.inputs).get("model"));
      for (const [name, text] of pairs) address.searchParams.set(PREFIXES[index] + name, text);
    });
    return address;
  }

  #copyLink() {
    const pasted = this.#calculators.some(({ live }) => live && new Map(live.inputs).get("model") === "config");
    this.#copy(this.#follow(), pasted ? "Link copied. The pasted config.json stays here: send it along." : "Link copied.");
  }

  #copyResults(button) {
    if (!button) return;
    const { live } = button.closest("glossary-calculator");
    const last = live.stale ? " They are those of the last valid input." : "";
    this.#copy(live.exported(button.dataset.copy), COPIED[button.dataset.copy] + last);
  }

  // The text is promised at once and comes later: a browser lets a page copy only while it handles a click.
  async #copy(text, message) {
    const type = "text/plain";
    try {
      await navigator.clipboard.write([new ClipboardItem({ [type]: text.then((found) => new Blob([found], { type })) })]);
      this.#say(message);
    } catch {
      this.#say("This browser did not allow copying.");
    }
  }

  // Emptied first, so that the same words are announced again.
  #say(message) {
    const place = this.#find("said");
    place.textContent = "";
    requestAnimationFrame(() => (place.textContent = message));
  }
}

// The inputs that an address carries for one set-up.
function carried(parameters, prefix) {
  return [...parameters].filter(([name]) => name.startsWith(prefix)).map(([name, text]) => [name.slice(prefix.length), text]);
}

// The headline figures of both set-ups in one small table: on a phone the set-ups stand far apart.
function glanceOf(first, second) {
  const labels = [...new Set([...first, ...second].map((figure) => figure.label))];
  const textOf = (figures, label) => figures.find((figure) => figure.label === label)?.text.split(" (")[0] ?? "–";
  const table = document.createElement("table");
  table.className = "calculator__table";
  const caption = table.createCaption();
  caption.className = "calculator__caption";
  caption.textContent = "At a glance";
  addRow(table.createTHead(), "col", ["", ...NAMES]);
  const body = table.createTBody();
  for (const label of labels) addRow(body, "row", [label, textOf(first, label), textOf(second, label)]);
  return table;
}

function addRow(section, scope, texts) {
  const row = section.insertRow();
  texts.forEach((text, index) => {
    const isHead = text && (scope === "col" || index === 0);
    const cell = document.createElement(isHead ? "th" : "td");
    if (isHead) cell.scope = scope;
    cell.textContent = text;
    row.append(cell);
  });
}

if (!customElements.get("calculator-set-ups")) customElements.define("calculator-set-ups", CalculatorSetUps);
