"""Feeds that are filled in are those that feedgen writes, byte for byte."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from faultless.syndication import Entry, Feed, xml
from faultless.syndication.forms import filled

AT = datetime(2026, 3, 14, 9, 2, tzinfo=timezone.utc)
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)


def feed(text: str, categories: tuple[str, ...] = (), entries: int = 2) -> Feed:
    made = (
        Entry(f"tag:x,2026-01-01:{n}{text}", f"{n}{text}", f"https://x/{n}{text}", AT - timedelta(hours=n), AT, f"<p>{text}</p>", text, categories)
        for n in range(entries)
    )  # fmt: skip
    return Feed(
        f"tag:{text}",
        f"T{text}",
        f"S{text}",
        f"https://h/{text}",
        f"https://s/{text}",
        f"A{text}",
        AT,
        "en",
        tuple(made),
    )


@given(TEXT, st.lists(TEXT.map(lambda one: f"c{one}"), max_size=3))
@example("a & b < c > d \" e ' f", ['"quoted" & <tagged>'])
@example("two\nlines\tand a tab", ["one\ntwo"])
@example("@id@ @title@ 1971-02-03T04:05:06+00:00", ["@category0@"])
@example("日本語 🙂 é \xa0", ["ü"])
def test_what_is_filled_in_is_what_feedgen_writes(text, categories):
    made = feed(text, tuple(categories))
    found = filled(made, xml._atom)
    if found is not None:
        assert found == xml._atom(made)


@pytest.mark.parametrize("text", ["plain words", "Ümläute & <b>", "日本語"])
def test_usual_text_is_filled_in(text):
    assert filled(feed(text, ("API",)), xml._atom) is not None


@pytest.mark.parametrize("text", ["bell \x07", "half \ud800", "carriage\rreturn", "next\x85line"])
def test_unusual_text_is_left_to_feedgen(text):
    assert filled(feed(text), xml._atom) is None


def test_a_feed_without_entries_and_one_without_a_title_are_left_to_feedgen():
    assert filled(feed("x", entries=0), xml._atom) is None
    made = feed("x")
    assert filled(Feed(made.id, "", "s", "h", "s", "a", AT, entries=made.entries), xml._atom) is None
