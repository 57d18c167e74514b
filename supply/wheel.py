"""Tries the wheel as users get it: in an environment of its own, with none of our sources in sight.

For each interpreter it is installed with the locked dependencies, or with the lowest that `pyproject.toml` allows, and
builds the demo there, checks it, and begins a repository. Every interpreter has to make the same status site, byte for
byte; of the wiki's theme, other interpreters get other versions.

    python supply/wheel.py python3.10 python3.13
    python supply/wheel.py --lowest python3.10          needs uv
    python supply/wheel.py python3.10 --tests tests/leak tests/cli
    python supply/wheel.py python3.13 --properdocs      which goes on with MkDocs: the same status site
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
BROUGHT = (
    *(".pre-commit-hooks.yaml", "action.yml", "benchmarks", "content", "locks", "mkdocs.yml", "overrides"),
    *("pyproject.toml", "README.md", "tests"),
)
"""What is there besides the wheel: the demo and the tests, and no source."""

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    "FAULTLESS_NOW": "2026-11-20T12:00:00Z",
    "NO_MKDOCS_2_WARNING": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}


def run(*command: str | Path, folder: Path = ROOT) -> str:
    """What a command says; it ends this program where it fails."""
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def built(place: Path) -> Path:
    """The wheel of this checkout."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place)
    (wheel,) = place.glob("*.whl")
    return wheel


def installed(python: str, wheel: Path, place: Path, *, lowest: bool, tests: bool) -> Path:
    """The programs of an environment that has the wheel and what it needs."""
    run(python, "-m", "venv", place)
    programs = place / "bin"
    if lowest:
        more = ["--group", "dev"] if tests else []
        wanted = f"faultless[charts] @ {wheel.as_uri()}"
        install = ("uv", "pip", "install", "--quiet", "--resolution", "lowest-direct")
        run(*install, "--python", programs / "python", *more, wanted)
    else:
        lock = ROOT / "locks" / ("test.lock" if tests else "site.lock")
        run(programs / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock)
        run(programs / "python", "-m", "pip", "install", "--quiet", "--no-deps", wheel)
    return programs


def digest(folder: Path) -> tuple[str, int]:
    """What tells whether folders hold the same, and how many files that is."""
    total, files = hashlib.sha256(), sorted(path for path in folder.rglob("*") if path.is_file())
    for file in files:
        total.update(f"{file.relative_to(folder)}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()[:16], len(files)


def tried(programs: Path, place: Path, tests: Sequence[str], *, properdocs: bool) -> tuple[str, int]:
    """Use what is installed; gives back the digest of the demo's status site, and how many files it has."""
    place.mkdir()
    for name in BROUGHT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).is_file():
            shutil.copy(ROOT / name, place / name)
    where = run(programs / "python", "-c", "import faultless; print(faultless.__file__)", folder=place)
    if not Path(where.strip()).is_relative_to(programs.parent):
        sys.exit(f"not the wheel is used, but {where}")
    run(programs / "mkdocs", "build", "--strict", "--quiet", folder=place)
    made = digest(place / "public")
    run(programs / "faultless", "status", "--out", place / "alone", "--no-cache", folder=place)
    if digest(place / "alone") != made:
        sys.exit("`faultless status` and `mkdocs build` make different status sites")
    if properdocs:
        run(programs / "python", "-m", "pip", "install", "--quiet", "properdocs")
        for name in ("site", "public", ".cache"):
            shutil.rmtree(place / name)
        run(programs / "properdocs", "build", "--strict", "--quiet", "-f", "mkdocs.yml", folder=place)
        if digest(place / "public") != made:
            sys.exit("ProperDocs and MkDocs make different status sites")
    run(programs / "faultless", "check", "--strict", "content", folder=place)
    run(programs / "faultless", "init", "new", folder=place)
    run(programs / "mkdocs", "build", "--strict", "--quiet", folder=place / "new")
    if tests:
        said = run(programs / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, folder=place)
        sys.stdout.write(f"  {said.strip().splitlines()[-1]}\n")
    return made


def main() -> None:
    """Try each interpreter."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("pythons", nargs="+", metavar="PYTHON")
    asked.add_argument("--lowest", action="store_true", help="with the lowest versions of what it needs directly")
    asked.add_argument("--properdocs", action="store_true", help="with ProperDocs as well as with MkDocs")
    asked.add_argument("--tests", nargs="+", default=[], metavar="AREA", help="run these tests with it as well")
    given = asked.parse_args()
    found: set[str] = set()
    with TemporaryDirectory() as folder:
        wheel = built(Path(folder) / "dist")
        sys.stdout.write(f"{wheel.name}, {wheel.stat().st_size // 1024:,} KB\n")
        for number, python in enumerate(given.pythons):
            place = Path(folder) / str(number)
            programs = installed(python, wheel, place / "venv", lowest=given.lowest, tests=bool(given.tests))
            made, files = tried(programs, place / "work", given.tests, properdocs=given.properdocs)
            version = run(programs / "python", "--version").strip()
            sys.stdout.write(f"{version}: {files:,} files of the status site, {made}\n")
            found.add(made)
    if len(found) > 1:
        sys.exit("interpreters make different status sites")


if __name__ == "__main__":
    main()
