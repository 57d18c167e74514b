"""Postmortems, and what their timeline and action items say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from faultless.model.instant import Instant
from faultless.model.place import START_OF_FILE, Span
from faultless.model.section import Section

EVENT_TAGS = ("start", "detection", "escalation", "communication", "decision", "mitigation", "recovery", "lucky")
"""What an entry of a timeline can be marked as."""

ACTION_TYPES = ("prevent", "detect", "mitigate", "recover", "process", "learn")
"""What an action item is good for."""


class Review(str, Enum):
    """How far the writing of a postmortem has come."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One entry of a postmortem's timeline.

    Attributes:
        at: when; None where the entry's time could not be read.
        text: Markdown of the entry without its time and its tag.
        tags: of `EVENT_TAGS`.
        order_broken: its clock time runs backwards other than over midnight.
    """

    at: Instant | None
    text: str
    tags: tuple[str, ...] = ()
    span: Span = START_OF_FILE
    order_broken: bool = False


class ActionStatus(str, Enum):
    """Where an action item stands."""

    OPEN = "open"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Something a postmortem asks for.

    Attributes:
        text: Markdown, without the attributes.
        owner: id of a person or a free name.
        type: one of `ACTION_TYPES`, or what was written instead, or None.
        due, done: days in the policy's time zone.
        reason: why it was declined.
        public: shown on the status page with the customer message.
    """

    text: str
    owner: str | None = None
    due: date | None = None
    type: str | None = None
    status: ActionStatus = ActionStatus.OPEN
    done: date | None = None
    issue: str | None = None
    reason: str | None = None
    public: bool = False
    span: Span = START_OF_FILE


@dataclass(frozen=True, slots=True)
class Postmortem:
    """What was learnt from one or more incidents.

    Attributes:
        incidents: ids as written (they may be aliases, or lead nowhere).
        root_causes: ids of files under `root-causes/`.
        contributing_factors: ids of the taxonomy.
        customer_message: the section of that name is meant for the status page.
        sections: all headings' sections in the order of the file, nested ones after the one that holds them.
        preamble: text before the first heading.
    """

    id: str
    title: str
    incidents: tuple[str, ...] = ()
    status: Review = Review.DRAFT
    authors: tuple[str, ...] = ()
    published: date | None = None
    reviewed: date | None = None
    root_causes: tuple[str, ...] = ()
    contributing_factors: tuple[str, ...] = ()
    customer_message: bool = False
    sections: tuple[Section, ...] = ()
    preamble: str = ""
    timeline: tuple[TimelineEvent, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    feed_id: str = ""
    redirects: tuple[str, ...] = ()
    imported: str | None = None

    def section(self, identifier: str) -> Section | None:
        """The first section with this canonical id, or None."""
        return next((section for section in self.sections if section.id == identifier), None)
