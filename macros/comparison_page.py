"""Two terms set against each other: what both pages say, side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from glossary import prose
from glossary.comparisons import Comparison
from glossary.glossary import Glossary
from glossary.sections import slugify
from glossary.source import Section
from glossary.term import Term
from macros.calls import Call, find_calls
from macros.parts import Part, guide_words, split
from macros.registry import MACROS

ROOT = "../../"
ROLES = "For your role"
# These stand in a table; `APART` holds tables of its own and gets the width of the page.
ROWS = ("Definition", "Key takeaways", "Why it matters")
APART = "Practical impact"


@dataclass(frozen=True)
class Side:
    """One of the two terms, with its text for each role that it speaks to."""

    term: Term
    category: str
    level: str
    roles: dict[str, Markup]


@dataclass(frozen=True)
class Row:
    """A section that both terms have: what the one says and what the other says."""

    heading: str
    anchor: str
    cells: tuple[Markup, Markup]


@dataclass(frozen=True)
class ComparisonPage:
    """A pair of terms: why they are related, what each is, and their sections against each other."""

    comparison: Comparison
    sides: tuple[Side, Side]
    reasons: tuple[str, ...]
    rows: tuple[Row, ...]
    apart: Row | None

    @property
    def title(self) -> str:
        """The page's question."""
        return f"{versus(self.sides[0].term, self.sides[1].term)}: what is the difference?"

    @property
    def description(self) -> str:
        """Both terms in a sentence each, for search engines and previews."""
        return f"{self.sides[0].term.summary} {self.sides[1].term.summary}"


@dataclass(frozen=True)
class Pair:
    """A comparison in a list: its page, what that page asks about, and why the two are related."""

    comparison: Comparison
    title: str
    text: str


@dataclass(frozen=True)
class AllComparisons:
    """The pairs of terms that people weigh against each other, or a part of them."""

    part: Part[Comparison]
    pairs: tuple[Pair, ...]

    @property
    def title(self) -> str:
        """What the list is called, and which pairs a later part of it has."""
        return "Comparisons" if self.part.is_first else f"Comparisons, {self.part.own.label}"

    @property
    def description(self) -> str:
        """What they are for."""
        return self.part.described("Terms that are easily taken for each other, side by side.")


def versus(first: Term, second: Term) -> str:
    """The pair as people type it: "Context window vs KV cache"."""
    return f"{first.title} vs {second.title_in_sentence}"


def comparison_pages(glossary: Glossary) -> dict[str, Callable[[], ComparisonPage | AllComparisons]]:
    """The making of each page by its source path; a glossary without pairs has no page that lists them."""
    pages: dict[str, Callable[[], ComparisonPage | AllComparisons]] = {
        f"compare/{pair.slug}.md": partial(comparison_page, pair, glossary) for pair in glossary.comparisons
    }
    if glossary.comparisons:
        parts = split(glossary.comparisons, "compare/index.md", guide_words(partial(title, glossary=glossary)))
        pages |= {path: partial(_all_comparisons, part, glossary) for path, part in parts.items()}
    return pages


def comparison_page(comparison: Comparison, glossary: Glossary) -> ComparisonPage:
    """The page of a pair of terms."""
    first, second = glossary.by_slug[comparison.first], glossary.by_slug[comparison.second]
    return ComparisonPage(
        comparison=comparison,
        sides=(_side(first, glossary), _side(second, glossary)),
        reasons=reasons(comparison, glossary),
        rows=tuple(row for heading in ROWS if (row := _row(heading, first, second))),
        apart=_row(APART, first, second),
    )


def _all_comparisons(part: Part[Comparison], glossary: Glossary) -> AllComparisons:
    return AllComparisons(part, tuple(_pair(comparison, glossary) for comparison in part.entries))


def _pair(comparison: Comparison, glossary: Glossary) -> Pair:
    first, second = glossary.by_slug[comparison.first], glossary.by_slug[comparison.second]
    said = reasons(comparison, glossary) or (f"{first.summary} {second.summary}",)
    return Pair(comparison, title(comparison, glossary), said[0])


def title(comparison: Comparison, glossary: Glossary) -> str:
    """What a pair is called."""
    return versus(glossary.by_slug[comparison.first], glossary.by_slug[comparison.second])


def reasons(comparison: Comparison, glossary: Glossary) -> tuple[str, ...]:
    """Why the two are related, as either term says it."""
    relations = (r for r in glossary.relations[comparison.first] if r.target == comparison.second)
    return tuple(dict.fromkeys(relation.why for relation in relations if relation.why))


def _side(term: Term, glossary: Glossary) -> Side:
    settings = glossary.settings
    section = term.section(ROLES)
    texts = {entry.heading: entry for entry in section.entries} if section else {}
    return Side(
        term=term,
        category=settings.category_by_slug[term.category].title,
        level=settings.level_by_slug[term.level].title,
        roles={role.slug: _html(texts[role.title], term, role.slug) for role in settings.roles if role.title in texts},
    )


def _row(heading: str, first: Term, second: Term) -> Row | None:
    sections = first.section(heading), second.section(heading)
    if not sections[0] or not sections[1]:
        return None
    anchor = slugify(heading)
    return Row(heading, anchor, (_text(sections[0], first, anchor), _text(sections[1], second, anchor)))


def _text(section: Section, term: Term, anchor: str) -> Markup:
    """A section with the parts below it; their headings become plain lines, because they stand inside a table."""
    parts = [
        Markup('<p class="compare__part">{}</p>{}').format(
            Markup(prose.render_line(entry.heading)), _html(entry, term, f"{anchor}-{slugify(entry.heading)}")
        )
        for entry in section.entries
    ]
    return Markup().join([_html(section, term, anchor), *parts])


def _html(section: Section, term: Term, anchor: str) -> Markup:
    """The text on a page that is not its own; calculators stay at home, and a link leads there."""
    home = f"{ROOT}{term.slug}/"
    passage, _ = find_calls(section.markdown, term.path, section.markdown_line, MACROS)
    render = partial(prose.render, anchor=f"{term.slug}-{anchor}", root=ROOT, home=home)

    def link(call: Call) -> Markup:
        noun = call.name.replace("_", " ")
        return Markup('<p><a href="{}">The {} on the page of {}</a></p>').format(home, noun, term.title)

    return Markup(passage.fill(render(passage.markdown), link))
