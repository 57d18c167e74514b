"""Content roots: folders that hold `incidents/`, `postmortems/` or `root-causes/`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from faultless.model import START_OF_FILE
from faultless.reading.fault import Fault

FOLDERS = {"incidents": "incident", "postmortems": "postmortem", "root-causes": "root-cause"}
"""The folders of records and the kind of record each holds."""

CATALOGUE = "catalogue.yml"
PUBLIC = "public"
_MAX_DEPTH = 40
_INTROS = {"index.md", "readme.md"}


def content_root(path: Path) -> Path | None:
    """The content root that a path is or lies below, or None."""
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.absolute().parents):
        if any((folder / name).is_dir() for name in FOLDERS) or (folder / CATALOGUE).is_file():
            return folder
    return None


@dataclass(frozen=True, slots=True)
class Found:
    """A file below a content root: where it is, its POSIX path there, and what kind of file it is.

    Kinds are those of `FOLDERS`, `catalogue`, `page` and `asset`.
    """

    place: str
    path: str
    kind: str

    @property
    def file(self) -> Path:
        """Where it is."""
        return Path(self.place)


class Tree:
    """The files below a content root, in the order of their paths; `faults` collects what must not be followed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []

    def files(self) -> Iterator[Found]:
        """Every file that is content; hidden ones and other formats are passed over."""
        yield from self._folder(str(self.root), "")

    def _folder(self, folder: str, prefix: str) -> Iterator[Found]:
        if prefix.count("/") > _MAX_DEPTH:
            hint = f"put it higher: folders are read {_MAX_DEPTH} levels deep"
            self._fault("FM001", prefix.rstrip("/"), "a folder that lies too deep", hint)
            return
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as problem:
            message = f"the folder cannot be read: {problem.strerror or problem}"
            self._fault("FM001", prefix.rstrip("/") or ".", message, "check its permissions")
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = prefix + entry.name
            linked = entry.is_symlink()
            if linked and not self._inside(entry.path, path):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._folder(entry.path, path + "/")
            elif linked and Path(entry.path).is_dir():
                self._fault("FM012", path, "a symbolic link to a folder", "put the files here")
            else:
                kind = _kind(path)
                if kind is not None:
                    yield Found(entry.path, path, kind)

    def _inside(self, link: str, path: str) -> bool:
        home = PUBLIC if path.startswith(PUBLIC + "/") else ""
        target, root = os.path.realpath(link), os.path.realpath(self.root / home)
        if target == root or target.startswith(root + os.sep):
            return True
        left = f"{PUBLIC}/" if home else "the content"
        self._fault("FM012", path, f"a symbolic link that leaves {left}", "put the file itself here")
        return False

    def _fault(self, code: str, path: str, message: str, hint: str) -> None:
        self.faults.append(Fault(code, printable(path), START_OF_FILE, message, hint))


def printable(path: str) -> str:
    """A path that can be printed and written: bytes that are no UTF-8 become U+FFFD."""
    return path.encode("utf-8", "replace").decode("utf-8")


def _kind(path: str) -> str | None:
    first, _, rest = path.partition("/")
    if path == CATALOGUE:
        return "catalogue"
    if first == PUBLIC and rest:
        return "asset"
    if not path.endswith((".md", ".markdown")):
        return None
    if rest and path.rsplit("/", 1)[-1].casefold() not in _INTROS:
        return FOLDERS.get(first, "page")
    return "page"
