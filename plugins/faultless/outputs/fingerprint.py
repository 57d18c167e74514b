"""What tells a value from any other: the values that files are made from, told apart by a few bytes each."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from hashlib import blake2b
from io import BytesIO
from typing import Any

from faultless.public.site import PublicComponent, PublicDay, PublicIncident

_MANY = 8
"""From how many records on a list of them is worth a look of its own."""

SIZE = 12
"""Bytes of a fingerprint."""

_PLAIN = (str, int, bool, type(None))


class Fingerprints:
    """Takes the fingerprints of values, of each object once: many stand in many places."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {id(one): (one, self(one)) for one in (None, True, False)}
        self._strings: dict[str, bytes] = {}

    def __call__(self, value: object) -> bytes:
        """The fingerprint of a value: of its type and of everything in it."""
        if type(value) is str:
            found = self._strings[value] = _digest(f"str:{value}".encode("utf-8", "surrogatepass"))
            return found
        if type(value) in _PLAIN:
            return _digest(f"{type(value).__name__}:{value}".encode())
        if isinstance(value, tuple) and type(value) is tuple and _are_many_records(value):
            return _digest(self.of_all(value))
        known = self._known.get(id(value))
        if known is None:  # the object is kept with its fingerprint, so that no other one can get its id
            known = self._known[id(value)] = value, getattr(value, "digest", None) or _digest(self._flat(value))
        return known[1]

    def of_all(self, values: Iterable[object]) -> bytes:
        """The fingerprints of several values, one after another."""
        strings, known, found = self._strings, self._known, []
        for value in values:  # most were met before: a call for each of hundreds of thousands is worth saving
            if type(value) is str:
                print_ = strings.get(value)
            else:
                met = known.get(id(value))
                print_ = None if met is None else met[1]
            found.append(print_ or self(value))
        return b"".join(found)

    def _flat(self, value: object) -> bytes:
        stream = BytesIO()
        flat = _Flat(stream, self, value)
        flat.fast = True  # equal values are written alike, whichever of their parts are one object
        flat.dump(tuple(sorted(value)) if isinstance(value, set | frozenset) else value)
        return stream.getvalue()


def _are_many_records(value: tuple[object, ...]) -> bool:
    return len(value) > _MANY and all(isinstance(one, PublicIncident) for one in value)


class _Flat(pickle.Pickler):
    """Writes values by their parts; it is never read again."""

    def __init__(self, stream: BytesIO, prints: Fingerprints, whole: object) -> None:
        super().__init__(stream, 5)
        self.prints, self.whole = prints, whole

    def reducer_override(self, obj: object) -> Any:
        """What stands for an object."""
        kind: Any = type(obj)
        if kind is PublicDay:
            return str, (_day(obj),)  # type: ignore[arg-type] # it is one
        names = _names(kind)
        if names is None:
            return NotImplemented
        if isinstance(obj, PublicIncident | PublicComponent) and obj is not self.whole:
            return bytes, (self.prints(obj),)
        return tuple, (kind.__name__, *(getattr(obj, name) for name in names))


@lru_cache(maxsize=256)
def _names(kind: Any) -> tuple[str, ...] | None:
    """The names of the parts of a dataclass; None for anything else."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else None


def _day(one: PublicDay) -> str:
    """A day in one line: there are ninety of them, and a year, for each component."""
    state = "" if one.state is None else one.state.value
    minutes = [(each.value, spent) for each, spent in one.minutes.items()]
    return f"{one.day} {state} {minutes} {one.incidents}" if minutes or one.incidents else f"{one.day} {state}"


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=SIZE).digest()
