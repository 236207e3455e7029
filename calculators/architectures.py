"""From a Hugging Face config.json to the tensors of the model it describes, offline and without guessing."""

from collections import OrderedDict

from calculators import json_text
from calculators.assembly import model
from calculators.config import Config, checked_stack
from calculators.errors import InputError, did_you_mean
from calculators.families import dense, early, mixtures
from calculators.families.common import Family
from calculators.parameters import total_params
from calculators.stack import Stack
from calculators.tensors import Model, elements
from calculators.units import grouped

MAX_CONFIG_CHARACTERS = 1_000_000


def model_from_text(text: str) -> Model:
    """The model that the text of a config.json describes; raises InputError."""
    if len(text) > MAX_CONFIG_CHARACTERS:
        raise InputError("The config is longer than 1,000,000 characters.", "config")
    try:
        config = json_text.parse(text)
    except json_text.JsonError as error:
        raise InputError("The config is not JSON: " + str(error) + ".", "config") from None
    if not isinstance(config, dict):
        raise InputError("The config is not a JSON object.", "config")
    return model_from_config(config)


def model_from_config(config: dict[str, object]) -> Model:
    """The model a config.json describes; raises InputError naming what is missing or not modelled."""
    stacks, notes = stacks_from_config(config)
    found = model(stacks, notes)
    for item in found.tensors:
        if elements(item) == 0:
            raise InputError("A size in the config is 0: " + item.name + " would be empty.")
    return found


def stacks_from_config(config: dict[str, object]) -> tuple[list[Stack], list[str]]:
    """The stacks of the model, and what a reader must know about the count."""
    text = config.get("text_config")
    if isinstance(text, dict) and _modelled(text) and not _modelled(config):
        stacks, notes = stacks_from_config(_text_part(config, text))
        return stacks, notes + ["Only the text part is counted; the rest of this architecture is not modelled."]
    family = _family(config)
    counted = _counted_class(family, config)
    used_defaults: list[str] = []
    stacks = []
    for part, sources in family.stacks:
        values = config.get(part) if part else config
        if not isinstance(values, dict):
            raise InputError('The key "' + part + '" is missing.', part)
        stacks.append(checked_stack(Config(values, OrderedDict(sources), config, counted, used_defaults)))
    unnamed = "" if config.get("architectures") else ", as the config names none"
    notes = ["Counted as the class " + counted + unnamed + "."] + list(family.notes)
    if config.get("num_nextn_predict_layers"):
        notes.append("Modules that predict further tokens (num_nextn_predict_layers) are not counted.")
    if family.stacks[0][0] == "text_config":
        text_params = total_params(model([stacks[0]], []))
        notes.append("The text part alone has " + grouped(text_params) + " parameters.")
    if used_defaults:
        notes.append("Not in the config, so as the class has it: " + ", ".join(sorted(used_defaults)) + ".")
    return stacks, notes


def families() -> dict[str, Family]:
    """Every family by its model_type."""
    # Imported late: a page that never sees a config needs only the families above, and starts sooner.
    from calculators.families import encoders, gemmas, hybrids, mambas, sequences, vision

    found: dict[str, Family] = {}
    for part in (dense, mixtures, early, gemmas, hybrids, mambas, encoders, sequences, vision):
        found.update(part.FAMILIES)
    return found


def _modelled(config: dict[str, object]) -> "Family | None":
    name = config.get("model_type")
    if not isinstance(name, str):
        return None
    for part in (dense, mixtures, early):
        if name in part.FAMILIES:
            found: Family = part.FAMILIES[name]
            return found
    return families().get(name)


def _text_part(config: dict[str, object], text: dict[str, object]) -> dict[str, object]:
    """The text config, with the tie that may be written beside it."""
    part = OrderedDict(text)
    if "tie_word_embeddings" in config and "tie_word_embeddings" not in text:
        part["tie_word_embeddings"] = config["tie_word_embeddings"]
    return part


def _family(config: dict[str, object]) -> Family:
    found = _modelled(config)
    if found:
        return found
    model_type = config.get("model_type")
    if not isinstance(model_type, str):
        raise InputError('The key "model_type" is missing.', "model_type")
    shown = model_type if len(model_type) <= 60 else model_type[:60] + "..."
    nearest = did_you_mean(shown, sorted(families()))
    raise InputError('The architecture "' + shown + '" is not modelled.' + nearest, "model_type")


def _counted_class(family: Family, config: dict[str, object]) -> str:
    named = config.get("architectures")
    if named is None:
        # Only a class with an output matrix has a use for this key.
        heads = [name for name in family.classes if name.endswith("ForMaskedLM")]
        return str(heads[0] if heads and "tie_word_embeddings" in config else family.classes[0])
    if not isinstance(named, list) or len(named) != 1 or not isinstance(named[0], str):
        raise InputError('The key "architectures" must name one class.', "architectures")
    if named[0] not in family.classes:
        known = ", ".join(family.classes)
        raise InputError('The class "' + named[0][:60] + '" is not modelled; known: ' + known + ".", "architectures")
    return str(named[0])
