"""Where Markdown is code, without rendering it."""

from html.parser import HTMLParser

import comrak
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from glossary.markdown import mask_code

markdown = st.text(st.sampled_from("`~\\ \n\r\tax#>-{}<é漢"), max_size=60) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("a `b` c", "a ` ` c"),
        ("a ``b ` c`` d", "a ``     `` d"),
        ("`{{ x }}` {{ y }}", "`       ` {{ y }}"),
        ("`one\ntwo`", "`   \n   `"),
        ("`one\n\ntwo`", "`one\n\ntwo`"),
        ("no `end", "no `end"),
        ("`` no end `", "`` no end `"),
        (r"\`no` code", r"\`no` code"),
        (r"\\`code` x", r"\\`    ` x"),
        (r"`a\` b", r"`  ` b"),
        (r"\``x`", r"\`` `"),
        ("```\nx\n```\ny", "   \n \n   \ny"),
        ("~~~ info\nx\n~~~\ny", "        \n \n   \ny"),
        ("```\nx\n``\n````\ny", "   \n \n  \n    \ny"),
        ("~~~\nx\n```\n", "   \n \n   \n"),
        ("```\nnever closed", "   \n            "),
        ("~~~\n    ~~~\nx\n~~~\ny", "   \n       \n \n   \ny"),
        ("``` a`b ```\nx", "``` a`b ```\nx".replace(" a`b ", "     ")),
    ],
)
def test_code_is_blanked_out_and_prose_stays(text: str, masked: str) -> None:
    assert mask_code(text) == masked


def test_a_code_span_does_not_turn_what_follows_into_the_start_of_a_line() -> None:
    assert mask_code("`x`# no heading") == "` `# no heading"
    assert mask_code("`x`~~~ no fence") == "` `~~~ no fence"


@given(markdown)
def test_the_length_stays(text: str) -> None:
    assert len(mask_code(text)) == len(text)


@given(markdown)
def test_line_breaks_stay(text: str) -> None:
    masked = mask_code(text)
    assert [i for i, c in enumerate(text) if c in "\r\n"] == [i for i, c in enumerate(masked) if c in "\r\n"]


@given(markdown)
def test_only_spaces_are_put_in(text: str) -> None:
    assert all(after in (before, " ") for before, after in zip(text, mask_code(text), strict=True))


# A span over three lines would leave an empty line, which ends a paragraph; so no span here crosses a line.
paragraphs = st.lists(st.text(st.sampled_from("`~\\ ax#<"), max_size=20), max_size=6).map("\n\n".join)


@given(paragraphs)
@example("`` ` `` `")
@example("`a`~~~\n\nx")
@example("``` `a` b\n\nx")
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask_code(mask_code(text)) == mask_code(text)


@given(st.text(max_size=80).filter(lambda text: "`" not in text and "~~~" not in text))
def test_text_without_code_is_never_touched(text: str) -> None:
    assert mask_code(text) == text


class LettersInCode(HTMLParser):
    """Counts the X inside <code> elements."""

    depth = count = 0

    def handle_starttag(self, tag: str, attributes: object) -> None:
        self.depth += tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "code"

    def handle_data(self, data: str) -> None:
        self.count += data.count("X") if self.depth else 0


# Paragraphs and bare fences; a list, a quote or indented code would be more than a mask must know.
pieces = st.sampled_from(["`", "``", "```", "\\", "X", "X", " ", "\n", "\n\n", "\n```\n", "\n~~~\n", "\n~~~~\n"])


@given(st.lists(pieces, max_size=25).map("".join))
def test_the_mask_and_the_renderer_agree_on_what_is_code(text: str) -> None:
    rows = text.split("\n")
    assume(not any(row.startswith("    ") for row in rows))
    # Words after an opening fence are shown nowhere.
    assume(not any(row.strip().startswith("```") and row.strip().strip("`") for row in rows))
    reader = LettersInCode()
    reader.feed(comrak.render_markdown(text))
    assert text.count("X") - mask_code(text).count("X") == reader.count
