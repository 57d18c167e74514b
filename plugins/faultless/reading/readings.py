"""What files were read as before, so that one that has not changed need not be read again.

A reading is known by the file's kind, path and text, the catalogue, the policy and the reader itself.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faultless.caching import Kept, digest_of, packed, sources_of
from faultless.policy import Policy
from faultless.reading.fault import Fault
from faultless.reading.lookup import Lookup
from faultless.reading.place import KeyPlace
from faultless.reading.places import Places, numbers_of
from faultless.reading.source import Source
from faultless.shelf import Shelf

_SOURCES = ("model", "policy", "reading")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file was read as: the record without its text, and what was wrong.

    Attributes:
        head: how many characters stand before the body.
    """

    value: Any
    keys: Mapping[str, KeyPlace]
    extra: Mapping[str, object]
    body_line: int
    head: int
    faults: tuple[Fault, ...]


class Readings:
    """The readings of earlier runs on one content root, and those of this one.

    Args:
        kept: where earlier runs left them.
        root: the content root.
        policy: in force.
        lookup: what the catalogue declares.
        catalogue: its text.
    """

    def __init__(self, kept: Kept, root: Path, policy: Policy, lookup: Lookup, catalogue: str) -> None:
        mark = digest_of(sources_of(kept, *_SOURCES), repr(policy), str(lookup.complete), catalogue)
        self.shelf = Shelf(kept, f"records-{digest_of(str(root.absolute()))}", mark)

    def find(self, kind: str, source: Source) -> Reading | None:
        """What a file was read as, or None where nobody knows."""
        known = self.shelf.find(source.path, digest_of(kind, source.text))
        return None if known is None else heard(known)

    def learn(self, kind: str, source: Source, told: bytes) -> None:
        """Keep what a file was read as, as of `told`."""
        self.shelf.learn(source.path, digest_of(kind, source.text), told)

    def keep(self) -> None:
        """Leave it all for the next run, as far as it is new."""
        self.shelf.keep()


def told(reading: Reading) -> bytes:
    """A reading for another run, or another process."""
    places = numbers_of(reading.keys)
    return packed((reading.value, places, reading.extra, reading.body_line, reading.head, reading.faults))


def heard(told: bytes) -> Reading:
    """The reading again, of bytes that nobody but us can have written."""
    value, numbers, extra, body_line, head, faults = pickle.loads(told)  # noqa: S301 - only our own is read
    return Reading(value, Places(numbers), extra, body_line, head, faults)
