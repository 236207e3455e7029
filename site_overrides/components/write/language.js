// Words, sentences and their reading grade, counted as glossary/readability.py counts them.

/** The words of a text: "don't", "up-to-date" and "1.5" are one each. */
export const words = (text, { patterns }) => [...text.matchAll(patterns.word)].map(([word]) => word)

/** The sentences of a paragraph, each with where it starts. */
export function sentences(text, { patterns, lists, limits }) {
  const starts = [0]
  for (const end of text.matchAll(patterns.sentenceEnd)) {
    const before = text.slice(Math.max(0, end.index - limits.abbreviationSigns), end.index)
    const last = /\s$/.test(before) ? "" : before.split(/\s+/).at(-1).replace(/^[("'“]+/, "").toLowerCase()
    const next = end.index + end[0].length
    const goesOn = lists.abbreviations.includes(last) || (/\d/.test(text[next]) && lists.beforeNumbers.includes(last))
    if (!goesOn) starts.push(next)
  }
  return starts.map((start, place) => ({ start, sentence: text.slice(start, starts[place + 1]).trim() }))
}

/** The years of school that a reader needs, by the Coleman–Liau index; 0 for text without words. */
export function grade(paragraphs, data) {
  const found = paragraphs.flatMap((text) => sentences(text, data))
  const sum = (count) => found.reduce((total, { sentence }) => total + count(sentence), 0)
  const all = sum((sentence) => words(sentence, data).length)
  const letters = sum((sentence) => [...sentence.matchAll(data.patterns.letter)].length)
  return all ? (0.0588 * 100 * letters) / all - (0.296 * 100 * found.length) / all - 15.8 : 0
}

/** A title as it stands inside a sentence: lower case at the start unless it is a name or an acronym. */
export function titleInSentence(title) {
  const [first] = title.split(/\s+/)
  const keepsCase = [...first].slice(1).some((letter) => letter !== letter.toLowerCase() && letter === letter.toUpperCase())
  return keepsCase ? title : title.charAt(0).toLowerCase() + title.slice(1)
}

/** The article by the first sound: "an LLM", "a GPU", "an epoch", "a unit". */
export function article(phrase) {
  const [first] = phrase.split(/\s+/)
  if (/^[A-Z](?=[A-Z0-9-]|$)/.test(first)) return "AEFHILMNORSX".includes(first[0]) ? "an" : "a"
  return /^(?:[^aeiou]|one\b|uni(?!n)|use|eu)/i.test(first) ? "a" : "an"
}

/** The text with what stands in quotation marks blanked out. */
export const unquoted = (text, { patterns }) => text.replace(patterns.quoted, (quote) => " ".repeat(quote.length))
