"""The calculators as forms: what to ask, what to start with, and the answer to what was typed. JSON text in and out."""

from collections import OrderedDict

from calculators import fields, json_text, scenario
from calculators.architecture_fields import NAMES
from calculators.catalogue.presets import FIXED, SLUGS
from calculators.errors import InputError, did_you_mean
from calculators.fields import Field
from calculators.form import Form
from calculators.report_parts import as_objects
from calculators.scenario import CONFIG, CUSTOM, Scenario, preset_texts

DEFAULT_MODEL = "llama-3.1-8b"
CALCULATORS = ("parameters", "memory", "training")


def form_named(calculator: str) -> Form:
    """The form of a calculator; raises InputError for an unknown one."""
    # Imported late: a page comes with the calculators that it shows, and fetches others when asked for them.
    if calculator == "parameters":
        from calculators import parameters_form

        return parameters_form.FORM
    if calculator == "memory":
        from calculators import memory_form

        return memory_form.FORM
    if calculator == "training":
        from calculators import training_form

        return training_form.FORM
    raise InputError('There is no calculator "' + calculator + '".' + did_you_mean(calculator, list(CALCULATORS)))


def describe(calculator: str) -> OrderedDict[str, object]:
    """The form of a calculator as JSON objects; raises InputError for an unknown one."""
    # Imported late: forms are described when pages are built, not in the browser.
    from calculators.field_help import HELP

    form = form_named(calculator)
    described = [
        OrderedDict(
            [
                ("title", group),
                ("advanced", advanced),
                ("for", kinds),
                ("fields", [_described(m, HELP[m.name]) for m in members]),
            ]
        )
        for group, advanced, members, kinds in form.groups
    ]
    return OrderedDict([("calculator", form.name), ("title", form.title), ("groups", described)])


def initial(calculator: str, arguments: dict[str, object]) -> list[tuple[str, str]]:
    """The inputs a form starts with, in order; raises InputError for an argument that does not fit."""
    form = form_named(calculator)
    names = list(form.fields)
    for name in sorted(arguments):
        if name not in names:
            raise InputError('There is no argument "' + name + '".' + did_you_mean(name, names), name)
    slug = fields.text_of(arguments.get("model", DEFAULT_MODEL))
    texts = with_defaults(form, {"model": slug})
    if slug != CUSTOM:
        texts.update(preset_texts(slug))
    for name in arguments:
        texts[name] = fields.text_of(arguments[name])
    missing = [name for name in names if name not in texts]
    if missing:
        raise InputError('With model="custom" give every number; missing: ' + ", ".join(missing) + ".", missing[0])
    errors, _ = scenario.checked(form.use, form.numbers, texts)
    if errors:
        raise InputError(" ".join([message for _, message in errors]), errors[0][0])
    return [(name, texts[name]) for name in names]


def evaluate(request_text: str) -> str:
    """The response to a request, both JSON text; bad input is answered with errors, never with an exception.

    A request holds "calculator", "inputs", the name of the input just "changed" or null, and the "layout" of the page:
    "compact" goes without the tables that help to choose. With "formulas" false the report is without them. Inputs that
    are not given are those of a fresh form.
    """
    calculator, inputs, errors, found, request = _answered(request_text)
    report = None
    if found:
        worked_out = form_named(calculator).report(found, request.get("layout") != "compact")
        report = as_objects(worked_out, request.get("formulas") is not False)
    described = [OrderedDict([("field", field), ("message", message)]) for field, message in errors]
    return json_text.write(
        OrderedDict([("calculator", calculator), ("inputs", inputs), ("errors", described), ("report", report)])
    )


def export_text(request_text: str, kind: str) -> str:
    """What a request comes to, to paste elsewhere: "markdown", or "json" with whole numbers; or its errors."""
    calculator, inputs, errors, found, _ = _answered(request_text)
    if found is None:
        return "\n".join([message for _, message in errors]) + "\n"
    form = form_named(calculator)
    if kind == "markdown":
        # Imported late: few readers copy their results.
        from calculators.markdown_report import as_markdown

        return as_markdown(form.title + ": " + found.title, form.report(found, True))
    return json_text.write(
        OrderedDict([("calculator", calculator), ("inputs", OrderedDict(inputs)), ("figures", form.figures(found))])
    )


