"""What a text states of the length of an outage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from faultless.checks.words import word_groups
from faultless.insight.spoken import Speech
from faultless.insight.stated import MEASURES, Statements

SPEECH = Speech(word_groups("durations", ("en",)))
ENGLISH = Statements(word_groups("outages", ("en",)), SPEECH)


def stated(text: str, *names: str) -> list[tuple[str, str]]:
    found = ENGLISH.find(text, frozenset(names))
    return [(one.measure, text[one.spoken.start : one.spoken.end]) for one in found]


def test_each_sentence_speaks_for_itself():
    text = "The outage lasted 2 hours. The last outage of March lasted 3 hours. It was a 4-hour outage!"
    assert stated(text) == [("whole", "2 hours"), ("whole", "4-hour")]


def test_a_label_stands_at_the_head_of_a_text():
    assert stated("Time to detection: 5 minutes") == [("detect", "5 minutes")]
    assert stated("Note. Time to detection: 5 minutes") == []
    assert ENGLISH.label("**Time to detect** ") is None
    assert ENGLISH.label("Time to detect:") == "detect"
    assert ENGLISH.label("Time to detect it") is None


def test_the_value_of_a_label_begins_with_a_length():
    assert [one.measure for one in ENGLISH.value(" 5 minutes", "detect")] == ["detect"]
    assert list(ENGLISH.value("after 5 minutes", "detect")) == []
    assert list(ENGLISH.value("5 minutes on average", "detect")) == []
    assert list(ENGLISH.value("none", "detect")) == []


def test_only_what_was_hit_or_everything_can_be_down():
    assert stated("The relay was down for 2 hours.", "relay") == [("whole", "2 hours")]
    assert stated("Relay was down for 2 hours.", "relay") == [("whole", "2 hours")]
    assert stated("The relay was down for 2 hours.", "queue") == []
    assert stated("The website was down for 2 hours.") == [("whole", "2 hours")]


def test_what_nobody_can_read_at_once_is_not_read_to_the_end():
    many = "the outage lasted 2 hours and " * 500
    assert 0 < len(stated(many)) <= 10
    assert stated(f"{'x ' * 2_000}the outage lasted 2 hours") == []


PIECES = ["the ", "outage ", "lasted ", "2 h", ". ", "was ", "down ", "for ", "\n", "Duration: "]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_states_something_or_nothing(text):
    end = 0
    for one in ENGLISH.find(text):
        assert one.measure in MEASURES
        assert end <= one.spoken.start < one.spoken.end <= len(text)
        end = one.spoken.end


@given(st.text())
def test_a_quick_look_never_misses_what_is_stated(text):
    for sentence in (text, f"The outage lasted 2 hours.{text}", f"Time to recover: 1h {text}"):
        if list(ENGLISH.find(sentence)):
            assert ENGLISH.worth(sentence.casefold())
