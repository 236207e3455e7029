"""The strict reader: it knows the line of everything and never guesses."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from glossary.strict_yaml import read_yaml
from glossary.text_file import invisible


def messages(text: str, first_line: int = 1) -> list[str]:
    return [f"{problem.line}: {problem.message}" for problem in read_yaml(text, "x.yml", first_line).problems]


def value(scalar: str) -> object:
    document = read_yaml(f"key: {scalar}", "x.yml")
    assert document.problems == []
    return document.data["key"]


@pytest.mark.parametrize(
    ("scalar", "expected"),
    [
        ("plain words", "plain words"),
        ("v1.2.3", "v1.2.3"),
        ('"012"', "012"),
        ("'no'", "no"),
        ("0", 0),
        ("12", 12),
        ("true", True),
        ("false", False),
        ("2026-01-31", date(2026, 1, 31)),
        ('"2026-01-31"', "2026-01-31"),
        ("", None),
        ("~", None),
        ("null", None),
        ("[a, b]", ["a", "b"]),
        ("{a: b}", {"a": "b"}),
        (">\n  folded\n  text", "folded text"),
        ("|\n  no", "no"),
    ],
)
def test_a_value_has_one_meaning(scalar: str, expected: object) -> None:
    assert value(scalar) == expected


@pytest.mark.parametrize(
    "scalar",
    # Truth values of YAML 1.1, base 60, octal, hexadecimal, binary, floats, separators, signs, and what YAML 1.2 added.
    [
        *("no", "yes", "on", "Off", "True", "FALSE", "y", "N", "1:30", "190:20:30"),
        *("012", "0o17", "0x1F", "0b11", "1.5"),
        *("2.10", ".5", "1e3", "1.5e+3", "1_000", "+1", "-1", ".inf", "-.INF", ".nan", "9999999999", "="),
        *("2026-01-31 10:00:00", "2026-01-31T10:00:00Z"),
    ],
)
def test_a_scalar_that_programs_read_differently_must_be_quoted(scalar: str) -> None:
    refused = f'`{scalar}` can be read as something other than text; put it in quotes: "{scalar}"'
    assert messages(f"key: {scalar}") == [f"1: {refused}"]
    assert value(f'"{scalar}"') == scalar


@pytest.mark.parametrize(
    "escape", ["\\0", "\\a", "\\e", "\\x1b", "\\u200b", "\\u202e", "\\ufeff", "\\uffff", "\\ue000"]
)
def test_an_invisible_character_is_refused_however_it_is_written(escape: str) -> None:
    (message,) = messages(f'key: "a{escape}b"')
    assert message.startswith("1: this writes an invisible character (U+")


def test_a_day_must_be_in_the_calendar() -> None:
    assert messages("reviewed: 2026-02-30") == [
        "1: 2026-02-30 is not a day of the calendar; write a date as 2026-01-31"
    ]


def test_every_key_and_item_knows_its_line() -> None:
    document = read_yaml("a: 1\nb:\n  - x\n  - c: y\n    d: z\n", "x.yml", first_line=2)
    assert document.line(("a",)) == 2
    assert document.line(("b",)) == 3
    assert document.line(("b", 0)) == 4
    assert document.line(("b", 1, "d")) == 6


def test_a_place_that_is_not_there_has_the_line_of_what_should_hold_it() -> None:
    document = read_yaml("a: 1\nb:\n  - c: y\n", "x.yml", first_line=2)
    assert document.line(("b", 0, "missing")) == 4
    assert document.line(("b", 7)) == 3
    assert document.line(("missing",)) == 2


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    assert messages("a: 1\nb: 2\na: 3\n", first_line=2) == ["4: 'a' stands twice (first on line 2); keep one"]


def test_the_first_of_two_equal_keys_counts() -> None:
    assert read_yaml("a: 1\na: 3\n", "x.yml").data == {"a": 1}


def test_all_problems_are_found_in_one_reading() -> None:
    found = messages("a: no\nb: 012\na: 1\nc: 2026-13-01\n<<: {d: e}\n")
    assert [line.split(":")[0] for line in found] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a: &x 1\n", "`&x` is a YAML anchor"),
        ("a: *x\n", "`*x` is a YAML alias"),
        ("a: !!python/object:os.system x\n", "`!!python/object:os.system` is a YAML tag"),
        ("a: !mine x\n", "`!mine` is a YAML tag"),
        ("a: !!set {x}\n", "`!!set` is a YAML tag"),
        ("a: 1\n--- \nb: 2\n", "a second YAML document"),
        ("<<: {a: 1}\n", "`<<` merges keys"),
        ("? [a, b]\n: 1\n", "a key must be one word"),
        ("- a\n- b\n", "this must be `key: value` lines"),
        ("just words\n", "this must be `key: value` lines"),
        ("", "this must be `key: value` lines"),
        ("a: b: c\n", "this is not valid YAML"),
        ("a: [1, 2\n", "this is not valid YAML"),
        ('a: "x\n', "this is not valid YAML"),
        ("\ta: 1\n", "this is not valid YAML"),
        ("a: {" * 7, "nested more than 6 levels"),
        ("[" * 5000, "nested more than 6 levels"),
    ],
)
def test_what_hand_written_facts_do_not_need_is_refused(text: str, named: str) -> None:
    document = read_yaml(text, "x.yml")
    assert len(document.problems) == 1
    assert named in document.problems[0].message


def test_a_broken_text_has_no_data_and_the_line_of_the_break() -> None:
    document = read_yaml("a: 1\nb: 2\nc: d: e\n", "x.yml", first_line=2)
    assert document.data == {}
    assert [problem.line for problem in document.problems] == [4]


def test_aliases_that_would_grow_without_end_are_refused_before_they_do() -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    document = read_yaml("\n".join(rows), "x.yml")
    assert document.data == {}
    assert len(document.problems) == 40 + 2 * 39


visible = st.characters(codec="utf-8").filter(lambda character: invisible(character) is None)
plain = st.text(visible, min_size=1, max_size=30)


@given(st.dictionaries(plain, plain | st.booleans() | st.integers(0, 999_999_999) | st.dates(date(1000, 1, 1))))
def test_what_a_yaml_program_writes_in_quotes_is_read_back_unchanged(data: dict[str, object]) -> None:
    rows = [
        f"{yaml.safe_dump(key, default_style=chr(34), allow_unicode=True, width=10**6).strip()}: {scalar(item)}"
        for key, item in data.items()
    ]
    document = read_yaml("\n".join(rows) or "{}", "x.yml")
    assert document.problems == []
    assert document.data == data


def scalar(item: object) -> str:
    if isinstance(item, str):
        return yaml.safe_dump(item, default_style='"', allow_unicode=True, width=10**6).strip()
    return str(item).lower()


def test_a_key_in_quotes_is_just_a_key() -> None:
    assert read_yaml('"<<": a\n', "x.yml").data == {"<<": "a"}


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    document = read_yaml(text, "x.yml", first_line=2)
    last_line = 2 + len(text.splitlines())
    assert all(2 <= problem.line <= last_line for problem in document.problems)
