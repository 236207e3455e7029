"""What the form "Write a term" must know to judge a draft: the rules' limits, lists and patterns, as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from glossary import limits, readability
from glossary.checks import acronyms, fields, relations, sources, style, text, wording
from glossary.draft import PLAIN_TEXT
from glossary.glossary import Glossary
from glossary.linking import INLINE, REFERENCE, TERM_FILE
from glossary.near_names import MIN_LETTERS
from glossary.rule import Rule
from glossary.term import LEAST_ENTRIES, FrontMatter
from glossary.term_files import TERMS_FOLDER
from glossary.text_file import INVISIBLE
from glossary.wordlists import QUOTED, PhraseList, data, phrases
from macros.checks import RULES
from macros.form_controls import Control, entry_controls, term_controls
from macros.script_patterns import ScriptPattern, script_pattern

# The rules that the scripts in components/write/ keep too.
FORM_CODES = (
    *("G002", "G003", "G010", "G011", "G012", "G013", "G014", "G017", "G020", "G021", "G023"),
    *("G030", "G031", "G032", "G033", "G040", "G041", "G042", "G050"),
    *("G060", "G061", "G062", "G065", "G066", "G067", "G070", "G071", "G072", "G073", "G080", "G081", "G082"),
)
FORM_RULES: tuple[Rule[...], ...] = tuple(rule for rule in RULES if rule.code in FORM_CODES)
# What a draft from the form can break, and only the check of a pull request finds.
LATER_CODES = ("G043", "G063", "G064", "G085")
LATER_RULES: tuple[Rule[...], ...] = tuple(rule for rule in RULES if rule.code in LATER_CODES)


def form_data(glossary: Glossary) -> dict[str, Any]:
    """What the form's script reads with the page: where drafts go, the sections, and what its rules judge by."""
    settings = glossary.settings
    return {
        "newFile": settings.new_file_address("PATH", "TEXT") if settings.repository else None,
        "folder": TERMS_FOLDER,
        "draft": {"order": [*FrontMatter.model_fields], "plain": script_pattern(PLAIN_TEXT), "dates": _DATES},
        "fields": _constraints(term_controls(settings)),
        "entries": {name: _constraints(entries.controls) for name, entries in entry_controls(settings).items()},
        "leastEntries": LEAST_ENTRIES,
        "sections": [
            {
                "heading": kind.heading,
                "shape": kind.shape.name.lower(),
                "required": kind.required,
                "purpose": kind.purpose,
                "length": kind.length
                and {"least": kind.length.least, "most": kind.length.most, "unit": kind.length.unit.value},
            }
            for kind in settings.section_kinds
        ],
        "roles": [{"title": role.title, "grade": role.reading_grade} for role in settings.roles],
        "pages": settings.pages,
        "limits": _limits(),
        "patterns": {name: script_pattern(pattern) for name, pattern in PATTERNS.items()},
        "explanations": [script_pattern(pattern) for pattern in acronyms.EXPLANATIONS],
        "phrases": {name: _phrase_list(phrases(name)) for name in ("boilerplate", "hype", "inclusive")},
        "lists": {
            "abbreviations": sorted(readability.ABBREVIATIONS),
            "beforeNumbers": sorted(readability.BEFORE_NUMBERS),
            "mayDouble": sorted(wording.MAY_DOUBLE),
            "knownAcronyms": sorted({*acronyms.well_known(), *text.LEFT_TO_WRITE}),
            "shorteners": sorted(sources.SHORTENERS),
            "secondarySources": data("secondary_sources"),
        },
        "rules": {
            rule.code: {"severity": rule.severity, "title": rule.title, "sentence": rule.sentence}
            for rule in FORM_RULES
        },
    }


def names_data(glossary: Glossary) -> dict[str, Any]:
    """What it fetches apart, because it grows with the glossary: the terms' names and the addresses that are taken."""
    return {
        "terms": [{"slug": term.slug, "title": term.title, "names": term.names} for term in glossary.terms],
        "taken": _taken_addresses(glossary),
    }


# Fields of a term and of its entries that hold days, which stand in YAML without quotes.
_DATES = ["reviewed", "added", "date", "as_of", "expires"]
PATTERNS = {
    "acronym": acronyms.ACRONYM,
    "arxivFile": sources.ARXIV_FILE,
    "doubled": wording.DOUBLED,
    "html": text.HTML,
    "inlineLink": INLINE,
    "invisible": INVISIBLE,
    "letter": readability.LETTER,
    "markup": fields.MARKUP,
    "placeholder": text.PLACEHOLDER,
    "quoted": QUOTED,
    "referenceLink": REFERENCE,
    "secondSentence": fields.SECOND_SENTENCE,
    "sentenceEnd": readability.SENTENCE_END,
    "termFile": TERM_FILE,
    "tracking": sources.TRACKING,
    "word": readability.WORD,
}


def _constraints(controls: Sequence[Control]) -> dict[str, dict[str, Any]]:
    """What each control takes."""
    return {
        control.name: {
            "kind": control.kind,
            "required": control.required,
            "most": control.max_characters,
            "choices": [value for value, _ in control.choices],
        }
        for control in controls
    }


def _limits() -> dict[str, int]:
    return {
        "fileBytes": limits.MAX_BYTES,
        "nearNameLetters": MIN_LETTERS,
        "reasonWords": relations.MIN_REASON_WORDS,
        "sentenceWords": style.MAX_SENTENCE_WORDS,
        "paragraphWords": style.MAX_PARAGRAPH_WORDS,
        "repeatedWords": style.MIN_REPEATED_WORDS,
        "gradedWords": style.MIN_GRADED_WORDS,
        "abbreviationSigns": readability.LONGEST_ABBREVIATION,
    }


def _taken_addresses(glossary: Glossary) -> dict[str, str]:
    """What each address is that a new term cannot have."""
    pages = {page: f"the page {page}.md" for page in glossary.settings.pages}
    former = {old: f"a page that moved to {term.slug}.md" for term in glossary.terms for old in term.redirect_from}
    return fields.RESERVED_ADDRESSES | pages | former


def _phrase_list(listed: PhraseList) -> dict[str, Any]:
    """A pattern that finds all the phrases, and one for each with its advice."""
    advice: list[tuple[ScriptPattern, str]] = [(script_pattern(pattern), text) for pattern, text in listed.advice]
    return {"any": script_pattern(listed.pattern), "advice": advice}
