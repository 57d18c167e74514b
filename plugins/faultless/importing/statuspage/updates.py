"""The updates of an item: one each, with its phase, its time, its words and what it says of components."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Any

from faultless.emit import instant
from faultless.importing.report import FileReport
from faultless.importing.statuspage.gathering import Item
from faultless.importing.statuspage.markdown import markdown
from faultless.importing.statuspage.values import entries, first, line, moment, text, word

_SECOND = timedelta(seconds=1)
_EDITED = timedelta(minutes=1)
_INCIDENT = {
    "investigating": "Investigating", "identified": "Identified", "monitoring": "Monitoring", "resolved": "Resolved",
    "completed": "Resolved", "update": "Update",
}  # fmt: skip
_MAINTENANCE = {
    "scheduled": "Scheduled", "in_progress": "In progress", "verifying": "Verifying", "completed": "Completed",
    "resolved": "Completed", "cancelled": "Cancelled", "canceled": "Cancelled", "update": "Update",
}  # fmt: skip
POSTMORTEM = "postmortem"
_BOOKKEEPING = frozenset({
    "id", "status", "body", "message", "display_at", "created_at", "updated_at", "at", "published_at", "incident_id",
    "affected_components", "deliver_notifications", "wants_twitter_update", "tweet_id", "twitter_updated_at",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """What an update says of a component: its code and name, its state before and from then on, as written."""

    code: str
    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Told:
    """An update, read.

    Attributes:
        code: its id there.
        status: as a key: `in_progress`.
        at: UTC; None where no time can be read.
        guessed: what was guessed of that time.
        notes: what has no place in an update here.
    """

    code: str
    status: str
    at: datetime | None
    body: str
    hits: tuple[Hit, ...] = ()
    guessed: str = ""
    notes: tuple[str, ...] = ()


def told_of(item: Item, zone: tzinfo, report: FileReport) -> list[Told]:
    """The updates of an item, oldest first, those of several documents together; none at the time of another."""
    lists = [_oldest_first([_read(raw, zone) for raw in listed]) for listed in item.updates]
    found = lists[0] if lists else []
    for other in lists[1:]:
        found = _together(found, other, report)
    if len(found) == 1 and not (found[0].body or found[0].hits or found[0].notes):
        return []  # the API has one even where nothing was told
    return _spread(found, zone, item, report)


def _read(raw: Mapping[str, Any], zone: tzinfo) -> Told:
    shown = first(raw, "display_at", "created_at", "at", "published_at", "updated_at")
    read = moment(shown, zone)
    at = read[0] if read is not None else None
    notes = [] if read is not None or shown is None else [f"time: {line(shown)}"]
    created = moment(raw.get("created_at"), zone)
    if created is not None and at is not None and abs(created[0] - at) > _EDITED:
        notes.append(f"entered: {instant(created[0])}")
    notes += [f"{line(key)}: {line(value)}" for key, value in raw.items() if key not in _BOOKKEEPING and _says(value)]
    body = first(raw, "body", "message", "text")
    return Told(
        line(raw.get("id")),
        word(first(raw, "status", "phase")),
        at,
        markdown(text(body)).strip("\n").rstrip(),
        tuple(_hits(raw.get("affected_components"))),
        read[1] if read is not None else "",
        tuple(notes),
    )


def _says(value: Any) -> bool:
    return value not in (None, "", False, [], {})


def _hits(value: Any) -> Iterable[Hit]:
    for one in entries(value):
        if isinstance(one, dict):
            code, name = line(first(one, "code", "id", "component_id")), line(one.get("name"))
            if code or name:
                yield Hit(code, name, word(one.get("old_status")), word(first(one, "new_status", "status")))
        elif isinstance(one, str) and line(one):
            yield Hit("", line(one), "", "")


def _oldest_first(listed: list[Told]) -> list[Told]:
    """As listed or the other way round: the API has the newest first, and so has what tells no times."""
    times = [one.at for one in listed if one.at is not None]
    upwards = len(times) > 1 and times[0] < times[-1]
    return listed if upwards else listed[::-1]


def _together(newer: Sequence[Told], older: Sequence[Told], report: FileReport) -> list[Told]:
    """The updates of two states of an item; what both hold stands once."""
    codes = {one.code: index for index, one in enumerate(newer) if one.code}
    minutes: dict[datetime, list[int]] = defaultdict(list)
    for index, one in enumerate(newer):
        if one.at is not None:
            minutes[one.at.replace(second=0)].append(index)
    made, free, added = list(newer), set(range(len(newer))), []
    for one in older:
        same = codes.get(one.code, -1) if one.code else -1
        if same < 0 and one.at is not None:
            near = [index for index in minutes[one.at.replace(second=0)] if index in free]
            alike = [index for index in near if _words(made[index]) == _words(one)]
            near = [index for index in near if not (made[index].code and one.code)]
            same = next(iter(alike or near[:1]), -1)
        if same < 0 or same not in free:
            added.append(one)
            continue
        free.discard(same)
        made[same] = _both(made[same], one, report)
    return [*made, *added]


def _words(one: Told) -> str:
    return "".join(one.body.split()).casefold()


def _both(one: Told, other: Told, report: FileReport) -> Told:
    notes = tuple(dict.fromkeys((*one.notes, *other.notes)))
    if _words(one) != _words(other) and other.body:
        report.kept.append("another wording of an update, in the internal notes")
        notes = (*notes, f"in another document: {other.body}")
    exact = other.at if one.at is None or (other.at is not None and not one.at.second) else one.at
    status = other.status if one.status in {"", "update"} and other.status else one.status
    return replace(one, at=exact, status=status, body=one.body or other.body, hits=one.hits or other.hits, notes=notes)


def _spread(found: list[Told], zone: tzinfo, item: Item, report: FileReport) -> list[Told]:
    began = moment(first(item.raw, "started_at", "created_at", "scheduled_for", "published_at"), zone)
    known = [one.at for one in found if one.at is not None]
    last = min(known) - _SECOND if known else began[0] if began else datetime.fromisoformat("1971-01-01T00:00:00+00:00")
    timed: list[Told] = []
    for one in found:
        if one.at is None:
            report.guessed.append("updates: one without a time: that of the start, or a second after the one before")
        last = one.at or last + (_SECOND if timed else timedelta())
        timed.append(replace(one, at=last))
        if one.guessed:
            report.guessed.append(f"updates: {one.guessed}")
    made: list[Told] = []
    for one in sorted(timed, key=lambda one: one.at or last):
        if made and one.at is not None and made[-1].at is not None and one.at <= made[-1].at:
            report.guessed.append("updates: one at the time of another: spread by a second")
            one = replace(one, at=made[-1].at + _SECOND)  # noqa: PLW2901 - it is the same update, later
        made.append(one)
    return made


def phases_of(found: Sequence[Told], report: FileReport, *, planned: bool) -> list[tuple[str, str]]:
    """The phase of each update, and its status where that says more (empty: it does not).

    A status that is that of the update before is an `Update`, as Statuspage shows it.
    """
    known, others = (_MAINTENANCE, _INCIDENT) if planned else (_INCIDENT, _MAINTENANCE)
    made = []
    before = ""
    for index, one in enumerate(found):
        phase = known.get(one.status, "")
        kept = ""
        if not phase:
            phase, kept = "Update", one.status
            why = "of another kind of record" if one.status in others else "unknown" if one.status else "missing"
            report.guessed.append(f"phases: the status {one.status or 'of an update'} is {why}: an update")
        elif index and phase == before:
            phase = "Update"
        before = before if phase == "Update" else phase
        made.append((phase, kept))
    return made
