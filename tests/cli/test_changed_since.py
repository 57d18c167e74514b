"""`faultless check --changed-since`: what a change brings, and to whom Git says nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from repository import ALONE, commit, git
from small_content import BAD, GOOD, GUESS, check, told, write

from faultless.cli import main

PUBLIC = GOOD.replace("visibility: internal", "visibility: public\ncomponents: []")
TOLD = PUBLIC + "\n## Investigating — 2026-03-14 09:14 UTC\n\nWe are looking into it.\n"


@pytest.fixture
def repository(project, monkeypatch):
    """A project whose first commit has one good and one bad incident, and that works on a branch since."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"):
        monkeypatch.delenv(name, raising=False)
    git("init", "--quiet", "--initial-branch", "main")
    write("content/incidents/old.md", BAD)
    commit()
    git("checkout", "--quiet", "-b", "work")
    return project


def since(*arguments: str) -> list[str]:
    return told("--changed-since", "main", *arguments)


# What changed


def test_what_was_wrong_before_is_not_the_changes_fault(repository):
    assert told() == ["content/incidents/old.md TI101"]
    assert since() == []
    assert check("--changed-since", "main").exit_code == 0


def test_committed_staged_unstaged_and_untracked_files_are_checked(repository):
    for name in ("staged", "unstaged"):
        write(f"content/incidents/{name}.md", GOOD)
    git("checkout", "--quiet", "main")
    commit()
    git("checkout", "--quiet", "-B", "work")
    write("content/incidents/committed.md", BAD)
    commit()
    write("content/incidents/staged.md", BAD)
    git("add", "--all")
    write("content/incidents/unstaged.md", BAD)
    write("content/incidents/untracked.md", BAD)
    assert since() == [
        f"content/incidents/{name}.md TI101" for name in ("committed", "staged", "unstaged", "untracked")
    ]


def test_everything_in_a_file_that_changed_is_reported_and_only_such_files_are_counted(repository):
    write("content/incidents/old.md", BAD + "\nOne word more.\n")
    result = check("--changed-since", "main", "--format", "json")
    document = json.loads(result.stdout)
    assert [one["code"] for one in document["findings"]] == ["TI101"]
    assert document["summary"]["files"] == 1
    assert result.exit_code == 1


def test_what_happened_on_the_other_branch_meanwhile_is_not_the_changes_fault(repository):
    write("content/incidents/mine.md", GOOD)
    commit()
    git("checkout", "--quiet", "main")
    write("content/incidents/good.md", GOOD + "\nEdited on the other side.\n")
    commit()
    git("checkout", "--quiet", "work")
    document = json.loads(check("--changed-since", "main", "--format", "json").stdout)
    assert document["summary"]["files"] == 1


def test_a_file_in_the_middle_of_a_merge_is_one_that_changed(repository):
    write("content/incidents/old.md", BAD.replace("Down", "Mine"))
    commit()
    git("checkout", "--quiet", "main")
    write("content/incidents/old.md", BAD.replace("Down", "Theirs"))
    commit()
    git("checkout", "--quiet", "work")
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "main")
    document = json.loads(check("--changed-since", "HEAD", "--format", "json").stdout)
    assert {one["path"] for one in document["findings"]} == {"content/incidents/old.md"}


def test_what_git_ignores_is_not_checked(repository):
    write(".gitignore", "scratch.md\n")
    write("content/incidents/scratch.md", BAD)
    assert since() == []


def test_a_renamed_file_is_one_that_changed(repository):
    git("mv", "content/incidents/old.md", "content/incidents/new.md")
    assert since() == ["content/incidents/new.md TI101"]


@pytest.mark.parametrize(
    "name", ["with space", 'it\'s "quoted"', "ünïcode", "tab\there", "line\nbreak", "[x]*?", "-dash"]
)
def test_a_name_may_be_any(repository, name):
    write(f"content/incidents/{name}.md", BAD)
    for step in (lambda: None, lambda: git("add", "--all"), commit):
        step()
        document = json.loads(check("--changed-since", "main", "--format", "json").stdout)
        assert {one["code"] for one in document["findings"]} == {"FM012", "TI101"}
        assert document["summary"]["files"] == 1


# From where, and under which settings


def test_the_working_directory_does_not_matter(repository, monkeypatch, tmp_path_factory):
    write("content/incidents/new.md", BAD)
    for folder in (repository / "content" / "incidents", tmp_path_factory.mktemp("elsewhere")):
        monkeypatch.chdir(folder)
        (line,) = told("--changed-since", "main", str(repository / "content"))
        assert line.endswith("new.md TI101")


