"""The cases in `cases/`: what a stranger might write, where it goes, and what must come of it.

Each file is a family. A case has an `input`, which goes to the place called `where` (the family's, unless it names its
own), and one of these:

- `refused`: a problem of its file says this. Nothing is published.
- `shown`: no problem, and this is among the words that a reader of the page sees.
- `harmless`: no problem, and nothing to see; the value says why.

`times` repeats the input, `before` and `after` stand around it once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from glossary.limits import MAX_BYTES, excess

FOLDER = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 24)
SECRET = "the secret that no page may show"
SETTINGS = {
    "name": "Hostile glossary",
    "description": "What strangers write.",
    "url": "https://glossary.example.org/",
    "repository": "https://code.example.org/glossary",
    "branch": "main",
    "calculators": ["parameters", "memory"],
    "roles": [
        {"slug": "technical-lead", "title": "Technical lead", "question": "What do I measure?"},
        {"slug": "executive", "title": "Executive", "question": "What do I decide?"},
    ],
    "levels": [{"slug": "starter", "title": "Starter", "summary": "No background needed."}],
    "categories": [{"slug": "models", "title": "Models", "summary": "What models are made of."}],
    "pages": ["index"],
}
# One black pixel.
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000"
    "000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)

Fields = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One input with what must come of it; `slug` names its file."""

    slug: str
    family: str
    name: str
    where: str
    input: str
    refused: str | None
    shown: str

    @property
    def path(self) -> str:
        """The file that a problem must name, relative to the repository."""
        match self.where:
            case "settings":
                return "glossary.yml"
            case "picture" | "behind a picture":
                return f"terms/images/{self.slug}.png"
            case "drawing":
                return f"terms/diagrams/{self.slug}.svg"
            case "file name":
                return f"terms/{self.input}"
            case _:
                return f"terms/{self.slug}.md"


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every family."""
    return tuple(case for file in sorted(FOLDER.glob("*.toml")) for case in _family(file))


def _family(file: Path) -> Iterator[Case]:
    family = tomllib.loads(file.read_text(encoding="utf-8"))
    for number, (name, case) in enumerate(family["cases"].items(), start=1):
        assert len(case.keys() & {"refused", "shown", "harmless"}) == 1, f"{file.name}: {name}"
        yield Case(
            slug=f"{file.stem}-{number}",
            family=file.stem,
            name=name,
            where=case.get("where", family["where"]),
            input=case.get("before", "") + case["input"] * case.get("times", 1) + case.get("after", ""),
            refused=case.get("refused"),
            shown=case.get("shown", ""),
        )


def write(root: Path, chosen: tuple[Case, ...], gathered: bool = False) -> None:
    """A repository at `root` with the files of these cases; `gathered` puts those that are mere text on a few pages."""
    for folder in ("terms/images", "terms/diagrams"):
        (root / folder).mkdir(parents=True)
    (root / "secret.txt").write_text(SECRET)
    (root / "secret.md").write_text(SECRET)
    (root / "terms" / "images" / "good.png").write_bytes(_PNG)
    for slug in ("model", "data"):
        (root / "terms" / f"{slug}.md").write_text(_term(slug, {"title": slug.capitalize()}))
    (root / "terms" / "index.md").write_text(_page("Start", "The start."))
    texts = [case for case in chosen if case.where == "prose"] if gathered else []
    for case in chosen:
        if case.where != "settings" and case not in texts:
            _write_case(root, case)
    for number, text in enumerate(_together(texts), start=1):
        (root / "terms" / f"together-{number}.md").write_text(
            _term(f"together-{number}", {"title": f"Together {number}"}, text), encoding="utf-8"
        )
    pages = ["index", *(case.slug for case in chosen if case.where.startswith("page"))]
    (root / "glossary.yml").write_text(_dump(SETTINGS | {"pages": pages}))


def settings_text(case: Case) -> str:
    """glossary.yml with the case's line in place of the one of that name."""
    name = case.input.partition(":")[0]
    return _dump({key: value for key, value in SETTINGS.items() if key != name}) + case.input + "\n"


