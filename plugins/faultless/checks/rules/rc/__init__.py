"""Recurrence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from faultless.checks.leads import leads
from faultless.checks.rule import Context
from faultless.insight import Occurrence, occurrences
from faultless.model import Incident, Postmortem
from faultless.reading import Record, resolve_mention

_LEADING = ("[[", "](", "]:", "href")
"""Every text that leads somewhere has one of these."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A root cause of a postmortem that had struck before.

    Attributes:
        record: the postmortem's file.
        cause: id of the root cause.
        key: where the front matter names it.
        chain: every time it struck that has a date, in that order; those of other causes share it.
        position: of the first one here that came after one of another postmortem.
    """

    record: Record[Postmortem]
    cause: str
    key: str
    chain: tuple[Occurrence, ...]
    position: int

    @property
    def struck(self) -> Incident:
        """The incident it struck again in."""
        return self.chain[self.position].incident

    def earlier(self) -> Iterator[Occurrence]:
        """What other postmortems tell of before, the latest first."""
        before = (self.chain[index] for index in range(self.position - 1, -1, -1))
        return (one for one in before if one.postmortem.id != self.record.value.id)


def chains_of(context: Context) -> Mapping[str, tuple[Occurrence, ...]]:
    """Every root cause's occurrences by its id."""
    return context.once(occurrences, lambda: occurrences(context.base, context.policy))


def recurrences(context: Context) -> Iterator[Recurrence]:
    """Every root cause of every postmortem that had struck before, in the order of the files."""
    chains = {
        cause: tuple(one for one in chain if one.incident.begins is not None)
        for cause, chain in chains_of(context).items()
    }
    again = {cause: _again(chain) for cause, chain in chains.items()}
    for record in context.postmortems:
        for index, name in enumerate(record.value.root_causes):
            cause = context.base.root_cause_by_id.get(name)
            position = None if cause is None else again[cause.id].get(record.value.id)
            if cause is not None and position is not None:
                yield Recurrence(record, cause.id, f"root_causes.{index}", chains[cause.id], position)


def _again(chain: tuple[Occurrence, ...]) -> Mapping[str, int]:
    """By postmortem the position of its first occurrence that comes after one of another postmortem."""
    found: dict[str, int] = {}
    own: dict[str, int] = {}
    for position, one in enumerate(chain):
        identifier = one.postmortem.id
        if position > own.setdefault(identifier, 0):
            found.setdefault(identifier, position)
        own[identifier] += 1
    return found


def paths(context: Context) -> Mapping[str, str]:
    """What `mentioned` calls each incident and postmortem, by the path of its file."""
    incidents = {record.path: f"incident/{record.value.id}" for record in context.records.incidents}
    return incidents | {record.path: f"postmortem/{record.value.id}" for record in context.records.postmortems}


def mentioned(record: Record[Postmortem], context: Context, known: Mapping[str, str]) -> frozenset[str]:
    """The incidents and postmortems that a text leads to, `incident/x` and `postmortem/x`, by `[[x]]` or by a link."""
    found: set[str] = set()
    if not any(mark in record.text for mark in _LEADING):
        return frozenset()
    for lead in leads(context, record):
        if not lead.mention:
            path = normpath(join(dirname(record.path), unquote(lead.target.partition("#")[0])))
            if path in known:
                found.add(known[path])
            continue
        target = resolve_mention(lead.target, context.base)
        if isinstance(target, (Incident, Postmortem)):
            found.add(f"{'incident' if isinstance(target, Incident) else 'postmortem'}/{target.id}")
    return frozenset(found)
