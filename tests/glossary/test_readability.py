"""Words, sentences and the reading grade."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.readability import grade, sentences, words

# The abstract of the paper that gives the formula, which has 119 words, 639 letters and 5 sentences and so, by hand,
# 0.0588 * 536.97 - 0.296 * 4.2017 - 15.8 = 14.53. https://doi.org/10.1037/h0076540
ABSTRACT = """\
Existing computer programs that measure readability are based largely upon subroutines which estimate number of
syllables, usually by counting vowels. The shortcoming in estimating syllables is that it necessitates keypunching
the prose into the computer. There is no need to estimate syllables since word length in letters is a better
predictor of readability than word length in syllables. Therefore, a new readability formula was computed that has
for its predictors letters per 100 words and sentences per 100 words. Both predictors can be counted by an optical
scanning device, and thus the formula makes it economically feasible for an organization such as the U.S. Office of
Education to calibrate the readability of all textbooks for the public school system.
"""


def test_the_grade_is_that_of_the_formula() -> None:
    assert len(words(ABSTRACT)) == 119
    assert len(sentences(ABSTRACT)) == 5
    assert grade([ABSTRACT]) == pytest.approx(14.53, abs=0.005)


def test_shorter_words_and_sentences_lower_the_grade() -> None:
    assert grade(["Test it. Then buy it."]) < grade(["Evaluate comprehensively, subsequently procuring."])


def test_a_text_without_words_has_no_grade() -> None:
    assert grade([]) == grade(["…"]) == 0


@pytest.mark.parametrize(
    ("text", "count"),
    [("don't stop", 2), ("an up-to-date list", 3), ("1.5 GB, or 1,000 MB", 5), ("and/or", 1), ("— … !", 0)],
)
def test_words_are_what_spaces_set_apart(text: str, count: int) -> None:
    assert len(words(text)) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("It grew by 1.5 percent, e.g. Monday vs. Tuesday.", ["It grew by 1.5 percent, e.g. Monday vs. Tuesday."]),
        ('He said "no." She left.', ['He said "no."', "She left."]),
        ("It ran. vLLM won. gpt-oss-120b lost.", ["It ran.", "vLLM won.", "gpt-oss-120b lost."]),
        ("The file is token.md here.", ["The file is token.md here."]),
        ("See Fig. 3 and No. 5. No. 5 is new.", ["See Fig. 3 and No. 5.", "No. 5 is new."]),
        ("(In 2026.) It went on.", ["(In 2026.)", "It went on."]),
    ],
)
def test_a_sentence_ends_before_the_next_one_starts(text: str, expected: list[str]) -> None:
    assert [sentence for _, sentence in sentences(text)] == expected


@given(st.text('ab .!?\n"A1', max_size=100))
def test_sentences_are_the_whole_text_in_order(text: str) -> None:
    together = "".join(sentence for _, sentence in sentences(text))
    assert "".join(together.split()) == "".join(text.split())
