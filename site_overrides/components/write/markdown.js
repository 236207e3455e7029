// The text of a draft taken apart as glossary/source.py, markdown.py and passages.py take a file apart. Passages are read
// without a renderer: paragraphs, lists, tables, quotes, code, links and emphasis as people write them.

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/
const LIST_MARK = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/
const TABLE_LINE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/
const DEFINITION = /^ {0,3}\[(?!\^)[^\]\n]+\]:\s*\S/
const FOOTNOTE = /^ {0,3}\[\^[^\]\s]+\]:\s*/
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" }
// What stands for code in running text: it counts as a word, and no list of words has it.
const CODE = "0"

const blank = (text) => text.replace(/[^\r\n]/g, " ")

/** The same text with fenced code and the inside of code spans blanked out by spaces. */
export function maskCode(markdown) {
  return maskFences(markdown)
    .split(/(\n[ \t]*\n)/)
    .map(maskSpans)
    .join("")
}

function maskFences(markdown) {
  let fence = ""
  const mask = (row) => {
    if (fence) {
      if (new RegExp(`^ {0,3}${fence}${fence[0]}*\\s*$`).test(row)) fence = ""
      return blank(row)
    }
    fence = FENCE.exec(row)?.[1] ?? ""
    return fence ? blank(row) : row
  }
  return markdown.split("\n").map(mask).join("\n")
}

function maskSpans(paragraph) {
  const lastStart = new Map([...paragraph.matchAll(/`+/g)].map((run) => [run[0], run.index]))
  const marks = /\\[\\`]|`+/g
  let masked = ""
  let keptTo = 0
  for (let opening; (opening = marks.exec(paragraph)); ) {
    const start = marks.lastIndex
    if ((lastStart.get(opening[0]) ?? 0) < start) continue
    const runs = /`+/g
    runs.lastIndex = start
    let closing = runs.exec(paragraph)
    while (closing[0] !== opening[0]) closing = runs.exec(paragraph)
    masked += paragraph.slice(keptTo, start) + blank(paragraph.slice(start, closing.index))
    keptTo = closing.index
    marks.lastIndex = runs.lastIndex
  }
  return masked + paragraph.slice(keptTo)
}

/** The sections of a text: each `##` heading with the Markdown up to its first `###` heading, and those as entries. */
export const sectionsOf = (body) => split(body, 2)[1]

function split(markdown, level) {
  const rows = markdown.split("\n")
  const masked = maskCode(markdown).split("\n")
  const starts = masked.flatMap((row, index) => (HEADING.exec(row)?.[1].length === level ? [index] : []))
  const sections = starts.map((start, place) => {
    const below = rows.slice(start + 1, starts[place + 1]).join("\n")
    const [intro, entries] = level < 3 ? split(below, level + 1) : [below, []]
    return { heading: headingText(rows[start]), markdown: intro, entries }
  })
  return [rows.slice(0, starts[0]).join("\n"), sections]
}

function headingText(row) {
  const text = row.replace(/^[ \t]+|[ \t]+$/g, "").replace(/^#+/, "").replace(/^[ \t]+|[ \t]+$/g, "")
  const bare = text.replace(/#+$/, "")
  return !bare || /[ \t]$/.test(bare) ? bare.replace(/[ \t]+$/, "") : text
}

/** Every heading, paragraph, list item and table cell of some sections, without its markup; quotations are left out. */
export function* passagesOf(sections) {
  for (const section of sections) {
    for (const block of [section, ...section.entries]) {
      const place = { section: section.heading, entry: block === section ? "" : block.heading, of: section }
      yield { ...place, kind: "heading", text: block.heading.replace(/`+[^`]*`+/g, CODE) }
      for (const piece of pieces(block.markdown)) if (!piece.text.startsWith("{{")) yield { ...place, ...piece }
    }
  }
}

function* pieces(markdown) {
  let rows = []
  const finish = function* () {
    const done = rows
    rows = []
    if (done.length > 1 && done[0].includes("|") && TABLE_LINE.test(done[1])) {
      for (const row of [done[0], ...done.slice(2)]) {
        for (const cell of row.trim().replace(/^\||\|$/g, "").split("|")) yield { kind: "cell", text: plain(cell) }
      }
    } else if (done.length) yield { kind: "paragraph", text: plain(done.join("\n")) }
  }
  let isQuote = false
  for (const row of blankFences(markdown)) {
    isQuote = /^ {0,3}>/.test(row.replace(LIST_MARK, "")) || (isQuote && row.trim() && !LIST_MARK.test(row))
    const heading = HEADING.exec(row)
    if (!row.trim() || isQuote || heading || [LIST_MARK, DEFINITION, FOOTNOTE].some((mark) => mark.test(row))) yield* filled(finish())
    if (heading) rows = [heading[2] ?? ""]
    else if (row.trim() && !isQuote && !DEFINITION.test(row)) rows.push(row.replace(LIST_MARK, "").replace(FOOTNOTE, "").trim())
    if (heading) yield* filled(finish())
  }
  yield* filled(finish())
}

function* filled(found) {
  for (const piece of found) if (piece.text) yield piece
}

// Fenced code ends a paragraph and is none.
function* blankFences(markdown) {
  const masked = maskFences(markdown).split("\n")
  for (const row of masked) yield row.trim() ? row : ""
}

/** The words of some Markdown without their marks. */
export function plain(markdown) {
  const shielded = new Map()
  const shield = (text) => {
    const sign = String.fromCodePoint(0xf0000 + shielded.size)
    shielded.set(sign, text)
    return sign
  }
  const text = markdown
    .replace(/(?<![\\`])(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g, () => shield(CODE))
    .replace(/\\([!-/:-@[-`{-~])/g, (_, sign) => shield(sign))
    .replace(/<(https?:[^<>\s]+)>/g, (_, address) => shield(address))
    .replace(/!\[[^\]]*\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"]*")?\)/g, "")
    .replace(/\[\^[^\]\s]+\]/g, "")
    .replace(/\[([^\]]*)\]\(\s*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+"[^"]*")?\s*\)/g, "$1")
    .replace(/(\*{1,3})(?=\S)([^*]*[^*\s])\1/g, "$2")
    .replace(/(\*{1,3})(?=\S)([^*]*[^*\s])\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^_]*[^_\s])\1(?![\p{L}\p{N}_])/gu, "$2")
    .replace(/~~(?=\S)([^~]*[^~\s])~~/g, "$1")
    .replace(/&(#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w+);/g, (all, name) => entity(name) ?? all)
  return text.replace(/[\u{f0000}-\u{ffffd}]/gu, (sign) => shielded.get(sign) ?? sign).trim()
}

function entity(name) {
  if (!name.startsWith("#")) return ENTITIES[name]
  const code = name[1] === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
