"""Rules on sentences, sections and how hard they are to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b

from glossary.checks.context import Context, ContextRule
from glossary.passages import Kind, Passage
from glossary.problem import Problem, Severity
from glossary.readability import grade
from glossary.rule import rule
from glossary.sections import Length, Shape, Unit, example_role
from glossary.source import Section
from glossary.term import indefinite_article

MAX_SENTENCE_WORDS = 35
MAX_PARAGRAPH_WORDS = 120
MIN_REPEATED_WORDS = 8
MIN_GRADED_WORDS = 40


@rule("G066", Severity.WARNING, alone=True)
def verbs_agree_with_the_title(context: Context) -> Iterator[Problem]:
    """The summary treats the title as `number` says: a KV cache is, model parameters are, inference is.

    The page asks "What is a …?" or "What are …?" by `number`, and the summary answers right below. A plural verb after
    a singular question is a slip in one of the two.

    Instead of: `number: plural` and `summary: Model parameters is what a model has learned.`
    Write: `number: plural` and `summary: Model parameters are what a model has learned.`
    """
    for term in context.terms:
        name = re.escape(term.title_in_sentence)
        match = re.match(rf"(?:(?P<article>an?|the) )?{name}(?: \([^)]*\))? (?P<verb>is|are)\b", term.summary, re.I)
        if not match:
            continue
        article, verb = (match["article"] or "").lower(), match["verb"]
        right = "are" if term.number == "plural" else "is"
        if verb != right:
            message = f"'number' is {term.number}, but the summary says '{verb}'; write '{right}' or another number"
            yield term.problem(message, "summary")
        elif term.number == "singular" and not article and not term.case_sensitive:
            begin = f"{indefinite_article(term.title_in_sentence).capitalize()} {term.title_in_sentence}"
            yield term.problem(f"'number' is singular; begin the summary with '{begin}', or write mass", "summary")
        elif term.number != "singular" and article in ("a", "an"):
            message = f"'number' is {term.number}; leave out '{match['article']}' or write singular"
            yield term.problem(message, "summary")


@rule("G070", Severity.WARNING, alone=True)
def sentences_are_short(context: Context) -> Iterator[Problem]:
    """A sentence has at most 35 words.

    A reader holds a sentence in mind until its end. Past some thirty words most have to start again. Nearly always two
    sentences were joined by a comma, a semicolon or a colon.

    Instead of: `The model reads the prompt, which … , and then it writes, which …`
    Write: `The model reads the prompt. Then it writes.`
    """
    for passage in context.own_words:
        for start, said in passage.sentences if passage.kind is not Kind.CELL else ():
            count = len(said)
            if count > MAX_SENTENCE_WORDS:
                message = f"this sentence has {count} words; write two, or at most {MAX_SENTENCE_WORDS} words"
                yield Problem(passage.path, passage.line_of(start), message)


@rule("G071", Severity.WARNING, alone=True)
def sections_have_their_length(context: Context) -> Iterator[Problem]:
    """A section is as long as its purpose asks, and a paragraph has at most 120 words.

    A definition of five sentences explains instead of defining; seven takeaways are a second text; and every role needs
    two examples, those for another role left out. What is too long usually belongs in "How it works".

    Instead of: `## Definition` with five sentences
    Write: one to three sentences, and the rest under `## How it works`
    """
    for source in context.sources:
        for section in source.sections:
            kind = context.settings.section_by_heading.get(section.heading)
            if kind and kind.length:
                for line, count in _counts(section, source.path, kind.length, context):
                    if count and not kind.length.least <= count <= kind.length.most:
                        yield Problem(source.path, line, _length_message(kind.length, count))
    for passage in context.own_words:
        count = _word_count(passage)
        if passage.kind is Kind.PARAGRAPH and count > MAX_PARAGRAPH_WORDS:
            message = f"this paragraph has {count} words; split it, at most {MAX_PARAGRAPH_WORDS} words each"
            yield Problem(passage.path, passage.line, message)


@rule("G072", Severity.WARNING, alone=True)
def role_texts_suit_their_readers(context: Context) -> Iterator[Problem]:
    """A role's text is no harder to read than that role's `reading_grade` in glossary.yml.

    The grade counts years of school by the length of words and sentences (Coleman–Liau index). An executive reads
    between two meetings; that says nothing about what they can understand, only about how much time there is. Long
    words and long sentences raise the grade; verbs and short sentences lower it.

    Instead of: `Organizational implementation considerations necessitate comprehensive evaluation.`
    Write: `Before you roll it out, test it on your own cases.`
    """
    limits = {role.title: role.reading_grade for role in context.settings.roles}
    for (path, section, role), passages in context.paragraphs.items():
        kind, limit = context.settings.section_by_heading.get(section), limits.get(role)
        if limit is None or kind is None or kind.shape is not Shape.ROLES:
            continue
        level = round(grade([passage.text for passage in passages]), 1)
        if level > limit and sum(map(_word_count, passages)) >= MIN_GRADED_WORDS:
            message = f"this reads at grade {level}; for the role {role} use shorter words and sentences, to {limit}"
            yield Problem(path, passages[0].line, message)


def _long_sentences(context: Context) -> list[tuple[str, int]]:
    """A hash of each sentence of a text that is long enough, with its line."""
    found = []
    for passage in context.own_words:
        for start, said in passage.sentences if passage.kind is Kind.PARAGRAPH else ():
            if len(said) >= MIN_REPEATED_WORDS:
                sentence = " ".join(said).lower().encode()
                found.append((blake2b(sentence, digest_size=8).hexdigest(), passage.line_of(start)))
    return found


@rule("G073", Severity.WARNING, takes=_long_sentences)
def sentences_stand_once(context: Context) -> Iterator[Problem]:
    """No sentence of eight words or more stands twice, on one page or on two.

    What is true of two terms in the same words is not about either. Between roles it means that one of them is told
    nothing of its own.

    Instead of: `It pays to test on your own data first.` for two roles
    Write: for each role what that role does: what to test, what it costs, what to ask
    """
    said = Counter(sentence for path in context.paths for sentence, _ in context.taken(_long_sentences, path))
    first: dict[str, str] = {}
    for path in context.paths:
        for sentence, line in context.taken(_long_sentences, path):
            place = f"{path}:{line}"
            if said[sentence] > 1 and first.setdefault(sentence, place) != place:
                message = f"this sentence stands at {first[sentence]} too; write what is true of this place alone"
                yield Problem(path, line, message)


def _counts(section: Section, path: str, length: Length, context: Context) -> Iterator[tuple[int, int]]:
    """How long a section is in the unit of its length, with its line; for roles, each entry by itself."""
    parts = section.entries if context.settings.section_by_heading[section.heading].shape is Shape.ROLES else (section,)
    for part in parts:
        entry = "" if part is section else part.heading
        passages = context.paragraphs.get((path, section.heading, entry), [])
        match length.unit:
            case Unit.SENTENCES:
                count = sum(len(passage.sentences) for passage in passages)
            case Unit.POINTS:
                count = len(passages)
            case Unit.EXAMPLES:
                roles = [role.title for role in context.settings.roles]
                fewest = min((_examples_for(role, section) for role in roles), default=len(section.entries))
                count = fewest if section.entries else len(passages)
            case Unit.WORDS:
                count = sum(map(_word_count, passages))
        yield part.line, count


def _word_count(passage: Passage) -> int:
    return sum(len(said) for _, said in passage.sentences)


def _examples_for(role: str, section: Section) -> int:
    """How many examples a reader of a role sees."""
    return sum(example_role(entry) in (None, role) for entry in section.entries)


def _length_message(length: Length, count: int) -> str:
    return f"counted in {length.unit.value}, this section has {count}; write {length.least} to {length.most}"


STYLE_RULES: tuple[ContextRule, ...] = (
    verbs_agree_with_the_title,
    sentences_are_short,
    sections_have_their_length,
    role_texts_suit_their_readers,
    sentences_stand_once,
)
