"""The gates of a sentence open wherever a frame or an idiom would find something: speed costs no finding."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.checks.blame.found import Setting
from faultless.checks.blame.gates import FRAMES
from faultless.checks.blame.lexicon import sections
from faultless.checks.blame.patterns import idioms, pattern
from faultless.checks.blame.people import People
from faultless.checks.blame.sentence_blame import blames, weighed
from faultless.checks.blame.tokens import folded, sentences, tokenise

PASSAGES = [
    line.split(" ", 2)[2]
    for line in (Path(__file__).parent / "passages.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SETTINGS = [Setting(), Setting(heading=True), Setting("actions", entry=True), Setting("root-cause", opening=True)]
PEOPLE = People().with_names(["Vexilla Quorn", "jean-luc"])


@lru_cache(maxsize=1)
def all_idioms():
    return sorted({idiom for listed in idioms().values() for idiom in listed})


def gated(text, setting):
    low = folded(text)
    return [found for start, end in sentences(text) for found in blames(text, low, start, end, setting, PEOPLE)]


def ungated(text, setting):
    """Every frame and every idiom tried on every sentence."""
    low = folded(text)
    found = []
    for start, end in sentences(text):
        matches = ((idiom, pattern(idiom.source).search(low, start, end)) for idiom in all_idioms())
        spoken = [(idiom, *match.span()) for idiom, match in matches if match]
        found += weighed(text, low, tokenise(text, low, start, end), setting, PEOPLE, FRAMES, spoken)
    return found


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.section or str(setting.heading))
def test_the_gates_lose_nothing_of_the_listed_passages(setting):
    for text in PASSAGES[:: 4 if setting != Setting() else 1]:
        assert gated(text, setting) == ungated(text, setting)


@lru_cache(maxsize=1)
def listed_words():
    """Every word of the lists that frames look at, and some that are nobody's and nothing's."""
    names = ("triggers", "verbs", "people", "nouns", "cues", "grammar")
    entries = {entry for name in names for listed in sections(name).values() for entry in listed}
    return sorted({*entries, "Priya", "Vexilla", "jean-luc", "Zorblat", "@ops", "Kafka", "should've", "didn't", "'s"})


@st.composite
def mixed(draw):
    """A passage of the list, some of its words taken away or replaced by those of another or of the word lists."""
    text = draw(st.sampled_from(PASSAGES)).split()
    other = draw(st.sampled_from(PASSAGES)).split()
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(text)))
        taken = draw(st.booleans())
        text[at : at + taken] = [draw(st.sampled_from(other) | st.sampled_from(listed_words()))]
    joined = " ".join(text)
    return joined if draw(st.booleans()) else joined[:1].upper() + joined[1:]


@settings(max_examples=250, deadline=None)
@given(mixed(), st.sampled_from(SETTINGS))
def test_the_gates_lose_nothing_of_mixed_sentences(text, setting):
    assert gated(text, setting) == ungated(text, setting)
