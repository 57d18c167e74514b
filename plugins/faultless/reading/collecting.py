"""Reading makes many values and no cycles; looking for garbage meanwhile finds none, and takes half of the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting(*, ageing: bool = False) -> Iterator[None]:
    """Python's collector of cycles rests; it is put back as it was.

    Args:
        ageing: what was made meanwhile counts as old then, and is not looked through as soon as the collector wakes.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            if ageing:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
