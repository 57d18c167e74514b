"""What somebody still owes: postmortems that severities ask for, and actions that are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from faultless.insight import Owed, owed
from faultless.model import ActionItem, ActionStatus, KnowledgeBase, Postmortem
from faultless.policy import Policy


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action item that is not done, and the postmortem that asks for it."""

    item: ActionItem
    postmortem: Postmortem


def due_postmortems(base: KnowledgeBase, policy: Policy) -> tuple[Owed, ...]:
    """Every postmortem that is still needed, the longest due first."""
    found = (owed(incident, base, policy) for incident in base.incidents)
    return tuple(sorted((due for due in found if due is not None), key=lambda due: (due.due, due.incident.id)))


def open_actions(base: KnowledgeBase) -> tuple[OpenAction, ...]:
    """Every action that is neither done nor declined: by due day, those without one last."""

    def unordered() -> Iterator[OpenAction]:
        for postmortem in base.postmortems:
            for item in postmortem.actions:
                if item.status in (ActionStatus.OPEN, ActionStatus.IN_PROGRESS):
                    yield OpenAction(item, postmortem)

    return tuple(sorted(unordered(), key=lambda one: (one.item.due or date.max, one.postmortem.id, one.item.span)))
