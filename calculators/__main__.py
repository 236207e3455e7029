"""The calculators on the command line: `python -m calculators parameters|memory|training [CONFIG.json] [options]`."""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from calculators import forms, json_text, scenario, text_report
from calculators.architecture_fields import NAMES
from calculators.errors import InputError
from calculators.field_help import HELP
from calculators.form import Form
from calculators.scenario import CONFIG, CUSTOM, Scenario

MAX_CONFIG_BYTES = 1_000_000
BAD_INPUT = 2


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the message and leave with exit code 2."""
        fail([message[0].upper() + message[1:] + "."])


def fail(messages: list[str]) -> NoReturn:
    """Print one line per problem to stderr and leave with exit code 2."""
    for message in messages:
        print("error: " + " ".join(message.split()), file=sys.stderr)
    sys.exit(BAD_INPUT)


def parser() -> Parser:
    """The command line of all calculators: one option per input of the form."""
    root = Parser(prog="calculators", description="Exact parameter counts and memory sizes of neural networks.")
    names = "|".join(forms.CALCULATORS)
    commands = root.add_subparsers(dest="calculator", required=True, metavar=names)
    for name in forms.CALCULATORS:
        form = forms.form_named(name)
        command = commands.add_parser(name, help=form.title, allow_abbrev=False)
        place = command.add_mutually_exclusive_group()
        place.add_argument("file", nargs="?", metavar="CONFIG.json", help="a Hugging Face config.json")
        place.add_argument("--config", dest="option", metavar="FILE", help="the same as an option")
        command.add_argument("--json", action="store_true", help="whole numbers for machines")
        for field in form.fields:
            if field != CONFIG:
                command.add_argument("--" + field.replace("_", "-"), dest=field, metavar="VALUE", help=HELP[field])
    return root


def read_config(path: str) -> str:
    """The text of a config file; raises InputError for a file that cannot hold one."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_CONFIG_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or 'cannot be read'}.") from None
    if len(data) > MAX_CONFIG_BYTES:
        raise InputError(f"{path}: larger than 1,000,000 bytes, so not a config.json.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: not a text in UTF-8.") from None


def scenario_from_config(form: Form, path: str, given: dict[str, str]) -> tuple[list[str], Scenario | None]:
    """The scenario of a config.json with the inputs of use, and what is wrong with them."""
    extra = [name for name in given if name == "model" or name in NAMES]
    if extra:
        return [f"--{name.replace('_', '-')} cannot be combined with a config file." for name in extra], None
    members = [member for member in form.use if member.name not in ("model", CONFIG)]
    errors, found = scenario.checked_config(members, read_config(path), forms.with_defaults(form, given))
    return [f"{path}: {message}" if field == CONFIG else message for field, message in errors], found


def scenario_from_options(form: Form, given: dict[str, str]) -> tuple[list[str], Scenario | None]:
    """The scenario of a catalogue model with the numbers given instead of its own, and what is wrong with them."""
    slug = given.get("model", forms.DEFAULT_MODEL)
    if slug == CONFIG:
        raise InputError("Give the config.json as a file: --config FILE.")
    preset = {} if slug == CUSTOM else scenario.preset_texts(slug)
    texts = forms.with_defaults(form, {**preset, "model": slug, **given})
    errors, found = scenario.checked(form.use, form.numbers, texts)
    return [message for _, message in errors], found


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; bad input ends with one line per problem on stderr and exit code 2."""
    options = vars(parser().parse_args(arguments))
    form, as_json = forms.form_named(options.pop("calculator")), options.pop("json")
    file, option = options.pop("file"), options.pop("option")
    path = option if file is None else file
    given = {name: text for name, text in options.items() if text is not None}
    try:
        if path is None:
            problems, found = scenario_from_options(form, given)
        else:
            problems, found = scenario_from_config(form, path, given)
    except InputError as error:
        fail([error.message])
    if found is None:
        fail(problems)
    if as_json:
        print(json_text.write(form.figures(found)))
    else:
        print(text_report.as_text(form.report(found, True)), end="")


if __name__ == "__main__":
    main()
