"""Which headings mean which section."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.policy import SECTION_IDS, section_names
from faultless.policy.sections import LANGUAGES, normalised, section_title

NAMES = section_names()


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Summary", "summary"),
        ("SUMMARY:", "summary"),
        ("📝 Summary", "summary"),
        (":flying_disc: Impact", "impact"),
        (":mag_right: Five Why's", "root-cause"),
        (":ballot_box_with_check: Follow-up tasks", "actions"),
        ("1. Timeline", "timeline"),
        ("2) Timeline", "timeline"),
        ("3.1 Timeline", "timeline"),
        ("iv. Timeline", "timeline"),
        ("b) Timeline", "timeline"),
        ("1️⃣ Timeline", "timeline"),
        ("② Timeline", "timeline"),
        ("Timeline (times in BST)", "timeline"),
        ("Timeline [UTC]", "timeline"),
        ("Action Items (should be achievable soon):", "actions"),
        ("Follow up actions", "actions"),
        ("Follow-ups", "actions"),
        ("follow ups", "actions"),
        ("Root-cause analysis", "root-cause"),
        ("Root Cause(s)", "root-cause"),
        ("What Didn't Go So Well?", "lessons"),
        ("What didn’t go well", "lessons"),
        ("What went wrong and why", "root-cause"),
        ("Actions taken", "response"),
        ("Corrective and preventative measures", "actions"),
        ("User-facing impact", "user-impact"),
        ("Impact on users", "impact"),
    ],
)
def test_a_heading_is_known_however_it_is_dressed(heading, section):
    assert NAMES.find(heading) == section


@pytest.mark.parametrize(
    "heading",
    ["Remediation", "Background", "Stats", "Impactful", "Fixed", "The impact", "5xx errors", ":eye:", "", "🔥"],
)
def test_other_headings_mean_no_section(heading):
    assert NAMES.find(heading) is None


def test_the_whole_of_a_heading_can_be_asked_for():
    assert NAMES.exactly("3. Impact (all of it):") == "impact"
    assert NAMES.exactly("Follow ups") == "actions"
    assert NAMES.exactly("Impact on users") is None


@pytest.mark.parametrize(
    ("heading", "section"), [("1．概要", "summary"), ("２、影響", "impact"), ("復旧の経緯", "resolution")]
)
def test_japanese_headings_may_be_numbered_without_a_space(heading, section):
    assert section_names(("ja",)).find(heading) == section


def test_what_a_profile_says_of_a_heading_goes_first_however_it_is_hyphenated():
    names = section_names(("en",), (("recurrence", ("follow ups",)),))
    assert names.find("Follow-ups") == names.find("follow ups") == "recurrence"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_each_section_is_its_own_heading(language):
    names = section_names((language,))
    assert [names.find(section_title(section, language)) for section in SECTION_IDS] == list(SECTION_IDS)


@given(
    st.sampled_from(NAMES.aliases),
    st.sampled_from(["", "1. ", "🔥 ", "**", ":x: ", "## "]),
    st.sampled_from(["", ":", " (UTC)", " 🔥", "?"]),
)
def test_every_alias_is_known_in_any_dress(alias, before, after):
    heading, section = alias
    assert NAMES.find(f"{before}{heading.upper()}{after}") == section


@pytest.mark.parametrize(
    "text", ["a" + " " * 300_000 + "b", "(" * 300_000, "1." * 300_000, ":a" * 300_000, "a (" * 100_000]
)
def test_a_heading_of_any_length_is_read_at_once(text):
    assert NAMES.find(text) is None
    assert len(normalised(text)) <= 400
