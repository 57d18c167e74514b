"""What differs between two public sites, as values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

Kind = Literal["new", "changed", "moved", "removed"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something customers are told.

    Attributes:
        what: a name for it: `title`, `update Resolved, 2026-03-14 10:00 UTC`.
        before: as they were told; None: they were not.
        after: as they are told now; None: no more.
        prose: it is running text, which is compared word by word.
    """

    what: str
    before: str | None
    after: str | None
    prose: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A page or a part of the site that is not as it was.

    Attributes:
        kind: `new`, `changed`, `moved` or `removed`.
        what: `incident`, `maintenance`, `notice`, `component`, `file` or `site`.
        title: as customers read it; of something that is gone, as they did.
        path: within the site; empty where it has no page.
        facts: what is told differently.
    """

    kind: Kind
    what: str
    title: str
    path: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Difference:
    """All that customers see differ, as of one time."""

    at: datetime
    changes: tuple[Change, ...]

    @cached_property
    def counts(self) -> str:
        """`1 new incident, 2 changed components`; in the order of the changes."""
        found = Counter((one.kind, one.what) for one in self.changes)
        return ", ".join(f"{count:,} {kind} {_many(what, count)}" for (kind, what), count in found.items())

    @cached_property
    def messages(self) -> int:
        """Updates that were not there: each is a message to those who subscribe."""
        facts = (fact for one in self.changes if one.kind != "removed" for fact in one.facts)
        return sum(fact.what.startswith(UPDATE) and fact.before is None for fact in facts)


UPDATE = "update "
"""What the name of an update begins with."""


def _many(what: str, count: int) -> str:
    if count == 1:
        return what
    return {"maintenance": "maintenances", "site": "sites"}.get(what, f"{what}s")
