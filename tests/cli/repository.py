"""A Git repository in small, the same on every machine: no configuration of the user's or the system's counts."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.com",
}


def git(*arguments: str, folder: Path | str = ".") -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **ALONE}, check=True, capture_output=True, text=True
    )
    return done.stdout


def commit(message: str = "x", *, folder: Path | str = ".") -> str:
    """Commit everything, and give back the commit."""
    git("add", "--all", folder=folder)
    git("commit", "--quiet", "--allow-empty", "-m", message, folder=folder)
    return git("rev-parse", "HEAD", folder=folder).strip()
