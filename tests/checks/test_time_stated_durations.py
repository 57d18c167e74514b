"""TI106: what the text says of how long it was, against the incident's own times."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import content, findings, front, incident, postmortem

from faultless.insight import in_words
from faultless.policy import Policy, Profile, Tolerance

TIMES = {"started": "2026-03-14 09:02 UTC", "detected": "2026-03-14 09:06 UTC", "resolved": "2026-03-14 10:41 UTC"}
"""1 h 39 min from the start, 1 h 35 min from the detection."""


def said(root, text: str, policy: Policy | None = None, **keys: str | None) -> list[str]:
    """What is wrong with a summary of an incident of 1 h 39 min."""
    files = {
        "incidents/down.md": incident(**{"components": "{checkout: major_outage}", **TIMES, **keys}),
        "postmortems/down.md": postmortem(f"\n## Summary\n\n{text}\n"),
    }
    return [one.message for one in findings(root, files, policy, select=("TI106",))]


CONTRADICTIONS = [
    "The outage lasted 2 hours.",
    "The outage lasted two hours.",
    "The whole outage lasted for a total of 35 minutes.",
    "Our incident itself lasted half an hour.",
    "The incident went on for more than 2 hours.",
    "The disruption of the checkout continued for 20 to 30 minutes.",
    "This was a 45-minute outage.",
    "This was a 45 minute outage and nobody saw it.",
    "It began with an hour-long outage.",
    "It cost us three hours of downtime.",
    "A bad deploy led to an outage of 4 hours.",
    "A bad deploy led to an outage lasting just under 3 hours.",
    "Checkout was down for 20 minutes.",
    "The checkout was completely unavailable for two hours and a half.",
    "At night, checkout failed for 3 hours.",
    "All services were unreachable for a quarter of an hour.",
    "Duration: 2h",
    "- **Duration:** 2h 10m",
    "* Outage duration (total): about 3 hours",
    "Total downtime was 2 hours.",
    "Time to recovery: 35 minutes",
    "Time to resolve: 60 mins",
    "| | |\n|---|---|\n| Severity | sev1 |\n| Duration | 2 h |",
    "The outage lasted 2 hours, from 09:02 to 10:41.",
    "The outage, as far as we know, lasted long. The incident lasted 3 days.",
]


@pytest.mark.parametrize("text", CONTRADICTIONS)
def test_a_length_that_fits_no_time_is_found(tmp_path, text):
    (message,) = said(tmp_path, text)
    assert "but it was 1 h 39 min from started to resolved" in message


AGREEMENTS = [
    "The outage lasted 1 h 39 min.",
    "The outage lasted 1h39.",
    "The outage lasted 99 minutes.",
    "The outage lasted 100 minutes.",
    "The outage lasted 95 minutes.",
    "The outage lasted 1.8 hours.",
    "The outage lasted about two hours.",
    "The outage lasted almost two hours.",
    "The outage lasted more than an hour.",
    "The outage lasted less than two hours.",
    "The outage lasted one to two hours.",
    "Checkout was down for an hour and a half.",
    "Duration: ~1.5h",
    "Time to recovery: 1h 39m",
    "| | |\n|---|---|\n| Duration | 1 h 39 min |",
    "The outage lasted 1 h 39 min. It was a 20-minute outage to most.",
]


@pytest.mark.parametrize("text", AGREEMENTS)
def test_a_length_that_fits_is_not(tmp_path, text):
    assert said(tmp_path, text) == []


OTHERS = [
    "The first outage lasted 20 minutes.",
    "The outage last year lasted 4 hours.",
    "A previous incident lasted 4 hours.",
    "Each outage lasted 4 minutes.",
    "Without the runbook the outage would have lasted 4 hours.",
    "If the standby fails, expect an outage of 4 hours.",
    "Our SLO allows 43 minutes of downtime per month.",
    "The incident review lasted 4 hours.",
    "The outage lasted 4 hours before we noticed.",
    "The incident took 20 minutes to detect.",
    "Checkout was down for 20 minutes in Germany.",
    "A bad deploy led to an outage of 20 minutes on one of the relays.",
    "A replica was down for 20 minutes.",
    "One in four was refused for 20 minutes.",
    "A 45-minute incident call followed.",
    "The rollback took 20 minutes.",
    "The alert waits for 20 minutes of failures.",
    'A customer wrote: "The outage lasted 4 hours."',
    "> The outage lasted 4 hours.",
    "`outage lasted 4 hours`",
    "Time to resolve: 5h 09m (during support hours 10:00-17:00)",
    "Downtime: none",
    "Duration: see the timeline, which took 4 hours to write",
    "| Duration | In March | In August |\n|---|---|---|\n| Duration | 4 h | 5 h |",
    "| | |\n|---|---|\n| Duration | unknown |",
    "| | |\n|---|---|\n| Duration | a budget of 4 h |",
    "The outage was long.",
    "The outage began at 09:02 and 5 mice were seen.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_said_of_something_else_is_passed_over(tmp_path, text):
    assert said(tmp_path, text) == []


@pytest.mark.parametrize(
    ("label", "fits", "not_"),
    [
        ("Time to detect", "4 minutes", "9 minutes"),
        ("Time to acknowledge", "1 minute", "14 minutes"),
        ("Time to identify", "29 minutes", "40 minutes"),
        ("Time to mitigate", "1h 18m", "2h 18m"),
        ("Time to repair", "1h 14m", "1h 39m"),
        ("Time to resolution", "1h 39m", "1h 18m"),
        ("Time to recovery", "1h 18m", "3h"),
    ],
)
def test_a_label_is_compared_with_the_times_it_names(tmp_path, label, fits, not_):
    keys = {
        "acknowledged": "2026-03-14 09:07 UTC",
        "identified": "2026-03-14 09:31 UTC",
        "mitigated": "2026-03-14 10:20 UTC",
    }
    assert said(tmp_path, f"{label}: {fits}", **keys) == []
    assert len(said(tmp_path, f"{label}: {not_}", **keys)) == 1


def test_while_it_is_not_known_when_it_was_mitigated_any_time_up_to_the_end_may_be_right(tmp_path):
    assert said(tmp_path, "Time to mitigate: 20 minutes") == []
    (message,) = said(tmp_path, "Time to mitigate: 4 hours")
    assert "1 h 39 min from started to resolved, at most" in message


@pytest.mark.parametrize("text", ["Time to detect: 4 h", "The outage lasted 4 hours."])
def test_without_times_there_is_nothing_to_compare(tmp_path, text):
    assert said(tmp_path, text, detected=None, resolved=None) == []


def test_the_time_a_component_was_down_counts_as_well(tmp_path):
    files = {
        "incidents/down.md": incident(
            "\n## Monitoring — 2026-03-14 09:22 UTC\n\nx\n\nComponents: checkout degraded performance\n",
            components="{checkout: major_outage}",
            **TIMES,
        ),
        "postmortems/down.md": postmortem("\n## Summary\n\nCheckout was down for 20 minutes.\n"),
    }
    assert findings(tmp_path, files, select=("TI106",)) == ()


def test_an_estimate_in_the_times_is_an_estimate(tmp_path):
    assert said(tmp_path, "The outage lasted 1h 50m.", started="~2026-03-14 09:02 UTC") == []
    assert len(said(tmp_path, "The outage lasted 2h 20m.", started="~2026-03-14 09:02 UTC", detected=None)) == 1


def test_the_tolerance_is_the_policys(tmp_path):
    text = "The outage lasted 1h 48m."
    assert len(said(tmp_path, text)) == 1
    assert said(tmp_path, text, Policy(improvement_tolerance=Tolerance(10, 1))) == []
    assert said(tmp_path, text, Policy(improvement_tolerance=Tolerance(0, 10))) == []


def test_a_postmortem_of_several_incidents_may_mean_each_or_all_of_them(tmp_path):
    second = {"started": "2026-03-14 12:00 UTC", "resolved": "2026-03-14 12:20 UTC"}
    for hours, count in (("1 h 39 min", 0), ("20 minutes", 0), ("3 h 18 min", 0), ("50 minutes", 1)):
        files = {
            "incidents/down.md": incident(**TIMES),
            "incidents/again.md": incident(**second),
            "postmortems/down.md": postmortem(
                f"\n## Summary\n\nThe outage lasted {hours}.\n", incident=None, incidents="[down, again]"
            ),
        }
        assert len(findings(tmp_path, files, select=("TI106",))) == count


@pytest.mark.parametrize("title", ["Recurrence", "Lessons learned", "Action items", "Not worth doing"])
def test_sections_that_look_elsewhere_are_passed_over_with_all_that_is_below_them(tmp_path, title):
    text = (
        f"x\n\n## {title}\n\nThe outage lasted 4 hours.\n\n### More\n\nThe outage lasted 4 hours.\n\n## Impact\n\nNone."
    )
    assert said(tmp_path, text) == []
    assert len(said(tmp_path, text.replace("None.", "The outage lasted 4 hours."))) == 1


def test_bold_labels_begin_such_sections_too_where_the_profile_says_so(tmp_path):
    policy = Policy(profiles=(Profile(("**",), labels="bold"),))
    text = "- **Duration**: 4h\n\n- **Next steps**:\n  - The outage lasted 4 hours.\n"
    assert len(said(tmp_path, text, policy)) == 1


def resolved(root, update: str, **keys: str | None) -> list[int]:
    body = (
        "\n## Investigating — 2026-03-14 09:10 UTC\n\nThe outage lasted 4 hours.\n"
        f"\n## Resolved — 2026-03-14 10:41 UTC\n\n{update}\n\n## Internal notes\n\nThe outage lasted 5 hours.\n"
    )
    found = findings(root, {"incidents/down.md": incident(body, **{**TIMES, **keys})}, select=("TI106",))
    return [one.span.line for one in found]


def test_an_incident_tells_of_its_length_from_its_end_on_and_in_its_notes(tmp_path):
    assert resolved(tmp_path, "The outage lasted 3 hours.") == [16, 20]
    assert resolved(tmp_path, "The outage lasted 1 h 39 min.") == [20]


def test_an_incident_that_goes_on_or_was_imported_is_not_read(tmp_path):
    assert resolved(tmp_path, "The outage lasted 3 hours.", resolved=None) == []
    assert resolved(tmp_path, "The outage lasted 3 hours.", imported="cstate") == []


def test_the_finding_stands_at_the_words(tmp_path):
    text = postmortem("\n## Summary\n\nIn short: the outage *lasted* about\n6 hours.\n")
    files = {"incidents/down.md": incident(**TIMES), "postmortems/down.md": text}
    (found,) = findings(tmp_path, files, select=("TI106",))
    line = text.split("\n")[found.span.line - 1]
    assert line[found.span.column - 1 :] == "about"
    assert found.message.startswith("the text says 'about 6 hours', but")


@given(st.integers(1, 60 * 23))
def test_the_length_of_the_incident_in_our_own_words_never_contradicts_it(tmp_path_factory, minutes):
    root = tmp_path_factory.mktemp("length")
    end = f"2026-03-14 {minutes // 60:02}:{minutes % 60:02} UTC"
    times = {"started": "2026-03-14 00:00 UTC", "detected": None, "resolved": end}
    assert said(root, f"The outage lasted {in_words(minutes)}.", **times) == []


CORPUS = Path(os.environ.get("FAULTLESS_CORPORA") or "nowhere", "postmortems", "moj")
EVENTS = {
    "started": "Fault occurs",
    "detected": "(?:First|Fault) detected",
    "declared": "Incident declared",
    "mitigated": "Repaired",
    "resolved": "Resolved",
}
CONTRADICTING = {
    "2021-05-10": ["4h 45m"],
    "2021-09-04": ["5h 16m", "5h 27m"],
    "2021-09-30": ["5h 3m", "7h 43m"],
    "2023-01-05": ["673h 34m"],
    "2023-02-02": ["0h 30m"],
    "2023-07-25": ["1h 50m"],
    "2023-08-04": ["33h 14m", "35h 33m"],
    "2023-09-18": ["35h 36m"],
    "2023-11-01": ["35h 36m", "35h 36m"],
    "2024-04-15": ["21h 20m"],
    "2024-09-20": ["20m"],
    "2025-03-18": ["1h 37m"],
}
"""Counted by hand: lengths that no two of the times around them give, by the day in the file's name."""


