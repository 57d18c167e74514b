"""What of a foreign postmortem becomes which part of which record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from archive_folder import brought
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.emit import clean
from faultless.importing import ImportMisused, ImportRefused
from faultless.importing.archive.clock import UTC, clocked, zone_of

TABLE = """# Logs were not shipped

## Summary

Nothing arrived.

## Timeline

All times in {zone}.

| Time | Event |
| :--- | --- |
| 2021-03-31 12:06 | Certificates expire |
| 2021-03-31 13:30 | Confirmed working |

## Stats

- Time to detection: 5 minutes
- Time to recovery: 1 hour 24 minutes
"""

LABELS = """---
title: Incident on 2021-11-05 - the ingress failed
weight: 16
---

# Incident on 2021-11-05 - the ingress failed

- **Key events**
  - First detected 2021-11-05 9:29
  - Repaired 2021-11-05 10:40
  - Incident declared: 2021-11-05 9:31
  - Resolved 2021-11-05 10:46

- **Time to repair**: 1h 11m

- **Impact**:
  - One pod.

- **Resolution**:
  - Restarted.
"""

HEADED = """# 2018-02-12, Launches failed

## Summary

It failed.

## Timeline

All times in PST

### 2018-02-12 23:50

Start of incident. Many errors.

### 23:58

Restarted.

### 00:08

All is back to normal.

## Action items
"""

SRE = """# Search was down (incident #465)

**Date:** 2015-10-21

**Authors:** Ines, Mara and Tom

**Severity:** P1

**Incident Commander:** Ines

**Status:** Complete, action items in progress

## Summary

It was down.

## Impact

All of it.

## Timeline

2015-10-21 (*all times UTC*)

