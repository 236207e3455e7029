"""JSON in and out, the same on every runtime.

The json modules of CPython and MicroPython accept different malformed texts, so the core reads JSON itself: RFC 8259,
plus the NaN and Infinity that Python programs write into config.json. Numbers that are not whole are kept as text in
`Real`: the core never computes with floats. What the modules write differs in escapes alone.
"""

from collections import OrderedDict
from json import dumps

MAX_DEPTH = 40
MAX_DIGITS = 400
WHITESPACE = " \t\n\r"
DIGITS = "0123456789"
NUMBER_CHARACTERS = "+-.eE0123456789"
CONSTANTS = (("true", True), ("false", False), ("null", None))
NOT_FINITE = ("NaN", "Infinity", "-Infinity")
ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JsonError(ValueError):
    """A text that is not JSON; the message names the line."""


class Real:
    """A JSON number with a fraction or an exponent, kept as it was written."""

    def __init__(self, text: str) -> None:
        self.text = text


def write(value: object) -> str:
    """A value as JSON text without spaces; only an OrderedDict keeps its order on every runtime."""
    return dumps(value, separators=(",", ":"))


def parse(text: str) -> object:
    """The value of a JSON text: OrderedDict, list, str, int, Real, bool or None. Raises JsonError."""
    try:
        value, position = _value(text, _skip(text, 0), 0)
        position = _skip(text, position)
        if position != len(text):
            raise _Malformed("unexpected text after the end", position)
        return value
    except _Malformed as error:
        line = 1 + text[: error.position].count("\n")
        raise JsonError("line " + str(line) + ": " + error.reason) from None


class _Malformed(Exception):
    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in WHITESPACE:
        position += 1
    return position


def _value(text: str, position: int, depth: int) -> tuple[object, int]:
    if position == len(text):
        raise _Malformed("unexpected end", position)
    if depth > MAX_DEPTH:
        raise _Malformed("nested more than " + str(MAX_DEPTH) + " levels deep", position)
    first = text[position]
    if first == "{":
        return _object(text, position + 1, depth)
    if first == "[":
        return _array(text, position + 1, depth)
    if first == '"':
        return _string(text, position + 1)
    for word, constant in CONSTANTS:
        if text.startswith(word, position):
            return constant, position + len(word)
    for word in NOT_FINITE:
        if text.startswith(word, position):
            return Real(word), position + len(word)
    return _number(text, position)


def _object(text: str, position: int, depth: int) -> tuple[object, int]:
    end = text.find("}", position)
    flat = _flat(text[position:end]) if end > 0 and text.find("{", position, end) < 0 else None
    if flat:
        return flat, end + 1
    members: OrderedDict[str, object] = OrderedDict()
    position = _skip(text, position)
    if text[position : position + 1] == "}":
        return members, position + 1
    while True:
        if text[position : position + 1] != '"':
            raise _Malformed("a key in double quotes is expected", position)
        start = position
        key, position = _string(text, position + 1)
        if key in members:
            raise _Malformed('the key "' + key + '" is there twice', start)
        position = _skip(text, position)
        if text[position : position + 1] != ":":
            raise _Malformed('":" is expected after a key', position)
        members[key], position = _value(text, _skip(text, position + 1), depth + 1)
        position = _skip(text, position)
        if text[position : position + 1] == "}":
            return members, position + 1
        if text[position : position + 1] != ",":
            raise _Malformed('"," or "}" is expected', position)
        position = _skip(text, position + 1)


def _flat(inside: str) -> "OrderedDict[str, object] | None":
    """An object of nothing but plain texts, as most requests are, without a look at each character; else None."""
    if inside[:1] != '"' or inside[-1:] != '"' or "\\" in inside or not is_printable(inside):
        return None
    pairs = [pair.split('":"') for pair in inside[1:-1].split('","')]
    if inside.count('"') != 4 * len(pairs) or [pair for pair in pairs if len(pair) != 2]:
        return None
    members: OrderedDict[str, object] = OrderedDict(pairs)
    return members if len(members) == len(pairs) else None


def is_printable(text: str) -> bool:
    """Whether a text is free of control characters; False is also the answer to rare letters."""
    bare = text.replace("'", "").replace("\\", "").replace("×", "")
    return repr(bare)[1:-1] == bare


def _array(text: str, position: int, depth: int) -> tuple[object, int]:
    items: list[object] = []
    position = _skip(text, position)
    if text[position : position + 1] == "]":
        return items, position + 1
    while True:
        item, position = _value(text, position, depth + 1)
        items.append(item)
        position = _skip(text, position)
        if text[position : position + 1] == "]":
            return items, position + 1
        if text[position : position + 1] != ",":
            raise _Malformed('"," or "]" is expected', position)
        position = _skip(text, position + 1)


def _string(text: str, position: int) -> tuple[str, int]:
    pieces = []
    while True:
        end = text.find('"', position)
        if end < 0:
            raise _Malformed("a text without closing quotes", len(text))
        escape = text.find("\\", position, end)
        piece = text[position : end if escape < 0 else escape]
        if piece and min(piece.encode("utf-8", "surrogatepass")) < 0x20:
            raise _Malformed("a control character inside quotes", position)
        pieces.append(piece)
        if escape < 0:
            return "".join(pieces), end + 1
        piece, position = _escape(text, escape + 1)
        pieces.append(piece)


def _escape(text: str, position: int) -> tuple[str, int]:
    kind = text[position : position + 1]
    if kind in ESCAPES:
        return ESCAPES[kind], position + 1
    if kind != "u":
        raise _Malformed("an unknown escape", position)
    code = _hexadecimal(text, position + 1)
    position += 5
    if 0xD800 <= code < 0xDC00 and text[position : position + 2] == "\\u":
        low = _hexadecimal(text, position + 2)
        if 0xDC00 <= low < 0xE000:
            return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)), position + 6
    if 0xD800 <= code < 0xE000:
        raise _Malformed("half of a surrogate pair", position)
    return chr(code), position


def _hexadecimal(text: str, position: int) -> int:
    digits = text[position : position + 4]
    if len(digits) < 4 or [digit for digit in digits if digit not in "0123456789abcdefABCDEF"]:
        raise _Malformed("four hexadecimal digits are expected", position)
    return int(digits, 16)


def _number(text: str, start: int) -> tuple[object, int]:
    position = start
    while position < len(text) and text[position] in NUMBER_CHARACTERS:
        position += 1
    word = text[start:position]
    if not word:
        raise _Malformed("a value is expected", start)
    if len(word) > MAX_DIGITS:
        raise _Malformed("a number of more than " + str(MAX_DIGITS) + " characters", start)
    integer, fraction, exponent = _number_parts(word)
    if not _is_number(integer, fraction, exponent):
        raise _Malformed("not a number: " + word[:20], start)
    if fraction is None and exponent is None:
        return int(word), position
    return Real(word), position


def _number_parts(word: str) -> "tuple[str, str | None, str | None]":
    mantissa, exponent = word, None
    for mark in "eE":
        if mark in mantissa:
            mantissa, exponent = mantissa.split(mark, 1)
    if exponent and exponent[0] in "+-":
        exponent = exponent[1:]
    integer, fraction = mantissa.split(".", 1) if "." in mantissa else (mantissa, None)
    return integer[1:] if integer.startswith("-") else integer, fraction, exponent


def _is_number(integer: str, fraction: "str | None", exponent: "str | None") -> bool:
    for part in (integer, fraction, exponent):
        if part is not None and (not part or [digit for digit in part if digit not in DIGITS]):
            return False
    return integer == "0" or integer[0] != "0"