def test_a_content_root_may_be_the_top_of_a_repository_or_reached_through_a_link(
    repository, tmp_path_factory, monkeypatch
):
    top = tmp_path_factory.mktemp("top")
    shutil.copytree(repository / "content", top, dirs_exist_ok=True)
    git("init", "--quiet", "--initial-branch", "main", folder=top)
    commit(folder=top)
    (top / "incidents/new.md").write_text(BAD)
    link = tmp_path_factory.mktemp("links") / "kb"
    link.symlink_to(top)
    for root in (top, link):
        (line,) = told("--changed-since", "main", str(root))
        assert line.endswith("new.md TI101")


@pytest.mark.parametrize(
    "settings",
    [
        {"diff.renames": "false", "diff.noprefix": "true", "diff.relative": "true", "core.quotePath": "true"},
        {"color.ui": "always", "core.pager": "cat -A", "diff.external": "false", "status.relativePaths": "true"},
        {"diff.orderFile": "not-there", "diff.mnemonicPrefix": "true", "core.fsmonitor": "false"},
    ],
)
def test_no_setting_of_git_changes_the_answer(repository, settings):
    git("mv", "content/incidents/old.md", "content/incidents/new.md")
    write("content/incidents/more.md", BAD)
    commit()
    for name, value in settings.items():
        git("config", name, value)
    write("content/incidents/ünï.md", BAD)
    assert since("--ignore", "FM") == [f"content/incidents/{name}.md TI101" for name in ("more", "new", "ünï")]


def test_it_works_in_a_hook_where_git_names_its_places_relatively(repository, monkeypatch):
    write("content/incidents/new.md", BAD)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert since() == ["content/incidents/new.md TI101"]


def test_nothing_in_the_repository_is_written(repository):
    write("content/incidents/new.md", BAD)
    index = (repository / ".git/index").stat()
    os.utime("content/incidents/good.md", (10**9, 10**9))
    check("--changed-since", "main")
    assert (repository / ".git/index").stat().st_mtime_ns == index.st_mtime_ns


def test_a_hook_of_another_repository_does_not_mislead(repository, tmp_path_factory, monkeypatch):
    other = tmp_path_factory.mktemp("other")
    git("init", "--quiet", "--initial-branch", "main", folder=other)
    commit(folder=other)
    write("content/incidents/new.md", BAD)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert since() == ["content/incidents/new.md TI101"]


def test_a_repository_that_is_kept_elsewhere_is_found_by_what_the_environment_says(
    repository, tmp_path_factory, monkeypatch
):
    write("content/incidents/new.md", BAD)
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "kb.git"
    shutil.move(repository / ".git", elsewhere)
    monkeypatch.setenv("GIT_DIR", str(elsewhere))
    assert since() == ["content/incidents/new.md TI101"]


def test_a_second_work_tree_has_changes_of_its_own(repository, tmp_path_factory, monkeypatch):
    second = tmp_path_factory.mktemp("trees") / "second"
    git("worktree", "add", "--quiet", "-b", "second", str(second), "main")
    write("content/incidents/here.md", BAD)
    monkeypatch.chdir(second)
    write("content/incidents/there.md", BAD)
    assert since() == ["content/incidents/there.md TI101"]


def submodule(repository: Path, source: Path, place: str, name: str) -> None:
    """Another repository with a file in it, as a submodule on the branch `main`."""
    write(str(source / name), BAD)
    git("init", "--quiet", "--initial-branch", "main", folder=source)
    commit(folder=source)
    git("checkout", "--quiet", "main", folder=repository)
    allowed = ("-c", "protocol.file.allow=always")
    git(*allowed, "submodule", "--quiet", "add", str(source), place, folder=repository)
    commit(folder=repository)
    git("checkout", "--quiet", "-B", "work", folder=repository)


def test_content_may_be_a_submodule_with_a_history_of_its_own(repository, tmp_path_factory):
    submodule(repository, tmp_path_factory.mktemp("source"), "kb/content", "incidents/old.md")
    write("kb/content/incidents/new.md", BAD)
    assert since("kb/content") == ["kb/content/incidents/new.md TI101"]


def test_a_submodule_with_records_in_the_middle_of_the_content_is_refused(repository, tmp_path_factory):
    submodule(repository, tmp_path_factory.mktemp("source"), "content/postmortems", "x.md")
    said = refused("--changed-since", "main")
    assert "content/postmortems is a repository of its own, and what changed there is not known" in said
    assert check("--changed-since", "main", "kb").exit_code == 2


def test_a_repository_that_nobody_added_is_refused_likewise(repository):
    write("content/root-causes/mine/x.md", GUESS)
    git("init", "--quiet", folder="content/root-causes/mine")
    assert "content/root-causes/mine is a repository of its own" in refused("--changed-since", "main")


def test_a_submodule_without_records_is_no_matter(repository, tmp_path_factory):
    submodule(repository, tmp_path_factory.mktemp("source"), "content/public/logos", "logo.svg")
    write("content/incidents/new.md", BAD)
    assert since() == ["content/incidents/new.md TI101"]


