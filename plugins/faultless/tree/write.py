"""Bringing a folder to exactly a set of files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from faultless.tree.changes import Changes
from faultless.tree.errors import ForeignTree, TreeError, UnsafePath
from faultless.tree.journal import Beside, commit, in_order, recover
from faultless.tree.lock import Lock, locked

MARKER = ".faultless"
"""A file at the root of every tree we wrote; a folder without it is not ours to change."""

_MARK = b"This folder is written by faultless. Whatever else stands here is deleted by the next build.\n"
_LONGEST_NAME = 255


def write_tree(destination: Path, files: Mapping[str, bytes]) -> Changes:
    """Bring `destination` to exactly these files: whole or not at all, unchanged files untouched.

    Args:
        destination: a folder; it is made if it is not there.
        files: bytes by POSIX path within the folder.

    Raises:
        UnsafePath: a path would lead out of the folder.
        ForeignTree: the folder holds files that no build of ours wrote.
        TreeError: the disk refuses; the tree stands as it was, or the next build completes it.
    """
    destination = Path(os.path.abspath(destination))  # noqa: PTH100 - a link to the folder stays a link
    for path in files:
        check_path(path)
    wanted = {**files, MARKER: _MARK}
    beside = Beside(destination)
    with _told(destination):
        destination.parent.mkdir(parents=True, exist_ok=True)
        with locked(beside.lock):
            recover(beside)
            _refuse_foreign(destination)
            standing = _standing(destination)
            created = [path for path in wanted if path not in standing]
            changed = [path for path in wanted if path in standing and not _same(destination / path, wanted[path])]
            deleted = sorted(standing - set(wanted))
            if created or changed or deleted or not destination.exists():
                _stage(beside.stage, {path: wanted[path] for path in (*created, *changed)})
                commit(beside, in_order(created, changed), deleted)
    created = [path for path in created if path != MARKER]
    unchanged = len(files) - len(created) - len(changed)
    return Changes(tuple(sorted(created)), tuple(sorted(changed)), tuple(deleted), unchanged)


class StagedTree:
    """A folder that somebody else fills, and that then takes the place of a tree.

    Between the two the tree stands as it was. One build at a time: another one waits.
    """

    def __init__(self, destination: Path) -> None:
        self.destination = Path(os.path.abspath(destination))  # noqa: PTH100 - a link to the folder stays a link
        self.beside = Beside(self.destination)
        self.lock = Lock(self.beside.lock)
        with _told(self.destination):
            self.destination.parent.mkdir(parents=True, exist_ok=True)
            self.lock.acquire()
            recover(self.beside)

    @property
    def folder(self) -> Path:
        """Where to write."""
        return self.beside.stage

    def swap(self) -> Changes:
        """Put the staged files in place of the tree; files whose bytes are the same stay untouched."""
        with _told(self.destination):
            staged, standing = _standing(self.folder), _standing(self.destination)
            created = sorted(staged - standing)
            both = sorted(staged & standing)
            changed = [path for path in both if not _alike(self.folder / path, self.destination / path)]
            deleted = sorted(standing - staged)
            commit(self.beside, in_order(created, changed), deleted)
            self.lock.release()
        return Changes(tuple(created), tuple(changed), tuple(deleted), len(both) - len(changed))

    def discard(self) -> None:
        """Throw the staged files away; the tree stands as it was."""
        with _told(self.destination):
            if self.lock.handle is not None and self.folder.exists():
                shutil.rmtree(self.folder)
            self.lock.release()


def check_path(path: str) -> None:
    """Refuse a path that would lead out of a tree.

    Raises:
        UnsafePath: it is empty, absolute, or has a part that is empty, `.`, `..`, too long or not portable.
    """
    parts = path.split("/")
    if not path or "\\" in path or "\0" in path or any(part in {"", ".", ".."} for part in parts):
        raise UnsafePath(f"{path!r} cannot be the path of a file in a tree")
    if PurePosixPath(path).is_absolute() or any(len(part.encode()) > _LONGEST_NAME for part in parts):
        raise UnsafePath(f"{path!r} cannot be the path of a file in a tree: a part of it is too long")


def _refuse_foreign(destination: Path) -> None:
    if destination.exists() and not destination.is_dir():
        raise ForeignTree(f"{destination} is a file; name another folder, or move it away")
    if destination.is_dir() and not (destination / MARKER).is_file() and any(destination.iterdir()):
        raise ForeignTree(
            f"{destination} holds files that no build of faultless wrote, and a build would delete them;"
            " name another folder, or empty this one"
        )


def _standing(folder: Path) -> set[str]:
    """The POSIX paths of all files below a folder; a link counts as a file and is never followed."""
    found: set[str] = set()
    if not folder.is_dir():
        return found
    pending = [(str(folder), "")]
    while pending:
        place, prefix = pending.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    found.add(prefix + entry.name)
    return found


def _same(file: Path, content: bytes) -> bool:
    return not file.is_symlink() and file.stat().st_size == len(content) and file.read_bytes() == content


def _alike(one: Path, other: Path) -> bool:
    return not other.is_symlink() and one.stat().st_size == other.stat().st_size and _same(other, one.read_bytes())


def _stage(stage: Path, files: Mapping[str, bytes]) -> None:
    stage.mkdir(parents=True)
    folders: set[str] = set()
    for path, content in files.items():
        folder = path.rpartition("/")[0]
        if folder and folder not in folders:
            (stage / folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        (stage / path).write_bytes(content)


@contextmanager
def _told(destination: Path) -> Iterator[None]:
    """Turn what the system says into what a person can act on."""
    try:
        yield
    except OSError as problem:
        where = problem.filename or destination
        reason = problem.strerror or str(problem)
        raise TreeError(
            f"{where}: {reason}. Free space or mend the permissions, then build again: it completes"
        ) from problem
