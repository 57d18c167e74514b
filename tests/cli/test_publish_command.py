"""`faultless publish`: from content to what a server serves."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from small_content import write

from faultless.cli import main

PUBLIC = (
    "---\ntitle: Checkout returned errors\nseverity: sev3\nvisibility: public\n"
    "started: 2026-03-14 09:02 UTC\nresolved: 2026-03-14 10:00 UTC\n---\n"
    "\n## Resolved — 2026-03-14 10:00 UTC\n\nOver.\n"
)


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("content/incidents/down.md", PUBLIC)
    write("mkdocs.yml", "site_name: x\nplugins:\n  - faultless/status: {url: https://status.example.com/}\n")
    return tmp_path


def publish(*arguments: str):
    return CliRunner().invoke(main, ["publish", "--now", "2026-11-20 12:00 UTC", *arguments])


def page(name: str = "down") -> str:
    return Path(f"srv/current/incidents/{name}/index.html").read_text(encoding="utf-8")


def test_the_status_site_is_built_and_served(project):
    result = publish("srv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Checkout returned errors" in page()
    assert "srv/current: 000001-" in result.stderr


def test_a_built_tree_can_be_named_and_then_nothing_is_built(project):
    write("site/index.html", "the wiki")
    assert publish("srv", "--from", "site").exit_code == 0
    assert Path("srv/current/index.html").read_text() == "the wiki"
    assert not Path("public").exists()


def test_the_addresses_that_changed_are_listed_for_a_cdn_also_when_going_back(project):
    assert "/incidents/down/" in publish("srv", "--changed-list").stdout.splitlines()
    write("content/incidents/down.md", PUBLIC.replace("Over.", "All is well."))
    listed = publish("srv", "--changed-list").stdout.splitlines()
    assert "/incidents/down/" in listed
    assert "/subscribe/" not in listed
    assert publish("srv", "--rollback", "--changed-list").stdout.splitlines() == listed
    assert "Over." in page()


def test_it_is_said_that_a_site_is_served_already(project):
    publish("srv")
    result = publish("srv")
    assert result.exit_code == 0
    assert "serves this site already" in result.stderr


def test_content_that_must_not_be_published_leaves_what_is_served(project):
    publish("srv")
    write("content/incidents/down.md", PUBLIC.replace("10:00 UTC\n---", "08:00 UTC\n---").replace("Over.", "Not over."))
    result = publish("srv")
    assert result.exit_code == 1
    assert "TI101" in result.stderr
    assert "Not over" not in page()


def test_a_folder_of_somebody_else_is_refused_and_named(project):
    write("srv/precious", "mine")
    result = publish("srv")
    assert result.exit_code == 1
    assert "precious" in result.stderr
    assert "what was served is still served" in result.stderr
    assert not Path("srv/current").exists()
    assert publish("srv", "--force").exit_code == 0


def test_nothing_to_go_back_to_is_refused(project):
    assert publish("srv", "--rollback").exit_code == 1
    publish("srv")
    result = publish("srv", "--rollback")
    assert result.exit_code == 1
    assert "no release before" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["public"], "must lie apart"),
        (["content/srv", "--force"], "must lie apart"),
        (["site/srv", "--from", "site"], "must lie apart"),
        (["srv", "--rollback", "--from", "site"], "stands alone"),
        (["srv", "--keep", "0"], "--keep"),
        (["srv", "--content", "gone"], "gone does not exist"),
    ],
)
def test_misuse_ends_in_two(project, arguments, said):
    write("site/index.html", "x")
    result = publish(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not list(Path().rglob("current"))