# What a change causes elsewhere


def test_a_file_that_is_gone_has_nothing_to_tell(repository):
    git("rm", "--quiet", "content/incidents/old.md")
    result = check("--changed-since", "main", "--format", "json")
    assert json.loads(result.stdout)["findings"] == []
    assert (json.loads(result.stdout)["summary"]["files"], result.exit_code) == (0, 0)


def test_a_link_that_the_change_broke_is_reported_where_it_stands(repository):
    git("checkout", "--quiet", "main")
    write("content/incidents/links.md", GOOD + "\nAs in [[good]], and [[nowhere]].\n")
    commit()
    git("checkout", "--quiet", "-B", "work")
    Path("content/incidents/good.md").unlink()
    result = check("--changed-since", "main", "--format", "json")
    (found,) = json.loads(result.stdout)["findings"]
    assert (found["path"], found["message"]) == ("content/incidents/links.md", "[[good]] leads to no record")
    assert result.exit_code == 1


def test_a_cause_that_was_taken_away_is_missed_by_the_postmortem_that_names_it(repository):
    git("checkout", "--quiet", "main")
    write("content/root-causes/rare.md", GUESS)
    write("content/postmortems/pm.md", "---\ntitle: P\nincident: good\nroot_causes: [rare]\n---\n")
    commit()
    git("checkout", "--quiet", "-B", "work")
    assert since("--select", "FM") == []
    git("rm", "--quiet", "content/root-causes/rare.md")
    assert since("--select", "FM") == ["content/postmortems/pm.md FM007"]


def test_a_stricter_policy_is_a_change_too(repository):
    write("mkdocs.yml", "plugins:\n  - faultless: {rules: {TI101: 'off'}}\n")
    git("checkout", "--quiet", "main")
    commit()
    git("checkout", "--quiet", "-B", "work")
    assert since() == []
    write("mkdocs.yml", "plugins:\n  - faultless: {rules: {TI101: warning}}\n")
    assert since() == ["content/incidents/old.md TI101"]


def test_a_policy_that_changed_otherwise_brings_nothing_old(repository):
    write("mkdocs.yml", "site_name: x\nplugins: [faultless]\n")
    git("checkout", "--quiet", "main")
    commit()
    git("checkout", "--quiet", "-B", "work")
    write("mkdocs.yml", "site_name: y\nplugins: [faultless]\n")
    assert since() == []


def test_a_policy_that_is_new_is_one_that_changed(repository):
    write("mkdocs.yml", "plugins:\n  - faultless: {severities: [{id: p1}]}\n")
    assert since() == ["content/incidents/good.md FM007", "content/incidents/old.md FM007"]
    commit()
    assert since() == ["content/incidents/good.md FM007", "content/incidents/old.md FM007"]


@pytest.mark.parametrize("place", ["ignored.yml", "../outside.yml"])
def test_a_policy_that_git_does_not_keep_counts_as_it_is(repository, place):
    write(".gitignore", "ignored.yml\n")
    write(place, "plugins:\n  - faultless: {severities: [{id: p1}]}\n")
    assert check("--changed-since", "main", "--config", place).exit_code == 0
    assert since("--config", place) == []


def test_a_folder_that_the_policy_speaks_of_otherwise_is_a_change_too(repository):
    policy = "plugins: [{{faultless: {{profiles: [{{paths: ['incidents/**'], rules: {{TI101: {}}}}}]}}}}]\n"
    write("mkdocs.yml", policy.format("'off'"))
    git("checkout", "--quiet", "main")
    commit()
    git("checkout", "--quiet", "-B", "work")
    write("mkdocs.yml", policy.format("error"))
    assert since() == ["content/incidents/old.md TI101"]


def test_only_what_was_asked_for_is_told(repository):
    write("content/incidents/one.md", BAD)
    write("content/incidents/two.md", BAD)
    assert since("content/incidents/one.md") == ["content/incidents/one.md TI101"]
    assert since("--ignore", "TI") == []


def test_the_baseline_holds_what_stands_in_a_changed_file(repository):
    check("--write-baseline")
    write("content/incidents/old.md", BAD + "\nOne word more.\n")
    write("content/incidents/new.md", BAD)
    assert since() == ["content/incidents/new.md TI101"]
    result = check("--changed-since", "main")
    assert "1 finding is held by faultless-baseline.jsonl" in result.stderr
    assert "nothing any more" not in result.stderr


def test_what_a_baseline_holds_in_files_that_did_not_change_is_not_counted(repository):
    check("--write-baseline")
    write("content/incidents/new.md", GOOD)
    assert check("--changed-since", "main").stderr == ""


# Moved updates


