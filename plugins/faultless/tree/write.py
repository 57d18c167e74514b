"""Bringing a folder to exactly a set of files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from faultless.tree.bringing import OpenTree, refuse_file, stamps_of
from faultless.tree.changes import Changes
from faultless.tree.errors import told
from faultless.tree.journal import Beside, commit, in_order, recover
from faultless.tree.lock import Lock
from faultless.tree.paths import check_path


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
    for path in files:
        check_path(path)
    with OpenTree(destination) as tree:
        for path, content in files.items():
            tree.put(path, content)
        return tree.finish()


class StagedTree:
    """A folder that somebody else fills, and that then takes the place of a tree.

    Between the two the tree stands as it was. One build at a time: another one waits.

    Raises:
        ForeignTree: a file stands where the tree should.
        TreeError: the disk refuses, or another build holds the place for too long.
    """

    def __init__(self, destination: Path) -> None:
        self.destination = Path(os.path.abspath(destination))  # noqa: PTH100 - a link to the folder stays a link
        self.beside = Beside(self.destination)
        self.lock = Lock(self.beside.lock)
        with told(self.destination):
            self.destination.parent.mkdir(parents=True, exist_ok=True)
            self.lock.acquire()
            try:
                recover(self.beside)
                refuse_file(self.destination)
            except BaseException:
                self.lock.release()
                raise

    @property
    def folder(self) -> Path:
        """Where to write."""
        return self.beside.stage

    def swap(self) -> Changes:
        """Put the staged files in place of the tree; files whose bytes are the same stay untouched."""
        with told(self.destination):
            staged, standing = stamps_of(self.folder), stamps_of(self.destination)
            created = sorted(staged.keys() - standing.keys())
            both = sorted(staged.keys() & standing.keys())
            changed = [path for path in both if staged[path].size != standing[path].size or not self._alike(path)]
            deleted = sorted(standing.keys() - staged.keys())
            commit(self.beside, in_order(created, changed), deleted)
            self.lock.release()
        return Changes(tuple(created), tuple(changed), tuple(deleted), len(both) - len(changed))

    def _alike(self, path: str) -> bool:
        standing = self.destination / path
        return not standing.is_symlink() and standing.read_bytes() == (self.folder / path).read_bytes()

    def discard(self) -> None:
        """Throw the staged files away; the tree stands as it was."""
        with told(self.destination):
            if self.lock.handle is not None and self.folder.exists():
                shutil.rmtree(self.folder)
            self.lock.release()
