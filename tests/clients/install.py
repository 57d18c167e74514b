"""Installs the clients that read our feeds, calendar and API, into a folder of their own: `make test-clients`.

Every version from PyPI and npm is pinned; Debian's are those of the release. What cannot be had is said by name, and
its tests are skipped; a client that is there and disagrees fails them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
PYTHON = ("feedparser", "vobject", "icalendar", "aRez")
PAGES = ("html-validate", "lighthouse", "vnu-jar")
NODE = ("rss-parser", "statuspage.io", "statuspage.js")
DEBIAN = {"newsboat": "newsboat", "rss2email": "r2e"}


def run(command: Sequence[str | Path], folder: Path | None = None) -> str:
    """What went wrong, or nothing."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as problem:
        return str(problem)
    said = (done.stderr or done.stdout).strip().splitlines()
    return "" if done.returncode == 0 else (said[-1] if said else f"exit {done.returncode}")


def python_clients(place: Path) -> dict[str, str]:
    """Why each is missing; nothing where it is there."""
    pip = [place / "venv/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not (place / "venv/bin/python").exists() and (problem := run([sys.executable, "-m", "venv", place / "venv"])):
        return dict.fromkeys(PYTHON, problem)
    pinned = HERE / "requirements.txt"
    if not run([*pip, "--no-deps", "-r", pinned]):
        return dict.fromkeys(PYTHON, "")
    return {name: run([*pip, "-c", pinned, name]) for name in PYTHON}


def node_clients(place: Path, part: str, names: Sequence[str]) -> dict[str, str]:
    """As above: `part` is the folder with their versions."""
    folder = place / part
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / part / name, folder)
    quietly = ["--ignore-scripts", "--no-audit", "--no-fund"]
    problem = run(["npm", "ci", *quietly], folder)
    if problem:  # a mirror may lack a version that the lock names; those of package.json are pinned all the same
        problem = run(["npm", "install", "--no-package-lock", *quietly], folder)
    return {name: problem if not (folder / "node_modules" / name).is_dir() else "" for name in names}


def debian_clients() -> dict[str, str]:
    """As above."""
    missing = [name for name, command in DEBIAN.items() if shutil.which(command) is None]
    if missing:
        run(["apt-get", "update", "--quiet"])
    why = {name: run(["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", name]) for name in missing}
    return {name: "" if shutil.which(command) else why.get(name, "") for name, command in DEBIAN.items()}


def main() -> None:
    place = Path(sys.argv[1]).absolute()
    place.mkdir(parents=True, exist_ok=True)
    node = {**node_clients(place, "node", NODE), **node_clients(place, "pages", PAGES)}
    found = {**python_clients(place), **node, **debian_clients()}
    for name, problem in found.items():
        print(f"{name}: {f'NOT INSTALLED, its tests are skipped: {problem}' if problem else 'installed'}")


if __name__ == "__main__":
    main()
