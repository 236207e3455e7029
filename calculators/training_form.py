"""The training calculator as a form."""

from collections import OrderedDict

from calculators import report_training, training_fields
from calculators.form import CHOICE, EVERY, NUMBERS, form
from calculators.lines import as_objects
from calculators.scenario import Scenario


def _figures(scenario: Scenario) -> "OrderedDict[str, object]":
    pairs: list[tuple[str, object]] = [
        ("trained_params", report_training.trained_params(scenario)),
        ("training_flops", report_training.run_flops(scenario)),
        ("lines_per_gpu", as_objects(report_training.training_lines(scenario))),
        ("notes", list(scenario.model.notes)),
    ]
    return OrderedDict(pairs)


FORM = form(
    "training",
    "Training calculator",
    CHOICE
    + (
        ("Training", False, training_fields.TRAINING, EVERY),
        ("Adapters", True, training_fields.ADAPTERS, EVERY),
        ("Parallelism and length", True, training_fields.PARALLELISM, EVERY),
    )
    + NUMBERS,
    training_fields.DEFAULTS,
    report_training.report,
    _figures,
)
