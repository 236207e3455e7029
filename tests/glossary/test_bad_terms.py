"""A repository full of faults: all of them are reported, at once, in one run."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from glossary import GlossaryError, load
from glossary.limits import MAX_BYTES
from glossary.reading import read_glossary
from glossary.settings import load_settings

REPOSITORY = Path(__file__).parents[2]
BAD_TERMS = REPOSITORY / "tests" / "bad_terms"
# Days in the future lie in 2999; the command is told that it is this day, at noon.
TODAY = date(2026, 11, 22)
NOON = 1_795_348_800


@pytest.fixture
def bad_terms(tmp_path: Path) -> Path:
    """A copy of tests/bad_terms with the files that do not travel well: wrong bytes, too many bytes and a link."""
    root = shutil.copytree(BAD_TERMS, tmp_path / "bad_terms")
    terms = root / "terms"
    (terms / "bidi.md").write_text("---\ntitle: Left \u202ethgir\n---\n", encoding="utf-8")
    (terms / "latin-1.md").write_bytes(b"---\ntitle: Caf\xe9\n---\n")
    (terms / "nul.md").write_bytes(b"---\ntitle: Nul\nsummary: A\0b.\n---\n")
    (terms / "oversized.md").write_bytes(b"-" * (MAX_BYTES + 1))
    (terms / "linked.md").symlink_to("model.md")
    return root


def expected() -> list[str]:
    return (BAD_TERMS / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_every_fault_is_reported_at_once(bad_terms: Path) -> None:
    problems = read_glossary(bad_terms, load_settings(bad_terms), TODAY)[1]
    assert [str(problem) for problem in problems] == expected()


def test_errors_alone_stop_the_glossary(bad_terms: Path) -> None:
    with pytest.raises(GlossaryError) as caught:
        load(bad_terms, TODAY)
    errors = [line for line in expected() if not re.match(r"\S+: (?:warning|hint): ", line)]
    assert [str(problem) for problem in caught.value.problems] == errors


def test_the_command_lists_the_same_and_fails(bad_terms: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "glossary", "--root", str(bad_terms), "check"],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "SOURCE_DATE_EPOCH": str(NOON)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    problems, _, total = done.stdout.rstrip("\n").rpartition("\n\n")
    assert done.returncode == 1
    assert done.stderr == ""
    assert problems.split("\n") == expected()
    files = len({line.split(":")[0] for line in expected()})
    warnings = sum(": warning: " in line for line in expected())
    assert total.startswith(f"{len(expected()) - warnings} errors and {warnings} warnings in {files} files. ")


def test_files_without_a_fault_are_not_accused() -> None:
    accused = {line.split(":")[0] for line in expected()}
    files = {f"terms/{path.name}" for path in (BAD_TERMS / "terms").glob("*.md")}
    assert files - accused == {"terms/data.md", "terms/index.md", "terms/kv-cache.md", "terms/model.md"}


def test_the_files_without_a_fault_are_a_glossary_of_their_own(repository: Any) -> None:
    repository.write_good_terms()
    assert repository.findings() == []


# Each row mends nothing and breaks one thing of tests/bad_terms/terms/kv-cache.md: what stands there, what is written
# instead, and the line and message of the only problem that follows.
ONE_FAULT = {
    "impossible date": ("2026-01-31", "2026-02-30", 8, "2026-02-30 is not a day of the calendar"),
    "date in words": ("2026-01-31", "last week", 8, "'reviewed' is 'last week'; write a date as 2026-01-31"),
    "future review": ("2026-01-31", "2026-11-23", 8, "'reviewed' is 2026-11-23, which has not come yet"),
    "future source": ("2024-05-01", "2026-11-23", 19, "'date' is 2026-11-23, which has not come yet"),
    "truth value as text": ("title: KV cache", "title: no", 2, '`no` can be read as something other than text'),
    "clock time as text": ("title: KV cache", "title: 1:30", 2, '`1:30` can be read as something other than text'),
    "octal number as text": ("title: KV cache", "title: 012", 2, '`012` can be read as something other than text'),
    "duplicate key": ("level: expert", "level: expert\nlevel: expert", 7, "'level' stands twice (first on line 6)"),
    "anchor": ("level: expert", "level: &x expert", 6, "`&x` is a YAML anchor"),
    "tag": ("level: expert", "level: !!str expert", 6, "`!!str` is a YAML tag"),
    "broken YAML": ("level: expert", "level: expert: yes", 6, "this is not valid YAML"),
    "unknown category": ("category: models", "category: model", 5, "'category' is 'model'; write one of basics"),
    "unknown level": ("level: expert", "level: experts", 6, "'level' is 'experts'; write one of starter, expert"),
    "unknown status": ("status: published", "status: publish", 7, "Did you mean 'published'?"),
    "unknown key": ("level: expert", "level: expert\nalias: [x]", 7, "'alias' is not a field. Did you mean 'aliases'?"),
    "markup in the summary": ("third term", "*third* term", 4, "'summary' holds markup"),
    "summary without a period": ("a fault.", "a fault", 4, "'summary' must be a sentence; end it with a period"),
    "summary of two sentences": ("a fault.", "a fault. It is good.", 4, "'summary' has several sentences"),
    "dangling relation": ("term: model", "term: modle", 10, "'related' names 'modle', which is not a term. Did"),
    "relation to itself": ("term: model", "term: kv-cache", 10, "'related' names this term itself"),
    "relation twice": ("term: data\n    type: prerequisite", "term: model\n    type: part-of", 13, "stands twice"),
    "relation typed on both sides": ("type: prerequisite", "type: contrast", 13, "follows from terms/data.md:12"),
    "short reason": ("It is filled while an answer is written and emptied after it.", "They differ.", 12, "too short"),
    "name of another term": ("level: expert", "level: expert\naliases: [MODEL]", 7, "'MODEL' already names 'Model'"),
    "name twice": ("level: expert", "level: expert\naliases: [kv-cache]", 7, "is already a name of this term"),
    "old address in use": ("level: expert", "level: expert\nredirect_from: [data]", 7, "address of the term data.md"),
    "deprecated without successor": ("published", "deprecated", 7, "a deprecated term needs 'replaced_by'"),
    "address without https": ("https:", "http:", 18, "is not a web address; write one that starts with https://"),
    "source twice": ("---\n\n##", "  - title: B\n    url: https://example.org/cache\n    date: 2024-05-01\n---\n\n##",
                     21, "stands twice under 'sources'"),
    "text before the sections": ("---\n\n##", "---\n\nHello.\n\n##", 22, "text stands before the first section"),
    "second title": ("---\n\n##", "---\n\n# KV cache\n\n##", 22, "the page makes its own title"),
    "missing section": ("## Examples", "## Analogy", 1, "a published term needs '## Examples'"),
    "misspelled section": ("Nothing to decide.\n", "Nothing.\n\n## Anallogy\n\nA.\n", 36, "Did you mean 'Analogy'?"),
    "missing role": ("### Executive", "#### Executive", 26, "lacks `### Executive`"),
    "HTML": ("Nothing to decide.", "<u>Nothing</u> to decide.", 34, "is HTML; write Markdown"),
    "placeholder": ("Nothing to decide.", "TODO", 34, "'TODO' is a placeholder"),
    "dangling link": ("Nothing to decide.", "[x](modle.md)", 34, "names no term. Did you mean 'model'?"),
    "link that runs a program": ("Nothing to decide.", "[x](javascript:y)", 34, "'javascript:y' leads nowhere"),
    "missing picture": ("Nothing to decide.", "![x](images/x.png)", 34, "there is no picture 'images/x.png'"),
    "missing picture of the term": ("level: expert", "level: expert\nimage: {src: x.png, alt: X}", 7, "no picture"),
    "link without address": ("Nothing to decide.", "[x]()", 34, "this link has no address"),
    "question without its mark": ("### Is it faultless?", "### It is faultless", 51, "must be a question"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "message"), ONE_FAULT.values(), ids=ONE_FAULT.keys())
def test_a_fault_by_itself_is_the_only_problem(repository: Any, old: str, new: str, line: int, message: str) -> None:
    repository.write_good_terms()
    text = (BAD_TERMS / "terms" / "kv-cache.md").read_text(encoding="utf-8")
    assert old in text
    repository.put("kv-cache.md", text.replace(old, new, 1))
    found = {problem.split(": ", 1)[0]: problem.split(": ", 1)[1] for problem in repository.problems(TODAY)}
    assert list(found) == [f"terms/kv-cache.md:{line}"]
    assert message in found[f"terms/kv-cache.md:{line}"]


@pytest.mark.parametrize(
    "reason",
    [
        "What a model has learned was once in its data, so data comes first.",
        "What a cache has learned was once in its KV cache, so KV cache comes first.",
        "WHAT A MODEL HAS LEARNED -- was once in its data; so, data comes first!",
    ],
)
def test_a_reason_used_before_is_a_template_even_with_the_names_swapped(repository: Any, reason: str) -> None:
    repository.write_good_terms()
    text = (BAD_TERMS / "terms" / "kv-cache.md").read_text(encoding="utf-8")
    old = "Long prompts fill it faster than short ones, sentence by sentence."
    repository.put("kv-cache.md", text.replace(old, f"'{reason}'"))
    (found,) = repository.problems(TODAY)
    assert re.search(r"the reason for '.*' repeats .*; write what is true of this pair alone", found)


@pytest.mark.parametrize(("reason", "problems"), [("One two three four five.", 1), ("One two three four five six.", 0)])
def test_a_reason_has_at_least_six_words(repository: Any, reason: str, problems: int) -> None:
    repository.write_good_terms()
    text = (BAD_TERMS / "terms" / "kv-cache.md").read_text(encoding="utf-8")
    repository.put("kv-cache.md", text.replace("It is filled while an answer is written and emptied after it.", reason))
    assert len(repository.problems(TODAY)) == problems


def test_the_day_itself_has_come(repository: Any) -> None:
    repository.write_good_terms()
    text = (BAD_TERMS / "terms" / "kv-cache.md").read_text(encoding="utf-8")
    repository.put("kv-cache.md", text.replace("2026-01-31", TODAY.isoformat()))
    assert repository.problems(TODAY) == []
    assert repository.problems(TODAY - timedelta(days=1)) != []


def test_prerequisites_that_go_in_a_circle_are_named(repository: Any) -> None:
    for slug, needed in {"a": "b", "b": "c", "c": "a", "d": "a"}.items():
        reason = f"Whoever reads about {slug * 4} has met {needed * 4} before that."
        other = {
            "term": "d" if slug != "d" else "c",
            "type": "see-also",
            "why": f"Both {slug * 5} are found in one book of old words.",
        }
        needs = {"term": needed, "type": "prerequisite", "why": reason}
        related = [needs] if slug in "abc" else [needs, other]
        extra = {"term": "e", "type": "part-of", "why": f"Every {slug * 6} that anyone has seen was inside of it."}
        repository.write(slug, title=f"Title {slug}", related=[*related, extra])
    twice = [
        {"term": "a", "type": "see-also", "why": "The first of them opens the way to all the others."},
        {"term": "b", "type": "see-also", "why": "The second one is what most people look up in it."},
    ]
    repository.write("e", title="Title e", related=twice)
    message = "these prerequisites go in a circle: a → b → c → a; remove one of them"
    assert repository.problems() == [f"terms/a.md:9: {message}"]


def test_a_picture_that_exists_may_be_shown(repository: Any) -> None:
    repository.write_good_terms()
    text = (BAD_TERMS / "terms" / "kv-cache.md").read_text(encoding="utf-8")
    repository.put("kv-cache.md", text.replace("Nothing to decide.", "![A cache](images/cache.png)"))
    repository.put("images/cache.png", b"\x89PNG\r\n\x1a\n")
    assert repository.problems(TODAY) == []
