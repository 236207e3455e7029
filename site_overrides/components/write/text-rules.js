// The rules on a draft's text: what glossary/checks/ says of sections, sentences and words, told beside the section.
// Each yields [place, message], where a place is ["## Definition"] or the way to a field, as in field-rules.js.

import { maskCode } from "./markdown.js"
import { grade, sentences, unquoted, words } from "./language.js"

const LIST_ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\S/m
const FOR_ROLE = /^(?:\s*\n)?For:([^\n]*)/
const TITLE_HEADING = /^ {0,3}#[ \t]+\S/m
const PART = /^ {0,3}(Reality|Better):[ \t]*/m

const isEmpty = (block) => !block.markdown.trim() && !block.entries.length
const blocksOf = (section) => [section, ...section.entries]
const found = (text, pattern) => [...text.matchAll(pattern)].map(([hit]) => hit)

function* textCanBeTakenApart({ fields, sections, file, data: { patterns, limits } }) {
  const bytes = new TextEncoder().encode(file).length
  const say = (text) => text.search(patterns.invisible) >= 0 && "This holds a character that nobody sees; type the line anew."
  if (bytes > limits.fileBytes) yield [["title"], `The draft has ${bytes} bytes; a term has at most ${limits.fileBytes}.`]
  for (const [place, text] of fieldTexts(fields)) if (say(text)) yield [place, say(text)]
  for (const section of sections) {
    if (blocksOf(section).some((block) => say(block.heading + block.markdown))) yield [section.place, say(section.heading) || "This holds a character that nobody sees; type the line anew."]
  }
}

function* fieldTexts(value, place = []) {
  if (typeof value === "string") yield [place, value]
  else for (const [key, inner] of Object.entries(value)) yield* fieldTexts(inner, [...place, Array.isArray(value) ? Number(key) : key])
}

function* sectionsAreKnown({ sections, kinds }) {
  const seen = new Set()
  for (const { heading, place } of sections) {
    if (!kinds.has(heading)) yield [place, `“## ${heading}” is no section; write “### ${heading}” for a part of this one.`]
    else if (seen.has(heading)) yield [place, `“## ${heading}” stands twice; keep one.`]
    seen.add(heading)
  }
}

function* sectionsHoldText({ known }) {
  for (const section of known) {
    for (const block of blocksOf(section)) if (isEmpty(block)) yield [section.place, `“${block.heading}” has no text below it; write it, or take it away.`]
  }
}

function* publishedTermsAreComplete({ fields, sections, kinds }) {
  if (fields.status !== "published") return
  const headings = new Set(sections.map((section) => section.heading))
  for (const { heading, required, purpose } of kinds.values()) {
    if (required && !headings.has(heading)) yield [[`## ${heading}`], `A published term has this section. ${purpose}`]
  }
}

function* sectionsKeepTheirShape({ known, kinds, data }) {
  for (const section of known) {
    if (isEmpty(section)) continue
    for (const fault of SHAPES[kinds.get(section.heading).shape]?.(section, data) ?? []) yield [section.place, fault]
  }
}

const SHAPES = { list: listFaults, roles: roleFaults, myths: mythFaults, examples: exampleFaults, questions: questionFaults }

function* listFaults({ markdown }) {
  if (!LIST_ITEM.test(markdown)) yield "This must be a list; start each point with “- ”."
}

function* roleFaults({ markdown, entries }, { roles }) {
  const titles = roles.map((role) => role.title)
  const seen = new Set()
  if (markdown.trim()) yield `Text stands before the first role; put it under “### ${titles[0]}”.`
  for (const { heading } of entries) {
    if (!titles.includes(heading)) yield `“### ${heading}” is no role; write “#### ${heading}” for a part of one.`
    else if (seen.has(heading)) yield `“### ${heading}” stands twice; keep one.`
    seen.add(heading)
  }
  const missing = titles.filter((title) => !seen.has(title))
  if (missing.length) yield `Every role needs its text; here lacks: ${missing.join(", ")}.`
}

function* mythFaults({ markdown, entries }) {
  if (markdown.trim() || !entries.length) yield "Write what people say above its text."
  for (const entry of entries) {
    const pieces = entry.markdown.split(new RegExp(PART, "m"))
    const parts = new Map(pieces.flatMap((piece, index) => (index % 2 ? [[piece, pieces[index + 1].trim()]] : [])))
    for (const name of ["Reality", "Better"]) if (!parts.get(name) && entry.markdown.trim()) yield `“${entry.heading}” lacks a paragraph that starts with “${name}:”.`
  }
}

const roleOf = (entry) => FOR_ROLE.exec(entry.markdown)?.[1].trim()

