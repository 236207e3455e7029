"""The memory calculator as a form."""

from collections import OrderedDict

from calculators import memory, report_memory, serving_fields
from calculators.form import CHOICE, EVERY, NUMBERS, form
from calculators.lines import as_objects
from calculators.quantization import format_named
from calculators.scenario import Scenario


def _figures(scenario: Scenario) -> "OrderedDict[str, object]":
    values, model = scenario.values, scenario.model
    formats = (format_named(values["precision"]), format_named(values["kv_precision"]))
    found = memory.figures(model, *formats, values["context_length"], values["batch_size"])
    found["lines_per_gpu"] = as_objects(report_memory.serving_lines(scenario))
    return found


FORM = form(
    "memory",
    "Memory calculator",
    CHOICE + (("Use", False, serving_fields.SERVING, EVERY), ("Server", True, serving_fields.SERVER, EVERY)) + NUMBERS,
    serving_fields.DEFAULTS,
    report_memory.report,
    _figures,
)
