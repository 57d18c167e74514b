"""What can go wrong with a tree.

TreeError
├── UnsafePath    a file's path would leave the tree, or cannot be a path
├── ForeignTree   the folder holds files that are not ours
└── TreeBusy      another build is writing it
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class TreeError(Exception):
    """A tree could not be written; what stood there stands still. The message names the path and the remedy."""


class UnsafePath(TreeError):
    """A path that would lead out of the tree, or that no file can have."""


class ForeignTree(TreeError):
    """A folder with files in it that no build of ours wrote."""


class TreeBusy(TreeError):
    """Another build is writing the same tree."""


@contextmanager
def told(destination: Path) -> Iterator[None]:
    """Turn what the system says into what a person can act on."""
    try:
        yield
    except OSError as problem:
        where = problem.filename or destination
        reason = problem.strerror or str(problem)
        raise TreeError(
            f"{where}: {reason}. Free space or mend the permissions, then build again: it completes"
        ) from problem
