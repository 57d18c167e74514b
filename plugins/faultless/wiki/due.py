"""What somebody still owes: postmortems that severities ask for, and actions that are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from faultless.model import ActionItem, ActionStatus, Incident, Kind, KnowledgeBase, Postmortem, Review
from faultless.policy import Policy


@dataclass(frozen=True, slots=True)
class DuePostmortem:
    """A postmortem that is asked for and not yet published; `draft` is what is there of it."""

    incident: Incident
    due: date
    draft: Postmortem | None


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action item that is not done, and the postmortem that asks for it."""

    item: ActionItem
    postmortem: Postmortem


def due_of(incident: Incident, base: KnowledgeBase, policy: Policy) -> DuePostmortem | None:
    """The postmortem an incident still needs, or None.

    It needs one if its severity requires it, it is resolved, and none is published. Imported incidents come from a time
    before the practice and owe nothing.
    """
    severity = policy.severity(incident.severity)
    if incident.kind is not Kind.INCIDENT or incident.imported is not None or incident.resolved is None:
        return None
    if severity is None or severity.postmortem != "required":
        return None
    written = base.postmortems_of.get(incident.id, ())
    if any(postmortem.status is Review.PUBLISHED for postmortem in written):
        return None
    day = incident.resolved.at.astimezone(policy.timezone).date() + timedelta(days=severity.due_days or 0)
    return DuePostmortem(incident, day, written[0] if written else None)


def due_postmortems(base: KnowledgeBase, policy: Policy) -> tuple[DuePostmortem, ...]:
    """Every postmortem that is still needed, the longest due first."""
    found = (due_of(incident, base, policy) for incident in base.incidents)
    return tuple(sorted((due for due in found if due is not None), key=lambda due: (due.due, due.incident.id)))


def open_actions(base: KnowledgeBase) -> tuple[OpenAction, ...]:
    """Every action that is neither done nor declined: by due day, those without one last."""

    def unordered() -> Iterator[OpenAction]:
        for postmortem in base.postmortems:
            for item in postmortem.actions:
                if item.status in (ActionStatus.OPEN, ActionStatus.IN_PROGRESS):
                    yield OpenAction(item, postmortem)

    return tuple(sorted(unordered(), key=lambda one: (one.item.due or date.max, one.postmortem.id, one.item.span)))
