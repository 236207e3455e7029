"""Drafts as people write them, good and bad, by chance."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

GOOD = (
    "A cache line is what this sample is about, in plain words.",
    "It lies near the processor. Reading it is quick; it costs 1.5 units, e.g. in Fig. 2 of the paper.",
    "Whoever signs for this file has signed for one short file in a folder of tests, which costs nobody a minute.",
    "- One point.\n- Another point.\n- A third point that goes\n  on over a line.",
    "1. First.\n2. Second.",
    "Use `the cache` and **bold** or *soft* or _low_ words, [model](model.md), [home](https://example.org/a_(b)).",
    "```\n<b>revolutionary</b>\n## Not a heading\n```",
    "> A revolutionary quote of the the others.",
    "| Size | Note |\n|---|---:|\n| 1 | small |\n| 2 | seamless growth |",
    'They call it “revolutionary” in print. "The the" is theirs.',
    "Costs 5 &lt; 6 and 7 \\* 8 \\`9\\`.",
    "Cut the time to first token (TTFT) first. TTFT again.",
    "[nolink]: model.md",
    "See <https://example.org/x> and note[^1].\n\n[^1]: A footnote of some words.",
    "The GPU (graphics unit) and the NPU, short for neural unit, ask for the GPU.",
    "For: Executive\n\nIt happens in the board room.",
    "Reality: It is so.\n\nBetter: Think of it so.",
)
HARD = "Organizational implementation considerations necessitate comprehensive interdepartmental evaluation. " * 6
BAD = (
    "It is important to note that a revolutionary, game-changing cache was put on the whitelist.",
    "It reads the the prompt.",
    "TODO: write text here.",
    "Use <b>bold</b> and <br>.",
    "An entity &#x202E; hides here.",
    "# A title",
    "## Foo",
    "## Analogy",
    "### Bar",
    "### Is it?\n\nYes.",
    "### Executive\n\nDecide.",
    "MFU counts.",
    "[link](nope.md) and [root](/quantization/) and [none]().",
    "![picture](https://example.org/x.png)",
    "[reference]: /nowhere/",
    "For: Nobody\n\nText.",
    "This sentence of the sample stands twice in the same words. " * 2,
    " ".join(["word"] * 40) + ".",
    "The reader waits. " * 50,
    HARD,
    "One. Two is here. Three is here. Four is here. Five is here.",
    "## Definition\n\nAgain.",
)
NAMES = (
    *(
        "Cache line",
        "Cache line",
        "Prefetching",
        "Warm starts",
        "Model",
        "KV caches",
        "Caсhe",
        "β",
        "α decay",
        "naïve cache",
    ),
    *(
        "Category",
        "Write",
        "Index",
        "A vs B",
        "",
        "  ",
        "kv-cache",
        "Data",
        "Term: with colon",
        "no",
        "True",
        "123",
        "a" * 81,
    ),
    *("LLM", "X-ray", "Datasets", "L\u200bine", "C\u0301ache", "# hash", "'quoted'", "TODO term", "third model"),
)
SUMMARIES = (
    *(
        "A cache line is the smallest piece that moves.",
        "A cache line is a piece. It moves.",
        "cache line is one piece.",
        "",
    ),
    *(
        "Cache lines are pieces.",
        "Prefetching is reading ahead.",
        "A prefetching is reading ahead.",
        "Warm starts is quick.",
    ),
    *("Warm starts are quick.", "No end", "A *piece* that moves.", "It is a revolutionary piece.", "x" * 201 + "."),
    *("The model is what this sample says first.", "A TTFT piece?", "An X-ray is a picture!"),
)
REASONS = (
    *("", "Too short.", "It is filled while a line is read, and is empty later."),
    *(
        "Lines of the model are read before any other thing is.",
        "Lines of the data are read before any other thing is.",
    ),
    *("It is filled while a line is read, and is empty later.", "MFU falls when the the line is a seamless one."),
)
ADDRESSES = (
    *(
        "https://example.org/paper",
        "https://example.org/paper/",
        "https://www.example.org/paper",
        "http://example.org/",
    ),
    *("https://arxiv.org/abs/2309.06180", "https://arxiv.org/pdf/2309.06180v1", "https://arxiv.org/abs/2309.06180v2"),
    *("https://example.org/paper?utm_source=x", "https://example.org/?a=1&utm_medium=y&b=2", "https://bit.ly/abc", ""),
    *(
        "https://en.wikipedia.org/wiki/Cache",
        "https://medium.com/x",
        "https://example",
        "https://a@example.org/",
        "https://exämple.org/",
    ),
)
DAYS = ("2024-05-01", "2026-11-24", "2026-11-25", "", "soon")
TERMS = ("KV cache", "model", "Data", "", "Nope", "nope", "Cache line", "kv-cache")
RELATIONS = ("broader", "prerequisite", "see-also", "", "friend")
QUESTIONS = ("Is it quick?", "What is it", "", "Does the the end matter?", "Is `code` so?")
PLAIN_SECTIONS = (
    "Definition",
    "Analogy",
    "Why it matters",
    "How it works",
    "Key takeaways",
    "Questions to ask",
    "Final takeaway",
)
PARTS = (
    *GOOD,
    *BAD,
    *NAMES,
    *SUMMARIES,
    *ADDRESSES,
    "e.g. A",
    "a-b",
    "é",
    "It's 1,000.5 GB.",
    "`x`",
    "\n",
    " ",
    "«A»",
    "İ",
    "ſ",
)


def draft_samples(chosen: random.Random, count: int) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Front matter with values of every kind, and sections."""
    for _ in range(count):
        text = lambda: "".join(chosen.choices(PARTS, k=chosen.choice((1, 1, 1, 2, 3)))) or "x"  # noqa: E731
        sign = lambda: "".join(chosen.choices("ab:# -'\"[]{},&*!|>%@`?~=\\é–’€\t\n0", k=chosen.randint(1, 6)))  # noqa: E731
        fields = {
            "title": text(),
            "summary": sign(),
            "autolink": chosen.choice((True, False)),
            "review_every": chosen.randint(1, 60),
            "reviewed": date(2026, chosen.randint(1, 12), 1),
            "aliases": [chosen.choice((text, sign))() for _ in range(chosen.randint(0, 3))],
            "related": [{"term": sign(), "type": "see-also", "why": text()} for _ in range(chosen.randint(0, 2))],
            "sources": [{"title": sign(), "url": text(), "date": date(2024, 1, chosen.randint(1, 28))}],
        }
        names = list(fields)
        chosen.shuffle(names)
        kept = {name: fields[name] for name in names if chosen.random() < 0.8}
        yield kept, {heading: text() for heading in ("Definition", "Analogy") if chosen.random() < 0.7}


