"""What a stretch of time brought, and what is owed at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from faultless.insight import Improvement, Occurrence, Owed, Stage, owed
from faultless.model import Incident, Kind, Postmortem, Review, RootCause
from faultless.wiki.board import ActionRow, action_row
from faultless.wiki.standing import standing
from faultless.wiki.views import IncidentRow, Ref, Views

_COUNTED = (Kind.INCIDENT, Kind.NEAR_MISS)


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A postmortem that is asked for and not published; `draft` is what there is of it."""

    incident: IncidentRow
    due: date
    overdue: bool
    draft: Ref | None


@dataclass(frozen=True, slots=True)
class NewsRow:
    """A postmortem that was published or reviewed on a day."""

    postmortem: Ref
    day: date
    reviewed: bool
    causes: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class RecurrenceRow:
    """A root cause that struck again, compared with the time before."""

    cause: Ref
    incident: IncidentRow
    before: IncidentRow
    improvement: Improvement
    undone: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What happened from `since` to `until` (UTC, the first inclusive), and what is owed at `until`.

    Attributes:
        name: of the organisation.
        today: the day of `until` in the policy's time zone.
        began: incidents and near misses that began, oldest first.
        resolved: incidents that ended, oldest first; those that began in the same time among them.
        open: incidents that are not over, oldest first.
        news: postmortems that were published or reviewed, oldest first.
        recurrences: root causes that struck again, oldest first, with the earlier actions that were not done.
        owed: postmortems that are asked for, the longest due first.
        overdue: actions whose day is over, those behind a recurrence first, then the longest due.
    """

    name: str
    since: datetime
    until: datetime
    today: date
    began: tuple[IncidentRow, ...]
    resolved: tuple[IncidentRow, ...]
    open: tuple[IncidentRow, ...]
    news: tuple[NewsRow, ...]
    recurrences: tuple[RecurrenceRow, ...]
    owed: tuple[OwedRow, ...]
    overdue: tuple[ActionRow, ...]


def digest_of(views: Views, since: datetime) -> Digest:
    """The digest of a knowledge base from a time until the `now` of its views."""
    now = views.now
    incidents = tuple(one for one in reversed(views.relations.incidents) if one.kind in _COUNTED)
    begun = (one for one in incidents if one.begins is not None and since <= one.begins.at <= now)
    ended = [one for one in incidents if one.resolved is not None and since <= one.resolved.at <= now]
    is_open = (one for one in incidents if one.begins is not None and one.begins.at <= now)
    due = sorted(filter(None, (owed(one, views.base, views.policy) for one in incidents)), key=_longest_due)
    return Digest(
        views.base.catalogue.organisation.name,
        since,
        now,
        views.today,
        began=tuple(views.row(one) for one in begun),
        resolved=tuple(views.row(one) for one in sorted(ended, key=_ended)),
        open=tuple(views.row(one) for one in is_open if standing(one, now).is_open),
        news=tuple(sorted(_news(views, since), key=lambda row: (row.day, row.postmortem.title))),
        recurrences=tuple(_recurrences(views, since)),
        owed=tuple(_owed(one, views) for one in due),
        overdue=tuple(action_row(one, views) for one in views.actions if one.stage is Stage.OVERDUE),
    )


def _ended(incident: Incident) -> tuple[datetime, str]:
    assert incident.resolved is not None
    return incident.resolved.at, incident.id


def _longest_due(one: Owed) -> tuple[date, str]:
    return one.due, one.incident.id


def _owed(one: Owed, views: Views) -> OwedRow:
    draft = views.ref(one.written) if one.written is not None else None
    return OwedRow(views.row(one.incident), one.due, one.due < views.today, draft)


def _news(views: Views, since: datetime) -> Iterator[NewsRow]:
    first = views.day(since)
    for postmortem in reversed(views.relations.postmortems):
        causes = tuple(views.ref(cause) for cause in views.relations.causes_of(postmortem))
        for day, reviewed in _days(postmortem):
            if first <= day <= views.today:
                yield NewsRow(views.ref(postmortem), day, reviewed, causes)


def _days(postmortem: Postmortem) -> Iterator[tuple[date, bool]]:
    """The days on which there was news of a postmortem; a review on the day of publication is none."""
    if postmortem.status is not Review.PUBLISHED or postmortem.published is None:
        return
    yield postmortem.published, False
    if postmortem.reviewed is not None and postmortem.reviewed > postmortem.published:
        yield postmortem.reviewed, True


def _recurrences(views: Views, since: datetime) -> Iterator[RecurrenceRow]:
    struck: list[tuple[datetime, str, RecurrenceRow]] = []
    for cause in views.base.root_causes:
        for before, one in pairwise(views.relations.occurrences.get(cause.id, ())):
            begins = one.incident.begins
            if one.improvement is None or begins is None or not since <= begins.at <= views.now:
                continue
            rows = views.row(one.incident), views.row(before.incident)
            row = RecurrenceRow(views.ref(cause), *rows, one.improvement, _undone(cause, one, views))
            struck.append((begins.at, cause.id, row))
    return (row for _, _, row in sorted(struck, key=lambda one: one[:2]))


def _undone(cause: RootCause, occurrence: Occurrence, views: Views) -> tuple[ActionRow, ...]:
    """The actions that were open when a cause struck again."""
    return tuple(
        action_row(action, views)
        for action in views.actions
        if any(again.cause.id == cause.id and again.occurrence is occurrence for again in action.again)
    )