function* exampleFaults({ entries }, { roles }) {
  for (const entry of entries) {
    const role = roleOf(entry)
    if (role === undefined) continue
    if (!roles.some(({ title }) => title === role)) yield `“For: ${role}” names no role.`
    if (!entry.markdown.replace(FOR_ROLE, "").trim()) yield `“${entry.heading}” has no text.`
  }
}

function* questionFaults({ entries }) {
  if (entries.length < 2) yield "Write at least two questions."
  for (const { heading } of entries) if (!heading.endsWith("?")) yield `“${heading}” must be a question and end with “?”.`
}

function* nothingIsLeftToWrite({ fields, sections, data: { patterns } }) {
  const say = (hit) => `“${hit}” is a placeholder; write the text, or take it away.`
  const texts = [...fieldTexts({ title: fields.title ?? "", summary: fields.summary ?? "" }), ...reasons(fields)]
  for (const [place, text] of texts) for (const hit of found(text, patterns.placeholder)) yield [place, say(hit)]
  for (const [place, text] of prose(sections)) for (const hit of found(text, patterns.placeholder)) yield [place, say(hit)]
}

const reasons = (fields) => (fields.related ?? []).flatMap(({ why }, index) => (why ? [[["related", index, "why"], why]] : []))

function* prose(sections) {
  for (const section of sections) {
    for (const block of blocksOf(section)) {
      yield [section.place, maskCode(block.heading)]
      yield [section.place, maskCode(block.markdown)]
    }
  }
}

