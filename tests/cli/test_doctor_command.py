"""`faultless doctor`: what is wrong with a configuration, in plain words."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from faultless.cli import main

SOUND = """\
site_name: Example incidents
site_url: https://wiki.example.com/
docs_dir: content
theme: {name: material, font: false}
plugins:
  - search
  - faultless
  - faultless/wiki
  - faultless/status: {url: "https://status.example.com/"}
"""


def git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.com", *arguments], check=True)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A folder in which nothing is wrong."""
    monkeypatch.chdir(tmp_path)
    for name in ("FAULTLESS_NOW", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    Path("mkdocs.yml").write_text(SOUND, encoding="utf-8")
    Path("content/incidents").mkdir(parents=True)
    Path("content/catalogue.yml").write_text("components: []\n", encoding="utf-8")
    git("init", "-q")
    return tmp_path


def doctor(*arguments: str, **environment: str):
    done = CliRunner().invoke(main, ["doctor", *arguments], env=environment, catch_exceptions=False)
    assert "Traceback" not in done.output
    return done


def configured(text: str) -> str:
    """What is said of a configuration; each ailment has its consequence and its remedy."""
    Path("mkdocs.yml").write_text(text, encoding="utf-8")
    done = doctor()
    assert done.exit_code == (1 if done.stdout.startswith("problem") or "\nproblem" in done.stdout else 0)
    told = [paragraph.splitlines() for paragraph in done.stdout.split("\n\n") if paragraph.strip()]
    assert all(len(lines) == 3 and lines[2].strip().startswith("Remedy: ") for lines in told)
    return "\n".join(lines[0] for lines in told)


def test_where_nothing_is_wrong_it_says_what_it_looked_at(repository):
    done = doctor()
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("Nothing is wrong. Looked at Python 3.")
    assert str(Path("mkdocs.yml")) in done.stderr


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("  - faultless\n", "", "problem  mkdocs.yml:5: the plugin faultless is missing"),
        ("  - faultless/wiki\n", "", "advice   mkdocs.yml:5: the plugin faultless/wiki is missing"),
        ("  - search\n", "", "advice   mkdocs.yml:5: the plugin search is missing"),
        ("faultless/wiki", "faultless/wikki", "problem  mkdocs.yml:5: there is no plugin faultless/wikki"),
        (
            "status.example.com",
            "wiki.example.com",
            "problem  mkdocs.yml:2: the wiki and the status site have the same address",
        ),
        (
            "status.example.com",
            "wiki.example.com/status",
            "advice   mkdocs.yml:2: the wiki and the status site share a host",
        ),
        (': {url: "https://status.example.com/"}', "", "problem  mkdocs.yml:5: faultless/status has no url"),
        ("site_url: https://wiki.example.com/\n", "", "advice   mkdocs.yml: site_url is not set"),
        ("{name: material, font: false}", "readthedocs", "problem  mkdocs.yml:4: the theme is readthedocs"),
        (", font: false", "", "advice   mkdocs.yml:4: the theme fetches fonts from another company"),
        ("docs_dir: content", "docs_dir: content\nsite_dir: content/site", "problem  mkdocs.yml:4: docs_dir ("),
        (
            "- faultless\n",
            "- faultless: {timezon: UTC}\n",
            "problem  mkdocs.yml:7: faultless: unknown option 'timezon'; did you mean timezone?",
        ),
        ("- faultless\n", "- faultless: {rules: {ZZ9: off}}\n", "ZZ9"),
        ("plugins:", "plugins: [", "problem  mkdocs.yml:"),
        ("docs_dir: content", "docs_dir: elsewhere", "elsewhere: there is no such folder"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(repository, before, after, said):
    assert before in SOUND
    assert said in configured(SOUND.replace(before, after, 1))


def test_many_records_in_the_navigation_are_advised_against(repository):
    few = "".join(f"  - incidents/2026-{number:03}.md\n" for number in range(200))
    assert configured(f"{SOUND}nav:\n{few}") == ""
    assert "201 records stand in the navigation" in configured(f"{SOUND}nav:\n{few}  - Old: [postmortems/x.md]\n")


def test_without_a_configuration_and_content_it_says_how_to_begin(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = doctor()
    assert done.exit_code == 1
    assert "there is no mkdocs.yml at or above it" in done.stdout
    assert "faultless init" in done.stdout


def test_a_content_without_a_catalogue_is_a_problem(repository):
    Path("content/catalogue.yml").unlink()
    assert "problem  content/catalogue.yml: there is no catalogue" in doctor().stdout


def test_a_forgotten_time_is_told(repository):
    done = doctor(FAULTLESS_NOW="2026-01-01T00:00:00Z")
    assert done.exit_code == 0
    assert "FAULTLESS_NOW: is set to 2026-01-01T00:00:00Z" in done.stdout


def test_sites_that_are_committed_are_a_problem(repository):
    Path("public").mkdir()
    Path("public/index.html").write_text("<p>", encoding="utf-8")
    assert doctor().exit_code == 0
    git("add", "public")
    done = doctor()
    assert done.exit_code == 1
    assert "the status site as built is committed" in done.stdout
    assert "git rm -r --cached public" in done.stdout


def test_a_shallow_clone_is_told(repository, tmp_path, monkeypatch):
    git("add", ".")
    git("commit", "-qm", "one")
    git("commit", "-qm", "two", "--allow-empty")
    git("clone", "-q", "--depth", "1", f"file://{tmp_path}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert "the clone is shallow" in doctor().stdout


def test_a_baseline_that_cannot_be_read_is_a_problem(repository):
    Path("faultless-baseline.jsonl").write_text("<<<<<<< ours\n", encoding="utf-8")
    done = doctor()
    assert done.exit_code == 1
    assert "faultless-baseline.jsonl" in done.stdout


def test_a_cache_that_cannot_be_kept_is_advice(repository):
    Path(".cache").write_text("a file, where a folder should be", encoding="utf-8")
    done = doctor()
    assert done.exit_code == 0
    assert "every run reads and checks everything anew" in done.stdout


def test_nothing_is_changed(repository):
    before = sorted(str(path) for path in repository.rglob("*"))
    doctor()
    assert sorted(str(path) for path in repository.rglob("*")) == before
