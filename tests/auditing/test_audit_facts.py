"""What one postmortem of an archive has and lacks."""

from __future__ import annotations

from datetime import date

import pytest
from archives import archive, facts, sections

from faultless.auditing.facts import Presence, link_name

HEADED = "# Down\n\n## Summary\n\nDown.\n\n## Timeline\n\n{timeline}\n\n## Action items\n\n{actions}\n"


def of(root, *, timeline: str = "- 10:02 begun", actions: str = "- Renew it", text: str = ""):
    return facts(root, HEADED.format(timeline=timeline, actions=actions) + text)


def test_a_section_is_there_empty_or_lacking(tmp_path):
    file = facts(tmp_path, "## Summary\n\nDown.\n\n## Impact\n\n<!-- to come -->\n\n## Timeline\n\n- 10:02 begun\n")
    assert sections(file) == {"summary", "timeline"}
    assert sections(file, Presence.EMPTY) == {"impact"}
    assert file.answers["impact"].line == 5
    assert file.answers["actions"] == file.answers["root-cause"]
    assert file.answers["actions"].presence is Presence.LACKS


def test_of_two_headings_for_one_question_the_one_with_text_counts(tmp_path):
    file = facts(tmp_path, "## Five whys\n\n## Root cause\n\nA certificate.\n\n## Summary\n\nDown.\n")
    assert (file.answers["root-cause"].presence, file.answers["root-cause"].title) == (Presence.HAS, "Root cause")


def test_a_label_counts_and_is_said_to_be_one(tmp_path):
    file = facts(tmp_path, "- **Impact**: many orders\n- **Timeline**\n  - 10:02 begun\n- **Resolution**: renewed\n")
    assert sections(file) == {"impact", "timeline", "resolution"}
    assert file.answers["impact"].label


def test_text_that_a_folder_s_files_share_is_the_template_s(tmp_path):
    body = "## Summary\n\n*Describe what happened in one sentence.*\n\n{summary}\n\n## Timeline\n\n- 10:02 begun\n"
    files = {f"2021-03-0{day}.md": body.format(summary="Down again." if day != 4 else "") for day in range(1, 6)}
    found = archive(tmp_path, files)
    assert [file.answers["summary"].presence for file in found.files] == [
        *[Presence.HAS] * 3, Presence.EMPTY, Presence.HAS,
    ]  # fmt: skip


def test_the_score_is_what_is_there_of_what_the_severity_asks_for(tmp_path):
    text = "## Summary\n\nDown.\n\n## Timeline\n\n- 10:02 begun\n\n## Lessons\n\nRenew early.\n"
    (mild,) = archive(tmp_path, {"2021-03-04.md": text}, severity="sev4").files
    (grave,) = archive(tmp_path, {"2021-03-04.md": text}, severity="sev2").files
    assert mild.score == 100
    assert grave.score == round(100 * 5 / 17)


@pytest.mark.parametrize(
    ("timeline", "count"),
    [
        ("- 2021-03-04 10:02 UTC — begun\n- 10:20 over\n- then we slept", 2),
        ("* First detected 2021-03-04 10:02\n* Resolved 2021-03-05 11:00", 2),
        ("| Time | Event |\n|---|---|\n| 10:02 | begun |\n| ~10:40 | over |\n| | later |", 2),
        ("### 2021-03-04 10:02\n\nbegun\n\n### 10:40\n\n- at 10:41 over\n\n### Next day", 2),
        ("### 2021-03-04\n\n- 10:02 begun\n- 10:40 over", 2),
        ("### 4 March\n\nbegun\n\n### March 5\n\nover", 2),
        ("10:02 begun\n\n10:40 over", 2),
        ("    - 10:02 begun\n    - 10:40 over", 2),
        ("- [03-04 10:02] begun\n- **10:40** over", 2),
        ("- 9 am begun\n- 11:15pm over", 2),
        ("Nobody wrote it down.", 0),
        ("- at first\n- 3 nodes failed, 1:2 of them", 0),
    ],
)
def test_entries_of_a_timeline_are_counted_however_they_are_written(tmp_path, timeline, count):
    assert of(tmp_path, timeline=timeline).entries == count


