"""The options of `faultless` whose values are more than a word or a number."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping
from typing import Any

from faultless.policy.options import DEFAULT_SEVERITIES, Profile, Severity, Tolerance
from faultless.policy.sections import SECTION_IDS
from faultless.policy.values import Values, shown

_LEVELS = ("error", "warning", "info", "off")
_CODE = re.compile(r"[A-Z]{2}\d{0,3}", re.ASCII)


def severities(values: Values, value: Any) -> tuple[Severity, ...]:
    """The severity scale, worst first."""
    if value is None:
        return DEFAULT_SEVERITIES
    found: list[Severity] = []
    names = tuple(field.name for field in dataclasses.fields(Severity))
    for number, entry in enumerate(values.listed("severities", value), start=1):
        where = f"severities, entry {number}"
        options = values.mapping(where, entry, names)
        identifier = options.get("id")
        if not isinstance(identifier, str) or any(identifier == known.id for known in found):
            values.problems.append(f"{where}: needs an id of its own, as text")
            continue
        impact, postmortem = options.get("impact"), options.get("postmortem")
        found.append(
            Severity(
                identifier,
                values.text(f"{where}: name", options.get("name")) or identifier,
                values.choice(f"{where}: impact", impact, ("critical", "major", "minor", "none"), "none"),
                values.count(f"{where}: update_every", options.get("update_every")),
                values.count(f"{where}: announce_within", options.get("announce_within")),
                values.choice(f"{where}: postmortem", postmortem, ("required", "optional"), "optional"),
                values.count(f"{where}: due_days", options.get("due_days")),
            )
        )
    if not found:
        values.problems.append("severities: there must be at least one")
    return tuple(found) or DEFAULT_SEVERITIES


def rules(values: Values, value: Any) -> Mapping[str, str]:
    """Levels by code or prefix; YAML reads a bare `off` as false."""
    found = {}
    for code, level in values.mapping("rules", value).items():
        written = "off" if level is False else level
        if not (isinstance(code, str) and _CODE.fullmatch(code)):
            values.problems.append(f"rules: {shown(code)} is no rule code and no prefix of one")
        elif written not in _LEVELS:
            values.problems.append(f"rules: {code}: must be one of {', '.join(_LEVELS)}, not {shown(level)}")
        else:
            found[code] = written
    return found


def profiles(values: Values, value: Any, known: Collection[str]) -> tuple[Profile, ...]:
    """Which sections the documents of some folders need; `known` are the ids of the severities."""
    found = []
    names = tuple(field.name for field in dataclasses.fields(Profile))
    for number, entry in enumerate(values.listed("profiles", value), start=1):
        where = f"profiles, entry {number}"
        options = values.mapping(where, entry, names)
        paths = values.texts(f"{where}: paths", options.get("paths"))
        if not paths:
            values.problems.append(f"{where}: needs paths, such as [postmortems/old/**]")
        found.append(
            Profile(
                paths,
                values.choice(f"{where}: based_on", options.get("based_on"), ("default",), "default"),
                _by_severity(values, f"{where}: required", options.get("required"), known),
                _by_severity(values, f"{where}: warned", options.get("warned"), known),
                _by_section(values, f"{where}: aliases", options.get("aliases")),
                values.choice(f"{where}: labels", options.get("labels"), ("headings", "bold"), "headings"),
            )
        )
    return tuple(found)


def _by_severity(values: Values, where: str, value: Any, known: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Section ids by severity id."""
    found = {}
    for severity, listed in values.mapping(where, value, known).items():
        ids = values.texts(f"{where}: {severity}", listed)
        for one in ids:
            if one not in SECTION_IDS:
                sections = ", ".join(SECTION_IDS)
                values.problems.append(f"{where}: {severity}: unknown section {shown(one)}; known are {sections}")
        found[str(severity)] = ids
    return found


def _by_section(values: Values, where: str, value: Any) -> Mapping[str, tuple[str, ...]]:
    """Further headings by section id."""
    return {
        str(section): values.texts(f"{where}: {section}", listed)
        for section, listed in values.mapping(where, value, SECTION_IDS).items()
    }


def tolerance(values: Values, value: Any) -> Tolerance:
    """How much smaller a duration must be to count as better."""
    options = values.mapping("improvement_tolerance", value, ("percent", "minutes"))
    return Tolerance(
        values.share("improvement_tolerance: percent", options.get("percent"), Tolerance().percent),
        values.share("improvement_tolerance: minutes", options.get("minutes"), Tolerance().minutes),
    )
