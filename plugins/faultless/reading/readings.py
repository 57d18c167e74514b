"""What files were read as before, so that one that has not changed need not be read again.

A reading is known by the file's kind, path and text, the catalogue, the policy and the reader itself. They lie in
shards, so that an edit writes one of them anew.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

from faultless.caching import Kept, digest_of, sources_of
from faultless.policy import Policy
from faultless.reading.fault import Fault
from faultless.reading.lookup import Lookup
from faultless.reading.place import KeyPlace
from faultless.reading.places import Places, numbers_of
from faultless.reading.source import Source

_SOURCES = ("model", "policy", "reading")
_SHARDS = 32


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
        self.kept = kept
        self.name = f"records-{digest_of(str(root.absolute()))}"
        self.mark = digest_of(sources_of(kept, *_SOURCES), repr(policy), str(lookup.complete), catalogue)
        self.known: dict[int, dict[str, tuple[str, bytes]]] = {}
        self.seen: dict[int, dict[str, tuple[str, bytes]]] = {}
        self.changed: set[int] = set()

    def find(self, kind: str, source: Source) -> Reading | None:
        """What a file was read as, or None where nobody knows."""
        shard = _shard_of(source.path)
        if shard not in self.known:
            self.known[shard] = self._recalled(shard)
        known = self.known[shard].get(source.path)
        if known is None or known[0] != digest_of(kind, source.text):
            return None
        self.seen.setdefault(shard, {})[source.path] = known
        value, numbers, extra, body_line, head, faults = pickle.loads(known[1])  # noqa: S301 - only our own is read
        return Reading(value, Places(numbers), extra, body_line, head, faults)

    def learn(self, kind: str, source: Source, reading: Reading) -> None:
        """Keep what a file was read as."""
        told = (reading.value, numbers_of(reading.keys), reading.extra, reading.body_line, reading.head, reading.faults)
        shard = _shard_of(source.path)
        self.changed.add(shard)
        self.seen.setdefault(shard, {})[source.path] = digest_of(kind, source.text), _pickled(told)

    def keep(self) -> None:
        """Leave it all for the next run, as far as it is new."""
        for shard in self.changed:
            self.kept.put(f"{self.name}-{shard:02}", pickle.dumps((self.mark, self.seen[shard]), 5))

    def _recalled(self, shard: int) -> dict[str, tuple[str, bytes]]:
        content = self.kept.get(f"{self.name}-{shard:02}")
        with suppress(pickle.UnpicklingError, ValueError, TypeError, LookupError, EOFError):
            mark, known = pickle.loads(content or b"")  # noqa: S301 - what nobody but us can have written
            if mark == self.mark:
                return dict(known)
        return {}


class _Pickler(pickle.Pickler):
    """Pickles immutable values by their fields, from which they are made again twice as fast as from their state."""

    def reducer_override(self, obj: object) -> Any:
        """How to make something again."""
        if is_dataclass(obj) and not isinstance(obj, type):
            return type(obj), tuple(getattr(obj, one.name) for one in fields(obj))
        return NotImplemented


def _pickled(value: object) -> bytes:
    stream = BytesIO()
    _Pickler(stream, 5).dump(value)
    return stream.getvalue()


def _shard_of(path: str) -> int:
    return crc32(path.encode("utf-8", "surrogatepass")) % _SHARDS
