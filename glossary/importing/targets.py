"""Where the columns, properties and keys that people really have belong in a term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from glossary.importing.record import BODY
from glossary.problem import did_you_mean
from glossary.sections import DEFINITION, SectionKind, Shape

# What is left as it is, for the report and for the writer.
KEPT = ""
TITLE, SUMMARY, EXAMPLES = "title", "summary", "Examples"
RELATIONS = ("broader", "narrower", "see-also")
# Fields of front matter that hold several texts.
LISTS = ("aliases", "tags", *RELATIONS)

# The names in use, in lower case without spaces and signs; the first target with a name gets it.
_NAMES: dict[str, str] = {
    TITLE: "term title name word headword entry preflabel label concept phrase expression termname",
    DEFINITION: "definition meaning explanation longdefinition definitions meanings def",
    SUMMARY: "summary shortdefinition description hovertext tooltip abstract excerpt shortdescription inshort",
    "acronym": "acronym abbreviation abbr shortform initialism acronyms abbreviations",
    "aliases": "aliases alias synonyms synonym alsoknownas aka altlabel variants variant othernames alternativenames "
    "alternatename alternatenames alternativeterms usedfor uf",
    "category": "category categories topic topics subject subjects domain area theme group discipline",
    "level": "level difficulty",
    "tags": "tags tag keywords keyword",
    "broader": "broader broaderterm broaderterms bt parent parentterm isa",
    "narrower": "narrower narrowerterm narrowerterms nt child children",
    "see-also": "related relatedterms relatedterm seealso see rt crossreference crossreferences",
    "added": "added created datecreated createdat issued date",
    EXAMPLES: "example examples usage",
    BODY: BODY,
}


class MappingError(Exception):
    """A wish of the person who imports that cannot be met; its text says what to write instead."""


def targets(kinds: Iterable[SectionKind]) -> tuple[str, ...]:
    """Every field and section that a name of a source may go to."""
    headings = [kind.heading for kind in kinds]
    return tuple(dict.fromkeys([*(name for name in _NAMES if name != EXAMPLES or name in headings), *_free(kinds)]))


def mapping(names: Iterable[str], wishes: Mapping[str, str], kinds: Sequence[SectionKind]) -> dict[str, str]:
    """A target for each name of a source, or KEPT; `wishes` decide for the names they hold.

    Each target but the relations goes to one name, the first that fits. MappingError for a wish that names nothing.
    """
    names, known = list(names), targets(kinds)
    for name, target in wishes.items():
        if name not in names:
            raise MappingError(f"there is no '{name}' in this source.{did_you_mean(name, names)}")
        if target not in (*known, KEPT):
            raise MappingError(f"'{target}' is not a field or section.{did_you_mean(target, known)}")
    by_spelling = {
        spelling: target for target in reversed(_NAMES) if target in known for spelling in _NAMES[target].split()
    }
    by_spelling = {_spelling(heading): heading for heading in _free(kinds)} | by_spelling
    found: dict[str, str] = {}
    taken = {target for target in wishes.values() if target not in RELATIONS}
    for name in names:
        target = wishes.get(name, by_spelling.get(_spelling(name), KEPT))
        if name not in wishes and target in taken:
            target = KEPT
        found[name] = target
        taken |= {target} - {KEPT, *RELATIONS}
    return found


def _free(kinds: Iterable[SectionKind]) -> list[str]:
    """Headings of sections whose text may be anything, so that a column of their name can fill them."""
    return [kind.heading for kind in kinds if kind.shape in (Shape.PROSE, Shape.LIST)]


def _spelling(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())
