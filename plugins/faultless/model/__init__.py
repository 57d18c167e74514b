"""What things are: immutable values, no file, no clock, no library."""

from faultless.model.catalogue import (
    Catalogue,
    Category,
    CategoryKind,
    Component,
    Group,
    Organisation,
    Person,
    Team,
    Visibility,
)
from faultless.model.incident import FIRST_PHASE, PHASES, Incident, Kind, Phase, Revision, Update
from faultless.model.instant import SLACK, Instant
from faultless.model.knowledge import KnowledgeBase
from faultless.model.place import START_OF_FILE, Span
from faultless.model.postmortem import (
    ACTION_TYPES,
    EVENT_TAGS,
    ActionItem,
    ActionStatus,
    Postmortem,
    Review,
    TimelineEvent,
)
from faultless.model.root_cause import CauseStatus, RootCause
from faultless.model.section import Section
from faultless.model.state import ComponentState, State, worst

__all__ = [
    "ACTION_TYPES",
    "EVENT_TAGS",
    "FIRST_PHASE",
    "PHASES",
    "SLACK",
    "START_OF_FILE",
    "ActionItem",
    "ActionStatus",
    "Catalogue",
    "Category",
    "CategoryKind",
    "CauseStatus",
    "Component",
    "ComponentState",
    "Group",
    "Incident",
    "Instant",
    "Kind",
    "KnowledgeBase",
    "Organisation",
    "Person",
    "Phase",
    "Postmortem",
    "Review",
    "Revision",
    "RootCause",
    "Section",
    "Span",
    "State",
    "Team",
    "TimelineEvent",
    "Update",
    "Visibility",
    "worst",
]