def _write_case(root: Path, case: Case) -> None:
    file = root / case.path
    if len(file.name.encode()) < 200 and not file.parent.exists():
        file.parent.mkdir(parents=True)
    match case.where:
        case "link":
            file.symlink_to(root / case.input.removeprefix("../") if case.input.startswith("..") else case.input)
        case "behind a picture":
            file.write_bytes(_PNG + case.input.encode("latin-1"))
        case "file" | "picture" | "drawing":
            file.write_bytes(case.input.encode("latin-1"))
        case "page":
            file.write_text(_page(case.name, case.input), encoding="utf-8")
        case "page front matter":
            file.write_text(_page(case.name, "The page.", case.input), encoding="utf-8")
        case "page file":
            file.write_text(case.input, encoding="utf-8")
        case "file name" if file.suffix == ".png":
            file.write_bytes(_PNG)
        case _:
            file.write_text(_case_term(case), encoding="utf-8")
    if case.where == "drawing" and case.refused is None:
        call = f'{{{{ diagram(name="{case.slug}") }}}}'
        (root / "terms" / f"{case.slug}.md").write_text(_term(case.slug, {"title": case.slug}, call))


_PLACES: dict[str, Callable[[str], Fields]] = {
    "title": lambda text: {"title": text},
    "summary": lambda text: {"summary": text},
    "category": lambda text: {"category": text},
    "acronym": lambda text: {"acronym": text},
    "alias": lambda text: {"aliases": [text]},
    "asked as": lambda text: {"asked_as": [text]},
    "change note": lambda text: {"change_note": text},
    "disambiguation": lambda text: {"disambiguation": text},
    "picture text": lambda text: {"image": {"src": "images/good.png", "alt": text}},
    "why": lambda text: {"related": [_related(text)[0], _related(text)[1] | {"why": text}]},
    "source": lambda text: {"sources": [_source() | {"title": text}]},
    "url": lambda text: {"sources": [_source() | {"url": text}]},
    "note": lambda text: {"learn": [{"kind": "guide", "title": "G", "url": "https://example.org/g", "note": text}]},
    "claim": lambda text: {"facts": [_fact(text)]},
}


def _case_term(case: Case) -> str:
    fields: Fields = {"title": f"Case {case.slug}"}
    match case.where:
        case "prose" | "file name":
            return _term(case.slug, fields, case.input)
        case "heading":
            return _term(case.slug, fields, more=f"## How it works\n\n### {case.input}\n\nSo.\n")
        case "example":
            return _term(case.slug, fields, more=f"## Examples\n\n### One\n\n{case.input}\n\nSo.\n")
        case "front matter":
            return _term(case.slug, fields, raw=case.input)
        case place:
            return _term(case.slug, fields | _PLACES[place](case.input))


def _together(texts: list[Case]) -> Iterator[str]:
    """The cases' text below a heading each, in as few pieces as one file may hold."""
    piece = "Here they are.\n\n## How it works"
    for case in texts:
        longer = f"{piece}\n\n### {case.slug}\n\n{case.input}"
        if len(longer.encode()) > MAX_BYTES - 2_000 or excess(longer + "\n" * 30):
            yield piece
            longer = f"Here they are.\n\n## How it works\n\n### {case.slug}\n\n{case.input}"
        piece = longer
    yield piece


def _term(slug: str, fields: Fields, text: str = "It is.", more: str = "", raw: str = "") -> str:
    faultless = {
        "summary": f"It is the term {slug}.",
        "category": "models",
        "level": "starter",
        "status": "draft",
        "reviewed": date(2026, 1, 31),
        "related": _related(slug),
        "sources": [_source()],
    }
    return f"---\n{_dump(faultless | fields)}{raw}\n---\n\n## Definition\n\n{text}\n\n{more}"


def _related(slug: str) -> list[dict[str, str]]:
    others = [other for other in ("model", "data", "index") if other != slug][:2]
    if slug in ("model", "data"):
        others = [{"model": "data", "data": "model"}[slug]] * 2
    kinds = ("see-also", "part-of") if slug != "data" else ("contrast", "broader")
    words = "".join(chr(ord("a") + byte % 26) for byte in slug.encode())
    return [
        {"term": other, "type": kind, "why": f"The reason {words} of this {kind} tie is its own alone."}
        for other, kind in zip(others, kinds, strict=True)
    ]


def _source() -> dict[str, Any]:
    return {"title": "A paper", "url": "https://example.org/paper", "date": date(2024, 5, 1)}


def _fact(claim: str) -> dict[str, Any]:
    days = {"as_of": date(2024, 5, 1), "expires": date(2030, 5, 1)}
    return {"id": "size", "claim": claim, "source": "https://example.org/paper", **days}


def _page(title: str, text: str, raw: str = "") -> str:
    own_title = "" if raw.startswith("title:") else _dump({"title": title})
    return f"---\n{own_title}{raw}\n---\n\n{text}\n"


def _dump(fields: Fields) -> str:
    return str(yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=10**6))
