"""Pagefind, where it is installed: a search index in small pieces, of which a reader fetches only what a query needs.

It reads the built pages: what stands in an element marked `data-pagefind-body`, and filters from elements marked
`data-pagefind-filter`. Its command comes with the package `pagefind-bin` (the extra `search`).
"""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

FOLDER = "pagefind"
"""Where the index lies in a site."""

_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js", "playground")
"""Interfaces that it brings along; the wiki has its own."""


class PagefindFailed(Exception):
    """The index could not be made; the message is what Pagefind said."""


def pagefind_command() -> str | None:
    """Where the command is, or None where it is not installed."""
    for package in ("pagefind_bin_extended", "pagefind_bin"):
        spec = find_spec(package)
        for folder in spec.submodule_search_locations or () if spec is not None else ():
            for name in ("pagefind_extended", "pagefind", "pagefind_extended.exe", "pagefind.exe"):
                if (Path(folder) / name).is_file():
                    return str(Path(folder) / name)
    return shutil.which("pagefind_extended") or shutil.which("pagefind")


def index(command: str, site: Path, folder: Path, language: str) -> int:
    """Write the index of a built site to a folder; gives back its size in bytes.

    Args:
        command: see `pagefind_command`.
        site: folder of the built pages.
        folder: where the index goes; in the site it is `FOLDER`.
        language: of all pages, ISO 639-1: one index for all of them.

    Raises:
        PagefindFailed: it ended with an error, or could not be started.
    """
    options = {
        "--site": str(site),
        "--output-path": str(folder),
        "--force-language": language,
        "--exclude-selectors": ".headerlink",
    }
    arguments = (*(part for option in options.items() for part in option), "--silent")
    try:
        done = subprocess.run((command, *arguments), capture_output=True, text=True, check=False)  # noqa: S603 - ours
    except OSError as problem:
        raise PagefindFailed(str(problem)) from None
    if done.returncode or not folder.is_dir():
        raise PagefindFailed(" ".join((done.stderr or done.stdout).split()) or f"it ended with {done.returncode}")
    for pattern in _UNUSED:
        for found in folder.glob(pattern):
            shutil.rmtree(found) if found.is_dir() else found.unlink()
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
