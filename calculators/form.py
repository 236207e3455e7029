"""What a calculator is as a form: groups of inputs, a report, and figures; and the groups that all of them share."""

from collections import OrderedDict, namedtuple

from calculators import fields
from calculators.architecture_fields import DETAILS, MIXTURE, NAMES, SIZES, WINDOWS
from calculators.catalogue.presets import PRESETS
from calculators.fields import Field
from calculators.scenario import CONFIG, CUSTOM

# `fields` are all inputs by name, in order; `use` and `numbers` are those of use and of architecture.
# `groups` are title, whether the group is for advanced readers, its fields, and the kinds of model it is for
# ("preset", "custom", "config"). `defaults` are the texts of the inputs of use. `report` and `figures` take a Scenario;
# `report` also whether it should hold the tables that help to choose.
Form = namedtuple("Form", ("name", "title", "groups", "fields", "use", "numbers", "defaults", "report", "figures"))

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


def form(
    name: str,
    title: str,
    groups: "tuple[tuple[str, bool, tuple[Field, ...], tuple[str, ...]], ...]",
    defaults: "tuple[tuple[str, str], ...]",
    report: object,
    figures: object,
) -> Form:
    """A form from its groups."""
    every = [member for _, _, members, _ in groups for member in members]
    use, numbers = [m for m in every if m.name not in NAMES], [m for m in every if m.name in NAMES]
    by_name = OrderedDict([(member.name, member) for member in every])
    return Form(name, title, groups, by_name, use, numbers, defaults, report, figures)
