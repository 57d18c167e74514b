"""Action items: what a postmortem asks for, as a task list, a list or a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from faultless.model import ActionItem, ActionStatus, Section, Span
from faultless.reading.fault import Fault
from faultless.reading.items import Item, SubHeading, Table, column_of, contents
from faultless.reading.times import parse_day

_KEY = re.compile(r"[A-Za-z][\w -]*")
_KEYS = ("owner", "due", "type", "status", "done", "issue", "reason", "public")
_STATUS = {
    "open": ActionStatus.OPEN,
    "todo": ActionStatus.OPEN,
    "in-progress": ActionStatus.IN_PROGRESS,
    "done": ActionStatus.DONE,
    "closed": ActionStatus.DONE,
    "declined": ActionStatus.DECLINED,
}
_NOTHING = frozenset({"", "n/a", "na", "none", "nothing", "nil", "not applicable", "no action items", "no actions"})
"""Words with which a section says that it has no action items."""

_COLUMNS = {
    "text": ("action", "action item", "task", "what", "description", "item"),
    "owner": ("owner", "assignee", "who"),
    "due": ("due", "deadline", "due date"),
    "type": ("type", "kind"),
    "status": ("status", "state"),
    "issue": ("issue", "ticket", "link", "bug"),
    "done": ("done",),
    "reason": ("reason",),
    "public": ("public",),
}


def read_actions(section: Section, path: str) -> tuple[tuple[ActionItem, ...], tuple[Fault, ...]]:
    """The action items of a section in the order of the file, and what could not be read in them. Never raises."""
    reader = _Reader(path)
    for part in contents(section):
        if isinstance(part, Item):
            reader.item(part)
        elif not isinstance(part, SubHeading):
            reader.table(part)
    return tuple(reader.actions), tuple(reader.faults)


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.actions: list[ActionItem] = []
        self.faults: list[Fault] = []

    def item(self, item: Item) -> None:
        start, end = _last_parenthesis(item.text)
        pairs = _pairs(item.text[start + 1 : end]) if start < end else None
        text = item.text if pairs is None else item.text[:start].strip()
        self._add(text, pairs or {}, item.span, ticked=item.ticked)

    def table(self, table: Table) -> None:
        columns = {name: column_of(table.header, *titles) for name, titles in _COLUMNS.items()}
        what = columns.pop("text")
        what = 0 if what is None else what
        for row in table.rows:
            if what >= len(row) or not row[what].text:
                continue
            pairs = {
                name: row[index].text.strip("`")
                for name, index in columns.items()
                if index is not None and index < len(row) and row[index].text.strip("-–— ")
            }
            span = Span(row[0].span.line, row[0].span.column, row[-1].span.end_line, row[-1].span.end_column)
            self._add(row[what].text, pairs, span, ticked=None)

    def _add(self, text: str, pairs: Mapping[str, str], span: Span, *, ticked: bool | None) -> None:
        if text.strip(" \t.*_`()[]-–—").casefold() in _NOTHING:
            return
        status = self._status(pairs, span, ticked=ticked)
        kind = pairs.get("type", "").casefold() or None
        self.actions.append(
            ActionItem(
                text=text,
                owner=pairs.get("owner") or None,
                due=self._day(pairs, "due", span),
                type=kind,
                status=status,
                done=self._day(pairs, "done", span),
                issue=pairs.get("issue") or None,
                reason=pairs.get("reason") or None,
                public=pairs.get("public", "").casefold() in {"true", "yes"},
                span=span,
            )
        )

    def _status(self, pairs: Mapping[str, str], span: Span, *, ticked: bool | None) -> ActionStatus:
        written = re.sub(r"[\s_-]+", "-", pairs.get("status", "").casefold())
        if not written:
            return ActionStatus.DONE if ticked or "done" in pairs else ActionStatus.OPEN
        status = _STATUS.get(written)
        if status is None:
            hint = "the states are open, in-progress, done and declined"
            self.faults.append(Fault("FM006", self.path, span, f"{written!r} is no state of an action item", hint))
            return ActionStatus.DONE if ticked else ActionStatus.OPEN
        return ActionStatus.DONE if ticked and status is not ActionStatus.DECLINED else status

    def _day(self, pairs: Mapping[str, str], key: str, span: Span) -> date | None:
        written = pairs.get(key, "")
        if not written:
            return None
        day = parse_day(written)
        if isinstance(day, date):
            return day
        self.faults.append(Fault(day.code, self.path, span, f"{key}: {day.message}", day.hint))
        return None


def _last_parenthesis(text: str) -> tuple[int, int]:
    """Where the parenthesis that ends a text opens and closes; the same place twice where there is none."""
    end = len(text.rstrip(" \t.")) - 1
    if end < 0 or text[end] != ")":
        return 0, 0
    depth = 0
    quoted = False
    for position in range(end, -1, -1):
        character = text[position]
        if character == '"':
            quoted = not quoted
        elif not quoted and character in "()":
            depth += 1 if character == ")" else -1
            if depth == 0:
                return position, end
    return 0, 0


def _pairs(text: str) -> dict[str, str] | None:
    """`key: value` pairs; None where the parenthesis is ordinary prose, that is, holds no key we know."""
    pairs: dict[str, str] = {}
    last = ""
    for piece in _parts(text):
        key, colon, value = piece.partition(":")
        key = key.strip()
        if colon and _KEY.fullmatch(key):
            last = key.casefold()
            pairs.setdefault(last, value.strip().strip('"').strip())
        elif not last:
            return None
        else:  # a comma in a value
            pairs[last] = f"{pairs[last]}, {piece.strip()}"
    return pairs if any(key in _KEYS for key in pairs) else None


def _parts(text: str) -> list[str]:
    """A text parted at its commas, except those in quotes and parentheses."""
    parts = []
    start = depth = 0
    quoted = False
    for position, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif not quoted and character in "()":
            depth += 1 if character == "(" else -1
        elif character == "," and not quoted and depth <= 0:
            parts.append(text[start:position])
            start = position + 1
    return [*parts, text[start:]]
