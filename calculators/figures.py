"""Every figure of a scenario as whole numbers, for machines."""

from collections import OrderedDict

from calculators import memory, parameters, report_memory, report_training
from calculators.lines import Line, total
from calculators.quantization import format_named
from calculators.scenario import Scenario


def figures(calculator: str, scenario: Scenario) -> "OrderedDict[str, object]":
    """The figures of one of the calculators."""
    values, model = scenario.values, scenario.model
    if calculator == "parameters":
        return parameters.figures(model)
    if calculator == "memory":
        formats = (format_named(values["precision"]), format_named(values["kv_precision"]))
        found = memory.figures(model, *formats, values["context_length"], values["batch_size"])
        return _with_lines(found, report_memory.serving_lines(scenario))
    lines = report_training.training_lines(scenario)
    pairs: list[tuple[str, object]] = [
        ("trained_params", report_training.trained_params(scenario)),
        ("training_flops", report_training.run_flops(scenario)),
    ]
    found = _with_lines(OrderedDict(pairs), lines)
    found["notes"] = list(model.notes)
    return found


def _with_lines(found: "OrderedDict[str, object]", lines: list[Line]) -> "OrderedDict[str, object]":
    names = ("key", "bytes", "kind", "low_bytes", "high_bytes")
    found["lines_per_gpu"] = [
        OrderedDict(zip(names, (line.key, line.size_bytes, line.kind, line.low_bytes, line.high_bytes)))
        for line in lines + [total(lines)]
    ]
    return found
