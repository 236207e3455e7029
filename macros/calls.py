"""Macro calls in Markdown: a registered name with literal arguments, and nothing else.

The text between `{{` and `}}` is read with Jinja's parser and never run: page text comes from contributors, and a page
rendered by a full Jinja environment can run programs on the machine that builds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes
from markupsafe import Markup

from glossary.markdown import mask_code
from glossary.problem import Problem, did_you_mean

Literal = str | int | bool

MAX_CALL_CHARACTERS = 400
MAX_CALLS_PER_TEXT = 20

_OPENING = re.compile(r"\{\{|\{%")
_EXAMPLE = 'write {{ diagram(name="a-drawing") }}, or put it in backticks'
_PARSER = Environment(autoescape=True)


@dataclass(frozen=True)
class Call:
    """A macro call: its name, its literal arguments by name, and the line it stands on."""

    name: str
    arguments: dict[str, Literal]
    line: int


class CallError(ValueError):
    """What is wrong with a call, in words for the writer."""


@dataclass(frozen=True)
class Passage:
    """Markdown whose calls were replaced by tokens that Markdown and the sanitizer leave alone."""

    markdown: str
    calls: tuple[Call, ...]

    def written_out(self, write: Callable[[Call], str]) -> str:
        """The Markdown with each call replaced by what `write` makes of it."""
        markdown = self.markdown
        for index, call in enumerate(self.calls):
            markdown = markdown.replace(_token(index), write(call))
        return markdown

    def fill(self, html: str, render: Callable[[Call], Markup]) -> str:
        """The HTML of `markdown` with each token, and the paragraph around it, replaced by what its call renders."""
        for index, call in enumerate(self.calls):
            token = _token(index)
            html = html.replace(f"<p>{token}</p>", render(call))
        return html


def find_calls(markdown: str, path: str, first_line: int, names: Collection[str]) -> tuple[Passage, list[Problem]]:
    """The calls in `markdown`, which starts on line `first_line` of the file at `path`; `names` are those registered.

    A call stands in a paragraph of its own. Code is left as it is, and so is everything but `{{` and `{%`.
    """
    calls: list[Call] = []
    problems: list[Problem] = []
    pieces: list[str] = []
    position = 0
    for start, end, text in _spans(mask_code(markdown)):
        line = first_line + markdown.count("\n", 0, start)
        if len(calls) + len(problems) == MAX_CALLS_PER_TEXT:
            message = f"a section holds at most {MAX_CALLS_PER_TEXT} calls; remove the rest"
            problems.append(Problem(path, line, message))
            break
        try:
            name, arguments = read_call(text, names)
            _require_own_paragraph(markdown, start, end)
        except CallError as error:
            problems.append(Problem(path, line, str(error)))
            continue
        pieces += [markdown[position:start], _token(len(calls))]
        position = end
        calls.append(Call(name, arguments, line))
    return Passage("".join([*pieces, markdown[position:]]), tuple(calls)), problems


def read_call(text: str, names: Collection[str]) -> tuple[str, dict[str, Literal]]:
    """Name and arguments of a call such as `{{ memory_calculator(model="gpt2") }}`; CallError says what to write."""
    if len(text) > MAX_CALL_CHARACTERS:
        raise CallError(f"this call is longer than {MAX_CALL_CHARACTERS} characters; shorten it")
    shown = " ".join(text.split())
    try:
        body = _PARSER.parse(text).body
    except TemplateSyntaxError as error:
        raise CallError(f"`{shown}` is not a macro call ({error.message}); {_EXAMPLE}") from None
    except RecursionError:
        raise CallError(f"`{shown[:40]} …` is nested too deeply to be a macro call; {_EXAMPLE}") from None
    output = body[0] if len(body) == 1 else None
    call = output.nodes[0] if isinstance(output, nodes.Output) and len(output.nodes) == 1 else None
    if not isinstance(call, nodes.Call) or not isinstance(call.node, nodes.Name):
        raise CallError(f"`{shown}` is not a macro call; {_EXAMPLE}")
    name = call.node.name
    if name not in names:
        hint = did_you_mean(name, names) or f" There are: {', '.join(names)}."
        raise CallError(f"'{name}' is not a macro.{hint}")
    if call.args or call.dyn_args or call.dyn_kwargs:
        raise CallError(f"'{name}' takes its arguments by name, such as model=\"llama-3.1-8b\"")
    arguments: dict[str, Literal] = {}
    for keyword in call.kwargs:
        if keyword.key in arguments:
            raise CallError(f"'{keyword.key}' is given twice; keep one")
        value = keyword.value.value if isinstance(keyword.value, nodes.Const) else None
        if not isinstance(value, str | int | bool):
            raise CallError(f"'{keyword.key}' must be a text in quotes, a whole number, true or false")
        arguments[keyword.key] = value
    return name, arguments


def _spans(masked: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and text of everything that opens like template code; what never closes ends with its line."""
    position = 0
    while opening := _OPENING.search(masked, position):
        start = opening.start()
        limit = masked.find("\n\n", start)
        limit = len(masked) if limit < 0 else limit
        closing = masked.find("}}", start, limit) if opening[0] == "{{" else -1
        line_end = masked.find("\n", start)
        end = closing + 2 if closing >= 0 else line_end if line_end >= 0 else len(masked)
        yield start, end, masked[start:end]
        position = end


def _require_own_paragraph(markdown: str, start: int, end: int) -> None:
    before = markdown[:start].rsplit("\n", 2)
    after = markdown[end:].split("\n", 2)
    own_line = not before[-1].strip() and not after[0].strip()
    blank_before = len(before) < 2 or not before[-2].strip()
    blank_after = len(after) < 2 or not after[1].strip()
    if not (own_line and blank_before and blank_after):
        raise CallError("a macro call stands on a line of its own, with a blank line before and after")


def _token(index: int) -> str:
    # Private-use characters: the loader refuses them in text, so no writer can forge a token.
    return f"\ue000{index}\ue001"
