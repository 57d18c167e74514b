"""One line on a terminal that says what is being done, once that takes longer than a second."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

_AFTER, _AGAIN = 1.0, 0.5
"""Seconds until the line appears, and until it is written again."""


class Progress:
    """The line. It is written by a timer of the system, between two steps of the work, so that no thread is needed."""

    def __init__(self, stream: TextIO, environ: Mapping[str, str], *, quiet: bool = False) -> None:
        wanted = not quiet and not environ.get("CI") and environ.get("TERM") != "dumb" and stream.isatty()
        self._terminal = stream.fileno() if wanted and sys.platform != "win32" else None
        self._doing: list[str] = []
        self._began = 0.0
        self._written = False

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Say so while the body runs; within another, in its place."""
        if self._terminal is None or (not self._doing and not _may_tick()):
            yield
            return
        first = not self._doing
        self._doing.append(what)
        before = self._start() if first else None
        try:
            yield
        finally:
            self._doing.pop()
            if first:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, before)
                self.clear()

    def clear(self) -> None:
        """Take the line away, before something else is written."""
        if self._written:
            self._write("\r\x1b[K")
            self._written = False

    def _start(self) -> signal._HANDLER:
        self._began = time.monotonic()
        before = signal.signal(signal.SIGALRM, self._tick)
        signal.setitimer(signal.ITIMER_REAL, _AFTER, _AGAIN)
        return before

    def _tick(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if not self._doing:
            return
        what = "".join(one if one.isprintable() else "\ufffd" for one in self._doing[-1])
        line = f"{what} … {time.monotonic() - self._began:.0f} s"
        self._write(f"\r{line[: shutil.get_terminal_size().columns - 1]}\x1b[K")
        self._written = True

    def _write(self, text: str) -> None:
        """Past the stream, which may be in the middle of a write; a terminal that is gone ends no work."""
        assert self._terminal is not None
        with suppress(OSError):
            os.write(self._terminal, text.encode("utf-8"))


def _may_tick() -> bool:
    """Only the main thread gets signals, and somebody else's timer is left alone."""
    return threading.current_thread() is threading.main_thread() and signal.getitimer(signal.ITIMER_REAL) == (0, 0)
