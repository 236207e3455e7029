// The names of all terms, ready to be looked up: worked out once, because there may be thousands.

/** A name as it is compared: letter case, hyphens and spaces count for nothing. */
export const normalName = (name) => name.toLowerCase().replace(/[-\u2011]/g, " ").split(/\s+/).filter(Boolean).join(" ")

export class Names {
  constructor(terms, { nearNameLetters }) {
    this.least = nearNameLetters
    this.titles = new Map(terms.map(({ slug, title }) => [slug, title]))
    this.words = new Set(terms.flatMap(({ names }) => names.flatMap((name) => name.match(/[\p{L}\p{N}_]+/gu) ?? [])))
    this.slugs = new Map()
    this.entries = new Map()
    this.near = new Map()
    let order = 0
    for (const { slug, title, names } of terms) {
      for (const name of [slug, ...names]) this.slugs.set(normalName(name), slug)
      for (const name of names) {
        const entry = { order: (order += 1), title, name, normal: normalName(name) }
        this.entries.set(entry.normal, entry)
        for (const key of nearKeys(name, this.least)) {
          if (this.near.has(key)) this.near.get(key).push(entry)
          else this.near.set(key, [entry])
        }
      }
    }
  }

  /** The slug of the term that has this name or slug. */
  slugOf(name) {
    return this.slugs.get(normalName(name))
  }

  /** The title of the term that has this name. */
  titleOf(name) {
    return this.entries.get(normalName(name))?.title
  }

  /** The first name, with the title of its term, that is so much like this one that both may mean the same. */
  nearest(name) {
    const alike = [...nearKeys(name, this.least)].flatMap((key) => this.near.get(key) ?? [])
    return alike.filter(({ normal }) => normal !== normalName(name)).sort((a, b) => a.order - b.order)[0]
  }
}

// Two names share a key when they differ by spaces, word order, plural, or a letter after the first.
function nearKeys(name, least) {
  const parts = [...normalName(name).matchAll(/[\p{L}\p{N}_]+/gu)].map(([word]) => word.replace(/s$/, ""))
  const keys = [parts.join(""), [...parts].sort().join("")]
  const without = keys.filter((key) => key.length >= least).flatMap((key) =>
    [...key].flatMap((letter, index) => (index && /\p{L}/u.test(letter) ? [key.slice(0, index) + key.slice(index + 1)] : [])),
  )
  return new Set([...keys, ...without])
}
