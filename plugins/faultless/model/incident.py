"""Incidents, maintenances, notices and near misses, and the updates that tell of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from faultless.model.catalogue import Visibility
from faultless.model.instant import Instant
from faultless.model.place import START_OF_FILE, Span
from faultless.model.section import Section
from faultless.model.state import ComponentState


class Kind(str, Enum):
    """What a file under `incidents/` tells of."""

    INCIDENT = "incident"
    MAINTENANCE = "maintenance"
    NOTICE = "notice"
    NEAR_MISS = "near-miss"


class Phase(str, Enum):
    """How far a response, a maintenance or a notice has come; the value is the word customers read."""

    INVESTIGATING = "Investigating"
    IDENTIFIED = "Identified"
    MONITORING = "Monitoring"
    RESOLVED = "Resolved"
    SCHEDULED = "Scheduled"
    IN_PROGRESS = "In progress"
    VERIFYING = "Verifying"
    COMPLETED = "Completed"
    CANCELLED = "Cancelled"
    NOTICE = "Notice"
    UPDATE = "Update"


PHASES: dict[Kind, tuple[Phase, ...]] = {
    Kind.INCIDENT: (Phase.INVESTIGATING, Phase.IDENTIFIED, Phase.MONITORING, Phase.RESOLVED, Phase.UPDATE),
    Kind.MAINTENANCE: (
        Phase.SCHEDULED,
        Phase.IN_PROGRESS,
        Phase.VERIFYING,
        Phase.COMPLETED,
        Phase.CANCELLED,
        Phase.UPDATE,
    ),
    Kind.NOTICE: (Phase.NOTICE, Phase.UPDATE),
    Kind.NEAR_MISS: (Phase.INVESTIGATING, Phase.IDENTIFIED, Phase.MONITORING, Phase.RESOLVED, Phase.UPDATE),
}
"""The phases each kind knows, in their usual order."""

FIRST_PHASE = {
    Kind.INCIDENT: Phase.INVESTIGATING,
    Kind.MAINTENANCE: Phase.SCHEDULED,
    Kind.NOTICE: Phase.NOTICE,
    Kind.NEAR_MISS: Phase.INVESTIGATING,
}
"""The phase a first `Update` counts as."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A note that an update was edited after it was published."""

    at: Instant
    why: str


@dataclass(frozen=True, slots=True)
class Update:
    """One public message about an incident.

    Attributes:
        at: when it was published; unique within its incident and its identity there (`at.stamp`).
        written: the phase word in its heading.
        phase: the phase that holds from here on: `written`, or the one before it where that is `Update`.
        text: Markdown for customers, without the lines `Components:` and `Revised:`.
        components: the states its `Components:` line gives; others stay as they were. None if there is no such line.
        span: its heading.
        text_line: the source line `text` begins on.
    """

    at: Instant
    written: Phase
    phase: Phase
    text: str
    components: tuple[ComponentState, ...] | None = None
    revised: Revision | None = None
    span: Span = START_OF_FILE
    text_line: int = 1


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident, maintenance, notice or near miss, as its file tells it.

    Attributes:
        severity: id of one of the policy's severities; None where the file has none or a wrong one.
        components: the states the front matter gives, in its order.
        started: first effect customers could see.
        detected: first signal that reached us; `detected_by` says from whom.
        identified: the cause was known well enough to act.
        mitigated: customers no longer affected.
        resolved: fully normal.
        commander, responders: ids of people, or free names.
        updates: oldest first.
        sections: every part that is not an update; internal. The text before the first heading is not in it.
        preamble: internal text before the first heading.
        feed_id: what feed ids are made of; permanent across renames.
        redirects: foreign site paths that lead here.
        imported: the importer that wrote the file, or None.
    """

    id: str
    title: str
    kind: Kind = Kind.INCIDENT
    severity: str | None = None
    severity_at_first: str | None = None
    visibility: Visibility = Visibility.INTERNAL
    components: tuple[ComponentState, ...] = ()
    started: Instant | None = None
    detected: Instant | None = None
    detected_by: str | None = None
    acknowledged: Instant | None = None
    declared: Instant | None = None
    identified: Instant | None = None
    mitigated: Instant | None = None
    resolved: Instant | None = None
    scheduled_for: Instant | None = None
    scheduled_until: Instant | None = None
    reschedules: int = 0
    until: Instant | None = None
    commander: str | None = None
    responders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    updates: tuple[Update, ...] = ()
    sections: tuple[Section, ...] = ()
    preamble: str = ""
    aliases: tuple[str, ...] = ()
    feed_id: str = ""
    redirects: tuple[str, ...] = ()
    imported: str | None = None

    @property
    def begins(self) -> Instant | None:
        """The instant it is ordered and filed by.

        `started` of an incident, `scheduled_for` of a maintenance, `detected` of a near miss, else its first update.
        """
        own = {
            Kind.INCIDENT: self.started,
            Kind.MAINTENANCE: self.scheduled_for,
            Kind.NEAR_MISS: self.detected,
            Kind.NOTICE: self.started,
        }[self.kind]
        return own or self.started or (self.updates[0].at if self.updates else None)
