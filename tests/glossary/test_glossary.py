"""All terms together: found in their folder, sorted, grouped and linked."""

from datetime import date
from typing import Any

import pytest

from glossary import GlossaryError, load

TODAY = date(2026, 11, 22)


def test_terms_stand_in_the_order_of_their_titles(repository: Any) -> None:
    for slug, title in (("a", "zeta"), ("b", "Beta"), ("c", "alpha"), ("d", "Gamma")):
        repository.write(slug, title=title)
    assert [term.title for term in repository.read().terms] == ["alpha", "Beta", "Gamma", "zeta"]
    assert list(repository.read().by_slug) == ["c", "b", "d", "a"]


def test_terms_stand_under_their_first_letter_and_signs_under_a_number_sign(repository: Any) -> None:
    for slug, title in (("a", "alpha"), ("b", "Beta"), ("c", "Attention"), ("d", "3D model"), ("e", "Éclair")):
        repository.write(slug, title=title)
    letters = {letter: [term.title for term in terms] for letter, terms in repository.read().letters.items()}
    assert letters == {"#": ["3D model", "Éclair"], "A": ["alpha", "Attention"], "B": ["Beta"]}
    assert list(letters) == ["#", "A", "B"]


def test_terms_stand_on_their_shelf_in_the_order_of_the_settings(repository: Any) -> None:
    repository.write("a", title="A", category="models")
    assert [category.slug for category in repository.read().categories] == ["models"]
    repository.write("b", title="B", category="basics")
    repository.write("c", title="C", category="models")
    shelves = {category.slug: [term.slug for term in terms] for category, terms in repository.read().categories.items()}
    assert shelves == {"basics": ["b"], "models": ["a", "c"]}
    assert list(shelves) == ["basics", "models"]


def test_the_latest_review_stands_first_and_equal_days_by_title(repository: Any) -> None:
    for slug, title, day in (("a", "A", 1), ("b", "C", 2), ("c", "B", 2)):
        repository.write(slug, title=title, reviewed=date(2025, 1, day))
    assert [term.title for term in repository.read().recently_reviewed] == ["B", "C", "A"]


def test_where_a_term_is_used_is_every_other_term_whose_text_links_to_it(repository: Any) -> None:
    repository.write(
        "model", "## Definition\n[itself](model.md), [data](data.md) and `[code](kv-cache.md)`\n", title="M"
    )
    repository.write("data", "## Analogy\n### Part\n[a](model.md#definition) [b](./model.md) [c](gone.md)\n", title="D")
    repository.write("kv-cache", "## Definition\n[a][m]\n\n[m]: model.md\n")
    used_in = repository.read().used_in
    assert {slug: [term.slug for term in terms] for slug, terms in used_in.items()} == {
        "model": ["data", "kv-cache"],
        "data": ["model"],
        "kv-cache": [],
    }


def test_a_term_is_used_where_a_mention_of_it_becomes_a_link(repository: Any) -> None:
    text = "## Definition\nA {}.\n\n## Analogy\n`Delta`, gamma.\n\n[nolink]: gamma.md\n"
    repository.write("alpha", text.format("gamma"), title="Alpha")
    repository.write("beta", text.format("`gamma`"), title="Beta")
    repository.write("gamma", text.format("gamma"), title="Gamma", status="published")
    repository.write("delta", text.format("{{ delta(gamma=1) }}"), title="Delta", status="published")
    used_in = repository.read().used_in
    assert {slug: [term.slug for term in terms] for slug, terms in used_in.items() if terms} == {"gamma": ["alpha"]}


def test_relations_are_seen_from_both_sides(repository: Any) -> None:
    repository.write_good_terms()
    relations = repository.read().relations
    assert [(r.type, r.target, r.derived) for r in relations["kv-cache"]] == [
        ("prerequisite", "data", False),
        ("part-of", "model", False),
        ("contrast", "data", True),
        ("see-also", "model", True),
    ]


def test_ordinary_pages_are_no_terms(repository: Any) -> None:
    repository.write_good_terms()
    repository.put("index.md", "# Welcome\n")
    assert repository.problems() == []
    assert sorted(repository.read().by_slug) == ["data", "kv-cache", "model"]


def test_pictures_lie_in_their_folder(repository: Any) -> None:
    repository.write_good_terms()
    starts = {
        "a.avif": b"\0\0\0\x20ftypavif",
        "b.jpg": b"\xff\xd8\xff\xe0",
        "c.png": b"\x89PNG\r\n\x1a\n",
        "d.webp": b"RIFF\0\0\0\0WEBPVP8L",
    }
    for name, start in starts.items():
        repository.put(f"images/{name}", start)
    assert repository.problems() == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("notes.txt", "only Markdown files (.md) belong here; pictures go to terms/images/"),
        ("page.MD", "only Markdown files (.md) belong here; pictures go to terms/images/"),
        ("images/a.svg", "a picture must be one of .avif, .jpg, .png, .webp"),
        ("images/a.md", "a picture must be one of .avif, .jpg, .png, .webp"),
    ],
)
def test_other_files_are_refused(repository: Any, name: str, message: str) -> None:
    repository.write_good_terms()
    repository.put(name, "text")
    assert repository.problems() == [f"terms/{name}:1: {message}"]


@pytest.mark.parametrize("name", ["drafts", "images/more"])
def test_terms_and_pictures_lie_side_by_side(repository: Any, name: str) -> None:
    repository.write_good_terms()
    repository.put(f"{name}/x.md", "text")
    message = "terms lie side by side in terms/; move the files up and remove this folder"
    assert repository.problems() == [f"terms/{name}:1: {message}"]


