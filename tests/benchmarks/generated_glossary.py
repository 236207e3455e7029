"""A glossary of any size, always the same for the same size: every section, relations, questions, tables, macros.

Each term has about 700 words of invented prose that mentions other terms, so that links are found as in real ones. What
a peer is given is the same text as plain Markdown: `peer_markdown` puts relations and sources where our theme would.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]

_OPENINGS = (
    "bal",
    "cor",
    "dun",
    "fel",
    "gar",
    "hol",
    "wyst",
    "kel",
    "lor",
    "mar",
    "nov",
    "pel",
    "ras",
    "sol",
    "tam",
    "vor",
)
_MIDDLES = ("abashi", "econno", "ilumpu", "oratte", "ubigri", "ysende", "ackwil", "ephota", "idvorn", "olkrus")
_ENDINGS = ("dex", "fin", "gram", "lith", "mond", "nar", "phon", "rix", "stel", "tron", "vane", "zome")
_KINDS = ("cache", "layer", "index", "filter", "router", "gateway")
_TEXT = (
    "a plan for the team that runs it every day needs one clear number and a date when it was last seen to hold "
    "because people forget what they measured and then trust what they remember while costs move with each change "
    "of load so write down who looked at which figure under what traffic and keep that note beside the result "
    "before anyone buys larger machines or signs a longer contract ask which part of the work would really become "
    "faster and what happens when the service stops for an hour at noon on a busy day near the end of a quarter"
)
_WORDS = list(dict.fromkeys(_TEXT.split()))
_CHAIN = 6
_CALL = '{{ parameter_calculator(model="llama-3.1-8b") }}'


@dataclass(frozen=True)
class GeneratedTerm:
    """One term's names, the terms it is related to, and its sections as Markdown below their headings."""

    slug: str
    title: str
    summary: str
    category: str
    level: str
    related: tuple[tuple[str, str, str], ...]
    body: str

    def markdown(self) -> str:
        """The term as our file."""
        related = "".join(f"  - term: {slug}\n    type: {kind}\n    why: {why}\n" for slug, kind, why in self.related)
        return (
            f"---\ntitle: {self.title}\nsummary: {self.summary}\ncategory: {self.category}\nlevel: {self.level}\n"
            f"status: published\nreviewed: 2026-11-01\nadded: 2026-10-01\naliases: [{self.title} method]\n"
            f"related:\n{related}"
            f"sources:\n  - title: Notes on the {self.title}\n    url: https://example.org/notes/{self.slug}\n"
            f"    date: 2026-01-05\n---\n\n{self.body}"
        )

    def peer_markdown(self, address: str) -> str:
        """The same text for a generator that knows no terms: relations and source as lists at its end, no calculator.

        `address` is how it links to a term, with `{slug}` for the term's.
        """
        related = "".join(f"- [{slug}]({address.format(slug=slug)}): {why}\n" for slug, _, why in self.related)
        body = self.body.replace(_CALL, "A calculator stands here where pages can have one.")
        source = f"- [Notes on the {self.title}](https://example.org/notes/{self.slug}), 2026-01-05\n"
        return (
            f'---\ntitle: "What is a {self.title}?"\ndescription: "{self.summary}"\n'
            f"categories: [{self.category}]\n---\n\n"
            f"# What is a {self.title}?\n\n{body}\n## Related terms\n\n{related}\n## Sources\n\n{source}"
        )


def generated_terms(count: int) -> Iterator[GeneratedTerm]:
    """`count` terms in our glossary's categories. ValueError beyond the number of names there are, 11,520."""
    roots = [f"{first}{middle}{last}" for last, middle, first in product(_ENDINGS, _MIDDLES, _OPENINGS)]
    names = [f"{root} {kind}" for kind in _KINDS for root in roots]
    if count > len(names):
        raise ValueError(f"there are names for {len(names):,} terms at most")
    settings = yaml.safe_load((ROOT / "glossary.yml").read_text(encoding="utf-8"))
    categories = tuple(category["slug"] for category in settings["categories"])
    for number in range(count):
        yield _term(number, names[:count], categories)


