"""An editorial rule: a function that finds problems, with its code, how bad they are, and its explanation."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, ParamSpec, TypeAlias

from glossary.problem import Problem, Severity

Found = ParamSpec("Found")
# What is kept between runs is plain data.
Row: TypeAlias = tuple[str | int, ...]

_INSTEAD_OF, _WRITE = "Instead of: ", "Write: "


@dataclass(frozen=True)
class Rule(Generic[Found]):
    """A function whose docstring is the explanation; calling the rule gives its problems code and severity.

    The docstring holds the rule in a sentence, a paragraph on why, then a line `Instead of: …` and a line `Write: …`.
    `acceptable`: a writer may let an exception stand, with a reason. `alone`: it judges each file by that file and
    glossary.yml only, so what it found holds until one of them changes. `takes`: what a rule on all files together must
    know of each, which holds as long.
    """

    code: str
    severity: Severity
    acceptable: bool
    function: Callable[Found, Iterable[Problem]]
    alone: bool = False
    takes: Callable[..., Sequence[Row]] | None = None

    def __call__(self, *args: Found.args, **kwargs: Found.kwargs) -> Iterator[Problem]:
        """What the rule finds."""
        for problem in self.function(*args, **kwargs):
            yield replace(problem, code=self.code, severity=self.severity)

    @property
    def name(self) -> str:
        """What programs call it: `names-are-unique`."""
        return self.function.__name__.replace("_", "-")

    @property
    def title(self) -> str:
        """What people call it: "Names are unique"."""
        return self.function.__name__.replace("_", " ").capitalize()

    @property
    def sentence(self) -> str:
        """The rule itself."""
        return self._paragraphs[0]

    @property
    def explanation(self) -> str:
        """Why it is so, as a paragraph."""
        return self._paragraphs[1]

    @property
    def instead_of(self) -> str:
        """An example that breaks the rule."""
        return self._example[0].removeprefix(_INSTEAD_OF)

    @property
    def write(self) -> str:
        """The example mended."""
        return self._example[1].removeprefix(_WRITE)

    @cached_property
    def _paragraphs(self) -> tuple[str, str, str]:
        sentence, explanation, example = inspect.cleandoc(self.function.__doc__ or "").split("\n\n")
        return " ".join(sentence.split()), " ".join(explanation.split()), example

    @cached_property
    def _example(self) -> tuple[str, str]:
        instead_of, write = self._paragraphs[2].split(f"\n{_WRITE}")
        return " ".join(instead_of.split()), " ".join(write.split())


def rule(
    code: str,
    severity: Severity = Severity.ERROR,
    *,
    acceptable: bool | None = None,
    alone: bool = False,
    takes: Callable[..., Sequence[Row]] | None = None,
) -> Callable[[Callable[Found, Iterable[Problem]]], Rule[Found]]:
    """Register a function as a rule; an exception to a warning or a hint is acceptable, to an error only if said so."""
    lenient = severity is not Severity.ERROR if acceptable is None else acceptable

    def register(function: Callable[Found, Iterable[Problem]]) -> Rule[Found]:
        return Rule(code, severity, lenient, function, alone, takes)

    return register
