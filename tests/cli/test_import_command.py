"""`faultless import cstate`: where the report goes and what is misuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from faultless.cli import main


@pytest.fixture
def old(tmp_path, monkeypatch):
    """A cState site with one issue."""
    monkeypatch.chdir(tmp_path)
    issues = tmp_path / "old" / "content" / "issues"
    issues.mkdir(parents=True)
    (tmp_path / "old" / "config.yml").write_text("title: Old\nparams: {systems: [{name: API}]}\n")
    (issues / "2024-01-02-down.md").write_text(
        "---\ntitle: Down\ndate: 2024-01-02T10:00:00Z\nresolved: true\nresolvedWhen: 2024-01-02T11:00:00Z\n"
        "severity: down\naffected: [API]\nsection: issue\n---\n\nIt was down.\n"
    )
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(main, ["import", "cstate", *arguments])


def test_the_report_alone_goes_to_stdout(old):
    result = run("old", "new")
    assert result.exit_code == 0
    assert "2024-01-02-down.md" in result.stdout
    assert result.stderr == ""
    assert CliRunner().invoke(main, ["check", "new"]).exit_code == 0


def test_the_report_can_go_to_a_file_outside_the_destination(old):
    result = run("old", "new", "--report", "report.txt")
    assert (result.exit_code, result.output) == (0, "")
    assert "2024-01-02-down.md" in Path("report.txt").read_text()


def test_a_report_inside_the_destination_is_misuse(old):
    result = run("old", "new", "--report", "new/report.txt")
    assert result.exit_code == 2
    assert not Path("new").exists()


def test_a_report_that_cannot_be_written_is_told_without_a_traceback(old):
    result = run("old", "new", "--report", "no/such/folder/report.txt")
    assert result.exit_code == 2
    assert "the content was imported" in result.stderr
    assert "Traceback" not in result.stderr
    assert Path("new/catalogue.yml").is_file()


def test_a_dry_run_writes_nothing(old):
    result = run("old", "new", "--dry-run")
    assert result.exit_code == 0
    assert "2024-01-02-down.md" in result.stdout
    assert not Path("new").exists()


@pytest.mark.parametrize(("arguments", "code"), [(("gone", "new"), 2), (("old", "taken"), 1)])
def test_what_is_no_site_or_would_be_overwritten_is_refused(old, arguments, code):
    Path("taken").mkdir()
    Path("taken/mine.md").write_text("mine")
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("Error: ")
    assert [path.name for path in Path("taken").iterdir()] == ["mine.md"]


@pytest.mark.parametrize("arguments", [(), ("old",), ("old", "new", "more")])
def test_a_wrong_number_of_folders_is_misuse(old, arguments):
    assert run(*arguments).exit_code == 2
