"""The calculators as forms: what to ask, what to start with, and the answer to what was typed. JSON text in and out."""

from collections import OrderedDict

from calculators import architectures, fields, json_text, reports
from calculators.assembly import model, with_notes
from calculators.catalogue import models
from calculators.catalogue.quotes import quoted
from calculators.decoder import numbers_from_stack, stack_from_numbers
from calculators.errors import InputError, did_you_mean
from calculators.fields import Field
from calculators.report_parts import as_objects
from calculators.scenario import Scenario, conflicts

CUSTOM = "custom"
CONFIG = "config"
DEFAULT_MODEL = "llama-3.1-8b"
ARCHITECTURE = fields.SIZES + fields.MIXTURE + fields.DETAILS + fields.WINDOWS
USE_DEFAULTS = (("precision", "bf16"), ("context_length", "8192"), ("batch_size", "1"), ("kv_precision", "bf16"))

# Name, title, and the groups of inputs: title, whether it is for advanced readers, fields.
CALCULATORS = (
    (
        "parameters",
        "Parameter calculator",
        (
            ("Architecture", False, fields.SIZES),
            ("Mixture of experts", True, fields.MIXTURE),
            ("Details", True, fields.DETAILS),
        ),
    ),
    (
        "memory",
        "Memory calculator",
        (
            ("Use", False, fields.USE),
            ("Architecture", True, fields.SIZES),
            ("Mixture of experts", True, fields.MIXTURE),
            ("Details", True, fields.DETAILS),
            ("Attention windows", True, fields.WINDOWS),
        ),
    ),
)


def model_field() -> Field:
    """The choice of a model: the catalogue, and "custom" for numbers typed by hand."""
    choices = [(entry.slug, entry.title) for entry in models.MODELS] + [(CUSTOM, "Your own numbers")]
    return Field("model", "Model", "choice", "", 0, 0, tuple(choices), "Fills in the numbers of a published model.")


def describe(calculator: str) -> OrderedDict[str, object]:
    """The form of a calculator; raises InputError for an unknown one."""
    name, title, groups = _calculator(calculator)
    described = [_group("Model", False, (model_field(),))]
    described += [_group(group_title, advanced, members) for group_title, advanced, members in groups]
    return OrderedDict([("calculator", name), ("title", title), ("groups", described)])


def initial(calculator: str, arguments: dict[str, object]) -> list[tuple[str, str]]:
    """The inputs a form starts with, in order; raises InputError for an argument that does not fit."""
    members = form_fields(calculator)
    names = [member.name for member in members]
    for name in sorted(arguments):
        if name not in names:
            raise InputError('There is no argument "' + name + '".' + did_you_mean(name, names), name)
    texts = dict(USE_DEFAULTS)
    texts["model"] = fields.text_of(arguments.get("model", DEFAULT_MODEL))
    if texts["model"] != CUSTOM:
        texts.update(preset_texts(texts["model"]))
    for name in arguments:
        texts[name] = fields.text_of(arguments[name])
    missing = [name for name in names if name not in texts]
    if missing:
        raise InputError('With model="custom" give every number; missing: ' + ", ".join(missing) + ".", missing[0])
    errors, _ = checked(members, texts)
    if errors:
        raise InputError(" ".join([message for _, message in errors]), errors[0][0])
    return [(name, texts[name]) for name in names]


def evaluate(request_text: str) -> str:
    """The response to a request, both JSON text; bad input is answered with errors, never with an exception.

    A request holds "calculator", "inputs", the name of the input just "changed" or null, and in place of the
    architecture inputs it may hold the text of a config.json as "config".
    """
    try:
        return json_text.write(_evaluated(json_text.parse(request_text)))
    except json_text.JsonError as error:
        return json_text.write(_response("", [], [("", "The request is not JSON: " + str(error) + ".")], None))
    except InputError as error:
        return json_text.write(_response("", [], [(error.field, error.message)], None))


def form_fields(calculator: str) -> list[Field]:
    """All inputs of a calculator, in order; raises InputError for an unknown one."""
    members = [model_field()]
    for _, _, group in _calculator(calculator)[2]:
        members += group
    return members


def preset_texts(slug: str) -> dict[str, str]:
    """The texts of the architecture inputs of a catalogue model; empty where they cannot say it."""
    if slug in models.FIXED:
        return {member.name: "" for member in ARCHITECTURE}
    numbers = preset_numbers(slug)
    return {member.name: fields.text_of(numbers[member.name]) for member in ARCHITECTURE}


def preset_numbers(slug: str) -> "dict[str, int | str | bool]":
    """The values of the architecture inputs of a catalogue model."""
    return numbers_from_stack(architectures.stacks_from_config(models.find(slug).config)[0][0])


def _calculator(calculator: str) -> "tuple[str, str, tuple[tuple[str, bool, tuple[Field, ...]], ...]]":
    for entry in CALCULATORS:
        if entry[0] == calculator:
            return entry
    known = [entry[0] for entry in CALCULATORS]
    raise InputError('There is no calculator "' + calculator + '".' + did_you_mean(calculator, known))


def _group(title: str, advanced: bool, members: tuple[Field, ...]) -> OrderedDict[str, object]:
    described = [_described(member) for member in members]
    return OrderedDict([("title", title), ("advanced", advanced), ("fields", described)])


