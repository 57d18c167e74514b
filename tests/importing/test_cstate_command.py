"""`faultless import cstate SRC DEST` as a person meets it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from cstate_site import issue, write_site

from faultless.cli import main


@pytest.fixture
def site(tmp_path):
    return write_site(tmp_path / "site", {"2026-03-14-down": issue(), "_index": "A list."})


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_report_goes_to_stdout(tmp_path, site):
    done = run("import", "cstate", site, tmp_path / "out")
    assert done.exit_code == 0
    assert done.stderr == ""
    assert done.stdout == (
        "config.yml → catalogue.yml\n"
        "  mapped: organisation, 2 groups, 2 components\n"
        "  left out: settings of the other site's looks and of Hugo: theme\n"
        "content/issues/2026-03-14-down.md → incidents/2026-03-14-down.md\n"
        "  mapped: title, severity, visibility, components, started, resolved, redirects, 1 update\n"
        "content/issues/_index.md: not imported\n"
        "  left out: the page of a list, not an issue\n"
        "\n"
        "1 incident and a catalogue from 2 files; 11 values mapped, 0 guessed, 0 kept as text, 2 left out, 0 refused\n"
    )


def test_the_report_can_go_to_a_file_outside_the_destination(tmp_path, site):
    done = run("import", "cstate", site, tmp_path / "out", "--report", tmp_path / "report.txt")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8").startswith("config.yml → catalogue.yml\n")


def test_a_report_within_the_destination_is_a_misuse_and_nothing_is_written(tmp_path, site):
    done = run("import", "cstate", site, tmp_path / "out", "--report", tmp_path / "out" / "report.txt")
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("source", ["site/nowhere", "site/config.yml", "site/content/issues"])
def test_a_source_that_is_no_site_ends_in_one_line_and_exit_code_2(tmp_path, site, source):
    done = run("import", "cstate", tmp_path / source, tmp_path / "out")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert "A cState site is a folder" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--report", "report.txt")])
def test_a_refused_file_is_exit_code_1_and_everything_else_is_imported(tmp_path, site, options, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (site / "content" / "issues" / "2026-03-15-broken.md").write_text("---\ntitle: a: b\n---\n")
    done = run("import", "cstate", site, tmp_path / "out", *options)
    assert done.exit_code == 1
    assert done.stderr == (
        "1 file was refused, wholly or in part; everything else was imported. The report says why.\n"
    )
    report = (tmp_path / "report.txt").read_text() if "--report" in options else done.stdout
    assert "content/issues/2026-03-15-broken.md: line 2: mapping values are not allowed" in report
    assert (tmp_path / "out" / "incidents" / "2026-03-14-down.md").is_file() is (options != ("--dry-run",))


def test_two_issues_that_would_be_one_file_are_exit_code_1_and_nothing_is_written(tmp_path, site):
    (site / "content" / "issues" / "2026-03-14-Down.md").write_text(issue())
    done = run("import", "cstate", site, tmp_path / "out")
    assert (done.exit_code, done.stdout) == (1, "")
    assert not (tmp_path / "out").exists()


def test_the_help_says_what_each_exit_code_means(tmp_path):
    told = " ".join(run("import", "cstate", "--help").stdout.split())
    for part in ("Exit codes: 0", "1 single files were refused", "2 SOURCE is no cState site"):
        assert part in told


def test_a_second_run_over_edited_files_needs_force(tmp_path, site):
    run("import", "cstate", site, tmp_path / "out")
    (tmp_path / "out" / "catalogue.yml").write_text("organisation: {name: Mine}\n")
    refused = run("import", "cstate", site, tmp_path / "out")
    assert (refused.exit_code, (tmp_path / "out" / "catalogue.yml").read_text()) == (1, "organisation: {name: Mine}\n")
    assert "--force" in refused.stderr
    assert run("import", "cstate", site, tmp_path / "out", "--force").exit_code == 0


def test_the_result_passes_the_check_and_builds_without_any_option(tmp_path, site):
    run("import", "cstate", site, tmp_path / "out")
    assert run("check", tmp_path / "out").exit_code == 0
    assert run("status", "--content", tmp_path / "out", "--out", tmp_path / "public").exit_code == 0
    page = (tmp_path / "public" / "incidents" / "2026-03-14-down" / "index.html").read_text(encoding="utf-8")
    assert "We are looking into it." in page
    assert (tmp_path / "public" / "issues" / "2026-03-14-down" / "index.html").is_file()
