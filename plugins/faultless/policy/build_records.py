"""The options of `faultless` whose values are more than a word or a number."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping
from typing import Any

from faultless.policy.folders import never_matches
from faultless.policy.options import DEFAULT_SEVERITIES, Profile, Severity, Tolerance
from faultless.policy.sections import SECTION_IDS
from faultless.policy.values import Values, shown
from faultless.policy.where import Where

_LEVELS = ("error", "warning", "info", "off")
_CODE = re.compile(r"[A-Z]{2}\d{0,3}", re.ASCII)
_HERE = Where("faultless")


def severities(values: Values, value: Any) -> tuple[Severity, ...]:
    """The severity scale, worst first."""
    if value is None:
        return DEFAULT_SEVERITIES
    found: list[Severity] = []
    names = tuple(field.name for field in dataclasses.fields(Severity))
    here = _HERE.key("severities")
    for number, entry in enumerate(values.listed(here, value)):
        where = here.entry(number)
        options = values.mapping(where, entry, names)
        identifier = options.get("id")
        if not isinstance(identifier, str) or any(identifier == known.id for known in found):
            values.problem(where, "needs an id of its own, as text")
            continue
        impact, postmortem = options.get("impact"), options.get("postmortem")
        found.append(
            Severity(
                identifier,
                values.text(where.key("name"), options.get("name")) or identifier,
                values.choice(where.key("impact"), impact, ("critical", "major", "minor", "none"), "none"),
                values.count(where.key("update_every"), options.get("update_every")),
                values.count(where.key("announce_within"), options.get("announce_within")),
                values.choice(where.key("postmortem"), postmortem, ("required", "optional"), "optional"),
                values.count(where.key("due_days"), options.get("due_days")),
            )
        )
    if not found:
        values.problem(here, "there must be at least one")
    return tuple(found) or DEFAULT_SEVERITIES


def rules(values: Values, value: Any, where: Where = _HERE) -> Mapping[str, str]:
    """Levels by code or prefix; YAML reads a bare `off` as false."""
    found = {}
    where = where.key("rules")
    for code, level in values.mapping(where, value).items():
        written = "off" if level is False else level
        if not (isinstance(code, str) and _CODE.fullmatch(code)):
            remedy = "write it as BL202, or BL for all of its kind"
            values.problem(where, f"{shown(code)} is no rule code and no prefix of one; {remedy}", at=where.key(code))
        elif written not in _LEVELS:
            values.problem(where.key(code), f"must be one of {', '.join(_LEVELS)}, not {shown(level)}")
        else:
            found[code] = written
    return found


def profiles(values: Values, value: Any, known: Collection[str]) -> tuple[Profile, ...]:
    """How the documents of some folders are judged; `known` are the ids of the severities."""
    found = []
    names = tuple(field.name for field in dataclasses.fields(Profile))
    for number, entry in enumerate(values.listed(_HERE.key("profiles"), value)):
        where = _HERE.key("profiles").entry(number)
        options = values.mapping(where, entry, names)
        found.append(
            Profile(
                _paths(values, where, options.get("paths")),
                values.choice(where.key("based_on"), options.get("based_on"), ("default",), "default"),
                _by_severity(values, where.key("required"), options.get("required"), known),
                _by_severity(values, where.key("warned"), options.get("warned"), known),
                _by_section(values, where.key("aliases"), options.get("aliases")),
                values.choice(where.key("labels"), options.get("labels"), ("headings", "bold"), "headings"),
                rules(values, options.get("rules"), where),
            )
        )
    return tuple(found)


def _paths(values: Values, where: Where, value: Any) -> tuple[str, ...]:
    """Patterns of paths, none of which would match nothing."""
    here = where.key("paths")
    paths = values.texts(here, value)
    if not paths:
        values.problem(where, "needs paths, such as [postmortems/old/**]")
    for number, path in enumerate(paths):
        remedy = never_matches(path)
        if remedy is not None:
            values.problem(here, f"{shown(path)} is the path of no file; {remedy}", at=here.entry(number))
    return paths


def _by_severity(values: Values, where: Where, value: Any, known: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Section ids by severity id."""
    found = {}
    for severity, listed in values.mapping(where, value, known).items():
        here = where.key(severity)
        ids = values.texts(here, listed)
        for number, one in enumerate(ids):
            if one not in SECTION_IDS:
                sections = ", ".join(SECTION_IDS)
                values.problem(here, f"unknown section {shown(one)}; known are {sections}", at=here.entry(number))
        found[str(severity)] = ids
    return found


def _by_section(values: Values, where: Where, value: Any) -> Mapping[str, tuple[str, ...]]:
    """Further headings by section id."""
    return {
        str(section): values.texts(where.key(section), listed)
        for section, listed in values.mapping(where, value, SECTION_IDS).items()
    }


def tolerance(values: Values, value: Any) -> Tolerance:
    """How much smaller a duration must be to count as better."""
    here = _HERE.key("improvement_tolerance")
    options = values.mapping(here, value, ("percent", "minutes"))
    return Tolerance(
        values.share(here.key("percent"), options.get("percent"), Tolerance().percent),
        values.share(here.key("minutes"), options.get("minutes"), Tolerance().minutes),
    )
