"""Reading a tree that somebody else may be about to write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faultless.tree.errors import told
from faultless.tree.journal import Beside, recover
from faultless.tree.lock import locked


@contextmanager
def still(folder: Path) -> Iterator[None]:
    """Keep builds from writing a tree for a while; what an interrupted one had decided is completed first.

    Where nothing can be written beside the tree, as on a medium that is only read, no build can be writing it either.

    Raises:
        TreeBusy: a build is writing it, and does not end.
    """
    place = Path(os.path.abspath(folder))  # noqa: PTH100 - a link to the folder stays a link
    if not os.access(place.parent, os.W_OK):
        yield
        return
    beside = Beside(place)
    with told(place), locked(beside.lock):
        recover(beside)
        yield
