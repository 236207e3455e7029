"""The Markdown twin of every page: the same words for a reader that wants no page around them.

A page's twin is `index.md` in its folder: `/kv-cache/` has `/kv-cache/index.md`. A page that moved has one at its old
address too, because a text file cannot lead anywhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from glossary.exports.llms import TWIN
from glossary.exports.markdown import link, plain, section_text, term_link, term_markdown
from glossary.glossary import Glossary
from glossary.linking import absolute_links
from glossary.maps import Map
from glossary.term import Term
from macros.addresses import page_address
from macros.all_terms import AllTerms, LetterPage, LettersPage
from macros.category_pages import AllCategories, CategoryPage, Shelf
from macros.comparison_page import APART, ROLES, ROWS, AllComparisons, ComparisonPage
from macros.derived_pages import DerivedPage
from macros.maps import MapPage
from macros.ordinary_pages import OrdinaryPage
from macros.parts import Part
from macros.path_pages import AllPaths, PathPage
from macros.related_pages import RelatedPage
from macros.review_pages import ChangesPage, DigestPage, Due, ReviewPage
from macros.site import Site
from macros.term_page import TermPage
from macros.write_page import WritePage
from macros.written_calls import written_out

Section: TypeAlias = tuple[str, Iterable[str]]


def twins(site: Site) -> Iterator[tuple[str, Iterable[str]]]:
    """The twin of every page, by site path; the site's terms must have their calls written out."""
    former = defaultdict(list)
    for old, current in site.moved.items():
        former[current].append(old)
    for path in site.views:
        address = page_address(path)
        for each in (address, *former[address]):
            yield f"{each}{TWIN}", made_twin(path, site)
    for path, page in site.pages.items():
        address = page_address(path)
        text = written_twin(page, address, site.glossary)
        yield from ((f"{each}{TWIN}", [text]) for each in (address, *former[address]))


def written_twin(page: OrdinaryPage, address: str, glossary: Glossary) -> str:
    """The twin of the ordinary page at `address`: its own Markdown with whole addresses and calls in words."""
    root = glossary.settings.url
    text = written_out(page.markdown.lstrip(), page.path, f"{root}{address}", glossary)
    return absolute_links(text, root, f"{root}{address}")


def made_twin(path: str, site: Site) -> Iterator[str]:
    """The twin of a page that was made from the glossary."""
    glossary = site.glossary
    term = glossary.by_slug.get(path.removesuffix(".md"))
    if term:
        return term_markdown(term, glossary)
    view = site.views[path]
    assert not isinstance(view, TermPage), "its term was found"
    sections = [*_sections(view, glossary)]
    if part := getattr(view, "part", None):
        sections += _other_parts(part, glossary.settings.url)
    return _made(view.title, view.description, sections)


def _made(title: str, description: str, sections: Iterable[Section]) -> Iterator[str]:
    """A page of sections: each a heading, which may be empty, and lines of Markdown."""
    yield f"# {plain(title)}\n\n{plain(description)}\n"
    for heading, lines in sections:
        yield f"\n## {plain(heading)}\n\n" if heading else "\n"
        yield from (f"{line}\n" for line in lines)


