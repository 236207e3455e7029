"""JSON out, as `json_text` describes it."""

CONSTANTS = (("true", True), ("false", False), ("null", None))
SHORT_ESCAPES = (
    ("\\", "\\\\"), ('"', '\\"'), ("\b", "\\b"), ("\f", "\\f"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"),
)  # fmt: skip


def write(value: object) -> str:
    """A value as JSON text without spaces; OrderedDict keeps its order. Only what JSON demands is escaped."""
    # Most texts need no escape. One look at the whole is far cheaper in the browser than one at each of them.
    pieces: list[str] = []
    quotes = _write_plain(value, pieces)
    text = "".join(pieces)
    if text.count('"') == quotes and "\\" not in text and is_printable(text):
        return text
    return _write_escaped(value)


def _write_plain(value: object, pieces: list[str]) -> int:
    """Append a value as if no text in it needed an escape; gives the number of quotes."""
    if isinstance(value, str):
        pieces.append('"' + value + '"')
        return 2
    if isinstance(value, dict):
        quotes, mark = 0, "{"
        for key, item in value.items():
            pieces.append(mark + '"' + key + '":')
            quotes += 2 + _write_plain(item, pieces)
            mark = ","
        pieces.append("}" if value else "{}")
        return quotes
    if isinstance(value, (list, tuple)):
        try:
            if value and isinstance(value[0], str):
                pieces.append('["' + '","'.join(value) + '"]')
                return 2 * len(value)
            if value and not [row for row in value if not isinstance(row, (list, tuple)) or not row]:
                pieces.append('[["' + '"],["'.join(['","'.join(row) for row in value]) + '"]]')
                return 2 * sum([len(row) for row in value])
        except TypeError:
            pass
        quotes, mark = 0, "["
        for item in value:
            pieces.append(mark)
            quotes += _write_plain(item, pieces)
            mark = ","
        pieces.append("]" if value else "[]")
        return quotes
    pieces.append(_constant(value))
    return 0


def _write_escaped(value: object) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict):
        return "{" + ",".join([_quoted(key) + ":" + _write_escaped(item) for key, item in value.items()]) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([_write_escaped(item) for item in value]) + "]"
    return _constant(value)


def _constant(value: object) -> str:
    for word, constant in CONSTANTS:
        if value is constant:
            return word
    if isinstance(value, int):
        return str(value)
    raise TypeError("not a JSON value")


def _quoted(text: str) -> str:
    for raw, escaped in SHORT_ESCAPES:
        text = text.replace(raw, escaped)
    if not is_printable(text):
        text = "".join([f"\\u{ord(character):04x}" if character < " " else character for character in text])
    return '"' + text + '"'


def is_printable(text: str) -> bool:
    """Whether a text is free of control characters; False is also the answer to rare letters."""
    bare = text.replace("'", "").replace("\\", "").replace("×", "")
    return repr(bare)[1:-1] == bare