@pytest.mark.parametrize(
    ("actions", "count", "owned"),
    [
        ("- [ ] Renew it (owner: amara, due: 2021-04-01)\n- [x] Watch it", 2, 1),
        ("1. Renew it - @amara\n2. Watch it\n   every day", 2, 1),
        ("* [amara] renew it\n* [lee?] watch it\n* [the ticket](https://example.com/1) is open", 3, 2),
        ("| Action | Owner |\n|---|---|\n| Renew it | Amara |\n| Watch it | |", 2, 1),
        ("### Process\n\n- Renew it\n\n### Tools\n\n- Watch it, assigned to Lee", 2, 1),
        ("- N/A", 0, 0),
        ("- None.", 0, 0),
        ("Nothing to be done.", 0, 0),
        ("- mail someone@example.com", 1, 0),
    ],
)
def test_action_items_and_their_owners_are_counted(tmp_path, actions, count, owned):
    file = of(tmp_path, actions=actions)
    assert (file.actions, file.owned) == (count, owned)


@pytest.mark.parametrize(
    ("name", "text", "day", "source"),
    [
        ("x.md", "---\ndate: 2021-03-04\n---\n# Down on 2020-01-01", date(2021, 3, 4), "front matter"),
        ("2021-03-04-down.md", "# Down on 2020-01-01", date(2021, 3, 4), "name"),
        ("20210304.md", "# Down", date(2021, 3, 4), "name"),
        ("2021-03-04/notes.md", "# Down", date(2021, 3, 4), "name"),
        ("x.md", "# Down on March 4th, 2021", date(2021, 3, 4), "title"),
        ("x.md", "# Down, 4 March 2021", date(2021, 3, 4), "title"),
        ("x.md", "# Down\n\nOn 2021-03-04 it was.", date(2021, 3, 4), "text"),
        ("2021-13-44.md", "# Down, 4 Mar 2021", date(2021, 3, 4), "title"),
    ],
)
def test_the_day_is_found_where_it_is_surest(tmp_path, name, text, day, source):
    (file,) = archive(tmp_path, {name: f"{text}\n\n## Summary\n\nDown.\n\n## Timeline\n\n- 10:02 begun\n"}).files
    assert file.day is not None
    assert (file.day.day, file.day.source) == (day, source)


def test_a_file_without_a_day_has_none(tmp_path):
    (file,) = archive(tmp_path, {"x.md": "# Down\n\n## Summary\n\nDown.\n\n## Impact\n\nMany.\n"}).files
    assert file.day is None


@pytest.mark.parametrize(
    "text",
    [
        "Severity: 2",
        "**Severity**: high",
        "| Severity | Critical |",
        "This was a SEV-1.",
        "Priority: P2",
        "A P1 for us.",
    ],
)
def test_a_stated_severity_is_seen(tmp_path, text):
    assert of(tmp_path, text=text).severity
    assert not of(tmp_path, text="The p3 instances were severely slow.").severity


@pytest.mark.parametrize(
    "text",
    [
        "The outage lasted two hours.",
        "- **Time to repair**: 4h 9m",
        "| Duration | 2 h |\n|---|---|\n",
        "Duration: 45 minutes",
    ],
)
def test_a_stated_duration_is_seen(tmp_path, text):
    assert of(tmp_path, text=f"\n{text}\n").duration
    assert not of(tmp_path, text="Certificates are valid for two years.").duration


def test_links_to_other_postmortems_are_counted_once_each(tmp_path):
    text = (
        "## Summary\n\n[a](2021-03-05-full.md), [b](./2021-03-05-full.md#timeline), [self](2021-03-04-down.md), [c][there]"
        ", [d](https://example.com/2021%2D03-06_slow.md), [e](https://example.com)\n\n## Impact\n\nMany.\n\n"
        "[there]: ../archive/2021-03-06-slow/\n"
    )
    other = "## Summary\n\nDown.\n"
    found = archive(tmp_path, {"2021-03-04-down.md": text, "2021-03-05-full.md": other, "2021-03-06-slow.md": other})
    assert [file.links for file in found.files] == [2, 0, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/PM2020-001_-_Files.md", "https://example.com/blob/PM2020-001 - Files.md"),
        ("2021-03-04-down/index.md", "../2021-03-04-down/"),
        ("2021-03-04.html.md.erb", "/incidents/2021-03-04.html"),
    ],
)
def test_a_link_is_known_by_what_it_ends_in(one, other):
    assert link_name(one) == link_name(other)


def test_wording_that_blames_is_counted(tmp_path):
    file = of(tmp_path, text="\nThe engineer forgot to renew the certificate. He should have checked the date.\n")
    assert file.errors + file.warnings >= 2
    assert of(tmp_path, text="\nThe certificate expired.\n").errors == 0
