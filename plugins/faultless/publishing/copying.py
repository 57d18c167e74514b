"""Copying a tree so that nothing is stored twice and no validator stands for two contents."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from faultless.tree import MARKER, Changes, ForeignTree, Stamp, UnsafePath
from faultless.tree.bringing import stamps_of

_SECOND = 1_000_000_000


def files_of(source: Path) -> Mapping[str, Stamp]:
    """The files of a site by their POSIX path, in their order.

    Raises:
        ForeignTree: it is no site.
        UnsafePath: something in it is no file.
    """
    if not (source / "index.html").is_file():
        raise ForeignTree(f"{source} holds no index.html, so it is no site that could be served; build it first")
    found = stamps_of(source)
    found.pop(MARKER, None)
    for path in found:
        if not stat.S_ISREG((source / path).lstat().st_mode):
            raise UnsafePath(f"{source / path} is no file of its own but leads elsewhere; only files are published")
    return dict(sorted(found.items()))


def compared(source: Path, files: Mapping[str, Stamp], before: Path | None) -> tuple[str, Changes]:
    """The digest of a tree, and what is different in it from another one."""
    standing = stamps_of(before) if before is not None else {}
    total, created, changed = hashlib.sha256(), [], []
    for path, stamp in files.items():
        content = (source / path).read_bytes()
        total.update(path.encode("utf-8", "surrogateescape") + b"\0" + hashlib.sha256(content).digest())
        if before is None or path not in standing:
            created.append(path)
        elif stamp.size != standing[path].size or content != (before / path).read_bytes():
            changed.append(path)
    deleted = sorted(standing.keys() - files.keys())
    alike = len(files) - len(created) - len(changed)
    return total.hexdigest()[:16], Changes(tuple(created), tuple(changed), tuple(deleted), alike)


def copied(source: Path, files: Mapping[str, Stamp], before: Path | None, target: Path) -> None:
    """Copy a tree and flush it to the disk; files that another one holds alike are linked, not copied.

    Whoever may read a file or a folder of the tree may read its copy, whatever the umask.
    Servers make validators of a file's time, in seconds, and its size. A file that has changed is therefore always
    later than the one that was served before it, at least by a second.
    """
    written = []
    _like(source, target)
    for path, stamp in files.items():
        place, earlier = target / path, before / path if before is not None else None
        for parent in reversed(PurePosixPath(path).parents[:-1]):
            if not (target / parent).exists():
                _like(source / parent, target / parent)
        content = (source / path).read_bytes()
        changed = stamp.changed
        if earlier is not None and earlier.is_file():
            known = earlier.stat()
            if known.st_size == len(content) and earlier.read_bytes() == content:
                with suppress(OSError):  # a disk that knows no links, or not as many
                    os.link(earlier, place)
                    continue
                changed = known.st_mtime_ns
            else:
                changed = max(changed, (known.st_mtime_ns // _SECOND + 1) * _SECOND)
        place.write_bytes(content)
        shutil.copymode(source / path, place)
        os.utime(place, ns=(changed, changed))
        written.append(place)
    for place in written:
        flush(place)
    for folder, _, _ in os.walk(target):
        flush(Path(folder))


def _like(folder: Path, new: Path) -> None:
    """Make a folder that may be read by whoever may read another one; its owner can remove it again."""
    new.mkdir()
    new.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IRWXU)


def flush(place: Path) -> None:
    """Have a file, or the names in a folder, reach the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
