"""The rules' regular expressions in the dialect of browsers, so that a page finds what the checks find."""

from __future__ import annotations

import re
from typing import TypeAlias

# Source and flags, as RegExp takes them.
ScriptPattern: TypeAlias = tuple[str, str]

_TOKEN = re.compile(
    r"(?P<alphanumeric>\[\^\\W_\])|\(\?P<(?P<group>\w+)>|\\U(?P<code>[0-9a-fA-F]{8})|\\(?P<escaped>.)|.", re.DOTALL
)
_FLAGS = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s"}
# Letters and digits of every script, which `\w` means in Python and with the underscore.
_ALPHANUMERIC = r"\p{L}\p{N}"
_ANCHORS = {"A": "^", "Z": "$"}
# What may follow a backslash in Unicode mode: https://tc39.es/ecma262/#prod-IdentityEscape
_ESCAPABLE = frozenset(r"^$\.*+?()[]{}|/bBdDnrsStuvx0123456789")


def script_pattern(pattern: re.Pattern[str]) -> ScriptPattern:
    """What `new RegExp` takes to find all that Python's pattern finds, in the same places.

    Raises ValueError for what browsers have no word for.
    """
    if pattern.flags & ~(re.UNICODE | re.IGNORECASE | re.MULTILINE | re.DOTALL):
        raise ValueError(f"{pattern.pattern!r} has flags that browsers do not know")
    parts, inside = [], False
    for token in _TOKEN.finditer(pattern.pattern):
        parts.append(_translated(token, inside))
        inside = token[0] == "[" or (inside and token[0] != "]")
    return "".join(parts), f"g{''.join(letter for flag, letter in _FLAGS.items() if pattern.flags & flag)}u"


def _translated(token: re.Match[str], inside: bool) -> str:
    """One token, which stands `inside` brackets or not."""
    escaped = token["escaped"]
    if token["alphanumeric"]:
        return f"[{_ALPHANUMERIC}]"
    if token["group"]:
        return f"(?<{token['group']}>"
    if token["code"]:
        return rf"\u{{{int(token['code'], 16):x}}}"
    if not escaped:
        return token[0]
    if escaped == "W":
        raise ValueError(r"write [^\W_] or [^\w], which browsers can be told")
    if escaped == "w":
        return f"{_ALPHANUMERIC}_" if inside else f"[{_ALPHANUMERIC}_]"
    if escaped in _ESCAPABLE or (escaped == "-" and inside):
        return token[0]
    return _ANCHORS.get(escaped, escaped)
