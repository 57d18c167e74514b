"""One file, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def beside(target: Path, content: bytes, *, lasting: bool = True) -> Iterator[Path]:
    """A hidden file beside another, for its owner alone; it is gone afterwards unless somebody moved it into place.

    Args:
        target: whose folder it lies in, and whose name it has in its own.
        content: what is in it.
        lasting: it is on the disk before anybody moves it, so that not even a power cut leaves half of it.

    Raises:
        OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        yield new
    finally:
        new.unlink(missing_ok=True)


def ordinary(file: Path) -> None:
    """Give a file the permissions that any new one has."""
    mask = os.umask(0o077)
    os.umask(mask)
    file.chmod(0o666 & ~mask)


def write_whole(target: Path, content: bytes) -> None:
    """Put content in place in one step; a file that is there passes on its permissions.

    Raises:
        OSError: it cannot be written; what was there still stands.
    """
    with beside(target, content) as new:
        if target.exists():
            new.chmod(target.stat().st_mode & 0o7777)
        else:
            ordinary(new)
        new.replace(target)


def write_new(target: Path, content: bytes) -> None:
    """Put content where nothing is yet, in one step.

    Raises:
        FileExistsError: something is there.
        OSError: it cannot be written.
    """
    with beside(target, content) as new:
        ordinary(new)
        os.link(new, target)
