"""Macro calls in words, for readers who get the text without the page: what a calculator says, and where it stands."""

from __future__ import annotations

import json
from dataclasses import replace

from calculators import forms
from calculators.catalogue.presets import PRESETS, SLUGS
from glossary.exports.markdown import link, plain
from glossary.glossary import Glossary
from glossary.source import Section
from glossary.term import Term
from macros.calculators import PAGES, address
from macros.calls import Call, find_calls
from macros.registry import MACROS


def with_calls_written_out(glossary: Glossary) -> Glossary:
    """The same glossary with every call in its text in words."""
    terms = tuple(_term(term, glossary) for term in glossary.terms)
    return replace(glossary, terms=terms)


def written_out(markdown: str, path: str, page: str, glossary: Glossary) -> str:
    """The text of the file at `path` with its calls in words; `page` is its address."""
    if "{{" not in markdown:
        return markdown
    passage, _ = find_calls(markdown, path, 1, MACROS)
    return passage.written_out(lambda call: call_in_words(call, page, glossary))


def call_in_words(call: Call, page: str, glossary: Glossary) -> str:
    """A calculator's headline under a link to it, what a drawing shows; for anything else, where it stands."""
    if call.name == "diagram":
        drawing = glossary.diagrams[str(call.arguments["name"])]
        return f"{plain(drawing.title)}. {plain(drawing.description)}"
    calculator = call.name.removesuffix("_calculator")
    if calculator not in PAGES:
        return f"{link('This part stands on the page', page)}."
    given: dict[str, object] = {name: value for name, value in call.arguments.items() if name != "layout"}
    request = {"calculator": calculator, "inputs": dict(forms.initial(calculator, given)), "layout": "compact"}
    answer = json.loads(forms.evaluate(json.dumps(request)))
    inputs: dict[str, str] = dict(answer["inputs"])
    title = f"{calculator.capitalize()} calculator"
    if inputs["model"] in SLUGS:
        title += f": {PRESETS[SLUGS.index(inputs['model'])].title}"
    figures = [f"- {each['label']}: {each['text']} ({each['detail']})" for each in answer["report"]["headline"]]
    if PAGES[calculator] in glossary.settings.pages:
        page = f"{glossary.settings.url}{PAGES[calculator]}/{address(calculator, inputs)}"
    return "\n".join([link(title, page), "", *figures])


def _term(term: Term, glossary: Glossary) -> Term:
    if not any("{{" in block.markdown for section in term.sections for block in section.blocks()):
        return term
    page = glossary.settings.term_address(term.slug)
    sections = tuple(_section(each, term.path, page, glossary) for each in term.sections)
    return term.model_copy(update={"sections": sections})


def _section(section: Section, path: str, page: str, glossary: Glossary) -> Section:
    return replace(
        section,
        markdown=written_out(section.markdown, path, page, glossary),
        entries=tuple(_section(entry, path, page, glossary) for entry in section.entries),
    )
