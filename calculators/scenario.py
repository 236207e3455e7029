"""A checked set of inputs, ready to report on."""

from collections import namedtuple

from calculators import conflicts, fields
from calculators.architecture_fields import NAMES
from calculators.assembly import model
from calculators.catalogue import presets
from calculators.decoder import stack_from_numbers
from calculators.errors import InputError
from calculators.fields import Field
from calculators.tensors import Model

CUSTOM = "custom"
CONFIG = "config"

# `slug` is the catalogue name, "custom" or "config"; `positions` is the number of learned positions of text (0: no
# limit); `values` holds the inputs of use by name.
Scenario = namedtuple("Scenario", ("slug", "title", "model", "positions", "values"))

# What was typed for the last model, and what was built from it: most changes are to its use.
BUILT: "list[tuple[tuple[str, ...], tuple[Model | None, list[tuple[str, str]], str, int]]]" = []


def checked(
    use: list[Field], numbers: list[Field], texts: dict[str, str]
) -> "tuple[list[tuple[str, str]], Scenario | None]":
    """Every error as (field, message), and the scenario if there is none, from inputs of use and of architecture."""
    slug = fields.trim(texts.get("model", ""))
    if slug == CONFIG:
        return checked_config(use, texts.get(CONFIG, ""), texts)
    errors, values = fields.values_of(use, texts)
    key = tuple([slug] + [texts.get(member.name, "") for member in numbers])
    if not BUILT or BUILT[0][0] != key:
        BUILT[:] = [(key, _built(slug, numbers, texts))]
    found, more, slug, positions = BUILT[0][1]
    title = presets.find(slug).title if found and slug in presets.SLUGS else "This model"
    return _finished(errors + more, Scenario(slug, title, found, positions, values))


def checked_config(
    use: list[Field], config_text: str, texts: dict[str, str]
) -> "tuple[list[tuple[str, str]], Scenario | None]":
    """As `checked`, for the model of a config.json; of the inputs only those of use count."""
    # Imported late: a page that never sees a config does not need to know how to read one, and starts sooner.
    from calculators import architectures

    errors, values = fields.values_of(use, texts)
    found = None
    if not [field for field, _ in errors if field == CONFIG]:
        try:
            found = architectures.model_from_text(config_text)
        except InputError as error:
            errors.append((CONFIG, error.message))
    return _finished(errors, Scenario(CONFIG, "This model", found, 0, values))


def _finished(errors: list[tuple[str, str]], found: Scenario) -> "tuple[list[tuple[str, str]], Scenario | None]":
    """The scenario, if nothing contradicts it."""
    errors = errors + conflicts.of_use(found.values)
    degree = found.values.get("expert", 1)
    if found.model and degree > max(found.model.experts, 1):
        errors.append(("expert", "Expert parallelism must be at most the number of routed experts."))
    return errors, None if errors else found


def preset_texts(slug: str) -> dict[str, str]:
    """The texts of the architecture inputs of a catalogue model; empty where they cannot say it."""
    if slug in presets.FIXED or slug == CONFIG:
        return dict.fromkeys(NAMES, "")
    numbers = presets.find(slug).numbers
    return {name: fields.text_of(numbers[name]) for name in NAMES}


def _built(
    slug: str, members: list[Field], texts: dict[str, str]
) -> "tuple[Model | None, list[tuple[str, str]], str, int]":
    """The model of the architecture inputs, or what is wrong with them; its name; and its learned positions.

    It goes by the name of a catalogue model only if all numbers are that model's own. A model that the inputs cannot
    say must have them empty.
    """
    if slug in presets.FIXED:
        preset = presets.find(slug)
        message = (
            preset.title + " has parts that these inputs cannot say: leave this empty, or choose your own numbers."
        )
        errors = [(member.name, message) for member in members if fields.trim(texts.get(member.name, ""))]
        if errors:
            return None, errors, slug, 0
        return model([stack_from_numbers(preset.numbers, preset.extra)], list(preset.notes)), [], slug, 0
    errors, values = fields.values_of(members, texts)
    errors += conflicts.of_architecture(values)
    if errors:
        return None, errors, slug, 0
    if slug in presets.SLUGS:
        numbers = presets.find(slug).numbers
        if [name for name in values if values[name] != numbers[name]]:
            slug = CUSTOM
    stack = stack_from_numbers(values)
    return model([stack], []), [], slug, stack.learned_positions
