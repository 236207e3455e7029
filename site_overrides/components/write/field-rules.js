// The rules on a draft's front matter: what glossary/checks/ and the fields' own types say, told beside the field.
// Each yields [place, message], where a place is the way to a value: ["related", 0, "why"].

import { article, titleInSentence } from "./language.js"
import { normalName } from "./names.js"

const length = (text) => [...text].length
const listed = (names) => names.join(", ")

/** Every field that the form asks for, with its place and what it takes. */
function* asked({ fields, data }) {
  for (const [name, takes] of Object.entries(data.fields)) {
    const values = takes.kind === "names" ? (fields[name] ?? []) : [fields[name]]
    for (const [index, value] of values.entries()) yield [takes.kind === "names" ? [name, index] : [name], takes, value]
  }
  for (const [list, controls] of Object.entries(data.entries)) {
    for (const [index, entry] of (fields[list] ?? []).entries()) {
      for (const [name, takes] of Object.entries(controls)) yield [[list, index, name], takes, entry[name]]
    }
  }
}

function* addressesAreNames({ fields, slug }) {
  if (fields.title && !slug) yield [["title"], "The file is named after the term; write it with a letter or a digit from a to z or 0 to 9."]
}

function* fieldsAreRight(draft) {
  const { fields, data } = draft
  for (const [place, takes, value] of asked(draft)) {
    const isNeeded = takes.required || (place.at(-1) === "why" && fields.status !== "draft")
    if (value === undefined) {
      if (isNeeded) yield [place, "This is missing."]
    } else if (takes.most && length(value) > takes.most) {
      yield [place, `This has ${length(value)} characters; write at most ${takes.most}.`]
    } else if (takes.choices.length && !takes.choices.includes(value)) {
      if (!isShelf(place)) yield [place, `Write one of ${listed(takes.choices)}.`]
    } else {
      const fault = FAULTS[takes.kind]?.(value)
      if (fault) yield [place, fault]
    }
  }
  for (const [list, least] of Object.entries(data.leastEntries)) {
    const count = fields[list]?.length ?? 0
    if (fields.status !== "draft" && count < least) yield [[list], `A published term needs at least ${least}; this has ${count}.`]
  }
}

const isShelf = ([name]) => name === "category" || name === "level"

function* shelvesExist({ fields, data }) {
  for (const name of ["category", "level"]) {
    const { choices } = data.fields[name]
    if (fields[name] && !choices.includes(fields[name])) yield [[name], `Write one of ${listed(choices)}.`]
  }
}

const FAULTS = { name: latinFault, names: latinFault, url: addressFault, date: dayFault, term: slugFault }

// No two names look alike: the Cyrillic о is not the Latin o.
function latinFault(value) {
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(value)) return "This holds a mark without a letter of its own; type it anew with plain letters."
  for (const [word] of value.matchAll(/[\p{L}\p{N}_]+/gu)) {
    const letters = [...word].filter((sign) => /\p{L}/u.test(sign))
    const strange = letters.find((letter) => letter >= "\u0180" || "ªºıſ".includes(letter))
    // β alone is a sign of mathematics; inside a word a Greek letter is a disguise.
    if (strange && (letters.length > 1 || !/\p{Script=Greek}/u.test(strange))) {
      return `“${strange}” in “${word}” is no letter of English; type the word anew with plain letters.`
    }
  }
}

function addressFault(value) {
  const host = /^https:\/\/([^/?#]*)/.exec(value)?.[1] ?? ""
  const isPlain = /^[!-~]*$/.test(value) && !/[<>"'`\\{}|^]/.test(value)
  if (!host.includes(".") || host.includes("@") || !isPlain) return "Write an address that starts with https://."
}

function dayFault(value) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : new Date(NaN)
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value)) return "Write a date as 2026-01-31."
}

function slugFault(value) {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) || value.length > 60) return `The glossary has no term “${value}”.`
}