def _sections(view: DerivedPage, glossary: Glossary) -> Iterator[Section]:
    root = glossary.settings.url
    match view:
        case AllTerms(letters=letters):
            yield from ((letter, _terms(terms, glossary)) for letter, terms in letters.items())
        case LettersPage(letters=found):
            yield "", [f"- {link(each.letter, f'{root}{each.address}')}: {each.counted}" for each in found]
        case LetterPage(part=part):
            yield "", _terms(part.entries, glossary)
        case CategoryPage(category=category, part=part):
            if part.is_first:
                yield "", [category.introduction]
            yield "", _terms(part.entries, glossary)
        case AllCategories(shelves=shelves):
            yield from ((shelf.category.title, _shelf(shelf, glossary)) for shelf in shelves)
        case ComparisonPage():
            yield from _comparison(view, glossary)
        case AllComparisons(pairs=pairs):
            yield "", [f"- {link(each.title, f'{root}compare/{each.comparison.slug}/')}" for each in pairs]
        case PathPage(steps=steps):
            yield "", [f"1. {term_link(each.term, glossary.settings)}. {plain(each.why)}" for each in steps]
        case AllPaths(paths=paths):
            yield "", [f"- {link(p.title, f'{root}paths/{p.path.slug}/')}: {plain(p.description)}" for p in paths]
        case MapPage(map=map_):
            yield from _map(map_, root)
        case RelatedPage(headings=headings):
            for group in headings:
                ties = (
                    f"- {link(each.term.title, f'{root}{each.address}')}: {plain(each.text)}" for each in group.entries
                )
                yield group.key, ties
        case ChangesPage(days=days):
            for day in days:
                yield str(day.key), [_change(c.kind.capitalize(), c.term, c.note, glossary) for c in day.entries]
        case DigestPage(weeks=weeks):
            for week, _ in weeks:
                new = [_change("New", change.term, change.note, glossary) for change in week.added]
                again = [_change("Checked again", c.term, c.note, glossary) for c in week.reviewed]
                yield f"Week of {week.monday}", [*new, *again]
        case WritePage(skeleton=skeleton):
            yield "A skeleton", ["```markdown", skeleton.rstrip(), "```"]
        case ReviewPage(deadlines=deadlines):
            yield "", [f"As of {view.today}."]
            yield from ((group.key.title, [_due(each, glossary) for each in group.entries]) for group in deadlines)


def _other_parts(part: Part[Any], root: str) -> Iterator[Section]:
    if not part.is_whole:
        others = (each for each in (part.previous, part.following, *part.links) if each and each != part.own)
        yield "Other parts", [f"- {link(each.label, f'{root}{each.address}')}" for each in dict.fromkeys(others)]


def _terms(terms: Iterable[Term], glossary: Glossary) -> Iterator[str]:
    return (f"- {term_link(term, glossary.settings)}: {plain(term.summary)}" for term in terms)


def _comparison(view: ComparisonPage, glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """What both terms say, section by section; the page has it side by side."""
    terms = [glossary.by_slug[side.term.slug] for side in view.sides]
    yield "", [plain(reason) for reason in view.reasons]
    yield "", _terms(terms, glossary)
    for heading in (ROLES, *ROWS, APART):
        sections = [(term, section) for term in terms if (section := term.section(heading))]
        if len(sections) == len(terms):
            lines: list[str] = []
            for term, section in sections:
                lines += [f"### {plain(term.title)}", "", section_text(section, term, glossary.settings), ""]
                for entry in section.entries:
                    lines += [f"#### {entry.heading}", "", section_text(entry, term, glossary.settings), ""]
            yield heading, lines


def _map(map_: Map, root: str) -> Iterator[tuple[str, Iterable[str]]]:
    titles = {point.key: point.title for point in map_.points}
    for cluster in map_.clusters:
        yield cluster.title, [f"- {link(point.title, f'{root}{point.address}')}" for point in cluster.points]
    yield "Closest relations", [f"- {plain(titles[t.source])}, {plain(titles[t.target])}" for t in map_.ties]


def _change(kind: str, term: Term, note: str | None, glossary: Glossary) -> str:
    return f"- {kind}: {term_link(term, glossary.settings)}. {plain(note or term.summary)}"


def _shelf(shelf: Shelf, glossary: Glossary) -> Iterator[str]:
    yield from _terms(shelf.terms, glossary)
    if len(shelf.terms) < shelf.count:
        address = f"{glossary.settings.url}category/{shelf.category.slug}/"
        yield f"- {link(f'All {shelf.count:,} terms', address)}"


def _due(due: Due, glossary: Glossary) -> str:
    if isinstance(due.item, Term):
        return f"- {due.day}: {term_link(due.item, glossary.settings)}"
    return f"- {due.day}: {term_link(due.item.term, glossary.settings)}. {plain(due.item.fact.claim)}"