def _described(member: Field) -> OrderedDict[str, object]:
    choices = [OrderedDict([("value", value), ("label", label)]) for value, label in member.choices]
    pairs = [(name, getattr(member, name)) for name in ("name", "label", "kind", "unit", "minimum", "maximum")]
    return OrderedDict(pairs + [("choices", choices), ("help", member.help)])


def _evaluated(request: object) -> OrderedDict[str, object]:
    if not isinstance(request, dict):
        raise InputError("The request must be a JSON object.")
    calculator, changed, given = request.get("calculator"), request.get("changed"), request.get("inputs")
    if not isinstance(calculator, str) or not isinstance(given, dict):
        raise InputError('The request needs "calculator" (text) and "inputs" (object).')
    members = form_fields(calculator)
    names = [member.name for member in members]
    for name in given:
        if name not in names:
            raise InputError('There is no input "' + name + '".' + did_you_mean(name, names))
        if not isinstance(given[name], str):
            raise InputError('The input "' + name + '" must be text.')
    config = request.get("config")
    if isinstance(config, str):
        texts = with_defaults(given)
        errors, scenario = checked_config(calculator, config, texts)
    else:
        texts = _after_change(given, changed)
        errors, scenario = checked(members, texts)
    report = None
    if scenario:
        texts["model"] = CUSTOM if scenario.slug == CONFIG else scenario.slug
        report = as_objects(reports.report(calculator, scenario))
    return _response(calculator, [(name, texts.get(name, "")) for name in names], errors, report)


def _after_change(given: dict[str, str], changed: object) -> dict[str, str]:
    texts = dict(given)
    slug = fields.trim(texts.get("model", DEFAULT_MODEL))
    by_hand = changed in fields.names(ARCHITECTURE) and slug not in models.FIXED
    texts["model"] = CUSTOM if by_hand else slug
    empty = not [member.name for member in ARCHITECTURE if texts.get(member.name)]
    preset: dict[str, str] = {}
    if texts["model"] in [entry.slug for entry in models.MODELS]:
        preset = preset_texts(slug)
    elif texts["model"] == CUSTOM and changed == "model" and empty:
        # Coming from a model that the inputs cannot say: something to start from.
        preset = preset_texts(DEFAULT_MODEL)
    for name in preset:
        if changed == "model" or name not in texts:
            texts[name] = preset[name]
    return with_defaults(texts)


def with_defaults(given: dict[str, str]) -> dict[str, str]:
    """The texts, with the default of every input of use that is not given."""
    texts = dict(USE_DEFAULTS)
    texts.update(given)
    return texts


def checked(members: list[Field], texts: dict[str, str]) -> "tuple[list[tuple[str, str]], Scenario | None]":
    """Every error as (field, message), and the scenario if there is none."""
    slug = fields.trim(texts.get("model", ""))
    if slug in models.FIXED:
        return _checked_fixed(slug, members, texts)
    errors, values = fields.values_of(members, texts)
    errors += conflicts(values)
    return errors, None if errors else _scenario(values)


def checked_config(
    calculator: str, config_text: str, texts: dict[str, str]
) -> "tuple[list[tuple[str, str]], Scenario | None]":
    """As `checked`, for the model of a config.json; of the inputs only those of use count."""
    errors, values = fields.values_of(list(fields.USE) if calculator == "memory" else [], texts)
    try:
        found = architectures.model_from_text(config_text)
    except InputError as error:
        errors.append(("config", error.message))
    return errors, None if errors else Scenario(CONFIG, "This model", found, 0, values)


def _checked_fixed(
    slug: str, members: list[Field], texts: dict[str, str]
) -> "tuple[list[tuple[str, str]], Scenario | None]":
    """As `checked`, for a catalogue model that the architecture inputs cannot say and must be empty for."""
    entry = models.find(slug)
    message = entry.title + " has parts that these inputs cannot say: leave this empty, or choose your own numbers."
    typed = [member for member in members if member.name in fields.names(ARCHITECTURE)]
    used = [member for member in members if member not in typed]
    errors, values = fields.values_of(used, texts)
    errors += [(member.name, message) for member in typed if fields.trim(texts.get(member.name, ""))]
    if errors:
        return errors, None
    found = architectures.model_from_config(entry.config)
    return [], Scenario(slug, entry.title, with_notes(found, quoted(slug)), 0, values)


def _scenario(values: "dict[str, int | str | bool]") -> Scenario:
    slug = str(values["model"])
    if slug != CUSTOM:
        preset = preset_numbers(slug)
        if [
            member.name
            for member in ARCHITECTURE
            if values.get(member.name, preset[member.name]) != preset[member.name]
        ]:
            slug = CUSTOM
    title = "This model" if slug == CUSTOM else models.find(slug).title
    stack = stack_from_numbers(values)
    return Scenario(slug, title, model([stack], quoted(slug)), stack.learned_positions, values)


def _response(
    calculator: str, inputs: list[tuple[str, str]], errors: list[tuple[str, str]], report: object
) -> OrderedDict[str, object]:
    described = [OrderedDict([("field", field), ("message", message)]) for field, message in errors]
    return OrderedDict([("calculator", calculator), ("inputs", inputs), ("errors", described), ("report", report)])
