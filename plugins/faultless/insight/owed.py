"""The postmortems that severities ask for and nobody has published yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from faultless.model import Incident, Kind, KnowledgeBase, Postmortem, Review
from faultless.policy import Policy


@dataclass(frozen=True, slots=True)
class Owed:
    """A postmortem that is asked for and not published.

    Attributes:
        due: the last day on which it is in time, of the policy's time zone.
        written: what there is of it, or None.
    """

    incident: Incident
    due: date
    written: Postmortem | None


def due_day(incident: Incident, policy: Policy) -> date | None:
    """The day by which an incident's postmortem is to be published, of the policy's time zone; None where none is due.

    One is due if the severity requires it and the incident is resolved. Imported incidents come from a time before the
    practice and owe nothing.
    """
    severity = policy.severity(incident.severity)
    if incident.kind is not Kind.INCIDENT or incident.imported is not None or incident.resolved is None:
        return None
    if severity is None or severity.postmortem != "required":
        return None
    return incident.resolved.at.astimezone(policy.timezone).date() + timedelta(days=severity.due_days or 0)


def owed(incident: Incident, base: KnowledgeBase, policy: Policy) -> Owed | None:
    """The postmortem an incident still needs: one is due, and none is published; else None."""
    due = due_day(incident, policy)
    if due is None:
        return None
    written = base.postmortems_of.get(incident.id, ())
    if any(postmortem.status is Review.PUBLISHED for postmortem in written):
        return None
    return Owed(incident, due, written[0] if written else None)
