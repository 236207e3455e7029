"""Where each editorial rule draws its line: what it says on one side, and that it is silent on the other."""

from datetime import date, timedelta
from typing import Any

import pytest

from glossary.near_names import known_as

TODAY = date(2026, 11, 22)
SENTENCE = "It lies in its file, from which it is read first."
LONG = " ".join(f"w{number}" for number in range(36))

# What stands in the text of tests/bad_terms/terms/model.md instead of a sentence, and the codes that follow.
TEXTS = {
    "filler": ("It is worth noting that it lies there.", ["G060"]),
    "a day instead of filler": ("Today's change shows in today's answer.", []),
    "hype": ("A seamless model.", ["G061"]),
    "hype that others say": ('The maker calls it "revolutionary".', []),
    "hype in a quotation": ("> A revolutionary model.", []),
    "hype in code": ("Set `revolutionary` to 1.", []),
    "an old word": ("A whitelist.", ["G062"]),
    "its new one": ("An allowlist.", []),
    "British spelling": ("It is optimised.", ["G063"]),
    "a British name": ("It is from the Alan Turing Centre.", []),
    "American spelling": ("It is optimized.", []),
    "a slip": ("It is seperate.", ["G064"]),
    "a slip in part of a word": ("Add-ons are added.", []),
    "a doubled word": ("It is is there to to stay.", ["G065"]),
    "a word that may double": ("It had had that that it needed.", []),
    "a doubled name": ("She is from Baden Baden.", []),
    "an acronym": ("The TTFT grows.", ["G067"]),
    "an acronym explained after": ("The TTFT (time to first token) grows.", []),
    "an acronym explained before": ("The time to first token (TTFT) grows.", []),
    "an acronym explained with its year": ("It uses paged attention (PGA, 2023). PGA is fast.", []),
    "an acronym that stands for": ("TTFT stands for time to first token.", []),
    "several of them": ("Two TTFTs.", ["G067"]),
    "an acronym of a term": ("The MDL and the KV cache.", []),
    "an acronym everybody knows": ("The PDF has 3 MB.", []),
    "part of a longer name": ("GPT-4, FLAN-T5 and an A100-SXM.", []),
    "a numbered law": ("California SB 53 and ISO 27001.", []),
    "capitals in quotation marks": ('It answers "QRST".', []),
    "a sentence of 36 words": (f"{LONG}.", ["G070"]),
    "a sentence of 35 words": (f"{LONG.removesuffix(' w35')}.", []),
    "two sentences of 35 words": (f"{LONG[3:]}. And so on.", []),
    "a long row of a table": (f"| a |\n|---|\n| {LONG} |", []),
    "a paragraph of 125 words": (" ".join(["One more word here now."] * 25), ["G071"]),
    "a sentence of the page again": (f"{SENTENCE} {SENTENCE}", []),
}


@pytest.mark.parametrize(("text", "codes"), TEXTS.values(), ids=TEXTS.keys())
def test_a_text_breaks_these_rules_and_no_others(repository: Any, text: str, codes: list[str]) -> None:
    repository.write_good_terms()
    repository.replace("model.md", SENTENCE, text)
    assert sorted({problem.code for problem in repository.findings(TODAY)}) == codes


# Front matter of the same file: what stands there, what is written instead, and the codes that follow.
FIELDS = {
    "a verb in the singular": ("summary: A model is", "number: plural\nsummary: Model is", ["G066"]),
    "a verb in the plural": ("summary: A model is", "summary: A model are", ["G066"]),
    "no article": ("summary: A model is", "summary: Model is", ["G066"]),
    "an article before a mass": ("summary: A model is", "number: mass\nsummary: A model is", ["G066"]),
    "another way to begin": ("summary: A model is", "summary: To run a model is", []),
    "a form that follows": ("aliases: [network]", "aliases: [network]\nforms: [networks]", ["G051"]),
    "a form of another term": ("aliases: [network]", "aliases: [network]\nforms: [data]", ["G051"]),
    "a form of its own": ("aliases: [network]", "aliases: [network]\nforms: [modeled]", []),
    "a name with a plural": ("aliases: [network]", "aliases: [KV caches]", ["G050"]),
    "a name with a letter more": ("aliases: [network]", "aliases: [KV-cacche]", ["G050"]),
    "a name in another order": ("aliases: [network]", "aliases: [cache of KV, cache KV]", ["G050"]),
    "a name with another number": ("aliases: [network]", "aliases: [network 4, network 5]", []),
    "an avoided wording": ("aliases: [network]", "aliases: [network]\navoid: [read first]", ["G052"]),
    "advice on wording": ("aliases: [network]", 'aliases: [network]\navoid: ["read first (unclear)"]', []),
    "a short address": ("https://example.org/model", "https://bit.ly/model", ["G081"]),
    "an address that tracks": ("https://example.org/model", "https://example.org/model?utm_source=x", ["G081"]),
    "an address with a query": ("https://example.org/model", "https://example.org/model?id=1&x=", []),
    "a version of a paper": ("https://example.org/model", "https://arxiv.org/pdf/1706.03762v7.pdf", ["G081"]),
    "a paper": ("https://example.org/model", "https://arxiv.org/abs/1706.03762", []),
    "an encyclopedia": ("https://example.org/model", "https://en.wikipedia.org/wiki/Model", ["G082"]),
    "a page of one's own there": ("https://example.org/model", "https://team.medium.com/model", []),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "codes"), FIELDS.values(), ids=FIELDS.keys())
