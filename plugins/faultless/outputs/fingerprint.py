"""What tells a value from any other: the values that files are made from, told apart by a few bytes each."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from hashlib import blake2b
from io import BytesIO
from typing import Any

from faultless.public.site import PublicComponent, PublicIncident

SIZE = 12
"""Bytes of a fingerprint."""

_PLAIN = (str, int, bool, type(None))


class Fingerprints:
    """Takes the fingerprints of values; those of records and components once each, for they stand in many places."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}

    def __call__(self, value: object) -> bytes:
        """The fingerprint of a value: of its type and of everything in it."""
        if isinstance(value, PublicIncident | PublicComponent):
            known = self._known.get(id(value))
            if known is None or known[0] is not value:
                kept = getattr(value, "digest", None)
                known = self._known[id(value)] = value, kept or _digest(self._flat(value, whole=value))
            return known[1]
        if type(value) in _PLAIN:
            return _digest(f"{type(value).__name__}:{value}".encode("utf-8", "surrogatepass"))
        return _digest(self._flat(tuple(sorted(value)) if isinstance(value, set | frozenset) else value))

    def of_all(self, values: Iterable[object]) -> bytes:
        """The fingerprints of several values, one after another."""
        return b"".join(map(self, values))

    def _flat(self, value: object, whole: object = None) -> bytes:
        stream = BytesIO()
        flat = _Flat(stream, self, whole)
        flat.fast = True  # equal values are written alike, whichever of their parts are one object
        flat.dump(value)
        return stream.getvalue()


class _Flat(pickle.Pickler):
    """Writes values by their parts; it is never read again."""

    def __init__(self, stream: BytesIO, prints: Fingerprints, whole: object) -> None:
        super().__init__(stream, 5)
        self.prints, self.whole = prints, whole

    def reducer_override(self, obj: object) -> Any:
        """What stands for an object."""
        if isinstance(obj, PublicIncident | PublicComponent) and obj is not self.whole:
            return bytes, (self.prints(obj),)
        if is_dataclass(obj) and not isinstance(obj, type):
            return tuple, (type(obj).__name__, *(getattr(obj, name) for name in _names(type(obj))))
        return NotImplemented


@lru_cache(maxsize=64)
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=SIZE).digest()
