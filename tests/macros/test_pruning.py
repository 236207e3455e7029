"""The stylesheet holds what the pages can use and nothing that they cannot."""

from __future__ import annotations

import pytest
import tinycss2

from macros.pruning import names_in_page, names_in_script, pruned, required_names

PAGE = '<html dir="ltr"><body class="plain wide"><nav id="site"><a href="#">Home</a></nav></body></html>'
NAMES = names_in_page(PAGE)


@pytest.mark.parametrize(
    "selector",
    ["nav", ".plain.wide", "#site > a", "a:hover::after", "[dir=ltr] .wide", "[open]", "a:not(.absent)", "*", ":root"],
)
def test_a_rule_that_a_page_can_use_stays(selector: str) -> None:
    assert "color:red" in pruned(f"{selector} {{ color: red }}", NAMES)


@pytest.mark.parametrize("selector", [".absent", "table", "#other", "[dir=rtl] .wide", ".plain .absent", "nav.absent"])
def test_a_rule_that_no_page_can_use_goes(selector: str) -> None:
    assert pruned(f"{selector} {{ color: red }}", NAMES) == ""


def test_of_several_selectors_only_those_in_use_stay() -> None:
    assert pruned(".absent, nav, .wide { color: red }", NAMES) == "nav,.wide{color:red;}"


def test_rules_inside_media_queries_are_judged_too() -> None:
    css = "@media print { .absent { color: red } nav { color: red !important } } @media print { table { color: red } }"
    assert pruned(css, NAMES) == "@media print{nav{color:red!important;}}"


def test_a_custom_property_stays_while_something_reads_it() -> None:
    css = ":root { --read: var(--also-read); --also-read: 1px; --unread: var(--unread-too); --unread-too: 1px }"
    kept = pruned(f"{css} nav {{ margin: var(--read) }} table {{ margin: var(--unread) }}", NAMES)
    assert kept == ":root{--read:var(--also-read);--also-read:1px;}nav{margin:var(--read);}"


def test_fonts_and_animations_stay_and_comments_go() -> None:
    css = '@font-face{font-family:"A"}@keyframes turn{from{opacity:0}}'
    assert pruned(f"/* What */ {css} /* comes next */", NAMES) == css


def test_the_text_of_values_is_kept() -> None:
    css = 'nav{content:"a  b; }";background:url("data:image/svg+xml;utf8,<svg/>");width:calc(1px + 2%);}'
    assert pruned(css, NAMES) == css


def test_pruning_twice_changes_nothing() -> None:
    css = pruned("nav , a { --x: 1 ; color : var( --x ) } @media print { a { --y: 2 } }", NAMES)
    assert pruned(css, NAMES) == css


def test_a_script_may_bring_about_any_word_in_it() -> None:
    names = names_in_script('element.className = "card card--open"; document.createElement("dialog")')
    assert {".card", ".card--open", "dialog"} <= names
    assert pruned(".card--open dialog { color: red }", NAMES | names) == ".card--open dialog{color:red;}"


def test_what_a_selector_requires_stands_outside_its_functions() -> None:
    [rule] = tinycss2.parse_stylesheet('[dir=ltr] nav.a:not(.b, c)>#d::before, e:is(f) [open="g"] {}')
    assert required_names(rule.prelude) == {"[dir=ltr]", "nav", ".a", "#d", "e"}
