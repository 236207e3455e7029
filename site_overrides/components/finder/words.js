// Words as people type them, brought to one form. Nothing here knows of terms or pages.

const AMERICAN = [
  [/is(e|ed|es|er|ers|ing|ation|ations)$/, "iz$1"],
  [/ys(e|ed|es|er|ers|ing)$/, "yz$1"],
  [/(?<=...)our/, "or"],
  [/(?<=..)tre(s?)$/, "ter$1"],
  [/(?<=..)ogue(s?)$/, "og$1"],
  [/(?<=...)ll(ed|er|ers|ing)$/, "l$1"],
  [/(?<=def|lic|off)ence(s?)$/, "ense$1"],
  [/^programme(s?)$/, "program$1"],
  [/^artefact/, "artifact"],
  [/^judgement/, "judgment"],
];

const BRITISH = /is|ys|our|tre|ogue|ll|ence|programme|artefact|judgement/; // Without these, nothing above applies.
const PLAIN = /^[a-z\d]+(?: [a-z\d]+)*$/; // in normal form already

const STEMS = new Map(); // word → stem: the same words return with every query

const VOWEL = /[aeiouy]/;

// What stands before and after the words that a question is about.
const QUESTION = new RegExp(
  [
    "^(?:(?:what|who)(?: is|s| are|re)|whats|what does|how (?:does|do|is|are)",
    "|define|explain|describe|(?:the )?(?:meaning|definition) of)",
    "(?: an?| the)? (.+?)(?: means?| works?)?$",
  ].join(""),
);
const AFTER = / (?:meaning|definition|explained|in simple terms|for beginners)$/;
const ARTICLE = /^(?:an?|the) (?=.)/;
const HEAD_ENDS = / (?:an?|the|in|on|of|for|with|without|from|by|to|at) /;

const STOP_WORDS = new Set(
  `
    a about actually am an and any are as at be been but by can could did do does for from get gets had has
    have how i if in into is it its me much many my need needs of on or our shall should so some than that the
    their them then there these they this those to up us use used was we were what when where which while who
    whom why will with without would you your
  `.match(/\S+/g),
);

/** Lower case without accents; hyphens, slashes and punctuation are spaces. */
export function normal(text) {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize("NFKD")
    .toLowerCase() // a raised letter becomes a capital
    .replace(/\p{M}|['’]/gu, "")
    .replace(/(?<=\d)[.,](?=\d)/g, "\0")
    .replace(/[^\p{L}\p{N}+#\0]+/gu, " ")
    .replaceAll("\0", ".")
    .trim();
}

/** The beginning that a word, in normal form, shares with its plural, -ing, -ed, -ation and British forms. */
export function stem(word) {
  if (!STEMS.has(word)) STEMS.set(word, stemmed(word));
  return STEMS.get(word);
}

function stemmed(word) {
  let rest = word;
  if (BRITISH.test(word)) for (const [british, american] of AMERICAN) rest = rest.replace(british, american);
  for (let before; before !== rest; rest = shorter(rest)) before = rest;
  return rest;
}

function shorter(word) {
  if (word.length < 4) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (/[^siu]s$/.test(word)) return word.slice(0, -1);
  for (const ending of ["ation", "ment", "ing", "ate", "ed"]) {
    const start = word.slice(0, -ending.length);
    if (word.endsWith(ending) && start.length >= 3 && VOWEL.test(start)) return start.replace(/([^aeiou])\1$/, "$1");
  }
  return word.replace(/(?<=...)(?:e|([^aeious])\1)$/, "$1");
}

/**
 * The words that a query, in normal form, asks about: "what is a token" asks about "token", and so does "token in ai"
 * where `fields`, the glossary's own, hold "ai".
 */
export function subject(query, fields = []) {
  const asked = (query.match(QUESTION)?.[1] ?? query).replace(AFTER, "").replace(ARTICLE, "");
  const field = fields.find((name) => asked.endsWith(` in ${name}`));
  return field ? asked.slice(0, -` in ${field}`.length) : asked;
}

/** What a query, in normal form, is about before it says more of it: "attention" of "attention in a transformer". */
export const head = (query) => query.split(HEAD_ENDS, 1)[0];

/** True for the small words that say nothing about which term is meant. */
export const isStopWord = (word) => STOP_WORDS.has(word);
