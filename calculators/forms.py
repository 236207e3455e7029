"""The calculators as forms: what to ask, what to start with, and the answer to what was typed. JSON text in and out."""

from collections import OrderedDict

from calculators import fields, json_text, reports, scenario, use_fields
from calculators.architecture_fields import DETAILS, MIXTURE, NAMES, SIZES, WINDOWS
from calculators.catalogue.presets import FIXED, PRESETS, SLUGS
from calculators.errors import InputError, did_you_mean
from calculators.fields import Field
from calculators.report_parts import as_objects
from calculators.scenario import CONFIG, CUSTOM, Scenario, preset_texts

DEFAULT_MODEL = "llama-3.1-8b"
MAX_CONFIG_CHARACTERS = 100_000
MODEL = fields.choice(
    "model",
    "Model",
    tuple([(preset.slug, preset.title) for preset in PRESETS])
    + ((CUSTOM, "Your own numbers"), (CONFIG, "Paste a config.json")),
)
CONFIG_TEXT = fields.text(CONFIG, "config.json", MAX_CONFIG_CHARACTERS)

# Name, title, and the groups of inputs: title, whether it is for advanced readers, fields, and which kinds of model
# it is for ("preset", "custom", "config").
EVERY = ("preset", "custom", "config")
BY_NUMBERS = ("preset", "custom")
BEFORE = (("Model", False, (MODEL,), EVERY), ("Config", False, (CONFIG_TEXT,), (CONFIG,)))
AFTER = (
    ("Architecture", True, SIZES, BY_NUMBERS),
    ("Mixture of experts", True, MIXTURE, BY_NUMBERS),
    ("Details", True, DETAILS, BY_NUMBERS),
    ("Attention windows", True, WINDOWS, BY_NUMBERS),
)
CALCULATORS = (
    ("parameters", "Parameter calculator", BEFORE + (("Architecture", False, SIZES, BY_NUMBERS),) + AFTER[1:3]),
    (
        "memory",
        "Memory calculator",
        BEFORE + (("Use", False, use_fields.SERVING, EVERY), ("Server", True, use_fields.SERVER, EVERY)) + AFTER,
    ),
    (
        "training",
        "Training calculator",
        BEFORE
        + (
            ("Training", False, use_fields.TRAINING, EVERY),
            ("Adapters", True, use_fields.ADAPTERS, EVERY),
            ("Parallelism and length", True, use_fields.PARALLELISM, EVERY),
        )
        + AFTER,
    ),
)


def describe(calculator: str) -> OrderedDict[str, object]:
    """The form of a calculator; raises InputError for an unknown one."""
    # Imported late: forms are described when pages are built, not in the browser.
    from calculators.field_help import HELP

    name, title, groups = _calculator(calculator)
    described = [
        OrderedDict(
            [
                ("title", group),
                ("advanced", advanced),
                ("for", kinds),
                ("fields", [_described(m, HELP[m.name]) for m in members]),
            ]
        )
        for group, advanced, members, kinds in groups
    ]
    return OrderedDict([("calculator", name), ("title", title), ("groups", described)])


def initial(calculator: str, arguments: dict[str, object]) -> list[tuple[str, str]]:
    """The inputs a form starts with, in order; raises InputError for an argument that does not fit."""
    members = form_fields(calculator)
    names = [member.name for member in members]
    for name in sorted(arguments):
        if name not in names:
            raise InputError('There is no argument "' + name + '".' + did_you_mean(name, names), name)
    slug = fields.text_of(arguments.get("model", DEFAULT_MODEL))
    texts = with_defaults({"model": slug})
    if slug != CUSTOM:
        texts.update(preset_texts(slug))
    for name in arguments:
        texts[name] = fields.text_of(arguments[name])
    missing = [name for name in names if name not in texts]
    if missing:
        raise InputError('With model="custom" give every number; missing: ' + ", ".join(missing) + ".", missing[0])
    errors, _ = scenario.checked(members, texts)
    if errors:
        raise InputError(" ".join([message for _, message in errors]), errors[0][0])
    return [(name, texts[name]) for name in names]


def evaluate(request_text: str) -> str:
    """The response to a request, both JSON text; bad input is answered with errors, never with an exception.

    A request holds "calculator", "inputs", and the name of the input just "changed" or null.
    """
    calculator, inputs, errors, found = _answered(request_text)
    report = as_objects(reports.report(calculator, found)) if found else None
    described = [OrderedDict([("field", field), ("message", message)]) for field, message in errors]
    return json_text.write(
        OrderedDict([("calculator", calculator), ("inputs", inputs), ("errors", described), ("report", report)])
    )