def differences(request_text: str) -> str:
    """What a link must carry to bring the request's inputs back: JSON pairs of what differs from a fresh form.

    Fresh with the same model; a pasted file is never in it, nor are numbers that do not count beside one.
    """
    calculator, inputs, _, _, _ = _answered(request_text)
    if not calculator:
        return "[]"
    slug = dict(inputs)["model"]
    start = _after_change(form_named(calculator), {"model": slug}, None)
    start["model"] = DEFAULT_MODEL
    left_out = (CONFIG,) + (NAMES if slug == CONFIG else ())
    return json_text.write([(name, text) for name, text in inputs if name not in left_out and text != start[name]])


def with_defaults(form: Form, given: dict[str, str]) -> dict[str, str]:
    """The texts, with the default of every input of use that is not given."""
    texts = dict(form.defaults)
    texts[CONFIG] = ""
    texts.update(given)
    return texts


def _described(member: Field, sentence: str) -> OrderedDict[str, object]:
    choices = [OrderedDict([("value", value), ("label", label)]) for value, label in member.choices]
    names = ("name", "label", "kind", "unit", "minimum", "maximum", "optional")
    pairs = [(name, getattr(member, name)) for name in names]
    return OrderedDict(pairs + [("choices", choices), ("help", sentence)])


def _answered(
    request_text: str,
) -> "tuple[str, list[tuple[str, str]], list[tuple[str, str]], Scenario | None, dict[str, object]]":
    """Calculator, inputs, errors, the scenario if there are none, and the request."""
    try:
        return _evaluated(json_text.parse(request_text))
    except json_text.JsonError as error:
        return "", [], [("", "The request is not JSON: " + str(error) + ".")], None, {}
    except InputError as error:
        return "", [], [(error.field, error.message)], None, {}


def _evaluated(
    request: object,
) -> "tuple[str, list[tuple[str, str]], list[tuple[str, str]], Scenario | None, dict[str, object]]":
    if not isinstance(request, dict):
        raise InputError("The request must be a JSON object.")
    calculator, given = request.get("calculator"), request.get("inputs")
    if not isinstance(calculator, str) or not isinstance(given, dict):
        raise InputError('The request needs "calculator" (text) and "inputs" (object).')
    form = form_named(calculator)
    for name in given:
        if name not in form.fields:
            raise InputError('There is no input "' + name + '".' + did_you_mean(name, list(form.fields)))
        if not isinstance(given[name], str):
            raise InputError('The input "' + name + '" must be text.')
    texts = _after_change(form, given, request.get("changed"))
    errors, found = scenario.checked(form.use, form.numbers, texts)
    if found:
        texts["model"] = found.slug
    inputs = [(name, texts.get(name, "")) for name in form.fields]
    return calculator, inputs, errors, found, request


def _after_change(form: Form, given: dict[str, str], changed: object) -> dict[str, str]:
    texts = with_defaults(form, given)
    slug = fields.trim(texts.get("model", DEFAULT_MODEL))
    if changed == CONFIG and fields.trim(texts[CONFIG]):
        slug = CONFIG
    elif changed in NAMES and slug != CONFIG and slug not in FIXED:
        slug = CUSTOM
    texts["model"] = slug
    absent = [name for name in NAMES if name not in texts]
    if slug in SLUGS and (changed == "model" or absent):
        preset = preset_texts(slug)
    elif absent or (slug == CUSTOM and changed == "model" and not [name for name in NAMES if texts[name]]):
        # Own numbers need something to start from.
        preset = preset_texts(DEFAULT_MODEL)
    else:
        return texts
    for name in preset:
        if changed == "model" or name not in texts:
            texts[name] = preset[name]
    return texts
