"""`catalogue.yml`, and the taxonomy that ships with the package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from faultless.model import (
    START_OF_FILE,
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
from faultless.reading.incident import member
from faultless.reading.keys import Keys, did_you_mean
from faultless.reading.schema import CATALOGUE_KEYS
from faultless.reading.yaml_text import YamlText, read_yaml

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_RESERVED = {"overall"}


@lru_cache(maxsize=1)
def shipped_taxonomy() -> tuple[Category, ...]:
    """The triggers, causes and contributing factors that every knowledge base starts with."""
    text = (resources.files("faultless.reading") / "taxonomy.yml").read_text(encoding="utf-8")
    wrapped = read_yaml("taxonomy:\n" + text, "taxonomy.yml")
    return _taxonomy(Keys(wrapped.values, wrapped.keys, "taxonomy.yml", wrapped.faults))


def read_catalogue(text: str, path: str) -> tuple[Catalogue, YamlText]:
    """What the catalogue says, with the places of its keys and what was wrong with it. Never raises."""
    read = read_yaml(text, path)
    keys = Keys(read.values, read.keys, path, read.faults)
    keys.known(CATALOGUE_KEYS)
    groups = _groups(keys)
    teams = tuple(Team(one, _name(entry, one)) for one, entry in _entries(keys, "teams", ("id", "name")))
    components = _components(keys, groups, [team.id for team in teams])
    if not groups:
        unlisted = _unlisted_groups(components)
        groups = tuple(dict.fromkeys(unlisted.values()))
        components = tuple(
            replace(component, group=unlisted[component.group].id) if component.group else component
            for component in components
        )
    own = _taxonomy(keys)
    shipped = shipped_taxonomy()
    for index, category in enumerate(own):
        if any(category.id == known.id for known in shipped):
            keys.fault(
                "FM011", f"taxonomy.{index}", f"the category {category.id!r} ships with the package", "rename it"
            )
    catalogue = Catalogue(
        organisation=_organisation(keys),
        groups=groups,
        components=components,
        teams=teams,
        people=_people(keys, [team.id for team in teams]),
        internal_names=keys.texts("internal_names"),
        taxonomy=(*shipped, *(category for category in own if not any(category.id == known.id for known in shipped))),
    )
    return catalogue, read


def _unlisted_groups(components: tuple[Component, ...]) -> Mapping[str, Group]:
    """The distinct groups of the components by the name as written, in order of appearance."""
    found: dict[str, Group] = {}
    for name in dict.fromkeys(component.group for component in components if component.group):
        identifier = _slug(name) or f"group-{len(found) + 1}"
        same = next((group for group in found.values() if group.id == identifier), None)
        found[name] = same or Group(identifier, name)
    return found


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:80]


def _organisation(keys: Keys) -> Organisation:
    entry = keys.mapping("organisation")
    if entry is None:
        return Organisation()
    entry.known(("name", "url"))
    entry.required(("name",), "the organisation")
    url = entry.text("url")
    if url is not None and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", url):
        entry.fault("FM006", "url", f"{url!r} is no web address", "write it as https://status.example.com/")
        url = None
    return Organisation(entry.text("name") or "Status", url)


def _entries(keys: Keys, key: str, allowed: tuple[str, ...]) -> Iterable[tuple[str, Keys]]:
    """The entries of a list that have a usable id of their own, or one that can be put right (it is a fault)."""
    seen: set[str] = set()
    for entry in keys.mappings(key):
        entry.known(allowed)
        identifier = entry.text("id")
        if identifier is None:
            place = keys.places.get(entry.prefix.rstrip("."))
            span = START_OF_FILE if place is None else place.value
            entry.at("FM005", span, f"an entry of {key!r} needs an id", "add `id: …`")
        elif not _ID.fullmatch(identifier) or identifier in _RESERVED:
            slug = _slug(identifier)
            usable = slug and slug not in _RESERVED
            hint = f"write it as {slug}" if usable else "choose another id"
            entry.fault("FM006", "id", f"{identifier!r} cannot be an id", hint)
            if usable and slug not in seen:
                seen.add(slug)
                yield slug, entry
        elif identifier in seen:
            entry.fault("FM011", "id", f"the id {identifier!r} is given twice in {key!r}", "rename one of them")
        else:
            seen.add(identifier)
            yield identifier, entry


def _name(entry: Keys, identifier: str) -> str:
    return entry.text("name") or identifier


def _groups(keys: Keys) -> tuple[Group, ...]:
    return tuple(Group(one, _name(entry, one)) for one, entry in _entries(keys, "groups", ("id", "name")))


def _components(keys: Keys, groups: tuple[Group, ...], teams: list[str]) -> tuple[Component, ...]:
    found = []
    allowed = ("id", "name", "group", "description", "owner", "since", "retired", "visibility", "aliases")
    for identifier, entry in _entries(keys, "components", allowed):
        visibility = member(Visibility, entry.choice("visibility", [one.value for one in Visibility]))
        found.append(
            Component(
                id=identifier,
                name=_name(entry, identifier),
                group=_group(entry, groups),
                description=entry.text("description") or "",
                owner=_one_of(entry, "owner", teams, "team"),
                since=entry.day("since"),
                retired=entry.day("retired"),
                visibility=visibility or Visibility.PUBLIC,
                aliases=_aliases(entry, identifier),
            )
        )
    return tuple(found)


def _aliases(entry: Keys, identifier: str) -> tuple[str, ...]:
    """Its aliases, and the id as written where that had to be put right: files that use it are not wrong as well."""
    written = entry.text("id") or identifier
    return (*entry.texts("aliases"), *((written,) if written != identifier else ()))


def _group(entry: Keys, groups: tuple[Group, ...]) -> str | None:
    written = entry.text("group")
    if written is None or not groups:
        return written
    for group in groups:
        if written.casefold() in {group.id.casefold(), group.name.casefold()}:
            return group.id
    entry.fault("FM007", "group", f"unknown group {written!r}", did_you_mean(written, [group.id for group in groups]))
    return None


def _one_of(entry: Keys, key: str, known: list[str], what: str) -> str | None:
    written = entry.text(key)
    if written is not None and known and written not in known:
        entry.fault("FM007", key, f"unknown {what} {written!r}", did_you_mean(written, known))
    return written


def _people(keys: Keys, teams: list[str]) -> tuple[Person, ...]:
    return tuple(
        Person(identifier, _name(entry, identifier), _one_of(entry, "team", teams, "team"))
        for identifier, entry in _entries(keys, "people", ("id", "name", "team"))
    )


def _taxonomy(keys: Keys) -> tuple[Category, ...]:
    found = []
    for identifier, entry in _entries(keys, "taxonomy", ("id", "theme", "kind", "title", "about")):
        entry.required(("theme", "kind", "title"), "a category")
        kind = member(CategoryKind, entry.choice("kind", [one.value for one in CategoryKind]))
        found.append(
            Category(
                identifier,
                entry.text("theme") or "other",
                kind or CategoryKind.CAUSE,
                entry.text("title") or identifier,
                entry.text("about") or "",
            )
        )
    return tuple(found)
