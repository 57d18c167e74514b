"""What checks a pull request: the action, the workflow of a new repository, the hook before a commit."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from repository import ALONE, commit, git
from small_content import BAD, GOOD, write

from faultless.cli import main

ROOT = Path(__file__).parents[2]
PUBLIC = GOOD.replace("visibility: internal", "visibility: public\ncomponents: []") + (
    "\n## Investigating — 2026-03-14 09:14 UTC\n\nOne payment in ten is refused.\n"
)


def steps(document: object) -> list[dict]:
    """Every step of an action or a workflow."""
    if isinstance(document, dict):
        own = document.get("steps") or []
        return [*own, *(step for value in document.values() if isinstance(value, dict) for step in steps(value))]
    return []


@pytest.fixture(scope="module")
def action() -> dict:
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


@pytest.fixture
def workflow(tmp_path) -> dict:
    begun = CliRunner().invoke(main, ["init", str(tmp_path / "new")], catch_exceptions=False)
    assert begun.exit_code == 0
    return yaml.safe_load((tmp_path / "new/.github/workflows/faultless.yml").read_text(encoding="utf-8"))


@pytest.fixture
def repository(project, monkeypatch):
    """One public incident on main, a branch to work on, and the command `faultless`."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"):
        monkeypatch.delenv(name, raising=False)
    command = project / ".bin/faultless"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m faultless.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(command.parent), prepend=":")
    monkeypatch.setenv("FAULTLESS_NOW", "2026-03-14T11:00:00Z")
    write(".gitignore", ".bin/\n.cache/\n")
    write("content/incidents/told.md", PUBLIC)
    git("init", "--quiet", "--initial-branch", "main")
    commit()
    git("checkout", "--quiet", "-b", "work")
    return project


class Reviewed:
    """A run of the step that checks."""

    def __init__(self, step: dict, folder: Path, **given: str) -> None:
        summary, output = folder / "summary.md", folder / "output"
        names = {"CONTENT": "content", "BASE": "main", "STRICT": "true"}
        assert set(step["env"]) == set(names)
        written = {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(output)}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            env={**os.environ, **names, **written, **given},
            capture_output=True,
            text=True,
            check=False,
        )
        self.code, self.log, self.said = done.returncode, done.stdout, done.stderr
        self.summary = summary.read_text(encoding="utf-8") if summary.exists() else ""
        self.output = output.read_text(encoding="utf-8") if output.exists() else ""


@pytest.fixture
def review(action, repository, tmp_path_factory):
    (step,) = [one for one in steps(action) if one.get("id") == "review"]
    return lambda **given: Reviewed(step, tmp_path_factory.mktemp("run"), **given)


# What it says


def test_a_change_that_customers_do_not_see_passes_and_says_so(review):
    write("content/incidents/more.md", GOOD)
    done = review()
    assert done.code == 0, done.said
    assert done.output == "changed=false\n"
    assert "### What the checks find" in done.summary
    assert "Customers see no change" in done.summary


def test_what_customers_will_see_change_is_in_the_summary(review):
    write("content/incidents/told.md", PUBLIC.replace("in ten", "in five"))
    done = review()
    assert done.output == "changed=true\n"
    assert "<del>ten</del> <ins>five</ins>" in done.summary


def test_findings_are_on_the_lines_and_in_the_summary_and_fail_the_job(review):
    write("content/incidents/bad.md", BAD)
    done = review()
    assert done.code == 1
    assert re.search(r"^::error file=content/incidents/bad\.md,line=\d", done.log, re.MULTILINE)
    assert "TI101" in done.summary
    assert done.output == "changed=false\n"


@pytest.mark.parametrize(("strict", "code"), [("true", 1), ("false", 0)])
def test_warnings_fail_the_job_if_asked(review, strict, code):
    write("content/incidents/told.md", PUBLIC.replace("visibility: public\n", ""))
    assert review(STRICT=strict).code == code


def test_what_was_wrong_before_fails_nothing(review):
    write("content/incidents/old.md", BAD)
    git("checkout", "--quiet", "-B", "main")
    commit()
    git("checkout", "--quiet", "-B", "work")
    write("content/incidents/more.md", GOOD)
    assert review().code == 0


@pytest.mark.parametrize("base", ["", "0" * 40])
def test_without_a_base_everything_is_checked_and_nothing_compared(review, base):
    write("content/incidents/old.md", BAD)
    commit()
    done = review(BASE=base)
    assert (done.code, done.output) == (1, "")
    assert "customers" not in done.summary


def test_a_base_that_git_does_not_know_fails_with_the_reason(review):
    done = review(BASE="1" * 40)
    assert done.code == 2
    assert "1111111" in done.said


def test_no_word_of_an_input_is_run(review, repository):
    done = review(BASE="$(touch run)", CONTENT="content;touch run")
    assert done.code == 2
    assert not (repository / "run").exists()


# How it is put together


def test_a_new_repository_is_checked_by_the_same_lines(action, workflow):
    (ours,) = [step["run"] for step in steps(action) if step.get("id") == "review"]
    assert ours in [step.get("run") for step in steps(workflow)]


def test_no_input_is_pasted_into_a_script(action, workflow):
    for step in (*steps(action), *steps(workflow)):
        assert "${{" not in step.get("run", "")


def test_the_action_needs_no_other(action):
    assert [step for step in steps(action) if "uses" in step] == []


def test_the_action_installs_what_its_own_commit_locks(action):
    (install,) = [step for step in steps(action) if step["name"] == "Install Faultless"]
    locked, own = [line for line in install["run"].splitlines() if " pip install " in line]
    assert "--require-hashes" in shlex.split(locked)
    assert (ROOT / shlex.split(locked)[-1].removeprefix("$SOURCE/")).is_file()
    assert {"--no-deps", "--no-build-isolation", "$SOURCE"} <= set(shlex.split(own))
    assert install["env"]["SOURCE"] == "${{ github.action_path }}"


def test_every_input_and_output_is_used_and_explained(action):
    text = json.dumps(action["runs"])
    for name, one in action["inputs"].items():
        assert f"inputs.{name} " in text
        assert one["description"]
    for one in action["outputs"].values():
        assert one["description"]


def test_the_handbook_names_every_input_and_output_of_the_action_and_the_hook(action):
    page = (ROOT / "content/handbook/pull-requests.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z]+)` \|", page, re.MULTILINE) == list(action["inputs"])
    for name in action["outputs"]:
        assert f"Its output `{name}`" in page
    shown = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    (used,) = [step for one in shown for step in steps(one) if step.get("uses") == "OWNER/faultless@COMMIT"]
    assert set(used["with"]) <= set(action["inputs"])
    (hooks,) = [one["repos"][0]["hooks"] for one in shown if isinstance(one, dict) and "repos" in one]
    assert [hook["id"] for hook in hooks] == ["faultless"]


# Before a commit


@pytest.mark.parametrize("args", [[], ["--changed-since", "HEAD"]])
@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1)])
def test_the_hook_lets_nothing_wrong_be_committed(repository, args, text, code):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    write("content/incidents/staged.md", text)
    git("add", "--all")
    entry = [*shlex.split(hook["entry"]), *args]
    assert subprocess.run(entry, capture_output=True, check=False).returncode == code
    assert hook["pass_filenames"] is False
    for path, watched in (("content/incidents/staged.md", True), ("mkdocs.yml", True), ("README.md", False)):
        assert bool(re.search(hook["files"], path)) == watched