- 14:51 News
- 14:54 **OUTAGE BEGINS** Search fails
- 14:55 Pagers ring
- 15:28 Traffic is lower: **OUTAGE ENDS**, all recovered
- 15:40 Cleanup
"""


def times(incident) -> dict[str, str]:
    names = ("started", "detected", "declared", "mitigated", "resolved")
    return {name: f"{one.at:%m-%d %H:%M}" for name in names if (one := getattr(incident, name)) is not None}


def test_a_table_and_stated_durations_tell_the_start_the_detection_and_the_recovery(tmp_path):
    done = brought(tmp_path, {"PM-4.md": TABLE.format(zone="UTC")}, profile="dfds")
    assert times(done.incident) == {"started": "03-31 12:06", "detected": "03-31 12:11", "resolved": "03-31 13:30"}
    assert done.postmortem.incidents == (done.incident.id,)
    assert done.errors == []


def test_labels_tell_them_outright(tmp_path):
    done = brought(tmp_path, {"2021-11-05.html.md.erb": LABELS}, profile="moj")
    assert times(done.incident) == {
        "started": "11-05 09:29", "detected": "11-05 09:29", "declared": "11-05 09:31", "mitigated": "11-05 10:40",
        "resolved": "11-05 10:46",
    }  # fmt: skip
    assert "detected: no zone is said: UTC" in done.of("2021-11-05.html.md.erb").guessed


def test_what_stands_at_a_label_in_a_zone_that_is_said_is_certain_and_a_start_that_nobody_told_is_not(tmp_path):
    done = brought(tmp_path, {"2021-11-05.md": LABELS + "\nAll times in UTC.\n"})
    assert {name: done.report.confidence()[name] for name in ("started", "detected", "resolved")} == {
        "started": (0, 1), "detected": (1, 0), "resolved": (1, 0),
    }  # fmt: skip


def test_headings_with_a_clock_alone_go_on_over_midnight_and_are_in_the_zone_that_is_said(tmp_path):
    done = brought(tmp_path, {"2018-02-12-launch.md": HEADED})
    assert times(done.incident) == {"started": "02-13 07:50", "resolved": "02-13 08:08"}


def test_the_template_of_the_sre_book_tells_people_severity_and_when_the_outage_began_and_ended(tmp_path):
    done = brought(tmp_path, {"incident-465.md": SRE}, profile="sre")
    assert times(done.incident) == {"started": "10-21 14:54", "resolved": "10-21 15:28"}
    assert (done.incident.severity, done.incident.commander) == ("sev1", "Ines")
    assert done.postmortem.authors == ("Ines", "Mara", "Tom")


@pytest.mark.parametrize(
    ("zone", "start"), [("UTC", "12:06"), ("CET", "11:06"), ("PDT (UTC-7)", "19:06"), ("GMT+2", "10:06"), ("US/Pacific", "19:06")]
)  # fmt: skip
def test_a_zone_that_is_said_counts(tmp_path, zone, start):
    assert times(brought(tmp_path, {"PM-4.md": TABLE.format(zone=zone)}).incident)["started"] == f"03-31 {start}"


def test_entries_that_stand_before_the_start_make_no_end(tmp_path):
    text = HEADED.replace("### 00:08", "### 2018-01-12 00:08").replace("All is back to normal", "Nothing")
    done = brought(tmp_path, {"2018-02-12-launch.md": text})
    assert times(done.incident) == {"started": "02-13 07:50", "resolved": "02-13 07:58"}


def test_a_zone_that_is_not_said_is_that_of_the_option_and_a_guess(tmp_path):
    text = TABLE.replace("All times in {zone}.", "").replace("2021-03-31", "2021-07-31")
    done = brought(tmp_path, {"PM-4.md": text}, zone=zone_of("Europe/London"))
    assert times(done.incident)["started"] == "07-31 11:06"
    assert "started: no zone is said: Europe/London" in done.of("PM-4.md").guessed


def test_the_text_is_kept_word_for_word(tmp_path):
    done = brought(tmp_path, {"2021-11-05.html.md.erb": LABELS})
    assert LABELS.split("---\n", 2)[2].strip() in done.text


def test_keys_without_a_place_are_kept_as_text(tmp_path):
    done = brought(tmp_path, {"2021-11-05.md": LABELS})
    assert "weight: 16" in done.text
    assert "weight: at the end of the text" in done.of("2021-11-05.md").kept


def test_a_document_that_tells_no_time_is_a_postmortem_without_an_incident(tmp_path):
    done = brought(tmp_path, {"2019-05-09-shop.md": "# The shop was slow\n\n## What happened\n\nIt was slow.\n"})
    assert (done.incidents, done.postmortem.incidents) == ((), ())
    assert (done.postmortem.title, done.postmortem.published) == ("The shop was slow", date(2019, 5, 9))
    assert done.errors == []


def test_links_between_documents_and_to_files_lead_to_where_they_are_now(tmp_path):
    text = (
        HEADED
        + "\nSee [before](../2017/Old_One.md#impact), ![](img/a%20graph.png), [there](https://example.com/x.md), [no](gone.md).\n"
    )
    files = {"2018/2018-02-12-launch.md": text, "2018/img/a graph.png": b"PNG", "2017/Old_One.md": HEADED}
    done = brought(tmp_path, files)
    found = (done.root / "postmortems" / "2018-02-12-launch.md").read_text()
    assert (
        "[before](old-one.md#impact), ![](files/2018/img/a-graph.png), [there](https://example.com/x.md), [no](gone.md)"
        in found
    )
    assert (done.root / "postmortems/files/2018/img/a-graph.png").read_bytes() == b"PNG"


def test_a_file_outside_the_archive_is_not_taken(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "link.txt").symlink_to(tmp_path / "secret.txt")
    done = brought(tmp_path, {"2018-02-12-launch.md": HEADED + "\n[x](../secret.txt) [y](link.txt)\n"})
    assert not list(done.root.rglob("*.txt"))


def test_templates_and_introductions_are_left_out_with_the_reason(tmp_path):
    done = brought(tmp_path, {"README.md": "# Ours\n", "template.md": HEADED, "2018-02-12-launch.md": HEADED})
    assert done.of("README.md").left == ["index: an index or an introduction"]
    assert done.of("template.md").left[0].startswith("template: ")


def test_broken_front_matter_is_told_with_its_line_and_kept_as_text(tmp_path):
    done = brought(tmp_path, {"2018-02-12-launch.md": f"---\ntitle: a: b\n---\n\n{HEADED}"})
    (told,) = done.of("2018-02-12-launch.md").refused
    assert told.startswith("line 2: ")
    assert "title: a: b" in done.text
    assert done.errors == []


def test_files_of_one_name_in_several_folders_have_the_folder_in_their_ids(tmp_path):
    done = brought(tmp_path, {"2020/outage.md": HEADED, "2021/outage.md": HEADED})
    assert {one.id for one in done.records.base.postmortems} == {"2020-outage", "2021-outage"}


def test_names_that_would_be_one_are_refused_with_both_and_nothing_is_written(tmp_path):
    with pytest.raises(ImportRefused, match=r"A_b\.md and a-b\.md would both become postmortems/a-b\.md"):
        brought(tmp_path, {"A_b.md": HEADED, "a-b.md": HEADED})
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize("files", [{}, {"notes.txt": "x"}, {"README.md": "# Ours\n"}, {"empty.md": ""}])
def test_a_folder_without_a_postmortem_is_misuse_and_says_what_is_there(tmp_path, files):
    with pytest.raises(ImportMisused, match="there is no postmortem in"):
        brought(tmp_path, files)


def test_a_second_run_writes_nothing_and_a_changed_file_needs_force(tmp_path):
    done = brought(tmp_path, {"2018-02-12-launch.md": HEADED})
    assert brought(tmp_path, {}).report.written == 0
    (done.root / "postmortems" / "2018-02-12-launch.md").write_text("mine")
    with pytest.raises(ImportRefused, match="--force"):
        brought(tmp_path, {})
    assert done.text == "mine"
    assert brought(tmp_path, {}, force=True).report.written == 1


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("- 2021-03-31 12:06 UTC — x", "03-31 12:06"),
        ("| 2021-03-31T12:06:30Z | x |", "03-31 12:06"),
        ("* **31 March 2021, 12:06** x", "03-31 12:06"),
        ("March 31st, 2021 at 12:06 PM x", "03-31 12:06"),
        ("~12:06 x", "05-04 12:06"),
        ("2021-05-04 ca. 12:06", "05-04 12:06"),
        ("12:06am x", "05-04 00:06"),
        ("[12:06 CEST] x", "05-04 10:06"),
        ("2021-02-30 12:06", None),
        ("12:66 x", None),
        ("25:00 x", None),
        ("3.5 x", None),
    ],
)
def test_the_time_at_the_head_of_a_line(line, time):
    read = clocked(line, date(2021, 5, 4), UTC)
    found = f"{read.at:%m-%d %H:%M}" if read is not None and read.at is not None else None
    assert found == time


LINES = st.sampled_from(
    [
        *TABLE.splitlines(),
        *LABELS.splitlines(),
        *HEADED.splitlines(),
        *SRE.splitlines(),
        "```",
        "<!--",
        "---",
        "Resolved 99:99",
        "Time to recovery: 9e9 days",
        "## Timeline",
    ]
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(LINES | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30), max_size=40).map("\n".join)
)
def test_whatever_a_document_holds_the_result_has_no_errors_and_no_line_is_lost(text):
    with TemporaryDirectory() as folder:
        try:
            done = brought(Path(folder), {"2021-11-05-outage.md": text})
        except ImportMisused:
            return
        assert [finding for finding in done.errors if finding.code != "PU104"] == []
        if not text.startswith("---"):
            assert clean(text).strip() in done.text
        assert brought(Path(folder), {}).report.written == 0
