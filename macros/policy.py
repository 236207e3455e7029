"""A page's Content-Security-Policy: only what the page came with may run, and only this site may be asked."""

from __future__ import annotations

import base64
import hashlib
import re

_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_CHARSET = '<meta charset="utf-8">'


def with_policy(html: str) -> str:
    """The page with its policy as the first thing a browser reads after the character set.

    Source: https://www.w3.org/TR/CSP3/ sections 4.2.3 (meta element) and 6.7.3.3 (hashes of inline scripts).
    """
    return html.replace(
        _CHARSET, f'{_CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy(html)}">', 1
    )


def policy(html: str) -> str:
    """The policy that lets the inline scripts of `html` run, and no other."""
    directives = {
        "default-src": ["'none'"],
        # Nothing here may turn text into code. The calculators' worker, a file of this site, compiles WebAssembly under
        # a policy of its own (https://html.spec.whatwg.org/multipage/workers.html#worker-processing-model).
        "script-src": ["'self'", *script_hashes(html)],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        # Material draws its icons from data: addresses in its stylesheet.
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())


def script_hashes(html: str) -> list[str]:
    """The hash of each script that stands in the page itself; data blocks are not scripts."""
    scripts = (match["code"] for match in _INLINE_SCRIPT.finditer(html) if _is_inline_script(match["attributes"]))
    digests = (hashlib.sha256(code.encode()).digest() for code in scripts)
    return sorted({f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests})


def _is_inline_script(attributes: str) -> bool:
    return "src=" not in attributes and "application/" not in attributes