def form_samples(chosen: random.Random, count: int) -> Iterator[dict[str, Any]]:
    """What forms of the glossary in tests/bad_terms may hold; about half of each is as it should be."""
    for index in range(count):
        faults = 0.0 if index % 8 == 0 else chosen.choice((0.1, 0.3, 0.6))

        def one(right: Any, wrong: Any, faults: float = faults) -> Any:
            return chosen.choice(wrong) if chosen.random() < faults else right

        def text(faults: float = faults) -> str:
            parts = [chosen.choice(BAD if chosen.random() < faults else GOOD) for _ in range(chosen.randint(0, 3))]
            return "\n\n".join(parts)

        def question(faults: float = faults) -> str:
            return str(one("Is it quick?", QUESTIONS, faults))

        yield {
            "title": one("Cache line", NAMES),
            "summary": one(SUMMARIES[0], SUMMARIES),
            "acronym": one("", NAMES),
            "aliases": one("", (*NAMES, "line, line", "Cache line", "rows, , cells", "KV caches, row")),
            "number": one("singular", ("singular", "plural", "mass")),
            "category": one("basics", ("", "models")),
            "level": one("starter", ("", "expert")),
            "status": one("draft", ("draft", "published")),
            "related": [
                {"term": one("model", TERMS), "type": one("see-also", RELATIONS), "why": one(REASONS[2], REASONS)}
                for _ in range(chosen.randint(0, 3))
            ],
            "sources": [
                {
                    "title": one("A paper", ("", "Paper: a title")),
                    "url": one(ADDRESSES[0], ADDRESSES),
                    "date": one(DAYS[0], DAYS),
                }
                for _ in range(chosen.randint(0, 3))
            ],
            **{f"## {heading}": text() for heading in PLAIN_SECTIONS},
            "## For your role": [
                {"heading": role, "text": one(text(), (text(), HARD))} for role in ("Technical lead", "Executive")
            ],
            "## Examples": [
                {"heading": question(), "role": one("", ("", "Executive")), "text": text()}
                for _ in range(chosen.randint(0, 3))
            ],
            "## Misconceptions": [
                {"heading": question(), "reality": text(), "better": text()} for _ in range(chosen.randint(0, 2))
            ],
            "## Common questions": [{"heading": question(), "text": text()} for _ in range(chosen.randint(0, 3))],
        }
