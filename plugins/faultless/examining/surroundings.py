"""What lies around a configuration: the content, the repository, the environment, and what is kept between runs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from faultless.caching import PLACE, VARIABLE
from faultless.checks.baseline import BadBaseline, baseline_file, read_baseline
from faultless.examining.ailment import Ailment, advice, problem
from faultless.policy import Policy

_FOLDERS = ("incidents", "postmortems")


def ailments_of_content(content: Path) -> Iterator[Ailment]:
    """Whether the content is where it is looked for."""
    if not content.is_dir():
        yield problem(
            content, "there is no such folder", "there is nothing to read",
            "set docs_dir in mkdocs.yml, or begin with faultless init",
        )  # fmt: skip
        return
    if not (content / "catalogue.yml").is_file():
        yield problem(
            content / "catalogue.yml", "there is no catalogue",
            "no component is known: every record that names one is refused",
            "write it: faultless schema catalogue says what it holds",
        )  # fmt: skip
    if not any((content / name).is_dir() for name in _FOLDERS):
        yield advice(
            content, "there are no incidents and no postmortems yet", "both sites are empty",
            'begin one: faultless new incident "What customers see"',
        )  # fmt: skip


def ailments_of_baseline(policy: Policy) -> Iterator[Ailment]:
    """Whether the findings that are accepted can be read."""
    file = baseline_file(policy)
    if file is not None:
        try:
            read_baseline(file)
        except BadBaseline as trouble:
            yield problem(
                file, str(trouble), "nothing can be checked", "faultless check --write-baseline writes it again"
            )


def ailments_of_environment(environ: Mapping[str, str]) -> Iterator[Ailment]:
    """Settings that change what is built, and are easily forgotten."""
    for name in ("FAULTLESS_NOW", "SOURCE_DATE_EPOCH"):
        if environ.get(name):
            yield advice(
                name, f"is set to {environ[name]}", "everything is built as of that time, not of the clock",
                f"unset {name}, unless that is wanted",
            )  # fmt: skip
            return


def ailments_of_cache(root: Path, environ: Mapping[str, str]) -> Iterator[Ailment]:
    """Whether anything can be kept between runs."""
    said = environ.get(VARIABLE)
    folder = Path(said) if said else root / PLACE
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if said != "" and not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        yield advice(
            folder, "nothing can be written there", "every run reads and checks everything anew",
            "make the folder writable, or name another one in FAULTLESS_CACHE",
        )  # fmt: skip


def ailments_of_repository(root: Path, generated: Mapping[str, Path]) -> Iterator[Ailment]:
    """What Git knows that it should not, or does not know that it should.

    Args:
        root: folder of the configuration.
        generated: the folders that builds write, by what they are.
    """
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    if inside is None:
        yield advice(
            root, "is no Git repository, or Git is not installed",
            "--changed-since and diff have nothing to compare with",
            "git init",
        )  # fmt: skip
        return
    if _git(root, "rev-parse", "--is-shallow-repository") == "true":
        yield advice(
            root, "the clone is shallow", "--changed-since and diff may not find the commit they are asked for",
            "git fetch --unshallow; in CI, check out with fetch-depth: 0",
        )  # fmt: skip
    for name, folder in generated.items():
        if _git(root, "ls-files", "--", str(folder)):
            yield problem(
                folder, f"{name} is committed", "each build makes the working tree dirty, and every review long",
                f"git rm -r --cached {os.path.relpath(folder, root)}, and name it in .gitignore",
            )  # fmt: skip


def _git(root: Path, *arguments: str) -> str | None:
    """What Git answers; None where it fails or is not there."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and every argument is ours or a path after `--`
            ["git", "-C", str(root), *arguments],  # noqa: S607 - the user's own Git
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
