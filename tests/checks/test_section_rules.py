"""SE101: the sections that a postmortem of each severity needs."""

from __future__ import annotations

import re

import pytest
from writing import COMPLETE, cause, findings, front, incident, postmortem

from faultless.policy import Policy, Profile

TABLE = {
    "Summary": "RRRRR",
    "Root cause": "RRwoo",
    "Impact": "RRRoo",
    "What users saw": "Rwooo",
    "Timeline": "RRRww",
    "Detection": "RRwoo",
    "Response and decisions": "Rwooo",
    "Resolution": "RRwoo",
    "Lessons": "Rwooo",
    "Action items": "RRwoo",
}
INCIDENTS = {
    "sev1": incident(severity="sev1"),
    "sev2": incident(severity="sev2"),
    "sev3": incident(severity="sev3"),
    "sev4": incident(severity="sev4"),
    "near miss": front({"title": "Nearly", "kind": "near-miss", "detected": "2026-03-14 09:02 UTC"}, ""),
}

PARTS = re.split(r"(?=^## )", COMPLETE, flags=re.MULTILINE)


def without(*titles: str) -> str:
    """A complete postmortem but for some sections."""
    return "".join(part for part in PARTS if not any(part.startswith(f"## {title}\n") for title in titles))


def missing(root, files: dict[str, str], policy: Policy | None = None, *, only: str = "postmortems/down.md"):
    """The sections of a postmortem that are asked for, with the letter of each."""
    found = findings(root, files, policy, select=("SE101",))
    letters = {"error": "R", "warning": "w"}
    return {re.search(r"section '(.*)'", one.message)[1]: letters[one.level.value] for one in found if one.path == only}


@pytest.mark.parametrize(("number", "severity"), list(enumerate(INCIDENTS)))
@pytest.mark.parametrize("title", TABLE)
def test_each_severity_asks_for_its_sections(tmp_path, number, severity, title):
    letter = TABLE[title][number]
    files = {"incidents/down.md": INCIDENTS[severity], "postmortems/down.md": postmortem(without(title))}
    found = missing(tmp_path, files)
    assert found.pop(title, "o") == letter
    assert not set(found) - {"Not worth doing"}


@pytest.mark.parametrize(
    ("severity", "sentence"),
    [("sev1", "a postmortem of a sev1 needs"), ("near miss", "a postmortem of a near miss needs")],
)
def test_the_message_says_for_what_it_is_asked_and_how_to_add_it(tmp_path, severity, sentence):
    files = {"incidents/down.md": INCIDENTS[severity], "postmortems/down.md": postmortem(without("Summary"))}
    (found,) = findings(tmp_path, files, select=("SE101",))
    assert found.message == f"{sentence} the section 'Summary'"
    assert "## Summary" in found.suggestion
    assert found.span.line == 2


def test_the_worst_of_several_incidents_counts(tmp_path):
    files = {
        "incidents/down.md": INCIDENTS["sev4"],
        "incidents/worse.md": INCIDENTS["sev1"],
        "postmortems/down.md": postmortem(without("Lessons"), incident=None, incidents="[down, worse]"),
    }
    assert missing(tmp_path, files) == {"Lessons": "R"}


def test_a_near_miss_beside_an_incident_softens_nothing(tmp_path):
    files = {
        "incidents/down.md": INCIDENTS["near miss"],
        "incidents/worse.md": INCIDENTS["sev2"],
        "postmortems/down.md": postmortem(without("Impact"), incident=None, incidents="[down, worse]"),
    }
    assert missing(tmp_path, files) == {"Impact": "R"}


def test_without_an_incident_the_mildest_profile_counts(tmp_path):
    found = findings(tmp_path, {"postmortems/down.md": postmortem(without("Summary", "Impact"))}, select=("SE101",))
    assert [one.message for one in found] == ["this postmortem needs the section 'Summary'"]


@pytest.mark.parametrize(
    ("removed", "instead"),
    [
        ("Summary", "## TL;DR\n\nDown.\n"),
        ("Summary", "## 1. Executive summary (draft):\n\nDown.\n"),
        ("Impact", "### \U0001f4a5 IMPACT\n\nSome.\n"),
        ("What users saw", "## Impact\n\nSome.\n\n### What users saw\n\nErrors.\n"),
        ("Lessons", "## What went well\n\nThe alert.\n"),
        ("Lessons", "## What could have gone better\n\nThe alert.\n"),
        ("Lessons", "## Where we got lucky\n\nThe alert.\n"),
        ("Root cause", "## Contributing factors\n\nThis.\n"),
        ("Action items", "## Follow-ups\n\n- [ ] Alert\n"),
        ("Timeline", "Timeline\n--------\n\n- 2026-03-14 09:02 UTC — Errors.\n"),
    ],
)
def test_a_section_goes_by_any_of_its_names(tmp_path, removed, instead):
    body = without(removed, "Impact" if "## Impact" in instead else removed) + "\n" + instead
    files = {"incidents/down.md": INCIDENTS["sev1"], "postmortems/down.md": postmortem(body)}
    assert missing(tmp_path, files) == {}


