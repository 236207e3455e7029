"""Every formula with its numbers put in comes out as the result it names."""

import json
import re
from fractions import Fraction

import pytest

from calculators import forms
from calculators.catalogue.presets import SLUGS

USES: dict[str, list[dict[str, str]]] = {
    "parameters": [{}],
    "memory": [{"price": "250", "gpus": "2"}, {"precision": "int4", "engine": "minimum", "batch_size": "3"}],
    "training": [{}, {"method": "lora", "targets": "attention", "recompute": "full"}, {"recompute": "none"}],
}


def report(calculator: str, **given: str) -> dict:
    request = {"calculator": calculator, "changed": None, "inputs": given}
    return json.loads(forms.evaluate(json.dumps(request)))["report"]


def value(text: str) -> Fraction:
    """What an expression of grouped numbers comes to."""
    words = text.replace(",", "").replace("^", "**").removesuffix(" operations")
    python = re.sub(r"[\d.]+", lambda number: f"Fraction('{number[0]}')", words)
    python = python.replace("×", "*").replace("−", "-")
    assert re.fullmatch(r"(?:Fraction\('[\d.]+'\)|[-+*/() ])+", python), text
    return Fraction(eval(python, {"Fraction": Fraction}))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("calculator", USES)
def test_the_numbers_come_out(calculator: str, slug: str) -> None:
    for use in USES[calculator]:
        for formula in report(calculator, model=slug, **use)["formulas"]:
            left, _, right = formula["substituted"].rpartition(" = ")
            if not left:
                continue
            rounded = "." in right or "operations" in right or "/" in left
            found, expected = value(left), value(right)
            assert abs(found - expected) <= (expected / 100 if rounded else 0), formula


def test_every_result_of_serving_has_its_formula() -> None:
    found = report("memory", model="gemma-2-9b", price="250")
    results = {formula["substituted"].rpartition(" = ")[2] for formula in found["formulas"]}
    sizes = {row[1] for table in found["tables"] if table["key"] == "lines" for row in table["rows"]}
    total, weights, cache, served = (figure["detail"].split(" bytes")[0] for figure in found["headline"])
    assert {total, weights, served} <= results
    # Two kinds of layers keep a part of the cache each.
    assert cache == f"{21 * 8 * 2 * 256 * 2 * (8192 + 4096):,}"
    engine = {row[1] for row in found["tables"][1]["rows"] if row[0].startswith(("Activations", "Logits"))}
    assert engine <= results & sizes


def test_every_result_of_training_has_its_formula() -> None:
    found = report("training", model="llama-3.1-8b", recompute="none")
    results = {formula["substituted"].rpartition(" = ")[2] for formula in found["formulas"]}
    rows = {row[0]: row[1] for row in found["tables"][0]["rows"]}
    assert {rows[name] for name in ("Activations", "Attention scores", "Logits and their gradient", "Total")} <= results
