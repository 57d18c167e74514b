"""What was made of each of many things and is kept for the next run, as long as the thing stays as it is.

It lies in shards, so that a change writes one of them anew and a run reads those that it needs.
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from zlib import crc32

from faultless.caching import Kept

_SHARDS = 32


class Shelf:
    """Bytes by name, each with the state of what they were made of.

    Args:
        kept: where earlier runs left them; None: nothing outlives this object.
        name: of the files, without what tells the shards apart.
        mark: of whatever else went into them all; those with another mark are as if they were not there.
    """

    def __init__(self, kept: Kept | None, name: str, mark: str) -> None:
        self.kept = kept
        self.name = name
        self.mark = mark
        self._known: dict[int, dict[str, tuple[str, bytes]]] = {}
        self._seen: dict[int, dict[str, tuple[str, bytes]]] = {}
        self._changed: set[int] = set()

    def find(self, name: str, state: str) -> bytes | None:
        """What was made of a thing in this very state, or None."""
        known = self._shard(_shard_of(name)).get(name)
        if known is None or known[0] != state:
            return None
        self._seen.setdefault(_shard_of(name), {})[name] = known
        return known[1]

    @property
    def is_empty(self) -> bool:
        """Whether earlier runs left nothing that fits."""
        return not any(self._shard(number) for number in range(_SHARDS))

    def learn(self, name: str, state: str, made: bytes) -> None:
        """Keep what was made of a thing in this state."""
        shard = _shard_of(name)
        self._changed.add(shard)
        self._seen.setdefault(shard, {})[name] = state, made

    def keep(self) -> None:
        """Leave it for the next run as far as it is new; what nobody asked for in this run goes."""
        if self.kept is not None:
            for shard in self._changed:
                self.kept.put(f"{self.name}-{shard:02}", pickle.dumps((self.mark, self._seen[shard]), 5))
        self._known, self._seen, self._changed = {**self._known, **self._seen}, {}, set()

    def _shard(self, number: int) -> dict[str, tuple[str, bytes]]:
        if number not in self._known:
            self._known[number] = self._recalled(number)
        return self._known[number]

    def _recalled(self, shard: int) -> dict[str, tuple[str, bytes]]:
        content = self.kept.get(f"{self.name}-{shard:02}") if self.kept is not None else None
        with suppress(pickle.UnpicklingError, ValueError, TypeError, LookupError, EOFError):
            mark, known = pickle.loads(content or b"")  # noqa: S301 - what nobody but us can have written
            if mark == self.mark:
                return dict(known)
        return {}


def _shard_of(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass")) % _SHARDS