def write_glossary(root: Path, count: int) -> None:
    """Make a repository of ours at `root`: `count` generated terms, and a home page instead of the real pages."""
    settings = yaml.safe_load((ROOT / "glossary.yml").read_text(encoding="utf-8")) | {"pages": ["index"], "paths": []}
    (root / "terms").mkdir(parents=True)
    (root / "glossary.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    home = "---\ntitle: Generated\ndescription: A glossary of any size.\ntemplate: home.html\n---\n"
    (root / "terms" / "index.md").write_text(home, encoding="utf-8")
    for term in generated_terms(count):
        (root / "terms" / f"{term.slug}.md").write_text(term.markdown(), encoding="utf-8")


def _term(number: int, names: list[str], categories: tuple[str, ...]) -> GeneratedTerm:
    chance = random.Random(number)
    title = names[number]
    # Neighbors in the list, so that as few terms lead to a term in a large glossary as in a small one.
    others = [names[(number + step) % len(names)] for step in (1, 2, 5)]
    # What must be read first stays a short chain, as in real glossaries, and never becomes a circle.
    kinds = ("see-also" if number % _CHAIN == _CHAIN - 1 else "prerequisite", "part-of", "contrast")
    related = tuple(
        (_slug(other), kind, f"The {title} {_clause(chance, 6)} where the {other} {_clause(chance, 6)}.")
        for other, kind in zip(others, kinds, strict=True)
        if other != title
    )
    return GeneratedTerm(
        slug=_slug(title),
        title=title,
        summary=f"A {title} is a part that keeps {_clause(chance, 9)}.",
        category=categories[number % len(categories)],
        level=("starter", "working", "expert")[number % 3],
        related=related,
        body=_body(number, title, names, chance),
    )


def _body(number: int, title: str, names: list[str], chance: random.Random) -> str:
    def prose(sentences: int) -> str:
        near = names[(number + chance.randrange(3, 12)) % len(names)]
        said = [f"The {title} meets the {near} when {_clause(chance, 8)}."]
        return " ".join(said + [_sentence(chance) for _ in range(sentences - 1)])

    def entries(headings: list[str], sentences: int, lead: str = "{text}") -> str:
        return "\n\n".join(f"### {heading}\n\n{lead.format(text=prose(sentences))}" for heading in headings)

    def points(count: int) -> str:
        return "\n".join(f"- {_sentence(chance)}" for _ in range(count))

    table = "| Load | Before | After |\n| --- | ---: | ---: |\n" + "\n".join(
        f"| {chance.choice(_WORDS)} {row} | {chance.randrange(100, 999)} | {chance.randrange(10, 99)} |"
        for row in range(4)
    )
    calculator = _CALL if number % 4 == 0 else _sentence(chance)
    myth = f"Reality: {_sentence(chance)}\n\nBetter: {_sentence(chance)}"
    sections = {
        "Definition": f"A {title} is {_clause(chance, 12)}. {_sentence(chance)}",
        "Key takeaways": points(3),
        "Analogy": prose(2),
        "Why it matters": prose(3),
        "How it works": f"{prose(2)}\n\n{entries(['First step', 'Second step'], 2)}\n\n{calculator}",
        "For your role": entries(["Technical lead", "Business owner", "Executive"], 3),
        "Examples": entries(["In a warehouse", "In a clinic"], 2),
        "By the numbers": f"{_sentence(chance)}\n\n{table}",
        "Practical impact": prose(2),
        "Choosing": f"1. {_sentence(chance)}\n2. {_sentence(chance)}",
        "Misconceptions": f"### The {title} is free\n\n{myth}",
        "Questions to ask": points(2),
        "Common questions": entries([f"When do I need the {title}?", f"What does the {title} cost?"], 1),
        "Final takeaway": _sentence(chance),
    }
    return "\n".join(f"## {heading}\n\n{text}\n" for heading, text in sections.items())


def _sentence(chance: random.Random) -> str:
    return f"{_clause(chance, 11).capitalize()}."


def _clause(chance: random.Random, words: int) -> str:
    return " ".join(chance.sample(_WORDS, words))


def _slug(title: str) -> str:
    return title.replace(" ", "-")
