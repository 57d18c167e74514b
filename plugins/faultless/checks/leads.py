"""Where texts lead: the mentions and links of every file, for which it need not be parsed again until it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from faultless.checks.remembered import Remembered
from faultless.checks.rule import Context, Hit
from faultless.model import Span
from faultless.reading import Record

_CODE = "leads"
_MENTION, _LINK = "mention", "link"


@dataclass(frozen=True, slots=True)
class Lead:
    """A `[[mention]]`, or else the target of a link, and where it stands."""

    target: str
    span: Span
    mention: bool


class Leads:
    """Finds where texts lead.

    Args:
        remembered: what earlier runs found, and this one has found so far.
    """

    def __init__(self, remembered: Remembered | None = None) -> None:
        self.remembered = remembered
        self.known: dict[str, tuple[Lead, ...]] = {}

    def of(self, record: Record[Any]) -> tuple[Lead, ...]:
        """Where a text leads, block by block, its mentions before its links."""
        if record.path not in self.known:
            recalled = self._recalled(record.path)
            self.known[record.path] = self._read(record) if recalled is None else recalled
        return self.known[record.path]

    def _recalled(self, path: str) -> tuple[Lead, ...] | None:
        found = self.remembered.known(_CODE, path) if self.remembered is not None else None
        if found is None:
            return None
        return tuple(Lead(hit.message, hit.span, hit.suggestion == _MENTION) for hit in found)

    def _read(self, record: Record[Any]) -> tuple[Lead, ...]:
        found: list[Lead] = []
        for block in record.document.blocks:
            found += [Lead(one.target, one.span, mention=True) for one in block.mentions]
            found += [Lead(one.target, one.span, mention=False) for one in block.links]
        if self.remembered is not None:
            hits = (Hit(record.path, one.span, one.target, _MENTION if one.mention else _LINK) for one in found)
            self.remembered.learn_of(record.path, _CODE, tuple(hits))
        return tuple(found)


def leads(context: Context, record: Record[Any]) -> tuple[Lead, ...]:
    """Where a text leads."""
    made: Leads = context.once(Leads, Leads)
    return made.of(record)
