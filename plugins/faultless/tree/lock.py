"""One writer at a time for a tree."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faultless.tree.errors import TreeBusy

if sys.platform != "win32":  # which has no flock; the journal keeps each file whole there, too
    import fcntl

WAIT = 60.0
"""Seconds a build waits for another one."""


class Lock:
    """Holds a lock file beside a tree from `acquire` to `release`; the system frees it if the process dies."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.handle: int | None = None

    def acquire(self, wait: float = WAIT) -> None:
        """Take the lock.

        Raises:
            TreeBusy: another process held it for `wait` seconds.
        """
        if sys.platform == "win32":
            return
        deadline = time.monotonic() + wait
        while True:
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(handle)
                if time.monotonic() > deadline:
                    raise TreeBusy(f"{self.file.parent}: another build is writing here; wait for it to end") from None
                time.sleep(0.05)
                continue
            if self._still_there(handle):
                self.handle = handle
                return
            os.close(handle)

    def _still_there(self, handle: int) -> bool:
        """Whether the file that was locked is still the one at the path: its last holder deletes it."""
        try:
            return os.fstat(handle).st_ino == self.file.stat().st_ino
        except OSError:
            return False

    def release(self) -> None:
        """Give the lock back and delete its file."""
        if self.handle is not None:
            handle, self.handle = self.handle, None
            try:
                self.file.unlink(missing_ok=True)
            finally:
                os.close(handle)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a lock for a while."""
    lock = Lock(file)
    lock.acquire()
    try:
        yield
    finally:
        lock.release()
