"""Runs `mkdocs` as a user does: as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
NOW = "2026-11-20T12:00:00Z"

DYING = """
import os, pathlib, sys
left = int(sys.argv.pop(1))
replace = pathlib.Path.replace
def dying(self, target):
    global left
    if self.parent.name.startswith(".") or ".stage" in str(self):
        left -= 1
        if left < 0:
            os._exit(9)
    return replace(self, target)
pathlib.Path.replace = dying
from mkdocs.__main__ import cli
sys.argv[0] = "mkdocs"
cli()
"""
"""MkDocs in a process that dies, as if it were killed, at its n-th move into a tree."""


def environment(**more: str) -> dict[str, str]:
    """What a build is given: the time of the demo, and no word on the future of MkDocs."""
    given = {name: value for name, value in os.environ.items() if name not in {"FAULTLESS_NOW", "SOURCE_DATE_EPOCH"}}
    return {**given, "NO_MKDOCS_2_WARNING": "1", "FAULTLESS_NOW": NOW, **more}


def mkdocs(
    *arguments: str, folder: Path, env: Mapping[str, str] | None = None, dies_at: int | None = None, umask: int = 0o022
) -> subprocess.CompletedProcess[str]:
    """Run it in a folder; with `dies_at` it is gone before that move."""
    command: Sequence[str] = [sys.executable, "-m", "mkdocs"]
    if dies_at is not None:
        command = [sys.executable, "-c", DYING, str(dies_at)]
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env=env if env is not None else environment(),
        capture_output=True,
        text=True,
        check=False,
        umask=umask,
    )


def demo_in(folder: Path, content: Path | None = None) -> Path:
    """A configuration like the repository's own, whose sites go to `folder`; gives back its path."""
    config = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(content or ROOT / "content"),
        "site_dir": str(folder / "site"),
        "plugins": [
            "search",
            {"faultless": {"timezone": "UTC"}},
            "faultless/wiki",
            {"faultless/status": {"dir": str(folder / "public"), "url": "https://status.northstar.example.com/"}},
        ],
    }
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(config), encoding="utf-8")
    return file


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
