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


_OFTEN = 20_000
"""New values that can be part of a cycle, between two looks for those that are of no use any more."""


@contextmanager
def collecting_what_comes() -> Iterator[None]:
    """Within `without_collecting`, the collector looks at what is made from here on, and at nothing from before.

    Rendering a page makes cycles: of ten thousand pages they would fill more memory than all records.
    """
    if gc.isenabled():
        yield
        return
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OFTEN, *before[1:])
    gc.enable()
    try:
        yield
    finally:
        gc.disable()
        gc.set_threshold(*before)
        gc.unfreeze()
