"""The calculators as tools: named inputs in, whole numbers out."""

from __future__ import annotations

import json
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError

from calculators import forms


def calculate(calculator: str, inputs: dict[str, str]) -> dict[str, Any]:
    """The whole numbers a calculator comes to and the lines it shows first; ToolError says what is wrong."""
    request = json.dumps({"calculator": calculator, "inputs": inputs, "layout": "compact"})
    answer = json.loads(forms.evaluate(request))
    if answer["errors"]:
        raise ToolError(" ".join(each["message"] for each in answer["errors"]))
    figures: dict[str, Any] = json.loads(forms.export_text(request, "json"))
    shown = [f"{each['label']}: {each['text']} ({each['detail']})" for each in answer["report"]["headline"]]
    return figures | {"summary": shown}


def calculator_description(name: str) -> str:
    """What a calculator does and takes: the same words that its form on the site shows."""
    form: dict[str, Any] = forms.describe(name)
    lines = [f"The {form['title'].lower()} of the glossary: exact whole numbers, with how sure each is.", "", "Inputs:"]
    seen = set()
    for group in form["groups"]:
        for each in group["fields"]:
            if each["name"] not in seen:
                seen.add(each["name"])
                choices = ", ".join(choice["value"] for choice in each["choices"])
                lines.append(f"- {each['name']}: {each['help']}{f' One of: {choices}.' if choices else ''}")
    return "\n".join(lines)
