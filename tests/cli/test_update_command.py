"""`faultless update`, `resolve` and `maintenance`: one command from an outage to what customers read."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repository import ALONE, commit, git

from faultless.cli import main

NOW = "2026-03-14T10:41:30Z"
INCIDENT = (
    "---\ntitle: Checkout fails\nseverity: sev3\nvisibility: public\ncomponents: {api: partial_outage}\n"
    "started: 2026-03-14 09:02 UTC\ntags: [a]\naliases: [former-name]\n---\n\n"
    "## Investigating — 2026-03-14 09:10 UTC\n\nWe are looking.\n\n## Internal notes\n\nInside.\n"
)
PLANNED = (
    "---\ntitle: Database work\nkind: maintenance\nvisibility: public\nscheduled_for: 2026-03-20 22:00 UTC\n"
    "scheduled_until: 2026-03-21 00:00 UTC\n---\n\n## Scheduled — 2026-03-13 09:10 UTC\n\nWe renew a disk.\n"
)


@pytest.fixture
def content(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAULTLESS_NOW", NOW)
    folder = tmp_path / "content"
    (folder / "incidents").mkdir(parents=True)
    (folder / "catalogue.yml").write_text(
        "components:\n  - {id: api, name: Public API}\n  - {id: ledger, name: Ledger, visibility: internal}\n"
    )
    (folder / "incidents" / "2026-03-14-down.md").write_text(INCIDENT)
    (folder / "incidents" / "2026-03-20-database.md").write_text(PLANNED)
    return folder


def faultless(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=text, catch_exceptions=False)


def down(content: Path) -> str:
    return (content / "incidents" / "2026-03-14-down.md").read_text()


def planned(content: Path) -> str:
    return (content / "incidents" / "2026-03-20-database.md").read_text()


def test_an_update_is_written_and_what_customers_see_is_shown(content):
    done = faultless(
        "update", "2026-03-14-down", "-p", "identified", "-m", "We know why.", "-c", "Public API=degraded performance"
    )
    assert done.exit_code == 0
    assert done.stdout == (
        "Customers see from 2026-03-14 10:41 UTC on:\n\n  Checkout fails\n  Identified — 2026-03-14 10:41 UTC\n\n"
        "    We know why.\n\n  Public API: degraded performance\n"
    )
    assert down(content) == INCIDENT.replace(
        "started: 2026-03-14 09:02 UTC\n", "started: 2026-03-14 09:02 UTC\nidentified: ~2026-03-14 10:41 UTC\n"
    ).replace(
        "## Internal",
        "## Identified — 2026-03-14 10:41 UTC\n\nWe know why.\n\nComponents: api degraded performance\n\n## Internal",
    )
    assert 'git commit -m "2026-03-14-down: Identified"' in done.stderr


def test_without_a_phase_it_stays_what_it_was(content):
    assert faultless("update", "2026-03-14-down", "-m", "It goes on.").exit_code == 0
    assert "## Update — 2026-03-14 10:41 UTC" in down(content)


@pytest.mark.parametrize("name", ["former-name", "content/incidents/2026-03-14-down.md", "2026-03-14-down.md"])
def test_a_record_is_known_by_its_file_and_by_former_names(content, name):
    assert faultless("update", name, "-m", "It goes on.").exit_code == 0
    assert "It goes on." in down(content)


def test_resolving_writes_the_end_where_none_is_given(content):
    assert faultless("resolve", "2026-03-14-down", "-m", "Over.", "--at", "2026-03-14 10:30 UTC").exit_code == 0
    assert "\nresolved: 2026-03-14 10:30 UTC\n" in down(content)
    assert faultless("resolve", "2026-03-14-down", "-m", "Really over.").exit_code == 0
    assert down(content).count("resolved:") == 1


def test_words_that_must_not_be_published_are_told_and_not_written(content):
    done = faultless("update", "2026-03-14-down", "-m", "It will be fixed in 10 minutes.")
    assert done.exit_code == 1
    assert "PU101" in done.stderr
    assert "nothing was written" in done.stderr
    assert down(content) == INCIDENT
    assert faultless("update", "2026-03-14-down", "-m", "It will be fixed in 10 minutes.", "--force").exit_code == 0


def test_of_an_internal_incident_customers_see_nothing_and_that_is_said(content):
    file = content / "incidents" / "2026-03-14-down.md"
    file.write_text(INCIDENT.replace("visibility: public", "visibility: internal"))
    done = faultless("update", "2026-03-14-down", "-m", "It goes on.")
    assert done.stdout.startswith("Customers see nothing: 2026-03-14-down is internal.")


def test_an_internal_component_is_not_shown(content):
    done = faultless("update", "2026-03-14-down", "-m", "It goes on.", "-c", "ledger=major_outage")
    assert "edger" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("update", "2026-03-14-dwn", "-m", "x"), "did you mean 2026-03-14-down?"),
        (("update", "2026-03-14-down"), '--message "…"'),
        (("update", "2026-03-14-down", "-m", "x", "-e"), "use one"),
        (("update", "2026-03-14-down", "-m", "x", "-p", "done"), "investigating, identified, monitoring, resolved"),
        (("update", "2026-03-20-database", "-m", "x", "-p", "resolved"), "in-progress"),
        (("update", "2026-03-14-down", "-m", "x", "--at", "10:41"), "--at:"),
        (("update", "2026-03-14-down", "-m", "x", "-c", "api"), "ID=STATE"),
        (("update", "2026-03-14-down", "-m", "x", "-c", "api=broken"), "partial_outage"),
        (("update", "2026-03-14-down", "-m", "x", "-c", "apy=operational"), "did you mean api?"),
        (("update", "2026-03-14-down", "-m", "x", "--content", "nowhere"), "--content"),
        (("resolve", "2026-03-20-database", "-m", "x"), "only an incident"),
        (("maintenance", "start", "2026-03-14-down", "-m", "x"), "no maintenance"),
    ],
)
def test_misuse_is_told_and_changes_nothing(content, arguments, said):
    done = faultless(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert (down(content), planned(content)) == (INCIDENT, PLANNED)


def test_a_message_that_says_nothing_is_refused(content):
    assert faultless("update", "2026-03-14-down", "-m", " \n").exit_code == 1
    assert down(content) == INCIDENT


def test_a_message_can_come_from_standard_input(content):
    assert faultless("update", "2026-03-14-down", "-m", "-", text="From a script.\n").exit_code == 0
    assert "\n\nFrom a script.\n\n" in down(content)


def test_a_message_can_be_written_in_an_editor(content, tmp_path, monkeypatch):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\ngrep -q "Checkout fails" "$1" && printf "Typed.\\n" >> "$1"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(editor))
    monkeypatch.setenv("EDITOR", str(editor))
    assert faultless("update", "2026-03-14-down", "-e").exit_code == 0
    assert "\n\nTyped.\n\n" in down(content)
    assert "<!--" not in down(content)


def test_work_that_begins_and_ends_is_told(content):
    assert faultless("maintenance", "start", "2026-03-20-database", "-m", "We have begun.").exit_code == 0
    assert faultless("maintenance", "complete", "2026-03-20-database", "-m", "Done.").exit_code == 0
    assert planned(content) == (
        f"{PLANNED}\n## In progress — 2026-03-14 10:41 UTC\n\nWe have begun.\n"
        "\n## Completed — 2026-03-14 10:41:01 UTC\n\nDone.\n"
    )


def test_work_that_is_called_off_is_told(content):
    assert faultless("maintenance", "cancel", "2026-03-20-database", "-m", "Not now.").exit_code == 0
    assert "## Cancelled — 2026-03-14 10:41 UTC" in planned(content)


def test_work_that_is_moved_has_another_window_and_is_counted(content):
    times = ("--for", "2026-03-27 22:00 UTC", "--until", "2026-03-28 00:00 UTC")
    for _ in range(2):
        assert (
            faultless("maintenance", "reschedule", "2026-03-20-database", *times, "-m", "A week later.").exit_code == 0
        )
    head = planned(content).partition("---\n\n")[0]
    assert "scheduled_for: 2026-03-27 22:00 UTC\nscheduled_until: 2026-03-28 00:00 UTC\nreschedules: 2\n" in head
    assert planned(content).count("## Scheduled") == 3


def test_a_window_that_closes_before_it_opens_is_misuse(content):
    times = ("--for", "2026-03-28 22:00 UTC", "--until", "2026-03-28 00:00 UTC")
    assert faultless("maintenance", "reschedule", "2026-03-20-database", *times, "-m", "x").exit_code == 2
    assert planned(content) == PLANNED


def test_a_commit_holds_this_file_and_nothing_else(content, tmp_path, monkeypatch):
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    git("init")
    commit()
    (tmp_path / "other").write_text("x")
    git("add", "other")
    done = faultless("update", "2026-03-14-down", "-m", "It goes on.", "--commit")
    assert done.exit_code == 0
    shown = git("show", "--stat", "--format=%s")
    assert shown.startswith("2026-03-14-down: Update\n")
    assert "2026-03-14-down.md" in shown
    assert "other" not in shown
    assert git("status", "--short").splitlines()[0] == "A  other"


def test_a_commit_that_fails_says_that_the_file_is_written(content):
    done = faultless("update", "2026-03-14-down", "-m", "It goes on.", "--commit")
    assert done.exit_code == 1
    assert "is written, but not committed" in done.stderr
    assert "It goes on." in down(content)
