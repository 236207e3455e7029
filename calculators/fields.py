"""The inputs of the calculators: what a reader may type, the limits, and how a text becomes a value."""

from collections import namedtuple

from calculators.errors import InputError, did_you_mean
from calculators.units import grouped

# kind: "integer" (minimum to maximum, unit), "choice" (choices: value and label), "flag" (yes or no) or "text" (at
# most `maximum` characters). An `optional` input may be left empty.
Field = namedtuple("Field", ("name", "label", "kind", "unit", "minimum", "maximum", "choices", "optional"))

DIGITS = "0123456789"
BLANKS = " \t\n\r\u00a0\u2009\u202f"
MAX_CHARACTERS = 40


def integer(name: str, label: str, unit: str, minimum: int, maximum: int, optional: bool = False) -> Field:
    """A field for a whole number."""
    return Field(name, label, "integer", unit, minimum, maximum, (), optional)


def choice(name: str, label: str, choices: "tuple[tuple[str, str], ...]") -> Field:
    """A field for one of several values, each with its label."""
    return Field(name, label, "choice", "", 0, 0, choices, False)


def flag(name: str, label: str) -> Field:
    """A field for yes or no."""
    return Field(name, label, "flag", "", 0, 0, (("yes", "Yes"), ("no", "No")), False)


def text(name: str, label: str, maximum: int) -> Field:
    """A field for a text of any kind."""
    return Field(name, label, "text", "", 0, maximum, (), True)


def names(members: tuple[Field, ...]) -> list[str]:
    """The names of some inputs."""
    return [member.name for member in members]


def text_of(value: object) -> str:
    """The text a field shows for a value."""
    if value is True:
        return "yes"
    if value is False:
        return "no"
    return str(value)


def value_of(field: Field, text: str) -> "int | str | bool":
    """The value of a typed text, "" for an optional one left empty; raises InputError with the limits."""
    if field.kind == "text":
        if len(text) > field.maximum:
            message = field.label + " must be at most " + grouped(field.maximum) + " characters."
            raise InputError(message, field.name)
        return text
    if field.kind == "integer":
        number = whole_number(text)
        if field.minimum <= number <= field.maximum:
            return number
        if field.optional and not trim(text):
            return ""
        raise InputError(limits(field), field.name)
    known = [value for value, _ in field.choices]
    trimmed = text if text in known else trim(text)
    if trimmed not in known:
        shown = ", ".join(known) if len(known) <= 8 else str(len(known)) + " names of the list"
        raise InputError(field.label + " must be one of: " + shown + "." + did_you_mean(trimmed, known), field.name)
    return trimmed if field.kind == "choice" else trimmed == "yes"


def values_of(
    members: list[Field], texts: dict[str, str]
) -> "tuple[list[tuple[str, str]], dict[str, int | str | bool]]":
    """Errors as (field, message), and the values of the texts that have none; a missing text is an empty one."""
    errors = []
    values: dict[str, int | str | bool] = {}
    for member in members:
        try:
            values[member.name] = value_of(member, texts.get(member.name, ""))
        except InputError as error:
            errors.append((member.name, error.message))
    return errors, values


def limits(field: Field) -> str:
    """What an integer field accepts, as a sentence."""
    unit = " " + field.unit if field.unit else ""
    between = "from " + grouped(field.minimum) + " to " + grouped(field.maximum)
    return str(field.label + " must be a whole number " + between + unit + ".")


def whole_number(text: str) -> int:
    """The number of a text of ASCII digits, plain or in groups of three split by commas or spaces; else -1."""
    trimmed = trim(text)
    if not trimmed or len(trimmed) > MAX_CHARACTERS:
        return -1
    # Most numbers are plain digits, and a number that reads back as what was typed is one.
    try:
        number = int(trimmed)
        if number >= 0 and str(number) == trimmed:
            return number
    except ValueError:
        pass
    separator = ""
    for character in trimmed:
        if character not in DIGITS:
            separator = character
            break
    groups = trimmed.split(separator) if separator else [trimmed]
    if [group for group in groups if not group or [digit for digit in group if digit not in DIGITS]]:
        return -1
    if separator:
        in_threes = len(groups[0]) <= 3 and not [group for group in groups[1:] if len(group) != 3]
        if not in_threes or separator not in "," + BLANKS:
            return -1
    return int("".join(groups))


def trim(text: str) -> str:
    """The text without blanks around it, the same blanks on every runtime."""
    start, end = 0, len(text)
    while start < end and text[start] in BLANKS:
        start += 1
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return text[start:end]
