"""Injected script does not run and nothing is asked of another host, on the kinds of page that readers get."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Request

INJECTIONS = {
    "script element": "add('script', { textContent: 'window.ran = 1' })",
    "event handler": "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')",
    "script address": "add('a', { href: 'javascript:window.ran = 1' }).click()",
    "text as code": "setTimeout('window.ran = 1')",
    "frame": "add('iframe', { srcdoc: '<script>parent.ran = 1</script>' })",
    "foreign script": "add('script', { src: 'https://evil.example/x.js' })",
    "foreign request": "fetch('https://evil.example/').catch(() => {})",
    "foreign picture": "add('img', { src: 'https://evil.example/pixel.png' })",
}
ADD = """const add = (tag, properties) => {
  const element = Object.assign(document.createElement(tag), properties)
  document.body.append(element)
  return element
}"""


@pytest.mark.parametrize("path", ["", "kv-cache/", "a-z/", "404.html"])
def test_injected_script_does_not_run(chromium_browser: Browser, site_address: str, path: str) -> None:
    page = chromium_browser.new_page()
    foreign: list[Request] = []
    page.on("request", lambda request: foreign.append(request) if "evil.example" in request.url else None)
    page.goto(site_address + path)
    for name, code in INJECTIONS.items():
        page.evaluate(f"() => {{ {ADD}; {code} }}")
        page.wait_for_timeout(100)
        assert page.evaluate("window.ran") is None, name
    # Chromium announces what it was asked for and names the policy as the reason that nothing was sent.
    assert {request.failure for request in foreign} == {"csp"}
    page.close()
