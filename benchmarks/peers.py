"""Installs what the benchmarks compare with into .peers/: proselint from PyPI and alex from npm. Hugo is Debian's.

    python benchmarks/peers.py .peers

What cannot be had is said, and its rows are missing; nothing else fails.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parent.parent / ".peers"


def command(name: str, folder: Path = FOLDER) -> Path | None:
    """Where a peer's program is, or None when it is not installed."""
    places = (folder / "venv" / "bin" / name, folder / "node_modules" / ".bin" / name)
    return next((place for place in places if place.exists()), None)


def versions() -> list[str]:
    """Name and version of each peer that is there."""
    asked: dict[str, list[str | Path]] = {}
    if shutil.which("hugo"):
        asked["hugo"] = ["hugo", "version"]
    if program := command("proselint"):
        told = "import importlib.metadata; print(importlib.metadata.version('proselint'))"
        asked["proselint"] = [program.parent / "python", "-c", told]
    if program := command("alex"):
        asked["alex"] = [program, "--version"]
    said = {name: subprocess.run(words, capture_output=True, text=True, check=True) for name, words in asked.items()}
    numbers = {name: re.search(r"\d+(?:\.\d+)+", done.stdout) for name, done in said.items()}
    return [f"{name} {number[0]}" for name, number in numbers.items() if number]


def _run(*words: str | Path) -> bool:
    """Whether a command succeeded; its complaint is shown."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr.strip()[-500:], file=sys.stderr)
    return done.returncode == 0


def missing(folder: Path = FOLDER) -> Sequence[str]:
    """Install what is not there yet; the names of what could not be had."""
    folder.mkdir(parents=True, exist_ok=True)
    if command("proselint", folder) is None and _run(sys.executable, "-m", "venv", folder / "venv"):
        _run(folder / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", "proselint")
    if command("alex", folder) is None and shutil.which("npm"):
        _run("npm", "install", "--silent", "--prefix", folder, "alex")
    lacking = [name for name in ("proselint", "alex") if command(name, folder) is None]
    return lacking if shutil.which("hugo") else [*lacking, "hugo"]


def main() -> None:
    for name in missing(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(f"{name} could not be had; nothing is compared with it.", file=sys.stderr)


if __name__ == "__main__":
    main()