# Under a condition


EARLIER = {
    "incidents/first.md": incident(severity="sev2", started="2026-01-14 09:02 UTC"),
    "postmortems/first.md": postmortem(incident="first", root_causes="[ca-expiry]"),
    "root-causes/ca-expiry.md": cause(aliases="[old-name]"),
}


@pytest.mark.parametrize(("severity", "letter"), [("sev1", "R"), ("sev2", "R"), ("sev3", "w"), ("sev4", None)])
def test_a_cause_that_struck_before_asks_for_the_recurrence(tmp_path, severity, letter):
    files = {
        **EARLIER,
        "incidents/down.md": INCIDENTS[severity],
        "postmortems/down.md": postmortem(root_causes="[ca-expiry]"),
    }
    assert missing(tmp_path, files).get("Recurrence") == letter
    assert "Recurrence" not in missing(tmp_path, files, only="postmortems/first.md")
    files["postmortems/down.md"] = postmortem(COMPLETE + "\n## Recurrence\n\nAgain.\n", root_causes="[ca-expiry]")
    assert missing(tmp_path, files) == {}


def test_a_cause_is_recognised_under_its_old_name(tmp_path):
    files = {
        **EARLIER,
        "incidents/down.md": INCIDENTS["sev1"],
        "postmortems/down.md": postmortem(root_causes="[old-name]"),
    }
    assert missing(tmp_path, files) == {"Recurrence": "R"}


@pytest.mark.parametrize(
    "keys",
    [
        {"root_causes": "[other]"},
        {"root_causes": "[nowhere]"},
        {"root_causes": None},
        {"root_causes": "[ca-expiry]", "incident": "nowhere"},
        {"root_causes": "[ca-expiry]", "incident": "first"},
    ],
)
def test_without_an_earlier_strike_nothing_is_asked_about_recurrence(tmp_path, keys):
    files = {
        **EARLIER,
        "root-causes/other.md": cause(),
        "incidents/down.md": INCIDENTS["sev1"],
        "postmortems/down.md": postmortem(**keys),
    }
    assert "Recurrence" not in missing(tmp_path, files)


def test_an_incident_without_a_start_has_no_earlier_one(tmp_path):
    files = {
        **EARLIER,
        "incidents/down.md": incident(severity="sev1", started=None),
        "postmortems/down.md": postmortem(root_causes="[ca-expiry]"),
    }
    assert missing(tmp_path, files) == {}


@pytest.mark.parametrize(("severity", "letter"), [("sev1", "w"), ("sev2", "w"), ("sev3", None), ("sev4", None)])
def test_who_has_no_action_items_should_say_what_is_not_worth_doing(tmp_path, severity, letter):
    body = without("Action items") + "\n## Action items\n\nNone.\n"
    files = {"incidents/down.md": INCIDENTS[severity], "postmortems/down.md": postmortem(body)}
    assert missing(tmp_path, files).get("Not worth doing") == letter


@pytest.mark.parametrize("severity", ["sev1", "sev2", "sev3"])
def test_a_promised_customer_message_must_be_there(tmp_path, severity):
    files = {"incidents/down.md": INCIDENTS[severity], "postmortems/down.md": postmortem(customer_message="true")}
    assert missing(tmp_path, files) == {"Customer message": "R"}
    files["postmortems/down.md"] = postmortem()
    assert missing(tmp_path, files) == {}


# A profile of its own


def test_a_profile_asks_for_other_sections_in_its_folders(tmp_path):
    profile = Profile(paths=("postmortems/old/**",), required={"sev2": ("impact",)}, warned={"sev2": ("timeline",)})
    files = {
        "incidents/down.md": INCIDENTS["sev2"],
        "postmortems/old/down.md": postmortem("\nText.\n"),
        "postmortems/new.md": postmortem("\nText.\n"),
    }
    policy = Policy(profiles=(profile,))
    assert missing(tmp_path, files, policy, only="postmortems/old/down.md") == {"Impact": "R", "Timeline": "w"}
    assert len(missing(tmp_path, files, policy, only="postmortems/new.md")) > 2


def test_the_section_is_named_in_the_language_of_the_content(tmp_path):
    files = {"incidents/down.md": INCIDENTS["sev4"], "postmortems/down.md": postmortem(without("Summary"))}
    assert list(missing(tmp_path, files, Policy(languages=("de",)))) == ["Zusammenfassung"]
