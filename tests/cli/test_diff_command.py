"""`faultless diff`: what customers see change, in words."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from repository import ALONE, commit, git
from small_content import BAD, GOOD, write

from faultless.cli import main

CATALOGUE = """\
components:
  - {id: checkout, name: Checkout}
  - {id: search, name: Search}
"""
DOWN = """\
---
title: Checkout returned errors
severity: sev2
visibility: public
components: {checkout: partial_outage}
started: 2026-03-14 09:02 UTC
---

## Investigating — 2026-03-14 09:14 UTC

One card payment in ten is refused. Carts are kept.
"""
RESOLVED = DOWN.replace("---\n\n", "resolved: 2026-03-14 10:00 UTC\n---\n\n") + (
    "\n## Resolved — 2026-03-14 10:00 UTC\n\nCard payments work.\n\nComponents: checkout operational\n"
)

COUNTED = "1 changed incident, 1 changed component, 1 changed site."


@pytest.fixture
def repository(project, monkeypatch):
    """A public incident on main, and a branch to work on."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"):
        monkeypatch.delenv(name, raising=False)
    write("content/catalogue.yml", CATALOGUE)
    write("content/incidents/down.md", DOWN)
    write("mkdocs.yml", "site_name: x\nplugins:\n  - faultless/status: {url: https://status.example.com/}\n")
    git("init", "--quiet", "--initial-branch", "main")
    commit()
    git("checkout", "--quiet", "-b", "work")
    return project


def diff(*arguments: str, base: str = "main"):
    return CliRunner().invoke(
        main, ["diff", base, "--no-cache", "--now", "2026-03-14 11:00 UTC", *arguments], catch_exceptions=False
    )


def said(*arguments: str, base: str = "main") -> list[str]:
    result = diff(*arguments, base=base)
    assert result.exit_code == 0, result.stderr
    return [line.strip() for line in result.stdout.splitlines() if line.strip()]


def changed() -> list[tuple[str, str, str]]:
    """Kind, what and title of every change."""
    return [(one["kind"], one["what"], one["title"]) for one in json.loads(diff("--format", "json").stdout)["changes"]]


# What is told


def test_where_nothing_changed_that_is_all_that_is_said(repository):
    assert said() == ["Customers see no change, as of 2026-03-14 11:00 UTC."]


def test_an_internal_incident_and_internal_words_are_no_change(repository):
    write("content/incidents/secret.md", GOOD)
    write("content/incidents/down.md", DOWN.replace("visibility", "tags: [vendor-x]\nvisibility") + "\n## Notes\n\nx\n")
    write("content/catalogue.yml", CATALOGUE + "  - {id: relay, name: Relay, visibility: internal}\n")
    assert said() == ["Customers see no change, as of 2026-03-14 11:00 UTC."]


def test_a_resolved_incident_changes_its_phase_its_times_and_the_state_of_the_component(repository):
    write("content/incidents/down.md", RESOLVED)
    assert said() == [
        "What customers will see change, as of 2026-03-14 11:00 UTC: " + COUNTED,
        "One update is new: each is a message to those who subscribe.",
        "~ changed incident: Checkout returned errors (incidents/down/)",
        "phase: Investigating -> Resolved",
        "end: 2026-03-14 10:00 UTC",
        "duration: 58 min",
        "next update due: 2026-03-14 13:14 UTC -> nothing",
        "update Resolved, 2026-03-14 10:00 UTC, new:",
        "Card payments work.",
        "components in the update Resolved, 2026-03-14 10:00 UTC: Checkout: operational",
        "~ changed component: Checkout (components/checkout/)",
        "state: partial outage -> operational",
        "uptime of 90 days: 94.63 % -> 97.36 %",
        "~ changed site: Status",
        "banner: partial outage -> operational",
    ]


def test_an_edited_update_is_told_word_by_word(repository):
    write("content/incidents/down.md", DOWN.replace("in ten is refused", "in five is declined"))
    assert said()[2:] == [
        "update Investigating, 2026-03-14 09:14 UTC, changed:",
        "One card payment in [-ten-] {+five+} is [-refused.-] {+declined.+} Carts are kept.",
    ]


def test_a_link_that_leads_elsewhere_is_told_though_no_word_differs(repository):
    linked = DOWN.replace("Carts are kept", "[Carts](https://one.example.com/) are kept")
    write("content/incidents/down.md", linked)
    commit("linked")
    write("content/incidents/down.md", linked.replace("one.example", "two.example"))
    told = "\n".join(said(base="HEAD"))
    assert "links and form of the update Investigating" in told
    assert "two.example.com" in told


def test_an_update_that_got_another_time_is_the_same_update(repository):
    write("content/incidents/down.md", DOWN.replace("09:14", "09:17"))
    assert (
        "time of the update Investigating, 2026-03-14 09:17 UTC: 2026-03-14 09:14 UTC -> 2026-03-14 09:17 UTC" in said()
    )


def test_a_renamed_incident_is_moved_where_its_old_address_still_leads_to_it(repository):
    Path("content/incidents/down.md").unlink()
    write("content/incidents/up.md", DOWN)
    assert {("new", "incident"), ("removed", "incident")} <= {one[:2] for one in changed()}
    write("content/incidents/up.md", DOWN.replace("visibility", "aliases: [down]\nvisibility"))
    assert [one[:2] for one in changed()] == [("moved", "incident")]
    assert "address: incidents/down/ -> incidents/up/" in said()


def test_what_is_gone_is_told_with_what_was_said_in_it(repository):
    Path("content/incidents/down.md").unlink()
    told = said()
    assert "- removed incident: Checkout returned errors (incidents/down/)" in told
    assert "One card payment in ten is refused. Carts are kept." in told


