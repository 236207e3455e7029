// <glossary-write>: a form whose answers become the file of a new term. It shows the file, says what is left to do, keeps
// the answers on this device and leads to the code host. Nothing is sent.

import { lacksOf, prepared, problemsOf } from "./checks.js"
import { compose, draftText, slugOf } from "./draft.js"
import { addEntry, controlAt, fill, isBlank, labelOf, placeOf, read, renumber } from "./form.js"

const STORE = "glossary-draft"
const PAUSE_MILLISECONDS = 300
// The code host takes addresses up to about 8 KB, and whoever signs in first is sent there with the address encoded again.
const MOST_ADDRESS_CHARACTERS = 8000

class GlossaryWrite extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.status = this.querySelector(".write__status")
    this.listening = new AbortController()
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal: this.listening.signal })
    on(this.form, "submit", (event) => event.preventDefault())
    on(this.form, "input", () => this.changed())
    on(this.form, "change", () => this.changed())
    on(this.form, "click", (event) => this.clicked(event.target))
    on(this.querySelector(".write__clear"), "click", () => this.clear())
    // Prepared ahead, the page may have been filled before the last change in another tab.
    on(document, "prerenderingchange", () => this.restore())
    on(window, "pagehide", () => this.leave())
    this.restore()
    this.learnNames()
  }

  // The names of the terms grow with the glossary, so they come apart from the page.
  async learnNames() {
    const fetched = await fetch(this.dataset.names).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null)
    const names = fetched ?? { terms: [], taken: {} }
    this.areNamesKnown = Boolean(fetched)
    this.data = prepared({ ...JSON.parse(this.querySelector(".write__data").textContent), ...names })
    const options = names.terms.map(({ title }) => Object.assign(document.createElement("option"), { value: title }))
    this.querySelector("#write-terms").replaceChildren(...options)
    this.show()
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
    this.listening.abort()
  }

  restore() {
    const asked = new URLSearchParams(location.search).get("title")
    const kept = stored()
    fill(this.form, kept ?? (asked ? { title: asked } : {}))
    this.show()
  }

  changed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.store()
      this.show()
    }, PAUSE_MILLISECONDS)
  }

  // What was typed last is kept; a tab in which nothing was typed leaves alone what another has kept.
  leave() {
    if (this.timer) this.store()
  }

  store() {
    clearTimeout(this.timer)
    this.timer = undefined
    try {
      if (isBlank(this.form)) localStorage.removeItem(STORE)
      else localStorage.setItem(STORE, JSON.stringify(read(this.form)))
    } catch {
      // The browser keeps nothing for this site; the form works all the same.
    }
  }

  clear() {
    if (!confirm("Clear the whole form? What you wrote is lost.")) return
    fill(this.form, {})
    this.store()
    this.show()
    this.form.querySelector("[name=title]").focus()
  }

  clicked(button) {
    const list = button.closest("[data-entries]")
    if (button.matches("[data-add]")) {
      const entry = addEntry(list)
      entry.querySelector("[name]").focus()
    } else if (button.matches("[data-remove]")) {
      button.closest(".write__entry").remove()
      renumber(list)
      list.querySelector("[data-add]").focus()
    } else return
    this.changed()
  }

  show() {
    if (!this.data) return // The names are on their way.
    // The day in Greenwich, as the check of a pull request has it.
    const today = new Date().toISOString().slice(0, 10)
    const draft = compose(read(this.form), this.data, today)
    const text = draftText(draft, this.data.draft)
    const path = `${this.data.folder}/${slugOf(draft.fields.title ?? "") || "…"}.md`
    this.querySelector(".write__preview").textContent = text
    this.querySelector(".write__path code").textContent = path
    if (this.areNamesKnown) this.tell(problemsOf(draft, this.data, today), lacksOf(draft, this.data, today))
    else this.status.textContent = "The names of the other terms cannot be fetched, so nothing is checked. Load the page again."
    this.leadTo(path, text)
  }

  // What is wrong stands beside its field, once that has been filled in; what is missing stands in the list alone.
  tell(problems, lacks) {
    for (const list of this.form.querySelectorAll(".write__problems")) list.replaceChildren()
    for (const control of this.form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid")
    for (const problem of problems) {
      const { list, control, isFilled } = placeOf(this.form, problem.place)
      if (!isFilled) continue
      list.append(this.item(problem, problem.message))
      if (control && problem.severity === "error") control.setAttribute("aria-invalid", "true")
    }
    const [errors, advice] = [true, false].map((isError) => problems.filter(({ severity }) => (severity === "error") === isError))
    this.listed(this.querySelector(".write__left"), [...errors, ...advice])
    this.listed(this.querySelector(".write__later ul"), lacks)
    this.querySelector(".write__later").hidden = !lacks.length
    const words = [counted(errors.length, "thing", "to mend"), counted(advice.length, "thing", "to consider")].filter(Boolean)
    const sentence = words.length ? `${words.join(", ")}.` : "Nothing. The draft can be handed in."
    if (this.status.textContent !== sentence) this.status.textContent = sentence
  }

  listed(list, problems) {
    list.replaceChildren(
      ...problems.map((problem) => {
        const link = Object.assign(document.createElement("a"), { textContent: labelOf(this.form, problem.place) })
        link.href = `#${controlAt(this.form, problem.place).id}`
        link.addEventListener("click", (event) => {
          event.preventDefault()
          const control = controlAt(this.form, problem.place)
          control.closest("details")?.setAttribute("open", "")
          control.focus()
        })
        return this.item(problem, link, `: ${problem.message}`)
      }),
    )
  }

  item({ code, severity }, ...parts) {
    const item = document.createElement("li")
    const rule = Object.assign(document.createElement("a"), { textContent: code, href: `${this.dataset.rules}#${code.toLowerCase()}` })
    rule.className = "write__code"
    rule.title = this.data.rules[code].title
    rule.target = "_blank"
    item.classList.toggle("write__problem--error", severity === "error")
    item.append(...parts, " ", rule)
    return item
  }

  leadTo(path, text) {
    const link = this.querySelector(".write__hand-in")
    if (!link) return
    const filled = this.data.newFile.replace("PATH", encodeURIComponent(path)).replace("TEXT", () => encodeURIComponent(text))
    const isLong = encodeURIComponent(filled).length > MOST_ADDRESS_CHARACTERS
    link.href = isLong ? filled.split("&")[0] : filled
    link.textContent = isLong ? "Open an empty file on the code host" : "Open it on the code host"
    this.querySelector(".write__long").hidden = !isLong
  }
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(STORE))
  } catch {
    return null // Nothing is kept, or what is kept is no draft.
  }
}

const counted = (count, noun, what) => (count ? `${count} ${noun}${count === 1 ? "" : "s"} ${what}` : "")

customElements.define("glossary-write", GlossaryWrite)