def adapted(root: Path) -> tuple[int, dict[str, str]]:
    """Their documents as records: the times of their bold lists become an incident each, the text a postmortem."""
    files = {}
    documents = sorted(CORPUS.glob("2*.erb"))
    for document in documents:
        text = document.read_text(encoding="utf-8")
        times = {}
        for key, words in EVENTS.items():
            line = re.search(rf"^\s*-\s*{words}\W*(.*)$", text, re.MULTILINE | re.IGNORECASE)
            time = re.search(r"(\d{4}-\d{2}-\d{2})\s+(\d{1,2})[:.](\d{2})", line[1]) if line else None
            if time is not None:
                times[key] = f"{time[1]} {int(time[2]):02}:{time[3]} UTC"
        times.setdefault("started", times.get("detected") or times.get("declared"))
        name = document.name.partition(".")[0]
        body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        files[f"incidents/{name}.md"] = incident(**times)
        files[f"postmortems/{name}.md"] = front({"title": "x", "incident": name, "status": "in-review"}, body)
    content(root, files)
    return len(documents), files


@pytest.mark.skipif(not CORPUS.is_dir(), reason="FAULTLESS_CORPORA does not name the folder of real data")
def test_in_a_real_archive_the_lengths_that_contradict_their_own_times_are_found_and_no_other(tmp_path):
    count, files = adapted(tmp_path)
    assert count > 35
    found: dict[str, list[str]] = {}
    for one in findings(tmp_path, files, select=("TI106",)):
        words = re.match(r"the text says '(.*?)'", one.message)
        found.setdefault(Path(one.path).name[:10], []).append(words[1])
    assert found == CONTRADICTING
