"""Which paths a file in a tree can have."""

from __future__ import annotations

from pathlib import PurePosixPath

from faultless.tree.errors import UnsafePath

_LONGEST_NAME = 255


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
