"""The project's own JSON, against the standard library's."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import json_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back_by_both(value: object) -> None:
    text = json_text.write(value)
    assert json.loads(text) == value
    assert json_text.parse(text) == value


@given(VALUES, st.booleans())
def test_what_the_standard_library_writes_is_read(value: object, ascii_only: bool) -> None:
    assert json_text.parse(json.dumps(value, ensure_ascii=ascii_only, indent=1)) == value


@pytest.mark.parametrize("number", ["0.5", "-1.25", "1e-05", "500000.0", "1E+3", "NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_not_whole_are_kept_as_text(number: str) -> None:
    value = json_text.parse(number)
    assert isinstance(value, json_text.Real)
    assert value.text == number


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", "[", "[1,]", "{", '{"a"}', '{"a":1,}', '{"a":1 "b":2}', "[1] 2", '{"a":1,"a":2}', "{1:2}"],
        *["01", "1.", ".5", "+1", "1e", "-", "--1", "9" * 401, "nul", "tru", "'a'", "\ufeff1"],
        *['"a', '"\\x"', '"\\u12"', '"\\ud800"', '"\t"', "[" * 50 + "]" * 50],
    ],
)
def test_malformed_json_is_refused_with_a_line(text: str) -> None:
    with pytest.raises(json_text.JsonError, match="line 1: "):
        json_text.parse(text)


def test_the_line_of_a_fault_is_named() -> None:
    with pytest.raises(json_text.JsonError, match="line 3: "):
        json_text.parse('{\n"a": 1,\n"b" 2}')


def test_keys_keep_their_order() -> None:
    assert list(json_text.parse('{"b": 1, "a": 2}')) == ["b", "a"]
