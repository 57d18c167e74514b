"""Hostile input: it ends, it raises nothing, and every place lies within the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.checks.blame.lexicon import entries
from faultless.checks.blame.morphology import forms, known_verbs, reading
from faultless.checks.blame.people import People
from faultless.checks.blame.reading import read_document
from faultless.checks.blame.tokens import folded, sentences, tokenise
from faultless.policy import section_names
from faultless.reading.blocks import parse_document

WORDS = st.sampled_from(
    [
        "the",
        "engineer",
        "Priya",
        "forgot",
        "should",
        "have",
        "been",
        "caused",
        "by",
        "root",
        "cause",
        ":",
        "human",
        "error",
        "whoever",
        "not",
        "never",
        "who",
        "that",
        ",",
        ".",
        ";",
        "(",
        ")",
        "|",
        "*",
        "_",
        "'",
        "’s",
        "blame",
        "fault",
        "careless",
        "without",
        "telling",
        "be",
        "more",
        "careful",
        "'s",
        "\u202e",
        "�",
        "İ",
        "ß",
        "你好",
        "@jkim",
        "`x`",
        "be",
        "had",
        "if",
        "only",
        "because",
        "#",
        "-",
        "\n",
        "\n\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_order_of_words_is_read_without_a_fall(words):
    text = " ".join(words)
    lines = text.split("\n")
    for found in read_document(parse_document(text, 1, section_names(("en",))), lines, People()):
        assert 1 <= found.span.line <= found.span.end_line <= len(lines)
        assert found.span.column >= 1
        assert (found.span.end_line, found.span.end_column) > (found.span.line, found.span.column)


@given(st.text(max_size=200))
def test_folding_keeps_every_offset(text):
    assert len(folded(text)) == len(text)


@given(st.text(alphabet="abc .,;'’n't\n!?", max_size=200))
def test_tokens_are_what_stands_in_the_text(text):
    low = folded(text)
    for start, end in sentences(text):
        before = start
        for token in tokenise(text, low, start, end):
            assert text[token.start : token.end] == token.text
            assert before <= token.start < token.end <= end
            before = token.end


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "forgot, " * 10_000,
        "the engineer forgot and then " * 2_000,
        "*" * 5_000 + "should have" + "*" * 5_000,
        "by " * 20_000,
    ],
)
def test_long_input_ends(codes, text):
    assert len(codes(text)) < 5_000


@pytest.mark.parametrize("verb", entries("verbs", "work"))
def test_a_verb_is_known_in_all_its_forms(verb):
    for form in forms(verb):
        assert reading(form) is not None


def test_inflection():
    assert forms("forget") == ("forget", "forgets", "forgetting", "forgot", "forgotten")
    assert forms("copy") == ("copy", "copies", "copying", "copied", "copied")
    assert forms("push through") == (
        "push through",
        "pushes through",
        "pushing through",
        "pushed through",
        "pushed through",
    )
    assert forms("die").gerund == "dying"
    assert forms("be").gerund == "being"
    assert forms("re-run").past == "re-ran"
    assert known_verbs()["forgotten"].verb == "forget"
    assert reading("hobnobbed").form == "past"
    assert reading("hobnobbing").form == "gerund"
    assert reading("table") is None
