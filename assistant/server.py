"""The tools that an assistant may call, on the official SDK: https://py.sdk.modelcontextprotocol.io/."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field

from assistant.calculation import calculate, calculator_description
from assistant.search import find, search
from glossary.exports.markdown import section_markdown, term_markdown
from glossary.glossary import Glossary
from glossary.problem import did_you_mean
from glossary.term import Term

MAX_FOUND = 50
_READS_ONLY = ToolAnnotations(read_only_hint=True, open_world_hint=False)

Inputs = Annotated[dict[str, str], Field(description="The calculator's inputs by name, each as text.")]


class FoundTerm(BaseModel):
    """A term in the answer to a search."""

    id: str = Field(description="What get_term takes.")
    title: str = Field(description="The term as people say it.")
    summary: str = Field(description="What it is, in a sentence.")
    url: str = Field(description="The page to cite.")


def server(glossary: Glossary) -> MCPServer[Any]:
    """A server that answers from `glossary` and the calculators; it reads nothing else and asks no other host."""
    settings = glossary.settings
    made = MCPServer(
        name=settings.name,
        description=settings.description,
        instructions="Find a term with search_terms, read it with get_term, cite its address; calculate, do not guess.",
        website_url=settings.url,
        version=version("ai-glossary"),
        log_level="WARNING",
    )

    @made.tool(annotations=_READS_ONLY)
    def search_terms(
        query: Annotated[str, Field(description="A name, a part of it, or words from the text.", max_length=200)],
        limit: Annotated[int, Field(description="How many at most.", ge=1, le=MAX_FOUND)] = 10,
    ) -> list[FoundTerm]:
        """Find terms of the glossary by any of their names or by words in their text, the best first."""
        return [
            FoundTerm(id=each.slug, title=each.title, summary=each.summary, url=settings.term_address(each.slug))
            for each in search(query, glossary, limit)
        ]

    @made.tool(annotations=_READS_ONLY, structured_output=False)
    def get_term(
        term: Annotated[str, Field(description="An id from search_terms, or any name of the term.", max_length=200)],
        role: Annotated[str, Field(description="Only what it says to one reader; empty for all.")] = "",
    ) -> str:
        """A term's text as Markdown: definition, how it works, role views, examples, questions, relations, sources."""
        found = find(term, glossary)
        if not found:
            names = [name for each in glossary.terms for name in (*each.names, each.slug)]
            raise ToolError(f"There is no term '{term}'.{did_you_mean(term, names)} search_terms finds more.")
        return for_role(found, role, glossary) if role else "".join(term_markdown(found, glossary))

    for name in settings.calculators:
        description = calculator_description(name)
        made.add_tool(_calculator(name), f"calculate_{name}", description=description, annotations=_READS_ONLY)
    return made


def for_role(term: Term, role: str, glossary: Glossary) -> str:
    """The definition and what a term says to one role, as Markdown."""
    titles = {each.slug: each.title for each in glossary.settings.roles}
    if role not in titles:
        raise ToolError(f"There is no role '{role}'; there are {', '.join(titles)}.{did_you_mean(role, titles)}")
    view = term.section("For your role")
    parts = [term.section("Definition"), *(e for e in (view.entries if view else ()) if e.heading == titles[role])]
    lines = [f"# {term.question}\n\n{term.summary}\n"]
    for part in parts:
        lines += section_markdown(part, term, glossary.settings, level=2) if part else []
    return "".join([*lines, f"\n{glossary.settings.term_address(term.slug)}\n"])


def _calculator(name: str) -> Any:
    def run(inputs: Inputs) -> dict[str, Any]:
        return calculate(name, inputs)

    return run
