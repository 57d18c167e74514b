"""The action items of postmortems, as the rules about them see them."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.rule import Context
from faultless.model import ActionItem, ActionStatus, Incident, Postmortem, Span
from faultless.reading import Record

OPEN = frozenset({ActionStatus.OPEN, ActionStatus.IN_PROGRESS})
"""The states of an item that has yet to be done."""


def action_items(context: Context) -> Iterator[tuple[Record[Postmortem], ActionItem]]:
    """Every action item with its postmortem, in the order of the files."""
    for record in context.postmortems:
        for action in record.value.actions:
            yield record, action


def open_items(context: Context) -> Iterator[tuple[Record[Postmortem], ActionItem]]:
    """Those that have yet to be done."""
    return ((record, action) for record, action in action_items(context) if action.status in OPEN)


def incidents_of(context: Context, postmortem: Postmortem) -> tuple[Incident, ...]:
    """The incidents a postmortem is about, those that exist."""
    known = context.base.incident_by_id
    return tuple(dict.fromkeys(known[name] for name in postmortem.incidents if name in known))


def place_of_items(record: Record[Postmortem]) -> Span:
    """The heading of a postmortem's action items, else its title."""
    section = record.value.section("actions")
    return record.place("title") if section is None else section.span


def named(action: ActionItem) -> str:
    """How a message calls an item: its first words in quotes."""
    words = " ".join(action.text.split())
    return repr(words if len(words) <= 60 else f"{words[:60].rpartition(' ')[0] or words[:60]}…")
