"""How often the right term stands first: the finder, its places in the text, Material's lunr search and Pagefind.

Run `make bench-search`. Each is asked everything in tests/search_queries.tsv, in Chromium. Printed, never
asserted.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import material
from material.plugins.search.plugin import SearchIndex
from pagefind.index import IndexConfig, PagefindIndex
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from glossary import load  # noqa: E402, a script finds the project first
from tests.benchmarks.calculator_speed import print_table  # noqa: E402
from tests.browser.chromium import find_chromium  # noqa: E402
from tests.browser.server import served  # noqa: E402
from tests.search_queries import Score, read_queries, score  # noqa: E402

PLACES = 10
_ARTICLE = re.compile(r"<title>(?P<title>.*?)</title>.*?<article[^>]*>(?P<content>.*)</article>", re.DOTALL)

FINDER = """async (queries) => {
    const { dataset } = document.querySelector("glossary-finder");
    const root = new URL(dataset.root, document.baseURI);
    const { terms, descriptions, subjects } = await (await fetch(dataset.names)).json();
    const { Terms } = await import(new URL("components/finder/terms.js", root));
    const index = new Terms(terms, subjects);
    await index.learnDescriptions(new URL(descriptions, root));
    return queries.map((query) => index.find(query).map(({ entry }) => entry.slug));
}"""

# The worker that Material's search dialog talks to; 0 sets it up, 2 asks, 3 answers with the pages in their order.
LUNR = """async ([address, index, queries]) => {
    const worker = new Worker(new URL(address, document.baseURI));
    const said = (message) => new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage(message);
    });
    await said({ type: 0, data: { ...index, options: { suggest: false } } });
    const answers = [];
    for (const query of queries) {
        const { data } = await said({ type: 2, data: query });
        answers.push(data.items.map(([first]) => first.location.replace(/#.*/, "")));
    }
    return answers;
}"""

IN_TEXT = """async ([queries, count]) => {
    const { dataset } = document.querySelector("glossary-finder");
    const root = new URL(dataset.root, document.baseURI);
    const { terms, places } = await (await fetch(dataset.names)).json();
    const { openPlaces } = await import(new URL("components/finder/places.js", root));
    const ask = await openPlaces(new URL(places, root), root, terms);
    const answers = [];
    for (const query of queries) {
        const found = await ask(query, count);
        answers.push(found.map(({ address }) => new URL(address).pathname));
    }
    return answers;
}"""

PAGEFIND = """async ([queries, places]) => {
    const pagefind = await import(new URL("pagefind/pagefind.js", document.baseURI));
    const answers = [];
    for (const query of queries) {
        const { results } = await pagefind.search(query);
        const pages = await Promise.all(results.slice(0, places).map((result) => result.data()));
        answers.push(pages.map(({ url }) => url));
    }
    return answers;
}"""


def lunr_worker(folder: Path) -> str:
    """Where on the site Material's worker lies, put there for this comparison."""
    (worker,) = Path(material.__file__).parent.glob("templates/assets/javascripts/workers/search.*.min.js")
    return shutil.copy(worker, folder / "lunr.js").name


def lunr_index(site: Path, slugs: Sequence[str]) -> dict[str, object]:
    """The index that Material's plugin makes of our pages, with its own settings for English.

    Terms weigh twice and lists half, as they did while it was the site's search.
    """
    fields = {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
    index = SearchIndex(lang=["en"], separator=r"[\s\-]+", pipeline=["stopWordFilter"], fields=fields)
    for file in sorted(site.rglob("index.html")):
        article = _ARTICLE.search(file.read_text(encoding="utf-8"))
        if article:
            address = f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./")
            index.add_entry_from_context(SimpleNamespace(meta={}, toc=[], url=address, **article.groupdict()))
    found = json.loads(index.generate_search_index(None))
    for entry in found["docs"]:
        page = entry["location"].partition("#")[0].rstrip("/")
        entry["boost"] = 2 if page in slugs else 0.5 if page.partition("/")[0] in {"compare", "paths", "map"} else 1
    return dict(found)


async def write_pagefind(site: Path) -> None:
    """Pagefind's index of the same parts of the same pages, put on the site for this comparison."""
    async with PagefindIndex(IndexConfig(output_path=str(site / "pagefind"))) as index:
        for file in sorted(site.rglob("index.html")):
            html = file.read_text(encoding="utf-8")
            if "data-places" in html:
                marked = html.replace("data-places", "data-pagefind-body").replace(
                    "data-no-places", "data-pagefind-ignore"
                )
                await index.add_html_file(content=marked, source_path=file.relative_to(site).as_posix())


def answers_of_finder(page: Page, texts: list[str]) -> list[list[str]]:
    """For each text the slugs that the finder gives, best first."""
    return list(page.evaluate(FINDER, texts))


def slugs_of(answers: list[list[str]], slugs: Sequence[str]) -> list[list[str]]:
    """Addresses as slugs; pages that are no terms count as places all the same."""
    named = [[address.strip("/") for address in answer] for answer in answers]
    return [[name if name in slugs else "" for name in answer] for answer in named]


def row(label: str, scores: Sequence[Score]) -> list[str]:
    """The scores of the searches for one kind of query as cells."""
    figures = (f"{one.hit_at_1:.3f}  {one.hit_at_3:.3f}  {one.mean_reciprocal_rank:.3f}" for one in scores)
    return [label, str(scores[0].queries), *figures]


def main() -> None:
    """Build, ask and print."""
    slugs = [term.slug for term in load(ROOT, date(2100, 1, 1)).terms]
    queries = read_queries()
    texts = [query.text for query in queries]
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        subprocess.run([sys.executable, "-m", "macros", "build", "--site-dir", folder], cwd=ROOT, check=True)
        asyncio.run(write_pagefind(site))
        with sync_playwright() as playwright, served(site) as home:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(home)
            found = [
                answers_of_finder(page, texts),
                slugs_of(page.evaluate(IN_TEXT, [texts, PLACES]), slugs),
                slugs_of(page.evaluate(LUNR, [lunr_worker(site), lunr_index(site, slugs), texts]), slugs),
                slugs_of(page.evaluate(PAGEFIND, [texts, PLACES]), slugs),
            ]
            browser.close()
    searches = ["Finder", "Its places in the text", "Material's lunr", "Pagefind"]
    for search, answers in zip(searches, found, strict=True):
        if not any(slug in slugs for answer in answers for slug in answer):
            raise SystemExit(f"{search} found no term at all: mend the comparison before believing it.")
    rows = [["hit@1, hit@3, MRR", "Queries", *searches]]
    for kind in [*dict.fromkeys(query.kind for query in queries), "all but unseen", "all"]:
        groups = [(query.kind, "all", "all but unseen" if query.is_foreseen else "") for query in queries]
        chosen = [number for number, names in enumerate(groups) if kind in names]
        asked = [queries[number] for number in chosen]
        rows.append(row(kind, [score(asked, [answers[number] for number in chosen]) for answers in found]))
    print_table(rows)


if __name__ == "__main__":
    main()
