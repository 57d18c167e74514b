"""The Markdown files of a folder that nobody prepared for us."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from faultless.reading.front_matter import read_front_matter
from faultless.reading.root import printable
from faultless.reading.source import read_source

_MARKDOWN = frozenset({"md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "rmd"})
_WRAPPED = frozenset({"erb", "j2", "jinja", "jinja2", "tmpl", "njk"})
"""Endings that templates put behind the one of the file they make."""

_PASSED_OVER = frozenset({"node_modules", "vendor", "__pycache__", "site-packages"})
_MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of an archive, as found.

    Attributes:
        path: POSIX, relative to the archive.
        text: all of it.
        head: its front matter; empty where there is none that can be read.
        body: the Markdown behind the front matter, and the source line it begins on.
        problem: why there is nothing to read, or None.
    """

    path: str
    text: str = ""
    head: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problem: str | None = None

    @property
    def stem(self) -> str:
        """The file's name without any of its endings."""
        return PurePosixPath(self.path).name.partition(".")[0]

    @property
    def folder(self) -> str:
        """The folder it lies in; empty for the archive itself."""
        parent = PurePosixPath(self.path).parent.as_posix()
        return "" if parent == "." else parent

    @property
    def is_checked(self) -> bool:
        """Whether the checks would read a file of this name."""
        return self.path.endswith((".md", ".markdown"))


def papers(root: Path, max_size: int) -> Iterator[Paper]:
    """The Markdown files below a folder in the order of their paths. Never raises.

    Hidden files, folders of installed packages and links to folders or out of the archive are passed over.

    Args:
        root: the archive.
        max_size: bytes; a larger file is named, but not read.
    """
    for file, path in _files(root, "", os.path.realpath(root)):
        source = read_source(file, printable(path), max_size)
        if not source.text.strip():
            yield Paper(source.path, problem=source.faults[0].message if source.faults else "the file is empty")
            continue
        head = read_front_matter(source.text, source.path, wanted=False)
        yield Paper(source.path, source.text, head.yaml.values, head.body, head.body_line)


def _files(folder: Path, prefix: str, root: str) -> Iterator[tuple[Path, str]]:
    if prefix.count("/") > _MAX_DEPTH:
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = prefix + entry.name
        if entry.name.startswith(".") or entry.name in _PASSED_OVER:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), path + "/", root)
        elif _is_markdown(entry.name) and (not entry.is_symlink() or _is_inside(entry.path, root)):
            yield Path(entry.path), path


def _is_markdown(name: str) -> bool:
    *_, before, last = ("", *name.casefold().split(".")[1:]) if "." in name else ("", "")
    return last in _MARKDOWN or (last in _WRAPPED and before in _MARKDOWN)


def _is_inside(link: str, root: str) -> bool:
    target = os.path.realpath(link)
    return target.startswith(root + os.sep) and Path(target).is_file()