def export_text(request_text: str, kind: str) -> str:
    """What a request comes to, to paste elsewhere: "markdown", or "json" with whole numbers; or its errors."""
    calculator, inputs, errors, found = _answered(request_text)
    if found is None:
        return "\n".join([message for _, message in errors]) + "\n"
    title = _calculator(calculator)[1]
    if kind == "markdown":
        return reports.as_markdown(title + ": " + found.title, reports.report(calculator, found))
    figures = reports.figures(calculator, found)
    return json_text.write(
        OrderedDict([("calculator", calculator), ("inputs", OrderedDict(inputs)), ("figures", figures)])
    )


def form_fields(calculator: str) -> list[Field]:
    """All inputs of a calculator, in order; raises InputError for an unknown one."""
    return [member for _, _, members, _ in _calculator(calculator)[2] for member in members]


def with_defaults(given: dict[str, str]) -> dict[str, str]:
    """The texts, with the default of every input of use that is not given."""
    texts = dict(use_fields.DEFAULTS)
    texts[CONFIG] = ""
    texts.update(given)
    return texts


def _calculator(
    calculator: str,
) -> "tuple[str, str, tuple[tuple[str, bool, tuple[Field, ...], tuple[str, ...]], ...]]":
    for entry in CALCULATORS:
        if entry[0] == calculator:
            return entry
    known = [entry[0] for entry in CALCULATORS]
    raise InputError('There is no calculator "' + calculator + '".' + did_you_mean(calculator, known))


def _described(member: Field, sentence: str) -> OrderedDict[str, object]:
    choices = [OrderedDict([("value", value), ("label", label)]) for value, label in member.choices]
    names = ("name", "label", "kind", "unit", "minimum", "maximum", "optional")
    pairs = [(name, getattr(member, name)) for name in names]
    return OrderedDict(pairs + [("choices", choices), ("help", sentence)])


def _answered(
    request_text: str,
) -> "tuple[str, list[tuple[str, str]], list[tuple[str, str]], Scenario | None]":
    """Calculator, inputs, errors, and the scenario if there are none."""
    try:
        return _evaluated(json_text.parse(request_text))
    except json_text.JsonError as error:
        return "", [], [("", "The request is not JSON: " + str(error) + ".")], None
    except InputError as error:
        return "", [], [(error.field, error.message)], None


def _evaluated(
    request: object,
) -> "tuple[str, list[tuple[str, str]], list[tuple[str, str]], Scenario | None]":
    if not isinstance(request, dict):
        raise InputError("The request must be a JSON object.")
    calculator, given = request.get("calculator"), request.get("inputs")
    if not isinstance(calculator, str) or not isinstance(given, dict):
        raise InputError('The request needs "calculator" (text) and "inputs" (object).')
    members = form_fields(calculator)
    names = [member.name for member in members]
    for name in given:
        if name not in names:
            raise InputError('There is no input "' + name + '".' + did_you_mean(name, names))
        if not isinstance(given[name], str):
            raise InputError('The input "' + name + '" must be text.')
    texts = _after_change(given, request.get("changed"))
    errors, found = scenario.checked(members, texts)
    if found:
        texts["model"] = found.slug
    return calculator, [(name, texts.get(name, "")) for name in names], errors, found


def _after_change(given: dict[str, str], changed: object) -> dict[str, str]:
    texts = with_defaults(given)
    slug = fields.trim(texts.get("model", DEFAULT_MODEL))
    if changed == CONFIG and fields.trim(texts[CONFIG]):
        slug = CONFIG
    elif changed in NAMES and slug != CONFIG and slug not in FIXED:
        slug = CUSTOM
    texts["model"] = slug
    missing = [name for name in NAMES if not texts.get(name)]
    if slug in SLUGS and (changed == "model" or [name for name in NAMES if name not in texts]):
        preset = preset_texts(slug)
    elif slug == CUSTOM and changed == "model" and len(missing) == len(NAMES):
        # Coming from a model that the inputs cannot say: something to start from.
        preset = preset_texts(DEFAULT_MODEL)
    else:
        return texts
    for name in preset:
        if changed == "model" or name not in texts:
            texts[name] = preset[name]
    return texts
