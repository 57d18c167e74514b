"""A tree while a build brings it up to date: files come one by one, and appear all together at the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE
from types import TracebackType
from typing import NamedTuple

from faultless.tree.changes import Changes
from faultless.tree.errors import ForeignTree, told
from faultless.tree.journal import Beside, commit, in_order, recover
from faultless.tree.lock import Lock
from faultless.tree.paths import check_path

MARKER = ".faultless"
"""A file at the root of every tree we wrote; a folder without it is not ours to change."""

_MARK = b"This folder is written by faultless. Whatever else stands here is deleted by the next build.\n"


_FILE, _FOLDER = 0o644, 0o755


class Stamp(NamedTuple):
    """What tells that a file is as somebody left it, without reading it.

    Attributes:
        size: bytes.
        changed: nanoseconds of its last change.
        mode: who may read it.
    """

    size: int
    changed: int
    mode: int = _FILE


class OpenTree:
    """A folder that is brought to exactly a set of files: whole or not at all, unchanged files untouched.

    For use in a `with`: from its beginning to its end no other build writes here. What was put is thrown away unless
    `finish` was called. Everybody may read what it writes, for a server reads it as another user than the one who
    builds, and the umask of a build machine is nothing that the two have agreed upon.

    Attributes:
        standing: the files that are there, by POSIX path.

    Raises:
        ForeignTree: the folder holds files that no build of ours wrote.
        TreeError: the disk refuses; the tree stands as it was, or the next build completes it.
    """

    def __init__(self, destination: Path) -> None:
        self.folder = Path(os.path.abspath(destination))  # noqa: PTH100 - a link to the folder stays a link
        self.beside = Beside(self.folder)
        self.lock = Lock(self.beside.lock)
        self.standing: dict[str, Stamp] = {}
        self.created: list[str] = []
        self.changed: list[str] = []
        self.kept: set[str] = set()
        self._folders: set[str] = set()
        self._stage_root = str(self.beside.stage)

    def __enter__(self) -> OpenTree:  # noqa: PYI034 - Self is not in the typing of Python 3.10
        with told(self.folder):
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self.lock.acquire()
            try:
                recover(self.beside)
                _refuse_foreign(self.folder)
                self.standing = stamps_of(self.folder)
            except BaseException:
                self.lock.release()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        with told(self.folder):
            try:
                if self.beside.stage.exists() and not self.beside.journal.exists():
                    shutil.rmtree(self.beside.stage)
            finally:
                self.lock.release()

    def put(self, path: str, content: bytes) -> None:
        """Have a file hold some bytes.

        Raises:
            UnsafePath: it would lead out of the folder.
        """
        check_path(path)
        standing = self.standing.get(path)
        with told(self.folder):
            if standing is None:
                self.created.append(path)
            elif standing.mode == _FILE and standing.size == len(content) and _same(self.folder / path, content):
                self.kept.add(path)
                return
            else:
                self.changed.append(path)
            self._stage(path, content)

    def read(self, path: str) -> bytes:
        """The bytes of a file that is there."""
        with told(self.folder):
            return (self.folder / path).read_bytes()

    def keep(self, paths: Iterable[str]) -> None:
        """Leave files that are there as they are."""
        self.kept.update(paths)

    def finish(self) -> Changes:
        """Let everything that was put appear, and everything else go."""
        if MARKER not in self.standing:
            self._stage(MARKER, _MARK)
        else:
            self.kept.add(MARKER)
        new = [*self.created, *([] if MARKER in self.standing else [MARKER])]
        deleted = sorted(self.standing.keys() - self.kept - set(self.changed))
        with told(self.folder):
            if new or self.changed or deleted or not self.folder.exists():
                self._folder("")
                commit(self.beside, in_order(new, self.changed), deleted)
        unchanged = len(self.kept - {MARKER})
        return Changes(tuple(sorted(self.created)), tuple(sorted(self.changed)), tuple(deleted), unchanged)

    def stamps(self, changes: Changes) -> dict[str, Stamp]:
        """What every file of the tree is known again by, once it is finished."""
        found = {path: self.standing[path] for path in self.kept}
        for path in (*changes.created, *changes.changed):
            state = (self.folder / path).lstat()
            found[path] = Stamp(state.st_size, state.st_mtime_ns)
        found.pop(MARKER, None)
        return found

    def _stage(self, path: str, content: bytes) -> None:
        self._folder(path.rpartition("/")[0])
        staged = f"{self._stage_root}/{path}"  # a string: a `Path` for each of thousands takes as long as writing it
        with open(staged, "wb") as file:  # noqa: PTH123
            file.write(content)
        os.chmod(staged, _FILE)  # noqa: PTH101

    def _folder(self, path: str) -> None:
        """Have a folder to write to, and those above it."""
        if path in self._folders:
            return
        if path:
            self._folder(path.rpartition("/")[0])
        staged = f"{self._stage_root}/{path}"
        with suppress(FileExistsError):
            os.mkdir(staged)  # noqa: PTH102
        os.chmod(staged, _FOLDER)  # noqa: PTH101
        self._folders.add(path)


def stamps_of(folder: Path) -> dict[str, Stamp]:
    """All files below a folder by their POSIX paths; a link counts as a file and is never followed."""
    found: dict[str, Stamp] = {}
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
                    state = entry.stat(follow_symlinks=False)
                    found[prefix + entry.name] = Stamp(state.st_size, state.st_mtime_ns, S_IMODE(state.st_mode))
    return found


def refuse_file(destination: Path) -> None:
    """Stop where a file stands in the place of a tree.

    Raises:
        ForeignTree: there is one.
    """
    if destination.exists() and not destination.is_dir():
        raise ForeignTree(f"{destination} is a file; name another folder, or move it away")


def _refuse_foreign(destination: Path) -> None:
    refuse_file(destination)
    if destination.is_dir() and not (destination / MARKER).is_file() and any(destination.iterdir()):
        raise ForeignTree(
            f"{destination} holds files that no build of faultless wrote, and a build would delete them;"
            " name another folder, or empty this one"
        )


def _same(file: Path, content: bytes) -> bool:
    return not file.is_symlink() and file.read_bytes() == content