def test_components_that_come_go_and_change_their_name_are_told(repository):
    write("content/catalogue.yml", "components:\n  - {id: checkout, name: Basket}\n  - {id: images, name: Images}\n")
    told = changed()
    assert ("changed", "component", "Basket") in told
    assert ("new", "component", "Images") in told
    assert ("removed", "component", "Search") in told


def test_a_new_message_to_customers_is_told(repository):
    write(
        "content/postmortems/down.md",
        "---\ntitle: Secret name\nincident: down\nstatus: published\nauthors: []\ncustomer_message: true\n---\n\n"
        "## Root cause\n\nThe secret cause.\n\n## Customer message\n\nWe now alert after five minutes.\n",
    )
    told = "\n".join(said())
    assert "message to customers, new:" in told
    assert "We now alert after five minutes." in told
    assert "ecret" not in told


def test_a_picture_with_other_bytes_is_a_change_though_its_name_is_the_same(repository):
    Path("content/public").mkdir()
    Path("content/public/map.png").write_bytes(b"one")
    commit("map")
    Path("content/public/map.png").write_bytes(b"other")
    assert "size: 3 bytes -> 5 bytes" in said(base="HEAD")


def test_the_address_of_the_site_in_the_configuration_counts_as_of_then(repository):
    text = Path("mkdocs.yml").read_text()
    Path("mkdocs.yml").write_text(text.replace("status.example", "new.example"))
    assert any(line.startswith("address in feeds and links: https://status.example.com") for line in said())


# How it is told


def test_markdown_shows_content_as_it_is_and_mentions_nobody(repository):
    write("content/incidents/down.md", DOWN.replace("Carts are", "@everyone &lt;b> \\# #12 **Carts** `are`"))
    text = diff("--format", "markdown").stdout
    assert text.startswith("### What customers will see change\n")
    assert "@everyone" not in text.replace("\\@everyone", "")
    assert "#12" not in text.replace("\\#12", "")
    assert "<b>" not in text
    assert "<ins>" in text


def test_json_has_the_words_that_came_and_went(repository):
    write("content/incidents/down.md", DOWN.replace("in ten", "in five"))
    document = json.loads(diff("--format", "json").stdout)
    assert (document["as_of"], document["summary"], document["new_updates"]) == (
        "2026-03-14T11:00:00Z",
        "1 changed incident",
        0,
    )
    words = document["changes"][0]["facts"][0]["words"]
    assert [piece for piece in words if piece[0] != "="] == [["-", "ten "], ["+", "five "]]


def test_nothing_in_a_title_drives_the_terminal(repository):
    write("content/incidents/down.md", DOWN.replace("title: Checkout", 'title: "\\e[31mCheckout'))
    assert "\x1b" not in diff().stdout


@pytest.mark.parametrize(("edit", "code"), [("", 0), ("declined", 1)])
def test_the_exit_code_tells_of_a_change_if_asked(repository, edit, code):
    if edit:
        write("content/incidents/down.md", DOWN.replace("refused", edit))
    assert diff("--exit-code").exit_code == code
    assert diff().exit_code == 0


# What it is compared with


def test_the_work_tree_and_the_index_stay_as_they_are(repository):
    write("content/incidents/down.md", RESOLVED)
    write("content/incidents/staged.md", GOOD)
    git("add", "content/incidents/staged.md")
    before = git("status", "--porcelain"), git("stash", "list"), Path(".git/index").read_bytes()
    said()
    assert (git("status", "--porcelain"), git("stash", "list"), Path(".git/index").read_bytes()) == before
    assert not [path for path in Path().rglob("*") if path.name.startswith("faultless-")]


def test_what_others_have_landed_meanwhile_is_no_change_of_ours(repository):
    git("checkout", "--quiet", "main")
    write("content/incidents/other.md", DOWN)
    commit("other")
    git("checkout", "--quiet", "work")
    assert said() == ["Customers see no change, as of 2026-03-14 11:00 UTC."]


@pytest.mark.parametrize("name", ["../before/content", "../before"])
def test_a_folder_can_be_compared_with_as_well(repository, tmp_path_factory, name, monkeypatch):
    here = repository / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    write("content/incidents/down.md", RESOLVED)
    write("../before/content/incidents/down.md", DOWN)
    assert "phase: Investigating -> Resolved" in said(base=name)


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("nowhere", "nowhere"),
        ("./mkdocs", "./mkdocs"),
        ("work..main", "work..main"),
        ("content/incidents/", "no content"),
    ],
)
def test_a_base_that_is_not_there_is_misuse(repository, base, words):
    result = diff(base=base)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_outside_of_git_it_is_said_that_there_is_no_history(project, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    result = diff()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


def test_a_file_that_cannot_be_read_is_named_since_it_seems_to_be_gone(repository):
    Path("content/incidents/down.md").write_bytes(b"\xff\xfe\x00")
    result = diff()
    assert "content: not read as a whole, so something may seem to be gone: incidents/down.md" in result.stderr


def test_content_that_is_in_error_is_compared_all_the_same(repository):
    write("content/incidents/bad.md", BAD)
    assert diff().exit_code == 0


def test_colours_are_for_terminals_only(repository):
    write("content/incidents/down.md", DOWN.replace("in ten", "in five"))
    assert "\x1b" not in diff().stdout
    os.environ["FORCE_COLOR"] = "1"
    try:
        assert "\x1b[31m[-ten-]" in diff().stdout
    finally:
        del os.environ["FORCE_COLOR"]
