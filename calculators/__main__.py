"""The calculators on the command line: `python -m calculators parameters|memory [CONFIG.json] [options]`."""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from calculators import fields, forms, json_text, memory, parameters, reports
from calculators.errors import InputError
from calculators.quantization import format_named
from calculators.scenario import Scenario
from calculators.tensors import Model

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
    commands = root.add_subparsers(dest="calculator", required=True, metavar="parameters|memory")
    for name, title, _ in forms.CALCULATORS:
        command = commands.add_parser(name, help=title, allow_abbrev=False)
        command.add_argument("config", nargs="?", metavar="CONFIG.json", help="a Hugging Face config.json")
        command.add_argument("--json", action="store_true", help="whole numbers for machines")
        for member in forms.form_fields(name):
            option = "--" + member.name.replace("_", "-")
            command.add_argument(option, dest=member.name, metavar="VALUE", help=member.help)
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


def scenario_from_config(calculator: str, path: str, given: dict[str, str]) -> tuple[list[str], Scenario | None]:
    """The scenario of a config.json with the inputs of use, and what is wrong with them."""
    use = [member.name for member in fields.USE] if calculator == "memory" else []
    extra = [name for name in given if name not in use]
    if extra:
        return [f"--{name.replace('_', '-')} cannot be combined with a config file." for name in extra], None
    errors, scenario = forms.checked_config(calculator, read_config(path), forms.with_defaults(given))
    return [f"{path}: {message}" if field == "config" else message for field, message in errors], scenario


def scenario_from_options(calculator: str, given: dict[str, str]) -> tuple[list[str], Scenario | None]:
    """The scenario of a catalogue model with the numbers given instead of its own, and what is wrong with them."""
    slug = given.get("model", forms.DEFAULT_MODEL)
    preset = {} if slug == forms.CUSTOM else forms.preset_texts(slug)
    texts = forms.with_defaults({**preset, "model": slug, **given})
    errors, scenario = forms.checked(forms.form_fields(calculator), texts)
    return [message for _, message in errors], scenario


def figures(calculator: str, scenario: Scenario) -> object:
    """The figures of a calculator as whole numbers."""
    model: Model = scenario.model
    if calculator == "parameters":
        return parameters.figures(model)
    values = scenario.values
    formats = format_named(values["precision"]), format_named(values["kv_precision"])
    return memory.figures(model, *formats, values["context_length"], values["batch_size"])


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; bad input ends with one line per problem on stderr and exit code 2."""
    options = vars(parser().parse_args(arguments))
    calculator, config, as_json = options.pop("calculator"), options.pop("config"), options.pop("json")
    given = {name: text for name, text in options.items() if text is not None}
    try:
        if config is None:
            problems, scenario = scenario_from_options(calculator, given)
        else:
            problems, scenario = scenario_from_config(calculator, config, given)
    except InputError as error:
        fail([error.message])
    if scenario is None:
        fail(problems)
    if as_json:
        print(json_text.write(figures(calculator, scenario)))
    else:
        print(reports.as_text(reports.report(calculator, scenario)), end="")


if __name__ == "__main__":
    main()
