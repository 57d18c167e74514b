"""Writing a file that somebody else may write at the same time: nothing is lost, nothing is half-written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from faultless.files import beside, write_new

_ATTEMPTS = 5


class Changed(Exception):
    """A file was changed again and again while it was to be edited; nothing was written."""


def rewrite(file: Path, edit: Callable[[bytes], bytes]) -> bytes:
    """Edit a file in one step, and say what it holds now.

    Two of these at once come one after the other, so each edits what the other has written. Where another program has
    changed the file in between, it is read and edited again.

    Args:
        file: it must exist.
        edit: from what it holds to what it shall hold; may be called more than once.

    Raises:
        Changed: another program is faster every time.
        OSError: it cannot be read or written; it is as it was.
    """
    target = Path(os.path.realpath(file))
    with _alone(target.parent):
        for _ in range(_ATTEMPTS):
            before = target.read_bytes()
            after = edit(before)
            if after == before:
                return after
            if _replaced(target, before, after):
                return after
    raise Changed(f"{file} keeps changing; nothing was written. Try again when the other program is done")


def create(file: Path, content: bytes) -> None:
    """Write a file that must not be there, whole or not at all.

    Raises:
        FileExistsError: it is there.
        OSError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    write_new(file, content)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While nobody else who asks for the same is at work in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Windows and some network file systems have no such locks; there a change in between is still seen.
        with suppress(OSError, ImportError):
            from fcntl import LOCK_EX, flock  # noqa: PLC0415

            flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replaced(target: Path, before: bytes, after: bytes) -> bool:
    """Put other content in place, unless the file is not what it was."""
    with beside(target, after) as new:
        new.chmod(target.stat().st_mode & 0o7777)
        if target.read_bytes() != before:
            return False
        new.replace(target)
    return True
