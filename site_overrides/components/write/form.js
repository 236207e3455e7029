// The controls of the form and what they hold: values by name, and lists of entries under the name of their list.
// A place is the way to a value as the rules tell it: ["related", 0, "why"] or ["## Definition"].

let made = 0

/** What the form holds, entries without an answer included. */
export function read(form) {
  const answers = {}
  for (const control of controlsIn(form)) if (!control.closest("[data-entries]")) answers[control.name] = control.value
  for (const list of lists(form)) answers[list.dataset.entries] = entriesOf(list).map(entryAnswers)
  return answers
}

/** Put answers into the form, in as many entries as they need; whatever they lack is as it was at first. */
export function fill(form, answers) {
  form.reset()
  for (const list of lists(form)) {
    const given = [answers[list.dataset.entries]].flat().filter((entry) => entry && typeof entry === "object")
    if (list.dataset.entry) {
      for (const entry of entriesOf(list)) entry.remove()
      const count = Math.max(given.length, Number(list.dataset.shown))
      for (let index = 0; index < count; index += 1) put(addEntry(list), given[index])
    } else {
      for (const entry of entriesOf(list)) put(entry, { [entry.dataset.heading]: textFor(given, entry.dataset.heading) })
    }
  }
  for (const control of controlsIn(form)) {
    if (!control.closest("[data-entries]")) put(control.parentElement, answers)
    tie(control)
  }
  for (const details of form.querySelectorAll("details")) details.open = controlsIn(details).some((control) => control.value)
}

/** One more entry at the end of a list. */
export function addEntry(list) {
  list.querySelector("[data-add]").before(list.querySelector("template").content.cloneNode(true))
  renumber(list)
  const entry = entriesOf(list).at(-1)
  controlsIn(entry).forEach(tie)
  return entry
}

/** Give the entries of a list the numbers of their places. */
export function renumber(list) {
  for (const [index, entry] of entriesOf(list).entries()) {
    entry.querySelector(".write__number").textContent = index + 1
    entry.querySelector("[data-remove]").setAttribute("aria-label", `Remove ${list.dataset.entry} ${index + 1}`)
  }
}

/** True while nobody has typed anything. */
export const isBlank = (form) => controlsIn(form).every((control) => control.matches("select") || !control.value.trim())

/** Where a problem is told: its list, its control if it has one, and whether anything was written there. */
export function placeOf(form, place) {
  const list = place.length > 1 || isList(form, place) ? listAt(form, place[0]) : null
  if (!list) {
    const control = controlIn(form, place[0])
    return { list: problemsBeside(control), control, isFilled: Boolean(control.value) }
  }
  const entry = entriesOf(list).filter(isFilled)[place[1]]
  const control = entry && controlIn(entry, place[2])
  if (control) return { list: problemsBeside(control), control, isFilled: Boolean(control.value) }
  return { list: list.querySelector(":scope > .write__problems"), isFilled: entriesOf(list).some(isFilled) }
}

/** The control to go to for a place: its own, or the first of its list. */
export function controlAt(form, place) {
  const { control, list } = placeOf(form, place)
  return control ?? controlsIn(list.parentElement)[0] ?? list.parentElement.querySelector("[data-add]")
}

/** What the control or the list at a place is called. */
export function labelOf(form, place) {
  const { control, list } = placeOf(form, place)
  const own = (control ? problemsBeside(control).parentElement.querySelector("label") : null)?.firstChild.textContent.trim()
  const group = list.closest(".write__list, [data-entries]")
  if (!group) return own
  const legend = group.closest(".write__group")?.querySelector("legend") ?? group.closest("section").querySelector("h2")
  const number = control?.closest(".write__entry")?.querySelector("legend")?.textContent.replace(/\s+/g, " ").trim()
  return [number ?? legend.textContent.trim(), own].filter(Boolean).join(", ")
}

const controlsIn = (element) => [...element.querySelectorAll("[name]")]
const controlIn = (element, name) => controlsIn(element).find((control) => control.name === name)
const lists = (form) => [...form.querySelectorAll("[data-entries]")]
const listAt = (form, name) => lists(form).find((list) => list.dataset.entries === name)
const isList = (form, [name]) => Boolean(listAt(form, name))
const entriesOf = (list) => [...list.querySelectorAll(":scope > .write__entry")]
const problemsBeside = (control) => control.closest(".write__field").querySelector(".write__problems")

// The text for a role stands under the role's name in the form and is an entry with that heading to all others.
function entryAnswers(entry) {
  const answers = Object.fromEntries(controlsIn(entry).map(({ name, value }) => [name, value]))
  const { heading } = entry.dataset
  return heading ? { heading, text: answers[heading] } : answers
}

const isFilled = (entry) => controlsIn(entry).some((control) => control.value.trim())

const textFor = (given, heading) => given.find((entry) => entry.heading === heading)?.text ?? ""

function put(element, answers = {}) {
  for (const control of controlsIn(element)) if (typeof answers[control.name] === "string") control.value = answers[control.name]
}

// Its label, its help and what is wrong with it, for those who hear the page.
function tie(control) {
  if (control.id) return
  const field = control.closest(".write__field")
  made += 1
  control.id = `write-${made}`
  field.querySelector("label").htmlFor = control.id
  const beside = [...field.querySelectorAll(".write__help, .write__problems")]
  beside.forEach((element, index) => (element.id = `write-${made}-${index}`))
  control.setAttribute("aria-describedby", beside.map(({ id }) => id).join(" "))
}
