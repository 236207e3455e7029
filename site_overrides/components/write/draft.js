// A draft: what the form holds, as front matter and sections, and as the file that glossary/draft.py would write.

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
// What is a block of Markdown already: points, their other lines, quotes, tables, headings, definitions.
const BLOCK = /^\s|^(?:[-*+]|\d{1,9}[.)])\s|^[>|#]|^\[[^\]]+\]:/

/** Lower-case letters and digits, joined by single hyphens; the name of the term's file. */
export const slugOf = (text) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")

/** Front matter and sections from what the form holds: its values by control, and lists of entries. */
export function compose(form, { names, sections }, today) {
  const related = (form.related ?? []).map((entry) => ({
    ...entry,
    term: names.slugOf(entry.term) ?? entry.term,
  }))
  const fields = {
    ...Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith("## "))),
    aliases: (form.aliases ?? "").split(","),
    reviewed: today,
    related,
  }
  const texts = sections.map(({ heading, shape }) => [heading, sectionText(form[`## ${heading}`] ?? "", shape)])
  return { fields: withoutGaps(fields), sections: Object.fromEntries(texts.filter(([, text]) => text)) }
}

/** The file of a term with these fields, in the order of the format, and Markdown by `##` heading. */
export function draftText({ fields, sections }, { order, plain, dates }) {
  const isPlain = new RegExp(`^(?:${plain[0]})$`, plain[1].replace("g", ""))
  const scalar = (name, value) => {
    const isBare = typeof value !== "string" || (dates.includes(name) && ISO_DATE.test(value)) || isPlain.test(value)
    return isBare ? String(value) : JSON.stringify(value)
  }
  const item = (name, value) => {
    if (typeof value !== "object") return `  - ${scalar(name, value)}\n`
    const rows = Object.entries(value).map(([key, inner]) => `${key}: ${scalar(key, inner)}`)
    return `  - ${rows.join("\n    ")}\n`
  }
  const field = (name, value) => {
    if (!Array.isArray(value)) return `${name}: ${scalar(name, value)}\n`
    return value.length ? `${name}:\n${value.map((each) => item(name, each)).join("")}` : `${name}: []\n`
  }
  const frontMatter = order.filter((name) => name in fields).map((name) => field(name, fields[name]))
  return `---\n${frontMatter.join("")}---\n${bodyText(sections)}`
}

/** The same without its front matter. */
export const bodyText = (sections) =>
  Object.entries(sections)
    .map(([heading, markdown]) => `\n## ${heading}\n\n${markdown.trim()}\n`)
    .join("")

// Lines are squeezed, and what is empty is left out: fields, entries, and fields of entries.
function withoutGaps(value) {
  if (typeof value === "string") return value.trim().replace(/\s+/g, " ")
  if (Array.isArray(value)) return value.map(withoutGaps).filter((each) => Object.keys(each).length)
  const kept = Object.entries(value).map(([name, inner]) => [name, withoutGaps(inner)])
  return Object.fromEntries(kept.filter(([, inner]) => inner.length || Object.keys(inner).length))
}

function sectionText(value, shape) {
  if (shape === "list") return listText(value)
  if (typeof value === "string") return value.trim()
  const isFilled = ({ heading, ...answers }) => Object.values(shape === "roles" ? answers : { heading, ...answers }).some((answer) => answer?.trim())
  return value.filter(isFilled).map(entryText).join("\n\n")
}

function entryText({ heading, role, text, reality, better }) {
  const parts = [
    `### ${heading.trim().replace(/\s+/g, " ")}`,
    role && `For: ${role}`,
    text?.trim(),
    reality?.trim() && `Reality: ${reality.trim()}`,
    better?.trim() && `Better: ${better.trim()}`,
  ]
  return parts.filter(Boolean).join("\n\n")
}

// A point stands on each line; who writes Markdown keeps it.
const listText = (text) => (text.includes("```") ? text : text.replace(/^.*\S.*$/gm, (row) => (BLOCK.test(row) ? row : `- ${row}`))).trim()
