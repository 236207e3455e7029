"""A macro call is a registered name with literal arguments; anything else is an error, and nothing is ever run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from macros.calls import MAX_CALL_CHARACTERS, Call, find_calls, read_call

NAMES = ["memory_calculator", "parameter_calculator"]


def problems(markdown: str) -> list[str]:
    _, found = find_calls(markdown, "terms/x.md", 1, NAMES)
    return [str(problem) for problem in found]


def test_a_call_has_a_name_literal_arguments_and_a_line() -> None:
    text = 'Before.\n\n{{ memory_calculator(model="gpt2", context_length=8192, stream=true) }}\n\nAfter.'
    passage, found = find_calls(text, "terms/x.md", 10, NAMES)
    assert found == []
    arguments = {"model": "gpt2", "context_length": 8192, "stream": True}
    assert passage.calls == (Call("memory_calculator", arguments, 12),)


def test_what_a_call_renders_replaces_its_paragraph() -> None:
    passage, _ = find_calls("{{ memory_calculator() }}", "terms/x.md", 1, NAMES)
    html = passage.fill(f"<p>{passage.markdown}</p>\n<p>text</p>", lambda call: Markup("<form></form>"))
    assert html == "<form></form>\n<p>text</p>"


@pytest.mark.parametrize(
    "text",
    [
        "# Title {#id}",
        "A `{{ name }}` in code",
        "```jinja\n{{ anything.at.all() }}\n{% for x in y %}\n```",
        "~~~\n{{ cycler }}\n~~~",
        "``{{ a ` b }}``",
        "Braces { } and {# a comment #} and }} alone",
    ],
)
def test_heading_ids_and_code_stay_what_they_are(text: str) -> None:
    passage, found = find_calls(text, "terms/x.md", 1, NAMES)
    assert (passage.markdown, passage.calls, found) == (text, (), [])


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ parameter_calculator.__globals__ }}",
        "{{ parameter_calculator().__class__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self._TemplateReference__context }}",
        "{{ lipsum.__globals__['os'].system('id') }}",
        "{{ config }}",
        "{{ 'a' * 10000000000 }}",
        "{{ range(10**9) | list }}",
        "{{ 'x' | upper }}",
        "{{ parameter_calculator(model='gpt2') | safe }}",
        "{{ parameter_calculator(model='a' ~ 'b') }}",
        "{{ parameter_calculator(model=['gpt2']) }}",
        "{{ parameter_calculator(model={'a': 1}) }}",
        "{{ parameter_calculator(model=1.5) }}",
        "{{ parameter_calculator(model=none) }}",
        "{{ parameter_calculator(model=cycler) }}",
        "{{ parameter_calculator(model=(1 if true else 2)) }}",
        "{{ parameter_calculator(layers=-1) }}",
        "{{ parameter_calculator(*[1]) }}",
        "{{ parameter_calculator(**{'model': 'gpt2'}) }}",
        "{{ parameter_calculator('gpt2') }}",
        "{{ parameter_calculator(model='gpt2', model='gpt2') }}",
        "{{ parameter_calculator(model='gpt2') }}{{ memory_calculator() }}",
        "{{ parameter_calculator(model='gpt2') }} trailing",
        "{% for i in range(10**9) %}x{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{",
        "{{ }}",
        "{{ parameter_calculator(",
        "{%",
    ],
)
def test_anything_else_is_an_error_on_its_line(hostile: str) -> None:
    passage, found = find_calls(f"Text.\n\n{hostile}\n", "terms/x.md", 1, NAMES)
    assert {(problem.path, problem.line) for problem in found} == {("terms/x.md", 3)}
    assert all(call.name in NAMES and not call.arguments.keys() - {"model"} for call in passage.calls)


def test_an_unknown_macro_is_named_with_the_nearest() -> None:
    assert problems("{{ parameter_calculater() }}") == [
        "terms/x.md:1: 'parameter_calculater' is not a macro. Did you mean 'parameter_calculator'?"
    ]


def test_a_call_inside_a_sentence_is_refused() -> None:
    [message] = problems('See {{ memory_calculator(model="gpt2") }} here.')
    assert "on a line of its own" in message


def test_a_call_past_the_length_limit_is_refused_unread() -> None:
    [message] = problems("{{ memory_calculator(model='" + "a" * MAX_CALL_CHARACTERS + "') }}")
    assert str(MAX_CALL_CHARACTERS) in message


def test_deep_nesting_is_refused_without_a_crash() -> None:
    assert problems("{{ " + "(" * 150 + "1" + ")" * 150 + " }}")


def test_every_problem_of_a_text_is_reported() -> None:
    assert len(problems("{{ a }}\n\n{{ b() }}\n\n{% c %}\n")) == 3


@given(st.text(max_size=300))
def test_no_text_crashes_the_reader_or_yields_an_unregistered_call(text: str) -> None:
    passage, _ = find_calls(text, "terms/x.md", 1, NAMES)
    assert all(call.name in NAMES for call in passage.calls)


@given(st.text(alphabet="ab \n#*_-.", max_size=200))
def test_text_without_braces_is_never_changed(text: str) -> None:
    passage, found = find_calls(text, "terms/x.md", 1, NAMES)
    assert (passage.markdown, found) == (text, [])


@given(
    st.sampled_from(NAMES),
    st.dictionaries(
        st.from_regex(r"[a-z][a-z_]{0,10}", fullmatch=True).filter(lambda key: key not in {"true", "false", "none"}),
        st.one_of(st.integers(min_value=0), st.booleans(), st.text("abc-. 1", max_size=20)),
        max_size=4,
    ),
)
def test_literals_come_back_as_written(name: str, arguments: dict[str, int | str | bool]) -> None:
    def literal(value: int | str | bool) -> str:
        return f'"{value}"' if isinstance(value, str) else str(value).lower()

    text = "{{ " + name + "(" + ", ".join(f"{key}={literal(value)}" for key, value in arguments.items()) + ") }}"
    assert read_call(text, NAMES) == (name, arguments)
