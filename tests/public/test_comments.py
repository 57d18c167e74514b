"""What stands in a comment was not meant for customers; what stands beside one was."""

from __future__ import annotations

import pytest

from faultless.public.words import without_comments


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("seen <!-- hidden --> seen", "seen  seen"),
        ("  <!-- hidden --> seen", "   seen"),
        ("seen\n  <!-- hidden\nhidden -->\nseen", "seen\n  \nseen"),
        ("`<!-- hidden -->`", "``"),
        ("seen\n<!-- hidden\nhidden", "seen\n"),
        ("seen\n \t<!-- hidden\nhidden", "seen\n"),
        ("a <!-- b", "a <!-- b"),
        ("<!-- hidden --> a <!-- b\n<!-- hidden", " a <!-- b\n"),
        ("<!-- hidden --><!-- hidden", ""),
        ("<!--> hidden --> seen", " seen"),
        ("no comment -->", "no comment -->"),
    ],
)
def test_comments_go_and_words_stay(text, public):
    assert without_comments(text) == public


def test_many_beginnings_without_an_end_are_read_in_one_pass():
    text = "x<!--" * 50_000
    assert without_comments(text) == text
