"""The Markdown twin of every page: the same words for a reader that wants no page around them.

A page's twin is `index.md` in its folder: `/kv-cache/` has `/kv-cache/index.md`. A page that moved has one at its old
address too, because a text file cannot lead anywhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from glossary.exports.llms import TWIN
from glossary.exports.markdown import link, plain, section_text, term_link, term_markdown
from glossary.glossary import Glossary
from glossary.linking import absolute_links
from glossary.maps import Map
from glossary.reviews import DatedFact
from glossary.term import Term
from macros.comparison_page import APART, ROLES, ROWS, AllComparisons, ComparisonPage
from macros.maps import MapPage
from macros.ordinary_pages import OrdinaryPage
from macros.path_pages import AllPaths, PathPage
from macros.review_pages import ChangesPage, DigestPage, ReviewPage
from macros.site import AllCategories, AllTerms, CategoryPage, Site, page_address
from macros.write_page import WritePage
from macros.written_calls import written_out


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
    term = site.glossary.by_slug.get(path.removesuffix(".md"))
    if term:
        return term_markdown(term, site.glossary)
    facts = site.facts(path)
    return _made(str(facts["title"]), str(facts["description"]), _parts(path, site))


def _made(title: str, description: str, parts: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    """A page of parts: each a heading, which may be empty, and lines of Markdown."""
    yield f"# {plain(title)}\n\n{plain(description)}\n"
    for heading, lines in parts:
        yield f"\n## {plain(heading)}\n\n" if heading else "\n"
        yield from (f"{line}\n" for line in lines)


def _parts(path: str, site: Site) -> Iterator[tuple[str, Iterable[str]]]:
    view, glossary = site.views[path], site.glossary
    root = glossary.settings.url
    match view:
        case CategoryPage(category=category, terms=terms):
            yield "", [category.introduction]
            yield "", _terms(terms, glossary)
        case AllCategories():
            yield from ((each.title, _terms(terms, glossary)) for each, terms in glossary.categories.items())
        case AllTerms(letters=letters):
            yield from ((letter, _terms(terms, glossary)) for letter, terms in letters.items())
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
        case ChangesPage(days=days):
            for day, changes in days.items():
                yield str(day), [_change(c.kind.capitalize(), c.term, c.note, glossary) for c in changes]
        case DigestPage(weeks=weeks):
            for week in weeks:
                new = [_change("New", change.term, change.note, glossary) for change in week.added]
                again = [_change("Checked again", c.term, c.note, glossary) for c in week.reviewed]
                yield f"Week of {week.monday}", [*new, *again]
        case WritePage(skeleton=skeleton):
            yield "A skeleton", ["```markdown", skeleton.rstrip(), "```"]
        case ReviewPage():
            yield "", [f"As of {view.today}."]
            for heading, terms in (("Overdue", view.overdue), ("Pages due soon", view.soon), ("Later", view.later)):
                yield heading, [f"- {each.next_review}: {term_link(each, glossary.settings)}" for each in terms]
            for heading, facts in (("Claims past their date", view.past_facts), ("Claims due soon", view.soon_facts)):
                yield heading, [_fact(dated, glossary) for dated in facts]


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


def _fact(dated: DatedFact, glossary: Glossary) -> str:
    return f"- {dated.fact.expires}: {term_link(dated.term, glossary.settings)}. {plain(dated.fact.claim)}"
