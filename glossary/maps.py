"""The whole glossary as a map: clusters of terms and the lines between related ones, before anything is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossary.glossary import Glossary
from glossary.relations import LABEL
from glossary.settings import Category, Settings
from glossary.term import Term

# Past this many terms one picture is taller than anyone scrolls: the map then shows the categories, each with a map of
# its own.
MAX_TERMS_ON_ONE_MAP = 160
# Past this many lines a picture is gray. Those kept say most: what to read first before what is merely nearby.
MAX_LINES = 400
HUES = 8


@dataclass(frozen=True)
class Point:
    """A link on a map: a term, or a category on the map of categories. `count` says how much lies behind it."""

    key: str
    title: str
    address: str
    hue: int
    count: int


@dataclass(frozen=True)
class Cluster:
    """Points that stand together under a name; `address` is the page about them, if there is one."""

    key: str
    title: str
    address: str
    hue: int
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Tie:
    """A line between two points, by key; `weight` is how many relations it stands for."""

    source: str
    target: str
    weight: int = 1


@dataclass(frozen=True)
class Map:
    """What one picture shows; `counted` names what the points count, `left_out` the lines that are not drawn."""

    clusters: tuple[Cluster, ...]
    ties: tuple[Tie, ...]
    counted: str
    left_out: int = 0

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point, in the order of the clusters."""
        return tuple(point for cluster in self.clusters for point in cluster.points)


def hue(settings: Settings, category: str) -> int:
    """The number of a category's color and mark, from 1; past HUES categories they come again."""
    return list(settings.category_by_slug).index(category) % HUES + 1


def fits_one_map(glossary: Glossary) -> bool:
    """True while every term finds room on one map."""
    return len(glossary.terms) <= MAX_TERMS_ON_ONE_MAP


def map_of_terms(glossary: Glossary) -> Map:
    """Every term, by category."""
    clusters = [
        Cluster(
            category.slug,
            category.title,
            f"category/{category.slug}/",
            hue(glossary.settings, category.slug),
            _points(glossary, terms),
        )
        for category, terms in glossary.categories.items()
    ]
    return _map(glossary, clusters)


def map_of_category(glossary: Glossary, category: Category) -> Map:
    """The terms of one category, by level: those with most relations where they are too many for a picture."""
    shelf = glossary.most_related(glossary.categories[category], MAX_TERMS_ON_ONE_MAP)
    levels = {level: [term for term in shelf if term.level == level.slug] for level in glossary.settings.levels}
    color = hue(glossary.settings, category.slug)
    clusters = [
        Cluster(level.slug, level.title, "", color, _points(glossary, terms))
        for level, terms in levels.items()
        if terms
    ]
    return _map(glossary, clusters)


def map_of_categories(glossary: Glossary) -> Map:
    """Each category as one point, with lines as heavy as the relations between two of them are many."""
    points = [
        Point(c.slug, c.title, f"map/{c.slug}/", hue(glossary.settings, c.slug), len(terms))
        for c, terms in glossary.categories.items()
    ]
    home = {term.slug: term.category for term in glossary.terms}
    between = Counter(_pair(home[a], home[b]) for a, b in _related_pairs(glossary) if home[a] != home[b])
    ties = tuple(Tie(a, b, weight) for (a, b), weight in sorted(between.items()))
    return Map((Cluster("categories", "Categories", "category/", 1, tuple(points)),), ties, "term")


def _map(glossary: Glossary, clusters: Sequence[Cluster]) -> Map:
    shown = {point.key for cluster in clusters for point in cluster.points}
    pairs = [(a, b) for a, b in _related_pairs(glossary) if a in shown and b in shown]
    ties = tuple(Tie(a, b) for a, b in pairs[:MAX_LINES])
    return Map(tuple(clusters), ties, "relation", len(pairs) - len(ties))


def _points(glossary: Glossary, terms: Iterable[Term]) -> tuple[Point, ...]:
    return tuple(
        Point(
            term.slug,
            term.title,
            f"{term.slug}/",
            hue(glossary.settings, term.category),
            glossary.related_count[term.slug],
        )
        for term in terms
    )


def _related_pairs(glossary: Glossary) -> list[tuple[str, str]]:
    """Each two related terms once, the relations that come first on a page first."""
    order = list(LABEL)
    typed = [(order.index(entry.type), term.slug, entry.term) for term in glossary.terms for entry in term.related]
    return list(dict.fromkeys(_pair(a, b) for _, a, b in sorted(typed, key=lambda found: found[0])))


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
