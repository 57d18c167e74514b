"""`faultless check` with a baseline: how it is written, what it holds, and what is said of it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from repository import ALONE, commit, git
from small_content import BAD, GOOD, GUESS, check, told, write

from faultless.cli import main

FILE = "faultless-baseline.jsonl"


def entries(file: str = FILE) -> list[tuple[str, str]]:
    """Record and code of every entry."""
    lines = Path(file).read_text(encoding="utf-8").splitlines()[1:-1]
    return [(one["record"], one["code"]) for one in map(json.loads, lines)]


def test_an_archive_is_accepted_as_it_is_and_only_what_is_new_fails(project):
    write("content/incidents/old.md", BAD)
    assert check().exit_code == 1
    written = check("--write-baseline")
    assert (written.exit_code, written.stderr) == (0, f"{FILE} holds 1 finding: 1 added, 0 removed\n")
    again = check()
    assert (again.exit_code, again.stderr) == (0, f"1 finding is held by {FILE}\n")
    write("content/incidents/new.md", BAD)
    assert told() == ["content/incidents/new.md TI101"]
    assert check().exit_code == 1


def test_what_is_put_right_is_told_until_it_is_removed(project):
    for number in range(13):
        write(f"content/incidents/old-{number:02}.md", BAD)
    check("--write-baseline")
    for number in range(1, 13):
        write(f"content/incidents/old-{number:02}.md", GOOD)
    lines = check().stderr.splitlines()
    assert lines[:3] == [
        f"1 finding is held by {FILE}",
        f"12 entries of {FILE} hold nothing any more; faultless check --write-baseline removes:",
        "  TI101 incident/old-01 (resolved)",
    ]
    assert (len(lines), lines[-1]) == (13, "  and 2 more")
    assert f"{FILE} holds 1 finding: 0 added, 12 removed" in check("--write-baseline").stderr
    assert entries() == [("incident/old-00", "TI101")]


def test_the_report_of_a_program_holds_what_is_new_and_nothing_else(project):
    write("content/incidents/old.md", BAD)
    check("--write-baseline")
    document = json.loads(check("--format", "json").stdout)
    assert (document["findings"], document["summary"]["error"], document["summary"]["files"]) == ([], 0, 2)


def test_without_the_baseline_all_is_told(project):
    write("content/incidents/old.md", BAD)
    check("--write-baseline")
    result = check("--no-baseline", "--format", "concise")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "TI101" in result.stdout


def test_writing_for_some_files_or_codes_leaves_the_other_entries(project):
    write("content/incidents/one.md", BAD)
    write("content/incidents/two.md", BAD)
    write("content/root-causes/rare.md", GUESS)
    check("--write-baseline")
    everything = [("incident/one", "TI101"), ("incident/two", "TI101"), ("root-cause/rare", "XR104")]
    assert entries() == everything
    for chosen in (["content/incidents/one.md"], ["--select", "XR"], ["--ignore", "TI"], ["content/root-causes"]):
        check("--write-baseline", *chosen)
        assert entries() == everything
    write("content/incidents/one.md", GOOD)
    check("--write-baseline", "content/incidents/two.md")
    assert entries() == everything
    check("--write-baseline", "--select", "TI", "content/incidents/one.md")
    assert entries() == everything[1:]


def test_entries_for_other_files_and_codes_are_not_said_to_be_removable(project):
    write("content/incidents/one.md", BAD)
    write("content/incidents/two.md", BAD)
    check("--write-baseline")
    write("content/incidents/one.md", GOOD)
    for chosen in (["content/incidents/two.md"], ["--select", "XR"], ["--ignore", "TI"]):
        assert "any more" not in check(*chosen).stderr
    assert "1 entry of" in check("content/incidents/one.md").stderr


def test_a_leak_is_not_accepted_and_goes_on_failing(project):
    told_ = "\n## Investigating — 2026-03-14 09:14 UTC\n\nThe host db-prod-3 is down.\n"
    write("content/incidents/leak.md", GOOD.replace("internal", "public") + told_)
    result = check("--write-baseline", "--select", "PU103")
    assert result.exit_code == 1
    assert "1 leak is not held: put them right, or allow each in place with a reason" in result.stderr
    assert entries() == []


# Which file


def test_the_policy_names_the_file_beside_the_configuration(project, monkeypatch):
    write("mkdocs.yml", "plugins:\n  - faultless: {baseline: known/old.jsonl}\n")
    write("content/incidents/old.md", BAD)
    result = check()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "known/old.jsonl does not exist; write it again with faultless check --write-baseline" in result.stderr
    Path("known").mkdir()
    monkeypatch.chdir("known")
    check("--write-baseline", "../content")
    assert entries("old.jsonl") == [("incident/old", "TI101")]
    assert told("../content") == []


def test_a_file_that_is_named_goes_before_the_policys(project):
    write("content/incidents/old.md", BAD)
    check("--write-baseline", "--baseline", "other.jsonl")
    assert not Path(FILE).exists()
    assert told() == ["content/incidents/old.md TI101"]
    assert told("--baseline", "other.jsonl") == []


def test_without_a_configuration_it_lies_beside_the_content(project, monkeypatch, tmp_path_factory):
    write("content/incidents/old.md", BAD)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    check("--write-baseline", str(project / "content"))
    assert entries(str(project / FILE)) == [("incident/old", "TI101")]


def test_one_file_cannot_serve_two_content_roots(project):
    write("other/incidents/old.md", BAD)
    result = check("--write-baseline", "content", "other")
    assert result.exit_code == 2
    assert "name another file for each with --baseline" in result.stderr


@pytest.mark.parametrize("more", ["--write-baseline", "--baseline=x.jsonl"])
def test_none_and_one_at_once_is_misuse(project, more):
    result = check("--no-baseline", more)
    assert result.exit_code == 2
    assert "--no-baseline uses none" in result.stderr


def test_a_damaged_one_ends_in_two_and_says_what_to_do(project):
    write("content/incidents/old.md", BAD)
    check("--write-baseline")
    text = Path(FILE).read_text(encoding="utf-8")
    Path(FILE).write_text(text[:-5], encoding="utf-8")
    result = check()
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{FILE}:3: " in result.stderr
    assert "restore it, or write it again with faultless check --write-baseline" in result.stderr
    partly = check("--write-baseline", "content/incidents/good.md")
    assert partly.exit_code == 2
    assert Path(FILE).read_text(encoding="utf-8") == text[:-5]
    assert check("--write-baseline").exit_code == 0
    assert Path(FILE).read_text(encoding="utf-8") == text


# Everywhere the same


def test_the_status_site_is_published_with_what_the_baseline_holds(project):
    wrong = BAD.replace("visibility: internal", "visibility: public")
    write("content/incidents/old.md", wrong + "\n## Investigating — 2026-03-14 09:14 UTC\n\nWe look into it.\n")
    arguments = ["status", "--now", "2026-11-20 12:00 UTC"]
    assert CliRunner().invoke(main, arguments).exit_code == 1
    check("--write-baseline")
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert Path("public/index.html").is_file()


# Two branches


@pytest.fixture
def two_branches(project, monkeypatch):
    """A project in which each of two branches accepts a finding of its own, beside one that was there before."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    git("init", "--quiet", "--initial-branch", "main")

    def branches(mine: str, theirs: str) -> None:
        for name in ("aaa", "mmm", "zzz"):
            write(f"content/incidents/{name}.md", BAD)
        check("--write-baseline")
        commit()
        for branch, name in (("mine", mine), ("theirs", theirs)):
            git("checkout", "--quiet", "-B", branch, "main")
            write(f"content/incidents/{name}.md", BAD)
            check("--write-baseline")
            commit()
        git("checkout", "--quiet", "mine")

    return branches


def merge() -> int:
    return subprocess.run(["git", "merge", "--quiet", "theirs"], check=False, capture_output=True).returncode


def test_entries_of_different_records_merge_by_themselves(two_branches):
    two_branches("aab", "zza")
    assert merge() == 0
    assert [record for record, _ in entries()] == [f"incident/{name}" for name in ("aaa", "aab", "mmm", "zza", "zzz")]
    assert told() == []


def test_a_merge_that_git_cannot_do_is_told_and_keeping_both_sides_is_enough(two_branches):
    two_branches("mmn", "mmo")
    assert merge() == 1
    result = check()
    assert result.exit_code == 2
    assert "an unresolved merge; keep the lines of both sides without the marks" in result.stderr
    lines = Path(FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("<<<", "===", ">>>"))]
    Path(FILE).write_text("".join(kept), encoding="utf-8")
    assert told() == []
    assert "0 added, 0 removed" in check("--write-baseline").stderr


def test_git_may_be_told_to_keep_both_sides_by_itself(two_branches):
    write(".gitattributes", f"{FILE} merge=union\n")
    two_branches("mmn", "mmo")
    assert merge() == 0
    assert (told(), len(entries())) == ([], 5)
