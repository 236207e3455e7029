"""What a calculator is as a form: groups of inputs, a report, and figures; and the groups that all of them share."""

from collections import namedtuple

from calculators import fields
from calculators.architecture_fields import DETAILS, MIXTURE, SIZES, WINDOWS
from calculators.catalogue.presets import PRESETS
from calculators.scenario import CONFIG, CUSTOM

# `groups` are title, whether the group is for advanced readers, its fields, and the kinds of model it is for
# ("preset", "custom", "config"). `defaults` are the texts of the inputs of use. `report` and `figures` take a Scenario;
# `report` also whether it should hold the tables that help to choose.
Form = namedtuple("Form", ("name", "title", "groups", "defaults", "report", "figures"))

MAX_CONFIG_CHARACTERS = 100_000
MODEL = fields.choice(
    "model",
    "Model",
    tuple([(preset.slug, preset.title) for preset in PRESETS])
    + ((CUSTOM, "Your own numbers"), (CONFIG, "Paste a config.json")),
)
CONFIG_TEXT = fields.text(CONFIG, "config.json", MAX_CONFIG_CHARACTERS)

EVERY = ("preset", "custom", "config")
BY_NUMBERS = ("preset", "custom")
CHOICE = (("Model", False, (MODEL,), EVERY), ("Config", False, (CONFIG_TEXT,), (CONFIG,)))
MORE = (("Mixture of experts", True, MIXTURE, BY_NUMBERS), ("Details", True, DETAILS, BY_NUMBERS))
NUMBERS = (("Architecture", True, SIZES, BY_NUMBERS),) + MORE + (("Attention windows", True, WINDOWS, BY_NUMBERS),)
