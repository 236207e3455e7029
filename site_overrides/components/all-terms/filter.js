// <glossary-filter>: narrows the list of all terms by words, category and level as the reader chooses, and keeps the
// choice in the page's address. Without script the list stands as it is.

const PAUSE_MILLISECONDS = 400

// As people type it: letter case, accents and hyphens do not count.
const normal = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[-\u2010-\u2015\s]+/g, " ")
    .trim()

class GlossaryFilter extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.status = this.querySelector("[role=status]")
    this.rows = [...this.querySelectorAll("[data-category]")].map((row) => ({
      row,
      text: normal(`${row.dataset.names} ${row.textContent}`),
    }))
    this.form.addEventListener("input", () => this.choose())
    this.form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.choose()
    })
    this.form.addEventListener("reset", () => setTimeout(() => this.choose())) // The fields empty after the event.
    this.read()
    this.apply()
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
  }

  get fields() {
    return [...this.form.elements].filter((field) => field.name)
  }

  // A value that a field does not offer leaves it as it is.
  read() {
    const asked = new URLSearchParams(location.search)
    for (const field of this.fields) {
      const value = asked.get(field.name)
      const known = value !== null && (!field.options || [...field.options].some((option) => option.value === value))
      if (known) field.value = value
    }
  }

  choose() {
    const address = new URL(location.href)
    for (const { name, value } of this.fields) {
      if (value.trim()) address.searchParams.set(name, value.trim())
      else address.searchParams.delete(name)
    }
    history.replaceState(history.state, "", address)
    this.apply()
  }

  apply() {
    const { text, category, level } = this.form.elements
    const words = normal(text.value).split(" ")
    let count = 0
    for (const { row, text: own } of this.rows) {
      const shown =
        (!category.value || row.dataset.category === category.value) &&
        (!level.value || row.dataset.level === level.value) &&
        words.every((word) => own.includes(word))
      row.hidden = !shown
      count += shown
    }
    for (const section of this.querySelectorAll("[data-letter]")) {
      section.hidden = !section.querySelector("[data-category]:not([hidden])")
      const link = this.querySelector(`a[href="#${section.dataset.letter}"]`)
      if (link) link.parentElement.hidden = section.hidden
    }
    const isNarrowed = this.fields.some((field) => field.value.trim())
    this.querySelector("[type=reset]").hidden = !isNarrowed
    this.tell(isNarrowed ? this.sentence(count) : "")
  }

  sentence(count) {
    if (!count) return "No term fits. Try fewer words, or another category or level."
    const terms = `${count} of ${this.rows.length} ${this.rows.length === 1 ? "term" : "terms"}`
    return [terms, this.dataset.where].filter(Boolean).join(" ")
  }

  // Said once the reader pauses, so that a screen reader is not interrupted letter by letter.
  tell(message) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => (this.status.textContent = message), PAUSE_MILLISECONDS)
  }
}

if (!customElements.get("glossary-filter")) customElements.define("glossary-filter", GlossaryFilter)
