"""TI103 and TI105: timelines that cannot be placed, or tell other times than the incident."""

from __future__ import annotations

import pytest
from writing import findings, front, incident, postmortem

TIMES = {
    "started": "2026-03-14 09:02 UTC",
    "detected": "2026-03-14 09:06 UTC",
    "mitigated": "2026-03-14 10:20 UTC",
    "resolved": "2026-03-14 10:41 UTC",
}


def timeline(root, code: str, body: str, **keys: str | None) -> list[tuple[str, str]]:
    """What a rule says of a timeline: the line it stands at, and what is wrong."""
    text = postmortem(f"\n## Timeline\n{body}\n")
    files = {"incidents/down.md": incident(**{**TIMES, **keys}), "postmortems/down.md": text}
    lines = text.split("\n")
    return [(lines[one.span.line - 1], one.message) for one in findings(root, files, select=(code,))]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("\n- 09:02 — A.\n- 09:20 — B.\n", "- 09:02 — A."),
        ("\n- 2026-03-14 09:02 — A.\n- 09:20 — B.\n", "- 2026-03-14 09:02 — A."),
        ("\n| Time | Event |\n|---|---|\n| morning | A |\n", "| morning | A |"),
        ("\nIn the morning A, then B.\n", "## Timeline"),
    ],
)
def test_a_timeline_that_cannot_be_placed_is_told_once(tmp_path, body, line):
    ((at, _),) = timeline(tmp_path, "TI103", body)
    assert at == line


def test_in_a_timeline_that_can_be_placed_each_entry_without_a_time_is_told(tmp_path):
    body = "\n- 2026-03-14 09:02 UTC — A.\n- Then B.\n- 09:20 — C.\n- later: D\n"
    assert [line for line, _ in timeline(tmp_path, "TI103", body)] == ["- Then B.", "- later: D"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n\n",
        "\n- ~2026-03-14 09:02 UTC — A.\n- 09:20 — B.\n",
        "\n### 2026-03-14\n\n- 09:02 UTC — A.\n",
        "\n| Time | Event |\n|---|---|\n| 2026-03-14 09:02 UTC | A |\n| 09:20 | B |\n",
        "\nAll times in UTC.\n\n- 2026-03-14 09:02 UTC — A.\n",
    ],
)
def test_what_can_be_read_or_is_empty_is_no_finding(tmp_path, body):
    assert timeline(tmp_path, "TI103", body) == []


def test_a_postmortem_without_a_timeline_has_none_to_read(tmp_path):
    files = {"incidents/down.md": incident(), "postmortems/down.md": postmortem("\n## Summary\n\nx\n")}
    assert findings(tmp_path, files, select=("TI103",)) == ()


MARKS = [("start", "started"), ("detection", "detected"), ("mitigation", "mitigated"), ("recovery", "resolved")]


@pytest.mark.parametrize(("tag", "key"), MARKS)
def test_a_marked_entry_at_another_time_than_the_incidents_is_found(tmp_path, tag, key):
    body = f"\n- {TIMES[key]} — A. [{tag}]\n"
    assert timeline(tmp_path, "TI105", body) == []
    entry = f"- 2026-03-14 11:55 UTC — A. [{tag}]"
    ((line, message),) = timeline(tmp_path, "TI105", f"\n{entry}\n")
    assert line == entry
    assert message == f"this [{tag}] is at 2026-03-14 11:55 UTC, but the incident says {key}: {TIMES[key]}"


@pytest.mark.parametrize(
    ("entry", "keys"),
    [
        ("2026-03-14 09:55 UTC — A. [decision]", {}),
        ("2026-03-14 09:55 UTC — A.", {}),
        ("2026-03-14 09:12 UTC — A. [start]", {"started": "~2026-03-14 09:02 UTC"}),
        ("~2026-03-14 09:12 UTC — A. [start]", {}),
        ("2026-03-14 09:02 UTC — A. [start]", {"started": "2026-03-14 09:02:40 UTC"}),
        ("2026-03-14 10:20 UTC — A. [recovery]", {}),
        ("2026-03-14 10:41 UTC — A. [mitigation]", {"mitigated": None}),
        ("2026-03-14 09:55 UTC — A. [detection]", {"detected": None}),
        ("2026-03-14 09:55 UTC — A. [start]\n- 09:02 UTC — B.", {"started": None}),
        ("at dawn — A. [start]", {}),
    ],
)
def test_other_entries_and_estimates_contradict_nothing(tmp_path, entry, keys):
    assert timeline(tmp_path, "TI105", f"\n- {entry}\n", **keys) == []


def test_one_entry_of_several_with_a_mark_is_enough(tmp_path):
    body = "\n- 2026-03-14 08:55 UTC — A. [start]\n- 09:02 — B. [start]\n"
    assert timeline(tmp_path, "TI105", body) == []
    wrong = body.replace("09:02", "09:12")
    ((line, _),) = timeline(tmp_path, "TI105", wrong)
    assert line == "- 2026-03-14 08:55 UTC — A. [start]"


def test_one_incident_of_several_is_enough(tmp_path):
    text = front(
        {"title": "x", "incidents": "[down, other, gone]"}, "\n## Timeline\n\n- 2026-03-14 09:30 UTC — A. [start]\n"
    )
    files = {
        "incidents/down.md": incident(),
        "incidents/other.md": incident(started="2026-03-14 09:30 UTC"),
        "postmortems/down.md": text,
    }
    assert findings(tmp_path, files, select=("TI105",)) == ()
