"""What of a content file other files are told by: enough to see what an edit touches without reading the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from typing import Any, NamedTuple

from faultless.caching import digest_of
from faultless.insight import extent
from faultless.model import (
    Incident,
    Instant,
    Kind,
    KnowledgeBase,
    Postmortem,
    RootCause,
    Visibility,
)
from faultless.public.records import customer_message
from faultless.public.shelf import Label, label_of
from faultless.public.site import PublicIncident
from faultless.reading import Record


class Unkept(Exception):
    """Somebody asked for more than is kept."""


class Facts(NamedTuple):
    """A content file as of the last build.

    Attributes:
        kind: of file, as of `reading`.
        size, changed: bytes, and nanoseconds of its last change.
        text: the digest of its text.
        names: id and aliases of a record.
        refers: it may name other records.
        said: what others may read of it: see `outline`.
        told: customers know of it; `former` are the former addresses that lead to it then.
        since: from when on nothing of it depends on the time; None: it depends on it still.
        start: when it began, UTC.
        label: what is at hand of it where customers know of it; `digest` tells the whole of it.
    """

    kind: str
    size: int
    changed: int
    text: str
    names: tuple[str, ...] = ()
    refers: bool = False
    said: tuple[Any, ...] = ()
    told: bool = False
    former: tuple[str, ...] = ()
    since: datetime | None = None
    start: datetime | None = None
    label: Label | None = None
    digest: bytes = b""

    @property
    def chosen(self) -> bool:
        """Whether it has an id for feeds of its own."""
        return self.kind in {"incident", "postmortem"} and bool(self.said[-2])

    @property
    def identity(self) -> tuple[object, ...]:
        """What others read of it; none of them changes while this does not."""
        return self.kind, self.names, self.said, self.told


def facts_of(record: Record[Any], size: int, changed: int) -> Facts:
    """The facts of a record as its file alone tells them."""
    value = record.value
    names: tuple[str, ...] = ()
    said: tuple[Any, ...] = ()
    if isinstance(value, Incident):
        names = (value.id, *value.aliases)
        shown = (value.title, value.kind.value, value.visibility.value)
        said = (*shown, value.feed_id, "id" in record.keys, value.redirects)
    elif isinstance(value, Postmortem):
        names = (value.id, *value.aliases)
        chosen = "id" in record.keys
        said = (value.incidents, customer_message(value) is not None, value.feed_id, chosen, value.redirects)
    elif isinstance(value, RootCause):
        names = (value.id, *value.aliases)
        said = (value.redirects,)
    refers = "[[" in record.text or ".md" in record.text
    return Facts(record.kind, size, changed, digest_of(record.text), names, refers, said)


def published(facts: Facts, incident: Incident, record: PublicIncident, digest: bytes, now: datetime) -> Facts:
    """The facts of a record that customers know of; what is at hand of it is kept once it depends on the time no more.

    Args:
        facts: as of `facts_of`.
        incident: what it says.
        record: the same as customers see it.
        digest: what tells that from any other.
        now: UTC.
    """
    since = None if record.active else _settled(incident, now)
    label = None if since is None else label_of(record)
    start = extent(incident, now).start
    return facts._replace(
        told=True, former=record.redirects, since=since, start=start, label=label, digest=digest if label else b""
    )


def unpublished(facts: Facts, incident: Incident, now: datetime) -> Facts:
    """The facts of an incident that customers do not know of; it may be that they know of it at another time."""
    internal = incident.visibility is not Visibility.PUBLIC
    return facts._replace(told=False, since=_LONG_AGO if internal else _settled(incident, now))


_LONG_AGO = datetime(1, 1, 1, tzinfo=timezone.utc)


def _settled(incident: Incident, now: datetime) -> datetime | None:
    last = max(_instants(incident), default=_LONG_AGO)
    return last if last <= now else None


def _instants(incident: Incident) -> Iterator[datetime]:
    known = (
        incident.started, incident.detected, incident.acknowledged, incident.declared, incident.identified,
        incident.mitigated, incident.resolved, incident.scheduled_for, incident.scheduled_until, incident.until,
    )  # fmt: skip
    yield from (one.at for one in known if isinstance(one, Instant))
    for update in incident.updates:
        yield update.at.at
        if update.revised is not None:
            yield update.revised.at.at


def _missing(kind: type[Any], name: str) -> Exception:
    return Unkept(name) if name in kind.__slots__ else AttributeError(name)


class _OutlinedIncident(Incident):
    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        raise _missing(Incident, name)


class _OutlinedPostmortem(Postmortem):
    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        raise _missing(Postmortem, name)


class _OutlinedRootCause(RootCause):
    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        raise _missing(RootCause, name)


def outline(facts: Facts) -> Any:
    """A record of which only what others read of it is there; whoever asks for more gets `Unkept`."""
    identifier, *aliases = facts.names
    if facts.kind == "incident":
        title, kind, visibility, feed_id, _, redirects = facts.said
        return _filled(
            _OutlinedIncident, id=identifier, aliases=tuple(aliases), title=title, kind=Kind(kind),
            visibility=Visibility(visibility), feed_id=feed_id, redirects=redirects,
        )  # fmt: skip
    if facts.kind == "postmortem":
        incidents, _, feed_id, _, redirects = facts.said
        known = {"incidents": incidents, "feed_id": feed_id, "redirects": redirects}
        return _filled(_OutlinedPostmortem, id=identifier, aliases=tuple(aliases), **known)
    return _filled(_OutlinedRootCause, id=identifier, aliases=tuple(aliases), redirects=facts.said[0])


def _filled(kind: type[Any], /, **values: object) -> Any:
    made = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


class OutlinedBase(KnowledgeBase):
    """A knowledge base of which some records are there as a whole, and the rest in outline."""

    @property
    def postmortems_of(self) -> dict[str, tuple[Postmortem, ...]]:
        """The postmortems of each incident, compared by their places: in outline they cannot be by their words."""
        found: dict[str, dict[int, Postmortem]] = {}
        for postmortem in self.postmortems:
            for reference in postmortem.incidents:
                incident = self.incident_by_id.get(reference)
                if incident is not None:
                    found.setdefault(incident.id, {})[id(postmortem)] = postmortem
        return {identifier: tuple(one.values()) for identifier, one in found.items()}


def owners(facts: Iterable[tuple[str, Facts]], kind: str) -> dict[str, str]:
    """The paths of the records of one kind by id and alias; an id wins over an alias, an earlier file over a later."""
    found: dict[str, str] = {}
    listed = [(path, one) for path, one in facts if one.kind == kind and one.names]
    for path, one in listed:
        found.setdefault(one.names[0], path)
    for path, one in listed:
        for alias in one.names[1:]:
            found.setdefault(alias, path)
    return found
