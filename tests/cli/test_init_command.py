"""`faultless init`: a repository that builds at once and takes nothing away."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from faultless.checks import run
from faultless.cli import main
from faultless.clock import current_time
from faultless.policy import read_policy
from faultless.reading import load

ODD = ("--name", 'Éx: "Ltd" & <b>', "-c", "Web: shop", "-c", "日本", "-c", "#1", "--timezone", "Europe/London")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("init", *arguments), catch_exceptions=False)


@pytest.mark.parametrize("options", [(), ODD, ("--wiki-url", "https://wiki.example.com/x")])
@pytest.mark.parametrize("now", ["2026-03-14T10:00:00Z", "2024-02-29T23:59:00Z"])
def test_nothing_is_found_in_it(options, now, monkeypatch):
    monkeypatch.setenv("FAULTLESS_NOW", now)
    assert init("new", *options).exit_code == 0
    content = Path("new/content")
    found = run(load(content, read_policy(None, content=content)), current_time())
    assert [one for one in found if not one.reminder] == []


def test_both_sites_are_built_from_it_without_a_warning(place, monkeypatch):
    monkeypatch.setenv("FAULTLESS_NOW", "2026-03-14T10:00:00Z")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    assert init("new", *ODD).exit_code == 0
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(build, cwd="new", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "Éx" in Path("new/public/index.html").read_text(encoding="utf-8")
    assert Path("new/site/incidents/2026-03-07-example/index.html").exists()


def test_what_somebody_says_is_in_the_configuration():
    init("new", "--name", "Ltd", "-c", "Shop", "--status-url", "https://status.example.org", "--timezone", "Asia/Tokyo")
    loaded = yaml.safe_load(Path("new/mkdocs.yml").read_text(encoding="utf-8"))
    plugins = {name: options for one in loaded["plugins"] if isinstance(one, dict) for name, options in one.items()}
    assert loaded["site_name"] == "Ltd"
    assert plugins["faultless"]["timezone"] == "Asia/Tokyo"
    assert plugins["faultless/status"]["url"] == "https://status.example.org/"
    assert plugins["faultless/status"]["feed_authority"] == "status.example.org"


def test_the_files_of_ci_and_of_git_have_their_names_and_are_yaml():
    init("new")
    assert Path("new/.gitignore").read_text().splitlines()[0] == ".cache/"
    for name in (".github/workflows/faultless.yml", ".pre-commit-config.yaml"):
        assert yaml.safe_load(Path("new", name).read_text())


def test_its_workflow_may_do_little_and_runs_nothing_that_can_change_under_its_name():
    init("new")
    text = Path("new/.github/workflows/faultless.yml").read_text()
    workflow = yaml.safe_load(text)
    used = re.findall(r"uses: (.*)", text)
    assert len(used) == 6
    assert [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", one)] == []
    assert workflow["permissions"] == {}
    assert {job["permissions"]["contents"] for job in workflow["jobs"].values()} == {"read"}
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    checkouts = [step for step in steps if "checkout" in step.get("uses", "")]
    assert [step["with"]["persist-credentials"] for step in checkouts] == [False, False]
    assert "pull_request_target" not in workflow[True]
    assert "secrets." not in text
    assert "mkdocs" not in str(workflow["jobs"]["check"])


def test_it_is_asked_for_nothing_without_a_terminal():
    assert init("new").stdout == "new\n"


def test_a_folder_that_is_not_empty_is_left_alone(place):
    (place / "new").mkdir()
    (place / "new/mine").write_text("x")
    done = init("new")
    assert done.exit_code == 1
    assert "--force" in done.stderr
    assert [path.name for path in (place / "new").iterdir()] == ["mine"]
    assert init("new", "--force").exit_code == 0
    assert (place / "new/mine").read_text() == "x"


def test_a_file_of_ours_that_is_there_is_never_overwritten(place):
    (place / "new").mkdir()
    (place / "new/mkdocs.yml").write_text("x")
    done = init("new", "--force")
    assert done.exit_code == 1
    assert "mkdocs.yml is there already" in done.stderr
    assert [path.name for path in (place / "new").iterdir()] == ["mkdocs.yml"]


def test_a_repository_without_content_yet_counts_as_empty(place):
    (place / "new/.git").mkdir(parents=True)
    assert init("new").exit_code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--status-url", "status"), "web address"),
        (("--timezone", "Mars/Olympus"), "time zone"),
        (("--timezone", "../x"), "zone"),
    ],
)
def test_misuse_is_told_and_writes_nothing(place, options, said):
    done = init("new", *options)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (place / "new").exists()
