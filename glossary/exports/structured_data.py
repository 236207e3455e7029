"""What a search engine should know of a page, as schema.org data in JSON-LD: https://schema.org/DefinedTerm."""

from __future__ import annotations

import json
from typing import Any

from glossary.anchors import entry_anchor
from glossary.exports.identifiers import set_id, term_id
from glossary.glossary import Glossary
from glossary.prose import plain_text
from glossary.settings import Settings
from glossary.source import Section
from glossary.term import Term

_CONTEXT = "https://schema.org"


def script_text(data: dict[str, Any]) -> str:
    """JSON text that can stand inside a script element: nothing in it can end the element or open a comment.

    Source: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def term_data(term: Term, glossary: Glossary) -> dict[str, Any]:
    """A term's page: the term, its common questions with their answers, and the way to it from the home page."""
    settings = glossary.settings
    address = settings.term_address(term.slug)
    page: dict[str, Any] = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": term.question,
        "description": term.summary,
        "inLanguage": settings.language,
        "dateModified": term.reviewed.isoformat(),
        "isPartOf": {"@id": f"{settings.url}#site"},
        "about": {"@id": term_id(term.slug, settings)},
        "breadcrumb": {"@id": f"{address}#breadcrumb"},
    }
    if term.added:
        page["datePublished"] = term.added.isoformat()
    if settings.license:
        page["license"] = settings.license
    questions = term.section("Common questions")
    if questions:
        page["@type"] = "FAQPage"
        page["mainEntity"] = [_question(entry, questions, address, settings) for entry in questions.entries]
    return {"@context": _CONTEXT, "@graph": [_defined_term(term, settings), page, _breadcrumb(term, settings)]}


def site_data(settings: Settings) -> dict[str, Any]:
    """The home page: the site, with the address at which it is searched, and the set that all terms belong to."""
    site = {
        "@type": "WebSite",
        "@id": f"{settings.url}#site",
        "name": settings.name,
        "url": settings.url,
        "description": settings.description,
        "inLanguage": settings.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{settings.url}?q={{search_term_string}}"},
            # https://schema.org/docs/actions.html
            "query-input": "required name=search_term_string",
        },
    }
    return {"@context": _CONTEXT, "@graph": [site, {**_term_set(settings), "description": settings.description}]}


def _term_set(settings: Settings) -> dict[str, Any]:
    return {"@type": "DefinedTermSet", "@id": set_id(settings), "name": settings.name, "url": settings.url}


def _defined_term(term: Term, settings: Settings) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "DefinedTerm",
        "@id": term_id(term.slug, settings),
        "name": term.title,
        "termCode": term.slug,
        "description": term.summary,
        "url": settings.term_address(term.slug),
        "inDefinedTermSet": _term_set(settings),
    }
    if term.names[1:]:
        data["alternateName"] = list(term.names[1:])
    if term.disambiguation:
        data["disambiguatingDescription"] = term.disambiguation
    if term.same_as:
        data["sameAs"] = list(term.same_as)
    return data


def _question(entry: Section, section: Section, address: str, settings: Settings) -> dict[str, Any]:
    return {
        "@type": "Question",
        "name": plain_text(entry.heading),
        "url": f"{address}#{entry_anchor(section, entry, settings)}",
        "acceptedAnswer": {"@type": "Answer", "text": plain_text(entry.markdown)},
    }


def _breadcrumb(term: Term, settings: Settings) -> dict[str, Any]:
    steps = (
        (settings.name, settings.url),
        (settings.category_by_slug[term.category].title, f"{settings.url}category/{term.category}/"),
        (term.title, settings.term_address(term.slug)),
    )
    return {
        "@type": "BreadcrumbList",
        "@id": f"{settings.term_address(term.slug)}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, 1)
        ],
    }