function* namesAreUnique(draft) {
  const seen = new Set()
  for (const [place, name] of named(draft)) {
    const key = normalName(name)
    const title = draft.data.names.titleOf(name)
    if (title !== undefined) yield [place, `“${name}” is a name of “${title}” already; mend that term, or leave the name out here.`]
    else if (seen.has(key)) yield [place, `“${name}” stands twice among the names of this term; keep one.`]
    seen.add(key)
  }
}

function* named({ fields }) {
  if (fields.title) yield [["title"], fields.title]
  if (fields.acronym) yield [["acronym"], fields.acronym]
  for (const [index, name] of (fields.aliases ?? []).entries()) yield [["aliases", index], name]
}

function* addressesAreFree({ slug, data }) {
  const known = data.names.titles.get(slug)
  if (known !== undefined) yield [["title"], `“${known}” has the address ${slug}/ already; mend that term, or choose another name.`]
  else if (Object.hasOwn(data.taken, slug)) yield [["title"], `The address ${slug}/ belongs to ${data.taken[slug]}; choose another name.`]
  else if (slug.includes("-vs-")) yield [["title"], "Pages that compare two terms have such an address; name one thing."]
}

function* datesArePast({ fields, today }) {
  for (const [index, { date }] of (fields.sources ?? []).entries()) {
    if (date > today) yield [["sources", index, "date"], "This day has not come yet; write the day it was published."]
  }
}

function* summariesAreOnePlainSentence({ fields: { summary }, data: { patterns } }) {
  if (!summary) return
  if (summary.search(patterns.markup) >= 0) yield [["summary"], "This holds markup; write it as plain words."]
  if (!/[.?!]$/.test(summary)) yield [["summary"], "This must be a sentence; end it with a period."]
  else if (summary.search(patterns.secondSentence) >= 0) yield [["summary"], "These are several sentences; keep the first, and write the rest below."]
}

function* referencesExist({ fields, slug, data }) {
  for (const [index, { term }] of (fields.related ?? []).entries()) {
    const place = ["related", index, "term"]
    if (term && term === slug) yield [place, "This is the term itself; name another."]
    else if (term && !slugFault(term) && !data.names.titles.has(term)) yield [place, `The glossary has no term “${term}”; choose one from the list.`]
  }
}

function* relationsAreStatedOnce({ fields }) {
  const stated = new Set()
  for (const [index, { term, type }] of (fields.related ?? []).entries()) {
    if (term && type && stated.has(`${type} ${term}`)) yield [["related", index], "This relation stands twice; keep one."]
    stated.add(`${type} ${term}`)
  }
}

function* reasonsSaySomething({ fields, slug, data: { limits } }) {
  const first = new Set()
  for (const [index, { term, why }] of (fields.related ?? []).entries()) {
    const place = ["related", index, "why"]
    if (!why) continue
    const words = why.toLowerCase().match(/[a-z0-9]+/g) ?? []
    if (words.length < limits.reasonWords) {
      yield [place, "This is too short; say in a sentence what ties these two."]
      continue
    }
    const names = new Set([...(term ?? "").split("-"), ...slug.split("-")])
    const others = words.filter((word) => !names.has(word) && !names.has(word.replace(/s+$/, "")))
    const patterns = [words.join(" "), others.join(" ")]
    if (patterns.some((pattern) => first.has(pattern))) yield [place, "This repeats an earlier reason; write what is true of these two alone."]
    patterns.forEach((pattern) => first.add(pattern))
  }
}

function* termsAreNotNearDuplicates(draft) {
  for (const [place, name] of named(draft)) {
    const found = draft.data.names.nearest(name)
    if (found) yield [place, `“${name}” is nearly “${found.name}”, a name of “${found.title}”; if it is the same thing, add the name there.`]
  }
}

