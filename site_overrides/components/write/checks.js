// What a draft still lacks and what is wrong with it, by the rules that the checks of the glossary keep too. The page brings
// their limits, lists and patterns as data; which rules are kept here is FORM_CODES in macros/write_rules.py.

import { bodyText, draftText, slugOf } from "./draft.js"
import { FIELD_RULES } from "./field-rules.js"
import { passagesOf, sectionsOf } from "./markdown.js"
import { Names } from "./names.js"
import { TEXT_RULES } from "./text-rules.js"

const RULES = { ...FIELD_RULES, ...TEXT_RULES }

export const CODES = Object.keys(RULES).sort()

/** The page's data and the glossary's names, with names and patterns made ready. */
export function prepared(data) {
  const pattern = ([source, flags]) => new RegExp(source, flags)
  const phrases = ({ any, advice }) => ({ any: pattern(any), advice: advice.map(([each, text]) => [pattern(each), text]) })
  const mapped = (object, make) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, make(value)]))
  return {
    ...data,
    names: new Names(data.terms, data.limits),
    patterns: mapped(data.patterns, pattern),
    explanations: data.explanations.map(pattern),
    phrases: mapped(data.phrases, phrases),
  }
}

/** Every problem of a draft: the rule's code and severity, the place, and what to write instead. */
export function problemsOf(draft, data, today) {
  const context = contextOf(draft, data, today)
  return CODES.flatMap((code) =>
    [...RULES[code](context)].map(([place, message]) => ({ code, severity: data.rules[code].severity, place, message })),
  )
}

/** What a draft lacks that a published term must have. */
export function lacksOf(draft, data, today) {
  const key = ({ code, place }) => `${code} ${place.join(" ")}`
  const now = new Set(problemsOf(draft, data, today).map(key))
  const published = { ...draft, fields: { ...draft.fields, status: "published" } }
  return problemsOf(published, data, today).filter((problem) => problem.severity === "error" && !now.has(key(problem)))
}

// What a rule may look at.
function contextOf({ fields, sections: texts }, data, today) {
  const kinds = new Map(data.sections.map((kind) => [kind.heading, kind]))
  const sections = sectionsOf(bodyText(texts))
  let place = []
  for (const section of sections) {
    // A heading that somebody typed inside a section is told beside that section.
    if (kinds.has(section.heading)) place = [`## ${section.heading}`]
    section.place = place
  }
  const seen = new Set()
  const known = sections.filter(({ heading }) => kinds.has(heading) && !seen.has(heading) && seen.add(heading))
  const inText = [...passagesOf(sections)].map((passage) => ({ ...passage, place: passage.of.place }))
  const slug = slugOf(fields.title ?? "")
  const file = draftText({ fields, sections: texts }, data.draft)
  return { fields, slug, file, sections, known, kinds, passages: [...fieldPassages(fields), ...inText], data, today }
}

function fieldPassages({ title = "", summary = "", related = [] }) {
  const texts = [[["title"], title], [["summary"], summary], ...related.map(({ why = "" }, index) => [["related", index, "why"], why])]
  return texts.filter(([, text]) => text).map(([place, text]) => ({ place, text, kind: "field", section: "", entry: "" }))
}