def test_front_matter_breaks_these_rules_and_no_others(repository: Any, old: str, new: str, codes: list[str]) -> None:
    repository.write_good_terms()
    repository.replace("model.md", old, new)
    assert sorted({problem.code for problem in repository.findings(TODAY)}) == codes


def test_a_near_duplicate_is_told_in_the_newer_file(repository: Any) -> None:
    repository.write_good_terms()
    repository.replace("model.md", "aliases: [network]", "aliases: [KV caches]")
    repository.replace("model.md", "level: starter", "level: starter\nadded: 2026-01-01")
    repository.replace("kv-cache.md", "level: expert", "level: expert\nadded: 2026-01-02")
    (found,) = repository.findings(TODAY)
    assert (found.path, found.line) == ("terms/kv-cache.md", 2)
    assert found.message.startswith("'KV cache' is nearly 'KV caches', a name of 'Model' (terms/model.md)")


def test_summaries_in_nearly_the_same_words_are_told(repository: Any) -> None:
    repository.write_good_terms()
    repository.replace("model.md", "A model is one of three terms here", "A model is the third term here")
    (found,) = repository.findings(TODAY)
    assert (found.code, found.path) == ("G050", "terms/model.md")


def test_a_sentence_on_two_pages_is_told_on_the_second(repository: Any) -> None:
    repository.write_good_terms()
    repository.replace("kv-cache.md", "It lies in its file and is read like the others.", SENTENCE)
    (found,) = repository.findings(TODAY)
    assert (found.code, found.path) == ("G073", "terms/model.md")
    assert "terms/kv-cache.md:42" in found.message


def test_a_role_is_read_at_its_own_grade(repository: Any) -> None:
    repository.write_good_terms()
    hard = " ".join(["Comprehensive organizational considerations necessitate evaluation."] + ["Then test it."] * 3)
    repository.replace("model.md", "Nothing to decide.", hard * 3)
    codes = {problem.code for problem in repository.findings(TODAY)}
    assert "G072" in codes
    repository.replace("model.md", "### Executive", "### Executives")
    assert "G072" not in {problem.code for problem in repository.findings(TODAY)}


@pytest.mark.parametrize(("role", "codes"), [("Executive", ["G071"]), ("", [])])
def test_every_role_has_two_examples(repository: Any, role: str, codes: list[str]) -> None:
    repository.write_good_terms()
    first = f"For: {role}\n\n" if role else ""
    entries = f"### One\n\n{first}It pays.\n\n### Two\n\nIt bakes."
    repository.replace("model.md", "- This one.\n- The file beside it.", entries)
    assert [problem.code for problem in repository.findings(TODAY)] == codes


@pytest.mark.parametrize(("late", "codes"), [(0, []), (1, ["G083", "G084"])])
def test_a_claim_and_a_review_are_due_from_the_day_after_theirs(repository: Any, late: int, codes: list[str]) -> None:
    repository.write_good_terms()
    fact = "facts:\n  - {id: x, claim: It is so., as_of: 2026-01-31, source: https://example.org/model, expires: "
    repository.replace("model.md", "related:\n", f"{fact}2027-01-31}}\nrelated:\n")
    found = repository.findings(date(2027, 1, 31) + timedelta(days=late))
    assert sorted({problem.code for problem in found}) == codes


def test_an_acronym_that_many_terms_explain_is_wanted_as_a_term(repository: Any) -> None:
    for number in range(5):
        repository.write(
            f"term-{number}", f"## Definition\n\nA graphics unit (GPU) of kind {number}.\n", title=f"T{number}"
        )
    wanted = [problem for problem in repository.findings(TODAY) if problem.code == "G085"]
    assert [problem.message for problem in wanted] == [
        "5 terms explain 'GPU'; a term of its own would be linked from all of them"
    ]
    repository.write("gpu", title="Graphics unit", acronym="GPU")
    assert [problem for problem in repository.findings(TODAY) if problem.code == "G085"] == []


def test_a_redirect_from_a_name_that_never_was_is_told(repository: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write_good_terms()
    repository.replace("model.md", "level: starter", "level: starter\nredirect_from: [old-model, never-was]")
    assert repository.findings(TODAY) == []
    monkeypatch.setattr("glossary.reading.former_slugs", lambda root, folder: frozenset({"old-model", "model"}))
    (found,) = repository.findings(TODAY)
    assert (found.code, found.line) == ("G086", 8)
    assert "no file was ever called never-was.md" in found.message


@pytest.mark.parametrize(
    ("name", "known"),
    [("Models", "Model"), ("net work", "network"), ("Modle", None), ("kv  cache", "KV cache"), ("Zoo", None)],
)
def test_a_name_is_known_where_a_term_has_nearly_that_name(repository: Any, name: str, known: str | None) -> None:
    repository.write_good_terms()
    found = known_as(name, repository.read(TODAY).terms)
    assert (found and found[1]) == known
