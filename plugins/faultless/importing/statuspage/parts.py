"""Statuspage's components as the components of a catalogue, and its groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from faultless.emit import mapping, scalar, slug
from faultless.importing.report import FileReport
from faultless.importing.statuspage.gathering import Gathered
from faultless.importing.statuspage.values import first, line, moment

_RESERVED = {"overall"}
_LAST = 1 << 40
_SAID = {"id", "code", "name", "description", "position", "group_id", "group", "components", "start_date", "status"}
_BOOKKEEPING = {"page_id", "created_at", "updated_at", "showcase", "old_status", "new_status", "automation_email"}


@dataclass(slots=True)
class Part:
    """A component to be: its id and name, its code, its group's id, what the catalogue says of it besides.

    Attributes:
        last: for one that is gone the day it was last heard of.
    """

    id: str
    name: str
    code: str = ""
    group: str = ""
    description: str = ""
    since: date | None = None
    gone: bool = False
    last: date | None = None
    notes: list[str] = field(default_factory=list)


class Parts:
    """The components of a page, those it has and those that its incidents name besides."""

    def __init__(self, gathered: Gathered, report: FileReport) -> None:
        self._listed = gathered.listed
        known = dict(gathered.components)
        for code, raw in gathered.embedded.items():
            if not gathered.listed:
                known.setdefault(code, raw)
        named = {code: raw for code, raw in known.items() if line(raw.get("name"))}
        report.guessed += [f"component {code}: a group lists it, nothing names it" for code in known.keys() - named]
        groups = {code: raw for code, raw in named.items() if raw.get("group") is True}
        self._group_ids = _ids({code: line(raw["name"]) for code, raw in groups.items()}, {})
        self.groups = [
            (self._group_ids[code], line(raw["name"]), code, _notes(raw, "group")) for code, raw in _placed(groups)
        ]
        self._by_code: dict[str, Part] = {}
        self._by_name: dict[str, Part] = {}
        self._taken: set[str] = set()
        single = {code: raw for code, raw in named.items() if code not in groups}
        names = {code: line(raw["name"]) for code, raw in single.items()}
        inside = {code: self._group_of(raw, groups, report) for code, raw in single.items()}
        ids = _ids(names, inside)
        order = {code: place for place, (code, _) in enumerate(_placed(groups))}
        outer = {self._group_ids[code]: place for code, place in order.items()}
        for code, said in sorted(_placed(single), key=lambda one: outer.get(inside[one[0]], len(outer))):
            day = moment(said.get("start_date"))
            part = Part(ids[code], names[code], code, inside[code], line(said.get("description")))
            part.since = day[0].date() if day is not None else None
            part.notes = _notes(said, "")
            self._keep(part)
        if gathered.listed:
            for held in gathered.embedded.values():
                self._described(held)
        if not gathered.listed and named:
            report.guessed.append("components: no list of them is in the source: those that its incidents name")

    def _keep(self, part: Part) -> None:
        self._by_code[part.code] = part
        self._taken.add(part.id)
        self._by_name.setdefault(part.name.casefold(), part)

    def _group_of(self, raw: Mapping[str, Any], groups: Mapping[str, Mapping[str, Any]], report: FileReport) -> str:
        code = line(raw.get("group_id"))
        if not code:
            return ""
        if code not in groups:
            report.guessed.append(f"component {line(raw['name'])}: its group {code} is not there: no group")
            return ""
        if line(groups[code].get("group_id")):
            report.guessed.append(f"component {line(raw['name'])}: its group lies in another one: the inner group")
        return self._group_ids[code]

    def _described(self, raw: Mapping[str, Any]) -> None:
        """Take note of a component that an incident holds and the page has no more."""
        code, name = line(first(raw, "id", "code")), line(raw.get("name"))
        if name and code not in self._by_code and code not in self._group_ids and raw.get("group") is not True:
            self._unlisted(code or name, name)

    def _unlisted(self, code: str, name: str) -> Part:
        part = Part(_free(slug(name), code, self._taken), name, code, gone=self._listed)
        self._keep(part)
        return part

    def find(self, code: str, name: str, day: date, report: FileReport) -> str | None:
        """The id of a component by its code, else by its name; None for a group and for nothing at all."""
        if (code and code in self._group_ids) or not (code or name):
            return None
        part = self._by_code.get(code) if code else None
        if part is None:
            part = self._by_name.get(name.casefold()) if name else None
        if part is None:
            part = self._unlisted(code or name, name or code)
        if part.gone:
            part.last = max(part.last or day, day)
            report.guessed.append(f"components: {part.name!r} is not on the page any more: retired")
        return part.id

    def lines(self, report: FileReport) -> list[str]:
        """The catalogue's groups and components."""
        report.mapped += [f"{len(self.groups)} groups", f"{len(self._by_code)} components"]
        made = ["groups:"] if self.groups else []
        for identifier, name, _, notes in self.groups:
            made += [f"  - {mapping({'id': identifier, 'name': name})}", *(f"    # {note}" for note in notes)]
        made += ["components:"] if self._by_code else []
        for part in self._by_code.values():
            made.append(f"  - id: {scalar(part.id)}")
            said = {"name": part.name, "group": part.group, "description": part.description}
            made += [f"    {key}: {scalar(value)}" for key, value in said.items() if value]
            made += [f"    since: {part.since.isoformat()}"] if part.since is not None else []
            if part.gone:
                last = part.last or date(1971, 1, 1)
                made.append(f"    retired: {(last + timedelta(days=1)).isoformat()}")
            made += [f"    # {note}" for note in part.notes]
        return made


def _placed(raws: Mapping[str, Mapping[str, Any]]) -> Sequence[tuple[str, Mapping[str, Any]]]:
    """In the order of display: by position, then as listed."""

    def place(raw: Mapping[str, Any]) -> float:
        position = raw.get("position")
        return position if isinstance(position, (int, float)) else _LAST

    return sorted(raws.items(), key=lambda one: place(one[1]))


def _ids(names: Mapping[str, str], groups: Mapping[str, str]) -> dict[str, str]:
    """An id for each code: of its name, with that of its group where several have the name, else with the code."""
    plain = {code: slug(name) for code, name in names.items()}
    often = Counter(plain.values())
    longer = {
        code: slug(f"{groups[code]} {names[code]}") if often[one] > 1 and groups.get(code) else one
        for code, one in plain.items()
    }
    again = Counter(longer.values())
    made: dict[str, str] = {}
    taken: set[str] = set()
    for code in sorted(longer, key=lambda code: (again[longer[code]] > 1, code)):
        made[code] = _free(longer[code], code, taken)
        taken.add(made[code])
    return made


def _free(identifier: str, code: str, taken: set[str]) -> str:
    if identifier not in taken and identifier not in _RESERVED:
        return identifier
    made, number = f"{identifier[:50].strip('-')}-{slug(code)[:28]}".strip("-"), 2
    unique = made
    while unique in taken or unique in _RESERVED:
        unique, number = f"{made[:75]}-{number}", number + 1
    return unique


def _notes(raw: Mapping[str, Any], kind: str) -> list[str]:
    """What else is said of a component, as `key: value`; `id` is Statuspage's own."""
    others = {key: line(value) for key, value in raw.items() if key not in _SAID | _BOOKKEEPING and value}
    listed = {"statuspage id": line(first(raw, "id", "code")), **others}
    listed.pop("only_show_if_degraded" if not raw.get("only_show_if_degraded") else "", None)
    if kind == "group":
        listed["description"] = line(raw.get("description"))
    return [f"{' '.join(key.split())}: {value}" for key, value in listed.items() if value]