function* textIsMarkdown({ sections, data: { patterns } }) {
  for (const [place, text] of prose(sections)) {
    for (const tag of found(text, patterns.html)) yield [place, `“${tag.slice(0, 40)}” is HTML; write Markdown, or put it in backticks to show it.`]
    for (const entity of found(text, /&#?\w{1,40};/g)) {
      if (decoded(entity).search(patterns.invisible) >= 0) yield [place, `“${entity}” writes a character that nobody sees; delete it.`]
    }
    if (TITLE_HEADING.test(text)) yield [place, "A heading with one “#” is the page's title; use “###” here."]
  }
}

// The browser knows every name of a character; a text area decodes them and runs nothing.
function decoded(entity) {
  const area = document.createElement("textarea")
  area.innerHTML = entity
  return area.value
}

function* linksLeadSomewhere({ sections, slug, data: { patterns, names, pages } }) {
  const isKnown = (file) => names.titles.has(file) || pages.includes(file) || file === slug
  const file = new RegExp(`^(?:${patterns.termFile.source})$`, "u")
  for (const [place, text] of prose(sections)) {
    const links = [...text.matchAll(patterns.inlineLink), ...text.matchAll(patterns.referenceLink)]
    for (const link of links) {
      if (link.groups.label?.toLowerCase() === "accept") continue
      const target = link.groups.target.replace(/^[<>]+|[<>]+$/g, "")
      const named = file.exec(target)?.groups.slug
      if (named !== undefined && !isKnown(named)) yield [place, `The link to “${target}” names no term.`]
      else if (named === undefined && !leadsSomewhere(target)) yield [place, `“${target.slice(0, 60)}” leads nowhere; write “kv-cache.md” for a term, or an https:// address.`]
    }
    for (const [, target] of text.matchAll(/!\[[^\]]*\]\(\s*([^\s()]*)/g)) {
      if (!target.startsWith("images/")) yield [place, "This shows a picture from elsewhere; pictures lie beside the terms."]
    }
  }
}

const leadsSomewhere = (target) => target.startsWith("#") || /^https:\/\/[^/?#]/i.test(target)

const listRule = (name, fault) =>
  function* ({ passages, data }) {
    const { any, advice } = data.phrases[name]
    for (const { place, text } of passages) {
      for (const hit of found(unquoted(text, data), any)) {
        const [, better] = advice.find(([pattern]) => new RegExp(`^(?:${pattern.source})$`, "iu").test(hit))
        yield [place, `“${hit.split(/\s+/).join(" ")}” ${fault}; ${better}.`]
      }
    }
  }

function* wordsAreNotDoubled({ passages, data }) {
  for (const { place, text } of passages) {
    for (const [both, word] of text.matchAll(data.patterns.doubled)) {
      const isName = word[0] !== word[0].toLowerCase() && both.slice(1).includes(word)
      if (!data.lists.mayDouble.includes(word.toLowerCase()) && !isName) yield [place, `“${word}” stands twice in a row; keep one.`]
    }
  }
}

function* acronymsAreExplained({ passages, fields, data }) {
  const names = [fields.title, fields.acronym, ...(fields.aliases ?? [])]
  const explained = new Set([...data.lists.knownAcronyms, ...names.flatMap((name) => name?.match(/[\p{L}\p{N}_]+/gu) ?? [])])
  const isExplained = (acronym) => explained.has(acronym) || data.names.words.has(acronym)
  for (const { text } of passages) {
    for (const pattern of data.explanations) for (const { groups } of text.matchAll(pattern)) explained.add(groups.acronym)
  }
  for (const { place, text } of passages) {
    for (const { groups } of unquoted(text, data).matchAll(data.patterns.acronym)) {
      if (!isExplained(groups.acronym)) yield [place, `“${groups.acronym}” is explained nowhere here; write its full name, then (${groups.acronym}).`]
      explained.add(groups.acronym)
    }
  }
}

function* sentencesAreShort({ passages, data }) {
  for (const { place, kind, text } of passages) {
    for (const { sentence } of kind === "cell" ? [] : sentences(text, data)) {
      const count = words(sentence, data).length
      if (count > data.limits.sentenceWords) yield [place, `A sentence has ${count} words; write two, or at most ${data.limits.sentenceWords} words.`]
    }
  }
}

function* sectionsHaveTheirLength({ sections, passages, kinds, data }) {
  for (const section of sections) {
    const kind = kinds.get(section.heading)
    for (const count of kind?.length ? counts(section, kind, passages, data) : []) {
      const { least, most, unit } = kind.length
      if (count && (count < least || count > most)) yield [section.place, `Counted in ${unit}, this has ${count}; write ${least} to ${most}.`]
    }
  }
  for (const { place, kind, text } of passages) {
    const count = words(text, data).length
    const { paragraphWords } = data.limits
    if (kind === "paragraph" && count > paragraphWords) yield [place, `A paragraph has ${count} words; split it, at most ${paragraphWords} words each.`]
  }
}

function counts(section, { shape, length: { unit } }, passages, data) {
  const parts = shape === "roles" ? section.entries.map((entry) => entry.heading) : [""]
  return parts.map((part) => {
    const texts = paragraphs(passages, section.heading, part)
    if (unit.startsWith("examples")) return section.entries.length ? fewestExamples(section, data.roles) : texts.length
    if (unit === "points") return texts.length
    return texts.reduce((sum, text) => sum + (unit === "words" ? words : sentences)(text, data).length, 0)
  })
}

const paragraphs = (passages, heading, part) =>
  passages.filter(({ kind, section, entry }) => kind === "paragraph" && section === heading && entry === part).map(({ text }) => text)

function fewestExamples({ entries }, roles) {
  const shownTo = (title) => entries.filter((entry) => [undefined, title].includes(roleOf(entry))).length
  return roles.length ? Math.min(...roles.map(({ title }) => shownTo(title))) : entries.length
}

function* roleTextsSuitTheirReaders({ known, passages, kinds, data }) {
  for (const section of known.filter(({ heading }) => kinds.get(heading).shape === "roles")) {
    for (const { title, grade: limit } of data.roles) {
      const texts = paragraphs(passages, section.heading, title)
      const level = Math.round(grade(texts, data) * 10) / 10
      const count = texts.reduce((sum, text) => sum + words(text, data).length, 0)
      if (limit !== null && level > limit && count >= data.limits.gradedWords) {
        yield [section.place, `The text for ${title} reads at grade ${level}; use shorter words and sentences, to ${limit}.`]
      }
    }
  }
}

function* sentencesStandOnce({ passages, data }) {
  const first = new Map()
  for (const [index, { place, kind, text }] of passages.entries()) {
    for (const { start, sentence } of kind === "paragraph" ? sentences(text, data) : []) {
      const own = words(sentence.toLowerCase(), data)
      const line = `${index}:${text.slice(0, start).split("\n").length}`
      const earlier = first.get(own.join(" ")) ?? line
      first.set(own.join(" "), earlier)
      if (own.length >= data.limits.repeatedWords && earlier !== line) yield [place, `“${sentence.slice(0, 60)}…” stands twice; write what is true of this place alone.`]
    }
  }
}

export const TEXT_RULES = {
  G003: textCanBeTakenApart,
  G030: sectionsAreKnown,
  G031: sectionsHoldText,
  G032: publishedTermsAreComplete,
  G033: sectionsKeepTheirShape,
  G040: nothingIsLeftToWrite,
  G041: textIsMarkdown,
  G042: linksLeadSomewhere,
  G060: listRule("boilerplate", "says nothing"),
  G061: listRule("hype", "is praise"),
  G062: listRule("inclusive", "can hurt or leave out readers"),
  G065: wordsAreNotDoubled,
  G067: acronymsAreExplained,
  G070: sentencesAreShort,
  G071: sectionsHaveTheirLength,
  G072: roleTextsSuitTheirReaders,
  G073: sentencesStandOnce,
}
