"""cState's systems and categories as components and groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from faultless.importing.emit import mapping, scalar, slug
from faultless.importing.report import FileReport

_RESERVED = {"overall"}
_KNOWN = {"title", "baseURL", "params", "languageCode", "defaultContentLanguage"}


@dataclass(slots=True)
class System:
    """A component to be: its id, the names it goes by, and for an unconfigured one the day it was last heard of."""

    id: str
    name: str
    group: str = ""
    description: str = ""
    aliases: list[str] = field(default_factory=list)
    last: date | None = None
    configured: bool = True


class Systems:
    """The systems of a site: the configured ones, and those that issues name besides."""

    def __init__(self, config: Mapping[str, Any], report: FileReport) -> None:
        params = config.get("params") if isinstance(config.get("params"), dict) else {}
        assert isinstance(params, dict)
        self.title = str(config.get("title") or "Status")
        self.url = str(config.get("baseURL") or "")
        self.groups: dict[str, tuple[str, str]] = {}
        self.systems: dict[str, System] = {}
        for entry in _mappings(params.get("categories")):
            name = str(entry.get("name") or "").strip()
            if name and name not in self.groups:
                self.groups[name] = (_free(slug(name), {known for known, _ in self.groups.values()}), name)
        for entry in _mappings(params.get("systems")):
            self._configured(entry, report)
        report.mapped += ["organisation", f"{len(self.groups)} groups", f"{len(self.systems)} components"]
        report.refused += [f"{key}: a setting of the other site's looks" for key in sorted(set(config) - _KNOWN)]

    def _configured(self, entry: Mapping[str, Any], report: FileReport) -> None:
        name = str(entry.get("name") or "").strip()
        if not name:
            report.refused.append("a system without a name")
            return
        twin = self.systems.get(slug(name))
        if twin is not None:
            report.guessed.append(f"the systems {twin.name!r} and {name!r} are one component")
            twin.aliases.append(name)
            return
        category = str(entry.get("category") or "").strip()
        group = self.groups.get(category)
        if category and group is None:
            report.guessed.append(f"the category {category!r} of {name!r} is not configured: no group")
        description = " ".join(str(entry.get("description") or "").split())
        identifier = _free(slug(name), {system.id for system in self.systems.values()})
        self.systems[slug(name)] = System(identifier, name, group[0] if group else "", description)

    def find(self, name: str, day: date, report: FileReport) -> str:
        """The id of a system an issue names; one that is not configured becomes a retired component."""
        key = slug(name)
        system = self.systems.get(key)
        if system is None:
            identifier = _free(key, {known.id for known in self.systems.values()})
            system = self.systems[key] = System(identifier, name, configured=False)
        if not system.configured:
            report.guessed.append(f"affected: {name!r} is not configured: a component retired after its last issue")
            system.last = max(system.last or day, day)
        if name.casefold() not in {known.casefold() for known in (system.name, system.id, *system.aliases)}:
            report.guessed.append(f"affected: {name!r} is {system.name!r}")
            system.aliases.append(name)
        return system.id

    def catalogue(self) -> str:
        """The text of `catalogue.yml`."""
        lines = [f"organisation: {mapping({'name': self.title, 'url': self.url if '://' in self.url else ''})}"]
        if self.groups:
            lines += ["groups:", *(f"  - {mapping({'id': one, 'name': name})}" for one, name in self.groups.values())]
        if self.systems:
            lines.append("components:")
        for system in self.systems.values():
            lines.append(f"  - id: {system.id}")
            entries = {"name": system.name, "group": system.group, "description": system.description}
            if system.last is not None:
                entries["retired"] = date.fromordinal(system.last.toordinal() + 1).isoformat()
            lines += [f"    {key}: {scalar(value)}" for key, value in entries.items() if value]
            if system.aliases:
                lines.append(f"    aliases: [{', '.join(_quoted(system.aliases))}]")
        return "\n".join(lines) + "\n"


def _quoted(names: Sequence[str]) -> list[str]:
    return [name if name.isalnum() and scalar(name) == name else f'"{_escaped(name)}"' for name in names]


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _free(identifier: str, taken: set[str]) -> str:
    """The id, or the first of `id-2`, `id-3` … that is not taken."""
    made, number = identifier, 2
    while made in taken or made in _RESERVED:
        made, number = f"{identifier}-{number}", number + 1
    return made
