"""What some documents of Statuspage hold together: a page, its components, its incidents, each once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from faultless.importing.statuspage.values import entries, first, line, word

_WRAPPED = {
    "incident": None, "incidents": None, "scheduled_maintenance": True, "scheduled_maintenances": True,
    "component": None, "components": None, "component_groups": None, "page": None, "data": None, "results": None,
}  # fmt: skip
"""Keys under which documents hold what is imported, and whether it is planned work for certain."""

_OF_COMPONENTS = ("group_id", "group", "position", "showcase", "only_show_if_degraded")
_OF_ITEMS = ("incident_updates", "updates", "impact", "started_at", "resolved_at", "scheduled_for", "shortlink")
_PLANNED = frozenset({"scheduled", "in_progress", "verifying", "completed"})
_DEEPEST = 6
"""Levels of wrapping objects and lists that are looked into."""


@dataclass(frozen=True, slots=True)
class Item:
    """An incident or a maintenance.

    Attributes:
        code: what Statuspage calls it: the last part of its address there; empty where nothing tells.
        raw: its keys; where several documents hold it, the newest wins key by key.
        updates: its updates as the documents hold them, a list a document, the newest document first.
        planned: it is a maintenance.
        origin: the file it was found in first.
    """

    code: str
    raw: Mapping[str, Any]
    updates: tuple[tuple[Mapping[str, Any], ...], ...]
    planned: bool
    origin: str


@dataclass(slots=True)
class Gathered:
    """Everything found.

    Attributes:
        page: the page's own keys.
        components: those of lists of components, in their order, by code.
        embedded: those that incidents hold, likewise.
        listed: there was a list of components.
        items: by what identifies them.
        repeated: how often an item was found again.
        odd: by file, what was neither.
    """

    page: dict[str, Any] = field(default_factory=dict)
    components: dict[str, dict[str, Any]] = field(default_factory=dict)
    embedded: dict[str, dict[str, Any]] = field(default_factory=dict)
    listed: bool = False
    items: dict[tuple[str, ...], Item] = field(default_factory=dict)
    repeated: int = 0
    odd: dict[str, list[str]] = field(default_factory=dict)

    def take(self, value: Any, origin: str) -> int:
        """Take in a document; how much of use was in it."""
        return sum(self._take(*one, origin) for one in _parts(value))

    def _take(self, what: str, value: Any, planned: bool | None, origin: str) -> int:  # noqa: FBT001 - passed on
        if not isinstance(value, dict):
            if value is not None:
                self.odd.setdefault(origin, []).append(f"{what or 'a value'} that is no object: {line(value)[:60]}")
            return 0
        if what == "page":
            self.page.update({key: one for key, one in value.items() if one not in (None, "")})
        elif what == "component":
            self.listed = True
            self._component(value, self.components)
        elif what == "item":
            self._item(value, origin, planned)
        else:
            keys = ", ".join(sorted(value)[:6]) or "none"
            self.odd.setdefault(origin, []).append(f"neither page, component, incident nor maintenance (keys: {keys})")
            return 0
        return 1

    def _component(self, value: dict[str, Any], known: dict[str, dict[str, Any]], parent: str = "") -> None:
        name = line(value.get("name"))
        code = line(first(value, "id", "code")) or name
        if not code:
            return
        kept = known.setdefault(code, {})
        kept.update({key: one for key, one in value.items() if one is not None})
        if parent:
            kept.setdefault("group_id", parent)
        children = entries(value.get("components"))
        if children:
            kept["group"] = True
        for child in children:
            if isinstance(child, dict):
                self._component(child, known, code)
            elif isinstance(child, str):
                known.setdefault(child, {}).setdefault("group_id", code)

    def _item(self, value: dict[str, Any], origin: str, planned: bool | None) -> None:  # noqa: FBT001 - None: it is not said
        for one in entries(value.get("components")):
            if isinstance(one, dict):
                self._component(one, self.embedded)
        told = first(value, "incident_updates", "updates")
        updates = tuple(one for one in entries(told) if isinstance(one, dict))
        raw = {key: one for key, one in value.items() if key not in {"incident_updates", "updates"}}
        made = Item(
            code_of(value), raw, (updates,), _is_planned(value, updates) if planned is None else planned, origin
        )
        if made.code:
            key: tuple[str, ...] = (made.code,)
        else:
            key = ("", line(first(value, "name", "title")), line(first(value, "started_at", "created_at")))
        other = self.items.get(key)
        if other is not None:
            self.repeated += 1
        self.items[key] = made if other is None else _merged(other, made)


def _parts(value: Any, planned: bool | None = None, depth: int = 0) -> Iterator[tuple[str, Any, bool | None]]:  # noqa: FBT001
    """What a document is made of, each with what it is: `page`, `component`, `item`, or nothing known."""
    if isinstance(value, list):
        for one in value:
            yield from _parts(one, planned, depth + 1) if depth < _DEEPEST else ()
        return
    if not isinstance(value, dict):
        yield "", value, None
        return
    if _is_item(value):
        yield "item", value, planned
        return
    if _is_component(value):
        yield "component", value, None
        return
    wrapped = [key for key in _WRAPPED if isinstance(value.get(key), (dict, list))]
    for key in wrapped:
        listed = value[key] if isinstance(value[key], list) else [value[key]]
        if key in {"data", "results"}:
            yield from _parts(value[key], planned, depth + 1) if depth < _DEEPEST else ()
        else:
            what = "page" if key == "page" else "component" if key.startswith("component") else "item"
            yield from ((what, one, _WRAPPED[key]) for one in listed)
    if not wrapped and not isinstance(value.get("status"), dict):
        yield ("page" if "time_zone" in value and value.get("name") else ""), value, None


def _is_item(value: Mapping[str, Any]) -> bool:
    titled = first(value, "name", "title") is not None
    if isinstance(value.get("incident_updates"), (list, dict)):
        return True
    return titled and not _is_component(value) and any(key in value for key in _OF_ITEMS)


def _is_component(value: Mapping[str, Any]) -> bool:
    return bool(value.get("name")) and "impact" not in value and any(key in value for key in _OF_COMPONENTS)


def _is_planned(value: Mapping[str, Any], updates: tuple[Mapping[str, Any], ...]) -> bool:
    if (
        word(value.get("impact")) == "maintenance"
        or value.get("scheduled_for")
        or word(value.get("status")) in _PLANNED
    ):
        return True
    said = {word(one.get("status")) for one in updates}
    return bool(said) and said <= _PLANNED | {"update", "", "cancelled", "canceled"} and bool(said & _PLANNED)


def code_of(value: Mapping[str, Any]) -> str:
    """What Statuspage calls an incident: its `id`; where that is a number, or missing, the last part of its address."""
    given = first(value, "id", "code")
    named = line(given) if isinstance(given, (str, int)) else ""
    return named if named and not named.isdecimal() else last_part(value) or named


def last_part(value: Mapping[str, Any]) -> str:
    """The last part of an incident's address on its page; empty where none is given."""
    for key in ("url", "shortlink", "link", "permalink"):
        address = value.get(key)
        if isinstance(address, str):
            try:
                parts = [part for part in urlsplit(address.strip()).path.split("/") if part]
            except ValueError:
                continue
            if len(parts) > 1 and parts[-2] in {"incidents", "maintenance"}:
                return line(unquote(parts[-1]))
    return ""


def _merged(one: Item, other: Item) -> Item:
    """Two states of one item: the later one wins, and what only one knows is kept."""
    newer, older = (one, other) if _lateness(one) >= _lateness(other) else (other, one)
    known = {key: value for key, value in newer.raw.items() if value not in (None, "", [], {})}
    updates = newer.updates + tuple(listed for listed in older.updates if listed not in newer.updates)
    return Item(one.code, {**older.raw, **known}, updates, one.planned or other.planned, one.origin)


def _lateness(item: Item) -> tuple[bool, str, int, str]:
    ended = first(item.raw, "resolved_at") is not None
    return ended, line(item.raw.get("updated_at")), len(item.updates[0]), json.dumps(item.raw, sort_keys=True)
