"""What the knowledge base is about: the organisation, its components and its people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Visibility(str, Enum):
    """Who may read: everybody (`public`) or the staff (`internal`)."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whose incidents these are."""

    name: str = "Status"
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of components that customers see together."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the service that can fail on its own.

    Attributes:
        group: id of its `Group`, or None.
        owner: id of a team; internal.
        since: first day it was observed; uptime has no data before.
        retired: first day it no longer is part of the service.
        aliases: other names by which files may call it.
    """

    id: str
    name: str
    group: str | None = None
    description: str = ""
    owner: str | None = None
    since: date | None = None
    retired: date | None = None
    visibility: Visibility = Visibility.PUBLIC
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """A team that owns components."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part in a response or owns an action; internal."""

    id: str
    name: str
    team: str | None = None


class CategoryKind(str, Enum):
    """What a category explains: what set it off, why it could happen, or why the defences did not hold."""

    TRIGGER = "trigger"
    CAUSE = "cause"
    FACTOR = "factor"


@dataclass(frozen=True, slots=True)
class Category:
    """An entry of the taxonomy of triggers, causes and contributing factors."""

    id: str
    theme: str
    kind: CategoryKind
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The organisation, its components, its people and the taxonomy in force (shipped entries first, then its own)."""

    organisation: Organisation = field(default_factory=Organisation)
    groups: tuple[Group, ...] = ()
    components: tuple[Component, ...] = ()
    teams: tuple[Team, ...] = ()
    people: tuple[Person, ...] = ()
    internal_names: tuple[str, ...] = ()
    taxonomy: tuple[Category, ...] = ()
