"""Texts that tell nearly the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.insight.similarity import Likeness, Text, likenesses, words_of

GROUP = frozenset({"checkout"})
POOL = "relay queue token index cache shard probe lease quota epoch mirror beacon"


def likes(*texts: str, least: float = 0.3, groups: tuple[frozenset[str], ...] = ()) -> list[tuple[int, int]]:
    known = [Text(number, words_of(text), groups[number] if groups else GROUP) for number, text in enumerate(texts)]
    return [(one.key, one.earlier) for one in likenesses(known, least)]


def test_words_are_compared_without_case_numbers_endings_and_short_ones():
    assert words_of("The nodes RESTARTED 12 times; a node restarting in eu-west-1") == [
        "the", "node", "restart", "time", "node", "restart", "west",
    ]  # fmt: skip


def test_short_words_keep_their_endings():
    assert words_of("used does ring") == ["used", "does", "ring"]


def test_the_same_story_leads_to_the_most_similar_one_before_it():
    story = "the lease of the mirror expired and the beacon lost its quota"
    retold = "the beacon lost its quota because the lease of the mirror expired"
    other = "the index of the cache was full"
    assert likes(story, other, "mirror lease beacon and much else about disks", retold) == [(3, 0)]


def test_texts_without_a_group_in_common_are_not_compared():
    story = "the lease of the mirror expired and the beacon lost its quota"
    groups = (frozenset({"a"}), frozenset({"a", "b"}), frozenset({"c"}), frozenset())
    assert likes(story, story, story, story, groups=groups) == [(1, 0)]


def test_words_that_every_text_has_lead_nowhere():
    assert likes(*["the relay was slow"] * 60) == []


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), ("one text alone here",)])
def test_little_is_like_nothing(texts):
    assert likes(*texts) == []


@given(st.lists(st.lists(st.sampled_from(POOL.split()), max_size=12), max_size=12))
def test_a_share_lies_between_nothing_and_the_same_words_and_leads_back(texts):
    found = list(likenesses([Text(number, words, GROUP) for number, words in enumerate(texts)], 0.2))
    for one in found:
        assert one.earlier < one.key
        assert 0.2 <= one.share <= 1.0000001
    assert len({one.key for one in found}) == len(found)


@given(st.permutations(POOL.split()))
def test_the_order_of_words_does_not_matter(words):
    filler = [Text(number, [f"filler{'abcdef'[number]}"], GROUP) for number in range(6)]
    (one,) = likenesses([*filler, Text(6, POOL.split(), GROUP), Text(7, words, GROUP)], 0.9)
    assert one == Likeness(7, 6, pytest.approx(1.0))
