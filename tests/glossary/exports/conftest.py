"""A small glossary whose facts hold everything that a format could take for its own signs."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from glossary.glossary import Glossary
from glossary.settings import Settings
from glossary.term import Term

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>&amp;<b>",
    "=HYPERLINK(1)",
    "+1,2;3",
    '@SUM("A1")',
    "-2 \\n \\u0022 %s {{ 7*7 }} ${x}",
    "[x](javascript:alert(1)) ![y](//evil.example) `z` *w*",
    "＝1+1",
    '""" . <https://evil.example/a> <https://evil.example/b> "c',
    "ends in \\",
    "# ](https://evil.example/) <https://evil.example/> http://evil.example/ [^1]: x",
    "--- > - 1. | `` ~~~ === &#x3c;b&#x3e; <?php ?> <!DOCTYPE a>",
    "“quoted”, naïve β 🜁 ∑ ﷼",
)


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> str:
    """A text that some format would obey."""
    return str(request.param)


@pytest.fixture
def hostile_glossary(hostile: str, make_term: Callable[..., Term], settings: Settings) -> Glossary:
    """Three related terms, the first with a hostile text in every field that takes free text."""
    fields: dict[str, Any] = {
        "title": hostile[:80],
        "summary": hostile,
        "aliases": (f"{hostile} again", "KV"),
        "forms": (f"{hostile} forms",),
        "disambiguation": hostile,
        "change_note": hostile,
        "added": date(2025, 1, 1),
        "status": "deprecated",
        "replaced_by": "model",
        "redirect_from": ("old-name",),
        "related": [
            {"term": "model", "type": "part-of", "why": hostile},
            {"term": "data", "type": "see-also", "why": "Another reason."},
        ],
        "facts": [
            {"id": "f", "claim": hostile, "as_of": date(2025, 1, 1), "source": "https://example.org/paper",
             "expires": date(2026, 1, 1)}
        ],
        "sources": [{"title": hostile, "url": "https://example.org/paper", "date": date(2024, 5, 1)}],
        "learn": [{"kind": "guide", "title": hostile, "url": "https://example.org/a_(b)", "note": hostile}],
    }  # fmt: skip
    text = f"\n## Definition\n\nA definition.\n\n## Common questions\n\n### Is it {hostile}?\n\n{hostile}\n"
    back = [{"term": "kv-cache", "type": "see-also", "why": "A reason."}] * 2
    others = [make_term(slug, title=slug.title(), related=back) for slug in ("model", "data")]
    terms = [make_term("kv-cache", text, **fields), *others]
    return Glossary(settings, tuple(terms))