def test_links_to_files_and_folders_elsewhere_are_not_followed(repository: Any) -> None:
    repository.write_good_terms()
    outside = repository.root / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("secret")
    (repository.root / "terms" / "secret.md").symlink_to(outside / "secret.md")
    (repository.root / "terms" / "folder").symlink_to(outside)
    (repository.root / "terms" / "images" / "a.png").symlink_to(outside / "secret.md")
    assert repository.problems() == [
        "terms/folder:1: this is a symbolic link; put the file itself here",
        "terms/images/a.png:1: this is a symbolic link; put the file itself here",
        "terms/secret.md:1: this is a symbolic link; put the file itself here",
    ]


def test_a_linked_folder_of_pictures_is_not_looked_into(repository: Any) -> None:
    repository.write_good_terms()
    outside = repository.root / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (repository.root / "terms" / "images").rmdir()
    (repository.root / "terms" / "images").symlink_to(outside)
    assert repository.problems() == ["terms/images:1: this is a symbolic link; put the file itself here"]


@pytest.mark.parametrize(
    ("stem", "rename"),
    [
        ("KV-cache", "; rename it to kv-cache.md"),
        ("kv_cache", "; rename it to kv-cache.md"),
        ("kv--cache", "; rename it to kv-cache.md"),
        ("-kv", "; rename it to kv.md"),
        ("kv cache", "; rename it to kv-cache.md"),
        ("v1.2", "; rename it to v1-2.md"),
        ("漢字", ""),
    ],
)
def test_a_file_name_is_an_address(repository: Any, stem: str, rename: str) -> None:
    repository.write_good_terms()
    repository.write(stem, title="Other", related=None)
    rule = "the file name is the page's address: lower-case letters, digits and single hyphens only"
    assert f"terms/{stem}.md:1: {rule}{rename}" in repository.problems()


def test_a_term_that_cannot_be_read_still_exists_for_the_others(repository: Any) -> None:
    repository.write_good_terms()
    repository.put("data.md", "---\ntitle: x: y\n---\n")
    assert [problem.split(":")[0] for problem in repository.problems()] == ["terms/data.md"]


def test_a_folder_without_terms_says_so(repository: Any) -> None:
    (repository.root / "terms" / "images").rmdir()
    (repository.root / "terms").rmdir()
    assert repository.problems() == ["terms:1: this folder is missing; it holds one Markdown file for each term"]


def test_a_glossary_without_problems_is_loaded(repository: Any) -> None:
    repository.write_good_terms()
    assert [term.slug for term in load(repository.root, TODAY).terms] == ["data", "kv-cache", "model"]


def test_a_glossary_with_any_problem_is_not(repository: Any) -> None:
    repository.write_good_terms()
    repository.put("notes.txt", "text")
    with pytest.raises(GlossaryError, match="1 error in 1 file"):
        load(repository.root, TODAY)


def test_problems_of_the_text_are_found_in_files_whose_fields_are_wrong(repository: Any) -> None:
    repository.write_good_terms()
    path = repository.root / "terms" / "kv-cache.md"
    text = path.read_text(encoding="utf-8").replace("level: expert", "level: 5").replace("Yes.", "TODO", 1)
    path.write_text(text, encoding="utf-8")
    assert [problem.split(": ", 1)[1] for problem in repository.problems()] == [
        "'level' must be text; put it in quotes: \"5\"",
        "'TODO' is a placeholder; write the text or remove it",
    ]


@pytest.mark.parametrize("slug", ["a-z", "category", "compare", "paths", "changes", "review", "assets"])
def test_the_sites_own_addresses_are_no_file_names(repository: Any, slug: str) -> None:
    repository.write_good_terms()
    (repository.root / "terms" / "kv-cache.md").rename(repository.root / "terms" / f"{slug}.md")
    assert any(f"terms/{slug}.md:1: the address '{slug}' belongs to" in found for found in repository.problems())


def test_the_address_of_a_comparison_is_no_file_name(repository: Any) -> None:
    repository.write_good_terms()
    repository.write("model-vs-data", title="Model against data")
    found = [problem for problem in repository.problems() if problem.startswith("terms/model-vs-data.md:1: ")]
    assert any("'-vs-' belongs to the addresses of comparisons" in problem for problem in found)


def test_both_terms_of_a_pair_have_it(repository: Any) -> None:
    repository.write("a", title="A", compare_with=["b", "c"])
    repository.write("b", title="B")
    repository.write("c", title="C")
    compared = repository.read().compared
    assert {slug: [pair.slug for pair in pairs] for slug, pairs in compared.items()} == {
        "a": ["a-vs-b", "a-vs-c"],
        "b": ["a-vs-b"],
        "c": ["a-vs-c"],
    }


def test_what_to_read_first_is_every_prerequisite_near_and_far(repository: Any) -> None:
    for slug, needed in (("a", "b"), ("b", "c"), ("c", None)):
        see = {"term": "a", "type": "see-also", "why": f"Both of them begin with a letter, as {slug} does."}
        needs = {"term": needed, "type": "prerequisite", "why": f"Whoever meets {slug} has met {needed} before."}
        repository.write(slug, title=slug.upper(), related=[see, needs if needed else {**see, "term": "b"}])
    read_first = repository.read().read_first
    assert {slug: [term.slug for term in terms] for slug, terms in read_first.items()} == {
        "a": ["c", "b"],
        "b": ["c"],
        "c": [],
    }
