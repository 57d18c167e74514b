"""What a front matter may hold, as JSON Schema, so that editors complete keys and values and explain them.

Of draft 7, which the language servers of editors read best. It is no gate: what it lets pass, `faultless check` still
judges, and nothing that `faultless check` accepts is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from faultless.model import CategoryKind, Kind, State
from faultless.reading import Records
from faultless.reading.schema import KEYS, REQUIRED, Key

DRAFT = "http://json-schema.org/draft-07/schema#"
_TIME = r"^~?\s*\d{4}-\d{1,2}-\d{1,2}"
_TEXT = {"type": ["string", "number", "boolean"]}
_PEOPLE = {"commander", "responders", "authors"}

Schema = Mapping[str, Any]


def schema_of(kind: str, records: Records | None = None) -> Schema:
    """The schema of the front matter of a kind of file: `incident`, `postmortem`, `root-cause`, `catalogue`.

    Args:
        kind: of `KEYS`.
        records: severities, components, people, causes and categories in them are proposed; None: what is built in.
    """
    known = _proposals(records)
    properties = {key.name: {"description": key.meaning, **_value(key, known)} for key in KEYS[kind]}
    made: dict[str, Any] = {
        "$schema": DRAFT,
        "title": f"Front matter of a file below {_FOLDER[kind]}" if kind in _FOLDER else "catalogue.yml",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    if kind == "incident":
        made["allOf"] = [_required(one) for one in Kind]
    elif kind in REQUIRED:
        made["required"] = list(REQUIRED[kind])
    return made


_FOLDER = {"incident": "incidents/", "postmortem": "postmortems/", "root-cause": "root-causes/"}


def _required(kind: Kind) -> Schema:
    """What a file under `incidents/` needs, by its kind; without one it is an incident."""
    stated: dict[str, Any] = {"properties": {"kind": {"const": kind.value}}}
    if kind is not Kind.INCIDENT:
        stated["required"] = ["kind"]
    return {"if": stated, "then": {"required": list(REQUIRED[kind.value])}}


def _proposals(records: Records | None) -> Mapping[str, tuple[str, ...]]:
    """Values to propose by key."""
    if records is None:
        return {}
    base = records.base
    people = tuple(one.id for one in base.catalogue.people)
    taxonomy = records.taxonomy_catalogue.taxonomy if records.catalogue is None else base.catalogue.taxonomy
    return {
        "severity": tuple(one.id for one in records.policy.severities),
        "severity_at_first": tuple(one.id for one in records.policy.severities),
        "components": tuple(one.id for one in base.catalogue.components),
        "incident": tuple(one.id for one in base.incidents),
        "incidents": tuple(one.id for one in base.incidents),
        "root_causes": tuple(one.id for one in base.root_causes),
        "contributing_factors": tuple(one.id for one in taxonomy if one.kind is CategoryKind.FACTOR),
        "categories": tuple(one.id for one in taxonomy if one.kind is not CategoryKind.FACTOR),
        **dict.fromkeys(_PEOPLE, people),
    }


def _value(key: Key, known: Mapping[str, tuple[str, ...]]) -> Schema:
    if key.name == "components" and key.form == "mapping":
        return _states(known.get("components", ()))
    if key.form == "text":
        return _proposed(known.get(key.name, ()))
    if key.form == "texts":
        if key.meaning.startswith("`{") or key.name in {"groups", "taxonomy"}:
            return {"type": "array", "items": {"type": "object"}}
        one = _proposed(known.get(key.name, ()))
        return {"anyOf": [{"type": "array", "items": one}, one]}
    return _FORMS.get(key.form) or {"enum": key.form.split("|")}


_FORMS: Mapping[str, Schema] = {
    "instant": {
        "type": "string",
        "pattern": _TIME,
        "examples": ["2026-03-14 09:02 UTC", "2026-03-14T10:02:00+01:00", "~2026-03-14 09:02 Europe/London"],
    },
    "day": {"type": "string", "pattern": _TIME, "examples": ["2026-03-14"]},
    "number": {"type": ["integer", "string"]},
    "flag": {"enum": [True, False, "true", "false", "yes", "no", "on", "off"]},
    "mapping": {"type": "object"},
}


def _proposed(values: Iterable[str]) -> Schema:
    """Text, with some values that an editor offers; others are for the checks to judge."""
    listed = list(values)
    return {"anyOf": [{"enum": listed}, _TEXT]} if listed else _TEXT


def _states(components: Iterable[str]) -> Schema:
    states = {"enum": [state.value for state in State]}
    by_name = {
        "type": "object",
        "properties": dict.fromkeys(components, states),
        "additionalProperties": {"anyOf": [states, {"type": "string"}]},
    }
    return {"anyOf": [by_name, {"type": "array", "items": _TEXT}, _TEXT]}