def test_an_update_that_moved_is_told_by_what_subscribers_see(repository):
    git("checkout", "--quiet", "main")
    write("content/incidents/told.md", TOLD)
    commit()
    git("checkout", "--quiet", "-B", "work")
    write("content/incidents/told.md", TOLD.replace("09:14", "09:12"))
    for step in (lambda: None, commit):
        step()
        (found,) = json.loads(check("--changed-since", "main", "--format", "json", "--select", "TI115").stdout)[
            "findings"
        ]
        assert found["message"].startswith("this update stood at 2026-03-14 09:14 UTC before: subscribers get it again")
        assert found["line"] == 9
    assert told("--select", "TI115") == []


def test_it_is_followed_through_a_rename_with_an_alias(repository):
    git("checkout", "--quiet", "main")
    write("content/incidents/told.md", TOLD)
    commit()
    git("checkout", "--quiet", "-B", "work")
    git("mv", "content/incidents/told.md", "content/incidents/renamed.md")
    moved = TOLD.replace("09:14", "09:12")
    write("content/incidents/renamed.md", moved)
    assert since("--select", "TI115") == []
    write("content/incidents/renamed.md", moved.replace("---\n", "---\naliases: [told]\n", 1))
    assert since("--select", "TI115") == ["content/incidents/renamed.md TI115"]


def test_a_moved_update_stops_no_status_site_even_where_the_policy_makes_it_an_error(repository):
    write("mkdocs.yml", "plugins: [{faultless: {rules: {TI115: error}}}]\n")
    write("content/incidents/old.md", GOOD)
    write("content/incidents/told.md", TOLD)
    git("checkout", "--quiet", "main")
    commit()
    git("checkout", "--quiet", "-B", "work")
    write("content/incidents/told.md", TOLD.replace("09:14", "09:12"))
    assert check("--changed-since", "main", "--select", "TI115").exit_code == 1
    arguments = ["status", "--now", "2026-11-20 12:00 UTC"]
    assert CliRunner().invoke(main, arguments).exit_code == 0


# To whom Git says nothing


def refused(*arguments: str) -> str:
    result = check(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    return result.stderr


@pytest.mark.parametrize("reference", ["-x", "--output=stolen", "", "main\nHEAD", "a\0b"])
def test_a_reference_that_could_be_an_option_is_refused(repository, reference):
    assert "is no branch, tag or commit" in refused(f"--changed-since={reference}")
    assert not Path("stolen").exists()


@pytest.mark.parametrize("reference", ["nowhere", "origin/main", "main:content", "HEAD~99"])
def test_an_unknown_reference_is_named(repository, reference):
    assert f"{reference} is no branch, tag or commit here; git fetch" in refused("--changed-since", reference)


def test_without_a_repository_there_is_no_answer(project):
    said = refused("--changed-since", "main")
    assert "is in no Git repository" in said


def test_a_repository_of_somebody_else_is_not_looked_into_and_the_remedy_is_told(repository, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert "git config --global --add safe.directory" in refused("--changed-since", "main")


def test_without_git_there_is_no_answer(repository, monkeypatch):
    monkeypatch.setenv("PATH", str(repository))
    assert "it is not installed" in refused("--changed-since", "main")


def test_a_repository_without_a_commit_has_no_reference(project, monkeypatch):
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    git("init", "--quiet")
    assert "HEAD is no branch, tag or commit here" in refused("--changed-since", "HEAD")


def test_in_a_shallow_clone_the_remedy_is_to_deepen_it(repository, tmp_path_factory, monkeypatch):
    first = git("rev-parse", "main").strip()
    write("content/incidents/new.md", GOOD)
    commit()
    shallow = tmp_path_factory.mktemp("shallow")
    git("clone", "--quiet", "--depth", "1", repository.as_uri(), str(shallow))
    monkeypatch.chdir(shallow)
    said = refused("--changed-since", first)
    assert "shallow clone" in said
    assert "fetch-depth: 0" in said
    git("fetch", "--quiet", "--unshallow")
    assert check("--changed-since", first).exit_code == 0


def test_in_a_shallow_clone_that_ends_before_the_common_commit_the_remedy_is_the_same(
    repository, tmp_path_factory, monkeypatch
):
    commit()
    shallow = tmp_path_factory.mktemp("shallow")
    git("clone", "--quiet", "--depth", "1", "--no-single-branch", repository.as_uri(), str(shallow))
    monkeypatch.chdir(shallow)
    assert "have no commit in common; this is a shallow clone" in refused("--changed-since", "origin/main")


def test_histories_without_a_common_commit_cannot_be_compared(repository):
    git("checkout", "--quiet", "--orphan", "other")
    commit("another beginning")
    assert "no commit in common" in refused("--changed-since", "main")


def test_writing_a_baseline_of_a_change_is_misuse(repository):
    assert "leave out --changed-since" in refused("--changed-since", "main", "--write-baseline")
