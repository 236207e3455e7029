"""The rules kept while the files are read, before a term can be judged.

Each passes on what its stage found, so that it carries a code and an explanation like any other.
"""

from __future__ import annotations

from collections.abc import Iterable

from glossary.problem import Problem
from glossary.rule import Rule, rule


@rule("G001")
def settings_are_right(found: Iterable[Problem]) -> Iterable[Problem]:
    """glossary.yml is there and says what the glossary is called, whom it speaks to and how its terms are grouped.

    Everything else is judged by this file: which roles a term must speak to, which categories there are, which files
    in terms/ are ordinary pages. When it cannot be read, nothing else is checked.

    Instead of: `roles:` with an entry `- slug: executive` that lacks a title
    Write: `- {slug: executive, title: Executive, question: What do I decide?}`
    """
    return found


@rule("G002")
def files_are_in_place(found: Iterable[Problem]) -> Iterable[Problem]:
    """terms/ holds one Markdown file for each term, named after its address, and pictures in terms/images/.

    The file name becomes the page's address, so it keeps to lower-case letters, digits and single hyphens. Other
    files, folders and symbolic links are refused, because they could carry something onto the site unseen.

    Instead of: terms/KV_Cache.md
    Write: terms/kv-cache.md
    """
    return found


@rule("G003")
def files_can_be_taken_apart(found: Iterable[Problem]) -> Iterable[Problem]:
    """A term's file is UTF-8 text of at most 64,000 bytes: front matter between two `---` lines, then sections.

    The front matter says what the term is called and how it relates to others; each section has its place on the page.
    Text that stands before the first `##` heading has none. Invisible characters are refused because they can make a
    line read differently from what it says. The number of lines, headings, links, columns and marks of quotes inside
    each other is limited too, far above what people read, so that no file can keep a machine busy.

    Instead of: a file that starts with `# KV cache`
    Write: `---`, `title: KV cache` and the other fields, `---`, then `## Definition`
    """
    return found


@rule("G004")
def front_matter_is_plain_yaml(found: Iterable[Problem]) -> Iterable[Problem]:
    """Front matter is YAML that every program reads the same way.

    YAML has corners where two programs disagree: `no` can be a truth value, `1:30` a number, and anchors or tags can do
    far more than hold text. What could be read in two ways is refused; quotes settle it.

    Instead of: `title: Attention: all you need`
    Write: `title: "Attention: all you need"`
    """
    return found


@rule("G005")
def drawings_are_safe(found: Iterable[Problem]) -> Iterable[Problem]:
    """A drawing in terms/diagrams/ is an SVG file with a title and a description, of shapes and text alone.

    The page shows it inline in its own colors, so it may hold only what can neither run, nor fetch, nor lay itself over
    the page. The title becomes the caption; the description tells those who cannot see it what it shows.

    Instead of: `<circle fill="#ff0000" onclick="…"/>`
    Write: `<circle class="diagram__dot-accent"/>`, and `<title>` and `<desc>` right below `<svg>`
    """
    return found


@rule("G007")
def pictures_are_what_they_say(found: Iterable[Problem]) -> Iterable[Problem]:
    """A picture in terms/images/ starts as its type does and has at most 1,000,000 bytes.

    A browser that is handed a page under a picture's name might show it as a page. Large pictures make readers wait.

    Instead of: an HTML file saved as cache.png
    Write: the picture itself, exported anew as PNG, JPEG, WebP or AVIF
    """
    return found


@rule("G010")
def fields_are_right(found: Iterable[Problem]) -> Iterable[Problem]:
    """Front matter has the fields of a term, each with a value of the right kind, and no others.

    A misspelled field would be lost without a word, so an unknown one is an error, with the field that was probably
    meant. `glossary schema` prints every field with its meaning, and editors can complete them.

    Instead of: `alias: key-value cache`
    Write: `aliases: [key-value cache]`
    """
    return found


READING_RULES: tuple[Rule[[Iterable[Problem]]], ...] = (
    settings_are_right,
    files_are_in_place,
    files_can_be_taken_apart,
    front_matter_is_plain_yaml,
    drawings_are_safe,
    pictures_are_what_they_say,
    fields_are_right,
)
