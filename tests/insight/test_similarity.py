"""Texts that tell nearly the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.insight.similarity import Likeness, Text, kindred, likenesses, spellings, words_of

GROUP = frozenset({"checkout"})
POOL = "relay queue token index cache shard probe lease quota epoch mirror beacon"


def likes(*texts: str, least: float = 0.3, groups: tuple[frozenset[str], ...] = ()) -> list[tuple[int, int]]:
    known = [Text(number, words_of(text), groups[number] if groups else GROUP) for number, text in enumerate(texts)]
    return [(one.key, one.earlier) for one in likenesses(known, least)]


def test_words_are_compared_without_case_numbers_endings_and_short_ones():
    assert words_of("Two nodes RESTARTED 12 times; a node restarting in eu-west-1") == [
        "node", "restart", "time", "node", "restart", "west",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["service services", "database databases", "issue issues", "upgrade upgraded"])
def test_one_and_many_and_what_was_done_are_the_same_word(words):
    assert len(set(words_of(words))) == 1


def test_short_words_keep_their_endings():
    assert words_of("ring tide beds") == ["ring", "tide", "beds"]


def test_addresses_and_words_that_only_build_sentences_say_nothing():
    assert words_of("This was because of it, see https://example.com/helpdesk/issues/1#comment) during relay") == [
        "see", "relay",
    ]  # fmt: skip


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


def kin(*texts: str, least: float = 0.3, most: int = 5, groups: dict[int, set[str]] | None = None) -> dict[int, list]:
    known = [Text(key, words_of(text), frozenset((groups or {}).get(key, ()))) for key, text in enumerate(texts)]
    return {key: [one.key for one in found] for key, found in kindred(known, least, most).items()}


STORY = "the lease of the mirror expired and the beacon lost its quota"
RETOLD = "the beacon lost its quota because the lease of the mirror expired"
OTHER = "the index of the cache was full"


def test_kin_is_found_before_and_after_and_without_a_group_in_common():
    assert kin(STORY, OTHER, RETOLD) == {0: [2], 2: [0]}


def test_of_two_equally_similar_texts_the_one_about_the_same_things_comes_first():
    groups = {0: {"search"}, 1: {"checkout"}, 2: {"checkout"}, 3: {"other"}}
    assert kin(RETOLD, RETOLD, STORY, OTHER, groups=groups)[2] == [1, 0]


def test_the_same_things_without_the_same_words_are_no_kin():
    groups = {0: {"checkout"}, 1: {"checkout"}}
    assert kin(STORY, OTHER, groups=groups, least=0.1) == {}


def test_kin_says_what_two_texts_have_in_common_the_most_telling_first():
    texts = ["quota quota relay probe", "quota quota relay shard", *("relay cache", "token", "probe", "shard")]
    known = [Text(key, words_of(text), frozenset({"b", "a"})) for key, text in enumerate(texts)]
    (one,) = (found for found in kindred(known, 0.1, 5)[0] if found.key == 1)
    assert (one.words, one.groups) == (("quota", "relay"), ("a", "b"))


def test_only_so_many_are_named_the_most_similar_first():
    near = "lease mirror beacon quota index cache"
    texts = ["lease mirror beacon quota", near, "lease mirror beacon quota", "lease mirror relay", "probe"]
    assert kin(*texts, least=0.1, most=2)[0] == [2, 1]


def test_where_very_many_are_alike_each_still_finds_some():
    found = kin(*[f"the {word} lost its quota and its lease" for word in POOL.split() * 20], "gadget", most=3)
    assert len(found) == 240
    assert all(len(near) == 3 for near in found.values())


def test_words_are_spelled_as_the_text_spells_them_first():
    written = spellings("Databases failed; a database fails, and it was the relay")
    assert written == {"databas": "databases", "fail": "failed", "relay": "relay"}


@given(st.lists(st.lists(st.sampled_from(POOL.split()), max_size=12), max_size=12), st.randoms())
def test_kin_is_mutual_and_the_same_whatever_the_order_of_words(texts, random):
    def found(listed):
        known = [Text(key, tuple(words), GROUP) for key, words in enumerate(listed)]
        return kindred(known, 0.2, 50)

    first = found(texts)
    pairs = {(key, one.key): one.share for key, near in first.items() for one in near}
    assert all(pairs[other, key] == share for (key, other), share in pairs.items())
    shuffled = [random.sample(words, len(words)) for words in texts]
    assert {key: [one.key for one in near] for key, near in found(shuffled).items()} == {
        key: [one.key for one in near] for key, near in first.items()
    }
