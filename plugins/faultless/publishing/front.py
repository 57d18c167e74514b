"""What is kept between builds of the content behind a status site, so that a file that has not changed is not read."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from faultless.caching import Kept, digest_of, packages, sources_of
from faultless.policy import Policy
from faultless.publishing.facts import Facts, Unkept
from faultless.reading import Found, Tree, printable

_SOURCES = (
    "caching.py", "checks", "insight", "model", "policy", "public", "publishing", "reading", "outputs/fingerprint.py",
)  # fmt: skip
_SHARDS = 64
_COARSE = 50_000_000
"""Nanoseconds: a file that was changed so shortly before it was looked at may change again at the same time."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of the content as it is on disk: where, bytes, and nanoseconds of its last change."""

    found: Found
    size: int
    changed: int


def look(content: Path) -> dict[str, Seen] | None:
    """Every file of a content root by its path, in their order; None where one must not or cannot be looked at."""
    tree = Tree(content)
    seen = {}
    try:
        for found in tree.files():
            state = os.stat(found.place)  # noqa: PTH116 - thousands of them
            seen[found.path] = Seen(found, state.st_size, state.st_mtime_ns)
    except OSError:
        return None
    return None if tree.faults or any(printable(path) != path for path in seen) else seen


@dataclass
class Front:
    """The content as of the last build that published it.

    Attributes:
        facts: of each file, by its path, in their order.
        looked: nanoseconds on the clock of the disk when the files were looked at.
    """

    kept: Kept
    root: Path
    mark: str
    facts: Mapping[str, Facts] = field(default_factory=dict)
    looked: int = 0
    _shards: dict[int, dict[str, tuple[bytes, bytes]]] = field(default_factory=dict)

    @classmethod
    def recalled(cls, kept: Kept, root: Path, policy: Policy, catalogue: str) -> Front:
        """What the last build left; without facts where nothing that fits is kept.

        Args:
            kept: where.
            root: the content root.
            policy: in force.
            catalogue: the text of `catalogue.yml`.
        """
        mark = digest_of(sys.version, *packages(), sources_of(kept, *_SOURCES), repr(policy), catalogue)
        front = cls(kept, root, mark)
        content = kept.get(front.name)
        with suppress(pickle.UnpicklingError, ValueError, TypeError, LookupError, EOFError):
            known, looked, facts = pickle.loads(content or b"")  # noqa: S301 - what nobody but us can have written
            if known == mark:
                front.facts, front.looked = {path: Facts(*one) for path, *one in facts}, looked
        return front

    @property
    def name(self) -> str:
        """What it is kept under."""
        return f"front-{digest_of(str(self.root.absolute()))}"

    def is_unchanged(self, path: str, seen: Seen) -> bool:
        """Whether a file is as it was, as far as that can be told without reading it."""
        known = self.facts.get(path)
        if known is None or (known.size, known.changed) != (seen.size, seen.changed):
            return False
        return seen.changed < self.looked - _COARSE

    def fetch(self, path: str, digest: bytes) -> Callable[[], bytes]:
        """How to have the rest of a public record."""

        def fetched() -> bytes:
            known = self._shard(_shard_of(path)).get(path)
            if known is None or known[0] != digest:
                raise Unkept(path)
            return known[1]

        return fetched

    def _shard(self, number: int) -> dict[str, tuple[bytes, bytes]]:
        if number not in self._shards:
            self._shards[number] = {}
            content = self.kept.get(f"{self.name}-{number:02}")
            with suppress(pickle.UnpicklingError, ValueError, TypeError, LookupError, EOFError):
                self._shards[number] = dict(pickle.loads(content or b""))  # noqa: S301 - likewise
        return self._shards[number]

    def succeed(self, facts: Mapping[str, Facts], looked: int, texts: Mapping[str, tuple[bytes, bytes]]) -> None:
        """Leave something for the next build.

        Args:
            facts: of each file, in the order of their paths.
            looked: nanoseconds on the clock of the disk when the files were looked at.
            texts: the rest of the public records of which it is new, by path, each with the digest of the record.
        """
        parted: dict[int, dict[str, tuple[bytes, bytes]]] = {}
        for path, text in texts.items():
            parted.setdefault(_shard_of(path), {})[path] = text
        for number, new in parted.items():
            told = {path: one for path, one in self._shard(number).items() if path in facts}
            self.kept.put(f"{self.name}-{number:02}", pickle.dumps({**told, **new}, 5))
        if facts == self.facts and not texts:
            return
        known = [(path, *one) for path, one in facts.items()]
        self.kept.put(self.name, pickle.dumps((self.mark, looked, known), 5))


def clock_of(kept: Kept) -> int:
    """Nanoseconds on the clock of the disk."""
    kept.put("clock", b"")
    try:
        return (kept.folder / "clock").stat().st_mtime_ns
    except OSError:
        return 0


def _shard_of(path: str) -> int:
    return crc32(path.encode("utf-8", "surrogatepass")) % _SHARDS
