"""cState's systems and categories as components and groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from faultless.emit import mapping, scalar, sequence, slug
from faultless.importing.cstate.config import PARAMS, SETTINGS
from faultless.importing.cstate.hugo import named
from faultless.importing.errors import ImportRefused
from faultless.importing.report import FileReport

_RESERVED = {"overall"}
_LINKED = re.compile(r"https?://[^\s/]+(/\S*)?")
_KNOWN_OF = {"name", "displayName", "category", "description"}
_LOOKS = {"untitled", "closed", "histogram", "partial"}


@dataclass(slots=True)
class System:
    """A component to be.

    Attributes:
        id: its id.
        name: what readers see.
        group: the id of its group; empty: none.
        description: one line.
        aliases: the other names it goes by.
        notes: what else its configuration says, as `key: value`.
        last: for one that is not configured the day it was last heard of.
    """

    id: str
    name: str
    group: str = ""
    description: str = ""
    aliases: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    last: date | None = None
    configured: bool = True


class Systems:
    """The systems of a site: the configured ones, and those that issues name besides.

    Raises:
        ImportRefused: two configured names would become one id.
    """

    def __init__(self, config: Mapping[str, Any], report: FileReport) -> None:
        found = config.get("params")
        params: Mapping[str, Any] = found if isinstance(found, dict) else {}
        self.title = _line(config.get("title")) or "Status"
        self.url = _line(config.get("baseURL"))
        self.notes = [f"description: {text}"] if (text := _line(params.get("description"))) else []
        self.groups: dict[str, tuple[str, str, list[str]]] = {}
        self.untitled: set[str] = set()
        self.systems: dict[str, System] = {}
        order: dict[str, int] = {}
        for entry in _entries(params.get("categories")):
            order.setdefault(_line(entry.get("name")), len(order))
            self._category(entry, report)
        systems = _entries(params.get("systems"))
        for entry in sorted(systems, key=lambda one: order.get(_line(one.get("category")), len(order))):
            self._system(entry, report)
        if self.url and not _LINKED.fullmatch(self.url):
            report.left.append(f"baseURL: {self.url!r} is no web address")
            self.url = ""
        report.mapped += ["organisation", f"{len(self.groups)} groups", f"{len(self.systems)} components"]
        noted = sum(len(system.notes) for system in self.systems.values())
        noted += sum(len(notes) for _, _, notes in self.groups.values()) + len(self.notes)
        if noted:
            report.kept.append(f"descriptions and links without a key in the catalogue: comments in it ({noted})")
        looks = [*sorted(set(config) - set(SETTINGS)), *(f"params.{key}" for key in sorted(set(params) - set(PARAMS)))]
        if looks:
            report.left.append(f"settings of the other site's looks and of Hugo: {', '.join(looks)}")

    def _category(self, entry: Mapping[str, Any], report: FileReport) -> None:
        name = _line(entry.get("name"))
        if not name or name in self.groups:
            return
        if _line(entry.get("untitled")).casefold() == "true":
            self.untitled.add(name)
            self.notes += [f"category {name}: {note}" for note in _notes(entry, {"name"})]
            report.guessed.append(f"the category {name!r} has no title that readers see: no group")
            return
        twin = next((known for known, (one, _, _) in self.groups.items() if one == slug(name)), None)
        if twin is not None:
            raise ImportRefused(_twins("categories", twin, name, slug(name)))
        self.groups[name] = (slug(name), name, _notes(entry, {"name"}))

    def _system(self, entry: Mapping[str, Any], report: FileReport) -> None:
        name = _line(entry.get("name"))
        if not name:
            report.refused.append("a system without a name")
            return
        twin = self.systems.get(slug(name))
        if twin is not None and name in {twin.name, *twin.aliases}:
            report.guessed.append(f"the system {name!r} is configured twice: one component")
            return
        if twin is not None:
            raise ImportRefused(_twins("systems", twin.name, name, slug(name)))
        category = _line(entry.get("category"))
        group = self.groups.get(category)
        if category and group is None and category not in self.untitled:
            report.guessed.append(f"the category {category!r} of {name!r} is not configured: no group")
        shown = _line(entry.get("displayName")) or name
        self.systems[slug(name)] = System(
            id=_free(slug(name), {system.id for system in self.systems.values()}),
            name=shown,
            group=group[0] if group else "",
            description=_line(entry.get("description")),
            aliases=[name] if shown != name else [],
            notes=[*([f"category: {category}"] if category and group is None else []), *_notes(entry, _KNOWN_OF)],
        )

    def ids(self, names: Iterable[str], day: date, report: FileReport) -> list[str]:
        """The ids of the systems an issue names; those that are not configured become retired components."""
        unknown = []
        found = []
        for name in names:
            key = slug(name)
            system = self.systems.get(key)
            if system is None:
                identifier = _free(key, {known.id for known in self.systems.values()})
                system = self.systems[key] = System(identifier, name, configured=False)
            if not system.configured:
                unknown.append(repr(name))
                system.last = max(system.last or day, day)
            if name.casefold() not in {known.casefold() for known in (system.name, system.id, *system.aliases)}:
                report.guessed.append(f"affected: {name!r} is {system.name!r}")
                system.aliases.append(name)
            found.append(system.id)
        if unknown:
            what = "is not configured: a component" if len(unknown) == 1 else "are not configured: components"
            report.guessed.append(f"affected: {', '.join(unknown)} {what} retired after the last issue")
        return found

    def catalogue(self) -> str:
        """The text of `catalogue.yml`."""
        lines = [f"organisation: {mapping({'name': self.title, 'url': self.url})}", *_comments(self.notes, 2)]
        if self.groups:
            lines.append("groups:")
        for one, name, notes in self.groups.values():
            lines += [f"  - {mapping({'id': one, 'name': name})}", *_comments(notes, 4)]
        if self.systems:
            lines.append("components:")
        for system in self.systems.values():
            lines.append(f"  - id: {scalar(system.id)}")
            entries = {"name": system.name, "group": system.group, "description": system.description}
            lines += [f"    {key}: {scalar(value)}" for key, value in entries.items() if value]
            if system.last is not None:
                lines.append(f"    retired: {(system.last + timedelta(days=1)).isoformat()}")
            if system.aliases:
                lines.append(f"    aliases: {sequence(system.aliases)}")
            lines += _comments(system.notes, 4)
        return "\n".join(lines) + "\n"


def _comments(notes: Sequence[str], indent: int) -> list[str]:
    return [f"{' ' * indent}# {note}" for note in notes]


def _notes(entry: Mapping[str, Any], known: set[str]) -> list[str]:
    others = {key: _line(value) for key, value in entry.items() if key not in known | _LOOKS}
    return [f"{' '.join(key.split())}: {text}" for key, text in others.items() if text]


def _line(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_line(entry) for entry in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_line(entry)}" for key, entry in value.items())
    return " ".join(str(value or "").split())


def _entries(value: Any) -> list[Mapping[str, Any]]:
    """The entries of a list; a plain text is a name."""
    listed = value if isinstance(value, list) else []
    known = {*_KNOWN_OF, *_LOOKS}
    return [named(entry, known) if isinstance(entry, dict) else {"name": entry} for entry in listed]


def _twins(what: str, one: str, other: str, identifier: str) -> str:
    return f"the {what} {one!r} and {other!r} would both have the id {identifier!r}; rename one. Nothing was written"


def _free(identifier: str, taken: set[str]) -> str:
    """The id, or the first of `id-2`, `id-3` … that is not taken."""
    made, number = identifier, 2
    while made in taken or made in _RESERVED:
        made, number = f"{identifier}-{number}", number + 1
    return made
