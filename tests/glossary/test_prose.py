"""Markdown becomes HTML that is what a writer expects and that cannot harm a reader."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.prose import plain_text, render, render_line

TAGS = {
    *("a", "blockquote", "br", "code", "del", "div", "em", "h4", "h5", "h6", "hr", "img", "input", "li", "ol", "p"),
    *("pre", "section", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {
    *("href", "src", "title", "alt", "id", "class", "align", "start", "type", "checked", "disabled"),
    *("role", "aria-label", "tabindex"),
}


class Page(HTMLParser):
    """Everything in a piece of HTML: its tags with their attributes, its ids, its text and what should not be there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.oddities: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.oddities.append(data)

    def handle_decl(self, decl: str) -> None:
        self.oddities.append(decl)

    def handle_pi(self, data: str) -> None:
        self.oddities.append(data)

    def unknown_decl(self, data: str) -> None:
        self.oddities.append(data)

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute, in order."""
        return [found[attribute] or "" for _, found in self.tags if attribute in found]

    def names(self) -> list[str]:
        """The tags in order."""
        return [tag for tag, _ in self.tags]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("~~old~~", "<p><del>old</del></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("#### Detail", "<h4>Detail</h4>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("---", "<hr>"),
        ("```python\nx < 1\n```", '<pre><code class="language-python">x &lt; 1\n</code></pre>'),
        ("![a cat](images/cat.png)", '<p><img src="../images/cat.png" alt="a cat"></p>'),
        ("https://example.org/", '<p><a href="https://example.org/">https://example.org/</a></p>'),
        ('[a](https://example.org/ "T")', '<p><a href="https://example.org/" title="T">a</a></p>'),
    ],
)
def test_markdown_is_rendered(markdown: str, html: str) -> None:
    assert render(markdown).strip() == html


def test_tables_keep_their_alignment() -> None:
    page = Page(render("| a | b |\n|---|--:|\n| 1 | 2 |\n"))
    assert page.names() == ["div", "table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert page.values("align") == ["right", "right"]


def test_a_table_stands_in_a_box_that_a_keyboard_can_reach_and_scroll() -> None:
    html = render("| a |\n|---|\n| 1 |\n\nText.\n\n| b |\n|---|\n| 2 |\n")
    boxes = [found for tag, found in Page(html).tags if tag == "div"]
    assert boxes == [{"class": "table", "role": "group", "aria-label": "Table", "tabindex": "0"}] * 2
    assert re.findall(r"</?(?:div|table)\b", html) == ["<div", "<table", "</table", "</div"] * 2


@pytest.mark.parametrize("markdown", ["`<table>`", "<table>", "![<table>](a.png '<table>')", "~~~<table>\nx"])
def test_a_table_that_is_only_written_about_gets_no_box(markdown: str) -> None:
    assert {"div", "table"}.isdisjoint(Page(render(markdown)).names())


def test_task_lists_are_boxes_that_cannot_be_ticked() -> None:
    boxes = [found for tag, found in Page(render("- [x] done\n- [ ] open\n")).tags if tag == "input"]
    assert ["checked" in box for box in boxes] == [True, False]
    assert all(box["type"] == "checkbox" and "disabled" in box for box in boxes)


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_alerts_are_marked_with_their_kind(kind: str) -> None:
    page = Page(render(f"> [!{kind.upper()}]\n> Mind this.\n"))
    assert page.values("class") == [f"markdown-alert markdown-alert-{kind}", "markdown-alert-title"]
    assert page.text.split() == [kind.capitalize(), "Mind", "this."]


FOOTNOTES = "One[^a], two[^b], one again[^a].\n\n[^a]: First.\n[^b]: Second.\n"


def test_footnotes_lead_there_and_back() -> None:
    page = Page(render(FOOTNOTES, anchor="definition"))
    ids = page.values("id")
    assert len(ids) == len(set(ids)) == 5
    assert {link.removeprefix("#") for link in page.values("href")} == set(ids)


@pytest.mark.parametrize("markdown", ["a[^x] b[^x-2] c[^x]\n\n[^x]: d\n[^x-2]: e", "[^1]:[^1]:[^1]"])
def test_footnotes_with_awkward_names_do_not_share_an_id(markdown: str) -> None:
    ids = Page(render(markdown, anchor="definition")).values("id")
    assert len(ids) == len(set(ids)) > 0


def test_footnotes_of_two_pieces_do_not_mix() -> None:
    first, second = (set(Page(render(FOOTNOTES, anchor=anchor)).values("id")) for anchor in ("analogy", "definition"))
    assert first.isdisjoint(second)
    assert all(name.startswith("analogy-") for name in first)


def test_links_between_term_files_become_page_addresses() -> None:
    page = Page(render("[a](token.md) [b](./token.md#definition) [c](#here) [d][r]\n\n[r]: model.md\n"))
    assert page.values("href") == ["../token/", "../token/#definition", "#here", "../model/"]


@pytest.mark.parametrize(
    "html",
    [
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- hidden -->",
        "<iframe src='https://example.org/'></iframe>",
        "<div\nonclick='x'>y</div>",
        "<?php x ?>",
        "<![CDATA[x]]>",
        "<style>p { color: red }</style>",
    ],
)
def test_raw_html_is_shown_as_the_text_it_is(html: str) -> None:
    for markdown in (html, f"Text {html} text"):
        page = Page(render(markdown))
        assert set(page.names()) <= {"p"}
        assert page.oddities == []
        assert html in page.text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript&#58;alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "data:image/png;base64,AAAA",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_addresses_that_run_or_read_something_lead_nowhere(address: str) -> None:
    for markdown in (f"[a](<{address}>)", f"![a](<{address}>)", f"[a][b]\n\n[b]: <{address}>", f"<{address}>"):
        page = Page(render(markdown))
        assert [value for value in page.values("href") + page.values("src") if urlsplit(value).scheme] == []


def test_marks_of_templates_and_attribute_lists_survive_in_code() -> None:
    assert Page(render('`{{ call("x") }}` and `{#id}`')).text.strip() == '{{ call("x") }} and {#id}'
    assert Page(render("```\n{{ x }} {% y %} {#id}\n```")).text.strip() == "{{ x }} {% y %} {#id}"


def test_a_heading_with_braces_keeps_them_and_gets_no_id() -> None:
    page = Page(render("#### Title {#id}"))
    assert page.text.strip() == "Title {#id}"
    assert page.values("id") == []


def test_a_line_is_rendered_without_its_paragraph() -> None:
    assert render_line("Is `a` *better*?") == "Is <code>a</code> <em>better</em>?"


def test_plain_text_is_what_a_reader_would_hear() -> None:
    assert plain_text("A **bold** [link](token.md) & `1 < 2`.\n\n- One\n- Two\n") == "A bold link & 1 < 2. One Two"


NASTY = """
<script> </p> <!-- --> <![CDATA[ <? &lt; &#x3c; & " ' < > [a]( ) javascript:x ](data:,x) ![ <javascript:x> [^1] [^1]:
` ``` |---| * _ ~~ \\ a é www.a.b https://a.b/?"'< a@b.c </code> </pre> <svg/onload=x> {{ <table> </table>
"""
SPACED = (
    "<b onclick=x>",
    "\n",
    "\n\n",
    "    ",
    "~~~ x\" onx='",
    "| a |",
    "> [!NOTE]",
    "- [ ] ",
    "# ",
    "1. ",
    "<a href='x'>",
)
nasty = st.sampled_from([*NASTY.split(), *SPACED, "\0"])
markdown = st.lists(nasty | st.text(max_size=4), max_size=25).map("".join) | st.text(max_size=80)


@given(markdown)
@example('``` "><script>alert(1)</script>\nx\n```')
@example("[a](<https://a.b/\"onclick='x'>)")
@example("![<script>](images/a.png '\"><script>')")
def test_no_text_gets_anything_but_prose_through(markdown: str) -> None:
    page = Page(render(markdown, anchor="x"))
    assert set(page.names()) <= TAGS
    assert {name for _, found in page.tags for name in found} <= ATTRIBUTES
    assert page.oddities == []
    for value in page.values("href") + page.values("src"):
        assert re.match(r"[a-z][a-z0-9+.-]*:", value.strip(), re.IGNORECASE) is None or re.match(
            r"(https?|mailto):", value, re.IGNORECASE
        )


@given(markdown)
def test_ids_are_unique_in_a_piece_and_carry_its_anchor(markdown: str) -> None:
    ids = Page(render(markdown, anchor="x")).values("id")
    assert len(ids) == len(set(ids))
    assert all(name.startswith("x-") for name in ids)


@given(markdown)
def test_plain_text_holds_one_line(markdown: str) -> None:
    assert plain_text(markdown) == " ".join(plain_text(markdown).split())


def test_links_of_a_text_shown_on_another_page_lead_where_they_led_at_home() -> None:
    text = "[a](token.md) [b](#examples) ![c](images/c.png) [^1]\n\n[^1]: A note."
    page = Page(render(text, anchor="x", root="../../", home="../../kv-cache/"))
    assert page.values("href")[:3] == ["../../token/", "../../kv-cache/#examples", "#x-fn-1"]
    assert page.values("src") == ["../../images/c.png"]


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9 ,.?'()/%-]*", fullmatch=True))
def test_words_without_markup_are_read_as_they_would_be_heard(words: str) -> None:
    assert plain_text(words) == " ".join(Page(render(words)).text.split())
