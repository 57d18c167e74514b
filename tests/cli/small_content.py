"""Records in small, and the command on them."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from faultless.cli import main

GOOD = "---\ntitle: Down\nseverity: sev3\nvisibility: internal\nstarted: 2026-03-14 09:02 UTC\n---\n"
BAD = GOOD.replace("---\n", "---\nresolved: 2026-03-14 08:00 UTC\n", 1)  # TI101, an error
DOUBTFUL = GOOD.replace("visibility: internal\n", "") + "\n## Resolved — 2026-03-14 10:00 UTC\n\nOver.\n"  # FM018
GUESS = "---\ntitle: Rare\ncategories: [dns]\n---\n"  # XR104, an info


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def check(*arguments: str, **environment: str):
    return CliRunner().invoke(main, ["check", "--now", "2026-11-20 12:00 UTC", *arguments], env=environment)


def told(*arguments: str) -> list[str]:
    """Path and code of every finding."""
    lines = check("--format", "concise", *arguments).stdout.splitlines()
    return [f"{line.partition(':')[0]} {line.split(': ')[1].split()[0]}" for line in lines]
