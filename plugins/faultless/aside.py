"""Work that another process does meanwhile: a copy of this one, where there can be one and a processor for it."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

_Result = TypeVar("_Result")

_copies: list[int] = []
"""Holds something in a process that is itself a copy: it makes none of its own."""


class Aside(Generic[_Result]):
    """A function that runs meanwhile, or when its result is asked for.

    The copy has everything that this process has, and gives back its result alone; whatever goes wrong with it, the
    function is run again here, so that it ends here as it would have without.

    Args:
        work: the function; what it returns can be pickled.
        pays: whether there is so much to do that it is worth the while.
    """

    def __init__(self, work: Callable[[], _Result], *, pays: bool) -> None:
        self.work = work
        self._process: tuple[int, int] | None = None
        self._found: tuple[_Result] | None = None
        if pays and can_copy():
            self._start()

    @property
    def is_meanwhile(self) -> bool:
        """Whether another process does it."""
        return self._process is not None

    def _start(self) -> None:
        reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        process = os.fork()
        if process == 0:
            _copies.append(process)
            code = 1
            try:
                os.close(reading)
                result = pickle.dumps(self.work(), 5)
                with os.fdopen(writing, "wb") as stream:
                    stream.write(result)
                code = 0
            finally:
                os._exit(code)  # nothing of this process may be ended twice
        os.close(writing)
        self._process = process, reading

    def result(self) -> _Result:
        """What the function returns; it is asked once."""
        if self._found is None:
            self._found = (self._result(),)
        return self._found[0]

    def _result(self) -> _Result:
        if self._process is not None:
            process, reading = self._process
            self._process = None
            with os.fdopen(reading, "rb") as stream:
                content = stream.read()
            if os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0:
                found: _Result = pickle.loads(content)  # noqa: S301 - our own process wrote it
                return found
        return self.work()

    def leave(self) -> None:
        """Nobody wants the result any more."""
        if self._process is not None:
            process, reading = self._process
            self._process = None
            os.close(reading)
            os.waitpid(process, 0)


def can_copy() -> bool:
    """Whether there can be a copy that has all of this process, and a processor for it."""
    return (
        sys.platform == "linux" and not _copies and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1
    )
