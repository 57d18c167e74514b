"""Files under `incidents/`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import TypeVar

from faultless.model import ComponentState, Incident, Kind, Section, Span, State, Visibility
from faultless.policy import SectionNames
from faultless.reading.fault import Fault
from faultless.reading.front_matter import FrontMatter
from faultless.reading.keys import Keys, did_you_mean, nearest
from faultless.reading.lookup import Lookup
from faultless.reading.schema import INCIDENT_KEYS, REQUIRED
from faultless.reading.sections import Heading, headings, sections_of, unclosed_comment
from faultless.reading.updates import UpdateReader

_Member = TypeVar("_Member", bound=Enum)

STATE_OF_IMPACT = {
    "critical": State.MAJOR_OUTAGE,
    "major": State.PARTIAL_OUTAGE,
    "minor": State.DEGRADED_PERFORMANCE,
    "none": State.OPERATIONAL,
}
"""The state of components that are listed without one, by the severity's impact."""

_IMPORTERS = ("cstate", "statuspage", "archive")


def read_incident(
    identifier: str, path: str, head: FrontMatter, lookup: Lookup, names: SectionNames
) -> tuple[Incident, tuple[Fault, ...]]:
    """What a file says, and what was wrong with it. Never raises."""
    faults = list(head.yaml.faults)
    keys = Keys(head.yaml.values, head.yaml.keys, path, faults)
    keys.known(INCIDENT_KEYS)
    stated = member(Kind, keys.choice("kind", [kind.value for kind in Kind]))
    kind = stated or _kind_meant(keys)
    if not any(fault.code == "FM002" for fault in faults):
        certain = stated is not None or keys.values.get("kind") is None
        keys.required(REQUIRED[kind.value] if certain else ("title",), _A[kind])
    severity = lookup.severity(keys, "severity")
    visibility = _visibility(keys, kind)
    lines = head.body.split("\n")
    found = headings(lines, head.body_line)
    reader = UpdateReader(path, kind, lambda name, span: lookup.component(keys, name, span))
    updates = reader.read(lines, head.body_line, found)
    hidden = unclosed_comment(lines)
    if hidden is not None:
        span = Span.on_line(head.body_line + hidden, 1, 5)
        keys.at("FM016", span, "a comment that is never closed hides the rest of the file", "close it with -->")
    preamble, sections = _internal(lines, head.body_line, found, {update.span for update in updates}, names)
    incident = Incident(
        id=identifier,
        title=keys.text("title") or identifier,
        kind=kind,
        severity=severity,
        severity_at_first=lookup.severity(keys, "severity_at_first"),
        visibility=visibility,
        components=_components(keys, lookup, kind, severity),
        started=keys.instant("started"),
        detected=keys.instant("detected"),
        detected_by=keys.choice("detected_by", ("monitoring", "employee", "customer", "partner", "provider")),
        acknowledged=keys.instant("acknowledged"),
        declared=keys.instant("declared"),
        identified=keys.instant("identified"),
        mitigated=keys.instant("mitigated"),
        resolved=keys.instant("resolved"),
        scheduled_for=keys.instant("scheduled_for"),
        scheduled_until=keys.instant("scheduled_until"),
        reschedules=keys.number("reschedules"),
        until=keys.instant("until"),
        commander=next(iter(lookup.people(keys, "commander")), None) if keys.text("commander") else None,
        responders=lookup.people(keys, "responders"),
        tags=keys.texts("tags"),
        updates=updates,
        sections=sections,
        preamble=preamble,
        aliases=keys.texts("aliases"),
        feed_id=feed_id(keys, identifier),
        redirects=keys.texts("redirects"),
        imported=keys.choice("imported", _IMPORTERS),
    )
    return incident, (*faults, *reader.faults)


_A = {
    Kind.INCIDENT: "an incident",
    Kind.MAINTENANCE: "a maintenance",
    Kind.NOTICE: "a notice",
    Kind.NEAR_MISS: "a near miss",
}


def _kind_meant(keys: Keys) -> Kind:
    """The kind nearest to the word that is none; the fault is noted, and the rest is read as what was meant."""
    written = keys.values.get("kind")
    near = nearest(written, [kind.value for kind in Kind]) if isinstance(written, str) and written.strip() else None
    return Kind.INCIDENT if near is None else Kind(near)


def member(kind: type[_Member], value: str | None) -> _Member | None:
    """The member of an enumeration with this value."""
    return None if value is None else kind(value)


def feed_id(keys: Keys, identifier: str) -> str:
    """What feed ids are made of: the key `id`, else the first alias, else the file's own id."""
    aliases = keys.texts("aliases")
    return keys.text("id") or (aliases[0] if aliases else identifier)


def _visibility(keys: Keys, kind: Kind) -> Visibility:
    visibility = member(Visibility, keys.choice("visibility", [one.value for one in Visibility]))
    if kind is Kind.NEAR_MISS and visibility is Visibility.PUBLIC:
        hint = "write `visibility: internal`; if customers should know of it, it is an incident or a notice"
        keys.fault("FM006", "visibility", "a near miss cannot be public", hint)
        return Visibility.INTERNAL
    return visibility or Visibility.INTERNAL


def _components(keys: Keys, lookup: Lookup, kind: Kind, severity: str | None) -> tuple[ComponentState, ...]:
    value = keys.values.get("components")
    if value is None:
        return ()
    if isinstance(value, dict):
        return _stated(keys, lookup, value)
    known = lookup.policy.severity(severity)
    state = State.UNDER_MAINTENANCE if kind is Kind.MAINTENANCE else STATE_OF_IMPACT[known.impact if known else "minor"]
    found: list[ComponentState] = []
    for name, span in keys.texts_with_places("components"):
        component = lookup.component(keys, name, span)
        if component is not None and component not in [one.component for one in found]:
            found.append(ComponentState(component, state))
    return tuple(found)


def _stated(keys: Keys, lookup: Lookup, value: Iterable[str]) -> tuple[ComponentState, ...]:
    found: dict[str, ComponentState] = {}
    words = [state.value for state in State]
    inner = keys.mapping("components")
    assert inner is not None
    for name in value:
        component = lookup.component(keys, name, keys.places[f"components.{name}"].key)
        written = inner.text(name)
        if written is None and inner.values[name]:
            continue
        if written is None:
            hint = f"write `{name}: partial_outage`; states are {', '.join(words)}"
            inner.fault("FM006", name, f"the component {name!r} has no state", hint)
            continue
        state = "_".join(written.casefold().replace("-", " ").replace("_", " ").split())
        if state == "maintenance":
            state = State.UNDER_MAINTENANCE.value
        if state not in words:
            inner.fault("FM006", name, f"{written!r} is no state of a component", did_you_mean(state, words))
        elif component in found:
            span = keys.places[f"components.{name}"].key
            keys.at("FM003", span, f"{name!r} is {component!r} again", "keep one of the two")
        elif component is not None:
            found[component] = ComponentState(component, State(state))
    return tuple(found.values())


def _internal(
    lines: Sequence[str], body_line: int, found: Sequence[Heading], updates: set[Span], names: SectionNames
) -> tuple[str, tuple[Section, ...]]:
    """The preamble, and the sections that are no updates and stand in none."""
    preamble, sections = sections_of(lines, body_line, found, names)
    kept = []
    inside = False
    for section in sections:
        if section.level <= 2:
            inside = section.span in updates
        if not inside:
            kept.append(section)
    return preamble, tuple(kept)
