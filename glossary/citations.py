"""How to cite a term: in plain words, for BibTeX and in APA style."""

from __future__ import annotations

import re
from datetime import date

from glossary.days import MONTHS, day_in_words
from glossary.settings import Settings
from glossary.term import Term

_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def citations(term: Term, settings: Settings) -> dict[str, str]:
    """The citation of a term by the name of its style; its date is that of the last review."""
    return {"Plain": plain(term, settings), "APA": apa(term, settings), "BibTeX": bibtex(term, settings)}


def plain(term: Term, settings: Settings) -> str:
    """One sentence for any text."""
    reviewed, address = day_in_words(term.reviewed), settings.term_address(term.slug)
    return f"“{term.title},” {settings.name}, reviewed {reviewed}, {address}"


def apa(term: Term, settings: Settings) -> str:
    """An entry of a reference work that names no author and keeps its earlier versions, as this one's history does.

    Source: APA Style, Wikipedia references,
    https://apastyle.apa.org/style-grammar-guidelines/references/examples/wikipedia-references
    """
    return f"{term.title}. ({_apa_day(term.reviewed)}). In {settings.name}. {settings.term_address(term.slug)}"


def bibtex(term: Term, settings: Settings) -> str:
    """An entry of type @misc, the one that every BibTeX style knows; `key` sorts what has no author."""
    name = _tex(settings.name)
    fields = {
        "key": f"{{{name}}}",
        "title": f"{{{{{_tex(term.title)}}}}}",
        "howpublished": f"{{{name}}}",
        "year": f"{{{term.reviewed.year}}}",
        "month": MONTHS[term.reviewed.month - 1][:3].lower(),
        "note": f"{{Reviewed {term.reviewed}}}",
        "url": f"{{{settings.term_address(term.slug)}}}",
    }
    rows = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    return f"@misc{{{term.slug},\n{rows}\n}}"


def _apa_day(day: date) -> str:
    return f"{day.year}, {MONTHS[day.month - 1]} {day.day}"


def _tex(text: str) -> str:
    """Text with the signs that TeX would obey written so that it prints them."""
    return re.sub(r"[\\~^&%$#_{}]", lambda match: _TEX.get(match[0], f"\\{match[0]}"), text)
