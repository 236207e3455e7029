"""The parameter calculator as a form."""

from collections import OrderedDict

from calculators import parameters, report_parameters
from calculators.architecture_fields import SIZES
from calculators.form import BY_NUMBERS, CHOICE, MORE, form
from calculators.scenario import Scenario


def _figures(scenario: Scenario) -> "OrderedDict[str, object]":
    return parameters.figures(scenario.model)


FORM = form(
    "parameters",
    "Parameter calculator",
    CHOICE + (("Architecture", False, SIZES, BY_NUMBERS),) + MORE,
    (),
    report_parameters.report,
    _figures,
)
