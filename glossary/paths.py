"""Reading orders: what to read before a term, and why each step of a learning path comes where it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from glossary.relations import LABEL, Relation
from glossary.term import Term

Needs = Mapping[str, Sequence[str]]

_TYPES = tuple(LABEL)


@dataclass(frozen=True)
class Step:
    """A term on a path, with the relation to another of its terms that says why it comes now, where there is one."""

    slug: str
    reason: Relation | None


def direct_needs(terms: Iterable[Term]) -> dict[str, tuple[str, ...]]:
    """For each slug the prerequisites that its term names, in the order of `terms`."""
    return {term.slug: tuple(entry.term for entry in term.related if entry.type == "prerequisite") for term in terms}


def needed_for(slug: str, needs: Needs) -> frozenset[str]:
    """Every term that a reader of `slug` needs, step by step; prerequisites that go in a circle do no harm."""
    found: set[str] = set()
    waiting = list(needs.get(slug, ()))
    while waiting:
        needed = waiting.pop()
        if needed not in found:
            found.add(needed)
            waiting += needs.get(needed, ())
    return frozenset(found - {slug})


def needs_more_than(count: int, slug: str, needs: Needs) -> bool:
    """True where a reader of `slug` needs more terms than that, found without looking at all of them."""
    found: set[str] = {slug}
    waiting = list(needs.get(slug, ()))
    while waiting and len(found) <= count + 1:
        needed = waiting.pop()
        if needed not in found:
            found.add(needed)
            waiting += needs.get(needed, ())
    return len(found) > count + 1


def reading_order(slug: str, needs: Needs, position: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """What to read before a term, each after its own prerequisites, so that the last step is the term itself.

    Terms with the shortest chain of prerequisites come first, equal ones in the order of `needs`, which is `position`
    for whoever asks for many. Raises graphlib.CycleError where prerequisites go in a circle.
    """
    sorter = TopologicalSorter({other: needs.get(other, ()) for other in {slug} | needed_for(slug, needs)})
    sorter.prepare()
    position = position or {other: index for index, other in enumerate(needs)}
    order: list[str] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        order += sorted(ready, key=lambda other: (position.get(other, len(position)), other))
        sorter.done(*ready)
    return tuple(order[:-1])


def path_steps(slugs: Sequence[str], relations: Mapping[str, Sequence[Relation]]) -> tuple[Step, ...]:
    """The terms of a path, each with its reason.

    A step looks back first: to a prerequisite, then to another relation with the nearest earlier step. A step that
    builds on none of the earlier ones looks forward, to a step that needs it. No sentence is given for two steps.
    """
    reasons: dict[str, Relation] = {}
    position = {slug: index for index, slug in enumerate(slugs)}
    for slug in slugs:
        behind = [r for r in relations[slug] if position.get(r.target, len(slugs)) < position[slug]]
        if behind:
            reasons[slug] = min(behind, key=lambda r: (_TYPES.index(r.type), -position[r.target]))
    told = {relation.why for relation in reasons.values()}
    for slug in slugs:
        ahead = [r for r in relations[slug] if r.target in position and r.why not in told]
        if slug not in reasons and ahead:
            reasons[slug] = min(ahead, key=lambda r: (r.type != "leads-to", _TYPES.index(r.type), position[r.target]))
            told.add(reasons[slug].why)
    return tuple(Step(slug, reasons.get(slug)) for slug in slugs)
