"""What the recipes for hosts send is the site, all of it and nothing else, and the way back leads back."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from handbook_pages import ROOT
from test_commands import Shown, project, run, shown  # noqa: F401 - the fixture is asked for by its name

PAGE = (ROOT / "content/handbook/hosting.md").read_text(encoding="utf-8")
INCIDENT = "content/incidents/2026-11-19-now.md"
TOLD = (
    "---\ntitle: Search is slow\nseverity: sev3\nvisibility: public\ncomponents: {}\n"
    "started: 2026-11-19 09:00 UTC\n---\n\n## Investigating — 2026-11-19 09:10 UTC\n\nSearches take ten seconds.\n"
)


def recipe(title: str) -> tuple[Shown, ...]:
    """The commands below a heading."""
    part = re.split(r"^## ", PAGE.partition(f"\n## {title}\n")[2], flags=re.MULTILINE)[0]
    return tuple(line for block in re.findall(r"```sh\n(.*?)```", part, re.DOTALL) for line in shown("sh", block))


def follow(commands: tuple[Shown, ...], folder: Path) -> None:
    for command in commands:
        done = run(command.line, folder)
        assert done.returncode == 0, f"{command.line}\n{done.stdout}"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file that readers are to find."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files if file.name != ".faultless"}


def branch(folder: Path) -> set[str]:
    """What the host's branch holds."""
    git = ["git", "--git-dir", "host.git", "ls-tree", "-r", "--name-only", "-z", "pages"]
    listed = subprocess.run(git, cwd=folder, capture_output=True, text=True, check=True).stdout
    return set(listed.split("\0")) - {""}


needs_rclone = pytest.mark.skipif(shutil.which("rclone") is None, reason="rclone is not installed")


@needs_rclone
@pytest.mark.parametrize(
    ("title", "buckets"),
    [("Two hosts that share nothing", ["first", "second"]), ("Object storage and a CDN", ["store"])],
)
def test_buckets_hold_the_site_after_each_edit(project, title, buckets):  # noqa: F811
    for text in (TOLD, TOLD.replace("ten", "five"), None):
        if text is None:
            (project / INCIDENT).unlink()
        else:
            (project / INCIDENT).write_text(text, encoding="utf-8")
        follow(recipe(title), project)
        for bucket in buckets:
            assert tree(project / bucket / "status") == tree(project / "public")
            assert not (project / bucket / "status/.faultless").exists()


def test_the_list_for_a_cdn_has_whole_addresses_of_what_changed(project):  # noqa: F811
    commands = [one for one in recipe("Object storage and a CDN") if not one.line.startswith("rclone")]
    follow(tuple(commands), project)
    (project / INCIDENT).write_text(TOLD, encoding="utf-8")
    follow(tuple(commands), project)
    listed = (project / "purge.txt").read_text(encoding="utf-8").splitlines()
    assert "https://status.example.com/incidents/2026-11-19-now/" in listed
    assert "https://status.example.com/" in listed
    assert "https://status.example.com/subscribe/" not in listed


def test_a_branch_holds_the_site_and_can_go_back(project):  # noqa: F811
    *once, build, add, commit, push, back = recipe("Git pages")
    follow((*once, build, add, commit, push), project)
    before = branch(project)
    assert before == set(tree(project / "public"))
    (project / INCIDENT).write_text(TOLD, encoding="utf-8")
    follow((build, add, commit, push), project)
    assert branch(project) - before >= {"incidents/2026-11-19-now/index.html"}
    follow((back,), project)
    assert branch(project) == before