function* verbsAgreeWithTheTitle({ fields: { title, summary, number = "singular" } }) {
  if (!title || !summary) return
  const name = titleInSentence(title)
  const escaped = name.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")
  const match = new RegExp(`^(?:(an?|the) )?${escaped}(?: \\([^)]*\\))? (is|are)\\b`, "i").exec(summary)
  if (!match) return
  const used = (match[1] ?? "").toLowerCase()
  const right = number === "plural" ? "are" : "is"
  if (match[2] !== right) yield [["summary"], `People ask about it as ${number}, but this says “${match[2]}”; write “${right}”, or choose another question.`]
  else if (number === "singular" && !used) yield [["summary"], `Begin with “${article(name)} ${name}”, or choose the question “What is …?”.`]
  else if (number !== "singular" && /^an?$/.test(used)) yield [["summary"], `Leave out “${match[1]}”, or choose the question “What is a …?”.`]
}

function* sourcesAreListedOnce({ fields, data }) {
  const seen = new Set()
  for (const [index, { url }] of (fields.sources ?? []).entries()) {
    if (!url || addressFault(url)) continue
    const page = pageOf(url, data)
    if (seen.has(page)) yield [["sources", index, "url"], "This source stands twice; keep one."]
    seen.add(page)
  }
}

function* addressesAreLasting({ fields, data }) {
  for (const [index, { url }] of (fields.sources ?? []).entries()) {
    if (!url || addressFault(url)) continue
    const place = ["sources", index, "url"]
    if (data.lists.shorteners.includes(new URL(url).hostname)) yield [place, "This hides where it leads; write the address it leads to."]
    else if (lasting(url, data) !== url) yield [place, `Write ${lasting(url, data)} instead.`]
  }
}

function* sourcesArePrimary({ fields, data }) {
  for (const [index, { url }] of (fields.sources ?? []).entries()) {
    if (!url || addressFault(url)) continue
    const host = new URL(url).hostname.replace(/^www\./, "")
    const fits = (pattern) => new RegExp(`^${pattern.split("*").map((part) => part.replaceAll(".", "\\.")).join(".*")}$`).test(host)
    const known = Object.keys(data.lists.secondarySources).find(fits)
    if (known) yield [["sources", index, "url"], `${host} is no primary source; ${data.lists.secondarySources[known]}.`]
  }
}

// The address without what tracks readers, and a paper's page on arXiv instead of one version of its file.
function lasting(url, { patterns }) {
  const { hostname, pathname } = new URL(url)
  const paper = /^(?:www\.)?arxiv\.org$/.test(hostname) && new RegExp(`^(?:${patterns.arxivFile.source})$`, "u").exec(pathname)
  if (paper) return `https://arxiv.org/abs/${paper.groups.paper}`
  const [, before, query, after = ""] = /^([^?#]*)\?([^#]*)(#.*)?$/.exec(url) ?? []
  if (query === undefined) return url
  const tracks = new RegExp(`^(?:${patterns.tracking.source})$`, "u")
  const pairs = query.split("&")
  const kept = pairs.filter((pair) => !tracks.test(pair.split("=")[0]))
  return kept.length === pairs.length ? url : `${before}${kept.length ? `?${kept.join("&")}` : ""}${after}`
}

// What two addresses of one page have in common.
function pageOf(url, data) {
  const { hostname, pathname, search } = new URL(lasting(url, data))
  const path = pathname.replace(/(?<=\/abs\/)(\d{4}\.\d{4,5})v\d+/, "$1").replace(/\/+$/, "")
  return `${hostname.replace(/^www\./, "")}${path}?${search.slice(1)}`
}

export const FIELD_RULES = {
  G002: addressesAreNames,
  G010: fieldsAreRight,
  G011: shelvesExist,
  G012: namesAreUnique,
  G013: addressesAreFree,
  G014: datesArePast,
  G017: summariesAreOnePlainSentence,
  G020: referencesExist,
  G021: relationsAreStatedOnce,
  G023: reasonsSaySomething,
  G050: termsAreNotNearDuplicates,
  G066: verbsAgreeWithTheTitle,
  G080: sourcesAreListedOnce,
  G081: addressesAreLasting,
  G082: sourcesArePrimary,
}
