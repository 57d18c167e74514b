"""SE101 missing-section."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Incident, Kind, KnowledgeBase, Postmortem
from faultless.policy import Policy, requirements, section_title
from faultless.reading import Record


def check(context: Context) -> Iterator[Hit]:
    """Sections that documents of this severity must have, or, as a warning, should have."""
    order = _order(context.base)
    for record in context.records.postmortems:
        incidents = incidents_of(context.base, record.value)
        severity = worst_severity(context.policy, incidents)
        near_miss = bool(incidents) and all(incident.kind is Kind.NEAR_MISS for incident in incidents)
        present = {section.id for section in record.value.sections}
        for wanted in requirements(context.policy, record.path, severity, near_miss=near_miss):
            if wanted.section not in present and _applies(wanted.when, record, context.base, order):
                title = section_title(wanted.section, context.policy.languages[0])
                about = f"a postmortem of a {severity}" if severity else "this postmortem"
                message = f"{about} {'needs' if wanted.required else 'should have'} the section {title!r}"
                hint = f"add a heading `## {title}` and the text below it"
                yield Hit(record.path, record.place("title"), message, hint, mild=not wanted.required)


def _applies(when: str | None, record: Record[Postmortem], base: KnowledgeBase, order: dict[str, int]) -> bool:
    if when == "seen-before":
        return _seen_before(record.value, base, order)
    if when == "no-actions":
        return not record.value.actions
    if when == "customer-message":
        return record.value.customer_message
    return True


def _order(base: KnowledgeBase) -> dict[str, int]:
    """The place of each incident in time."""
    dated = [(incident.begins.at, incident.id) for incident in base.incidents if incident.begins is not None]
    return {identifier: number for number, (_, identifier) in enumerate(sorted(dated))}


def _seen_before(postmortem: Postmortem, base: KnowledgeBase, order: dict[str, int]) -> bool:
    """Whether one of its root causes struck in an incident that began before its own."""
    own = [order[incident.id] for incident in incidents_of(base, postmortem) if incident.id in order]
    causes = set(postmortem.root_causes)
    if not own or not causes:
        return False
    for other in base.postmortems:
        if other is not postmortem and causes & set(other.root_causes):
            theirs = [order[incident.id] for incident in incidents_of(base, other) if incident.id in order]
            if theirs and min(theirs) < min(own):
                return True
    return False


def incidents_of(base: KnowledgeBase, postmortem: Postmortem) -> tuple[Incident, ...]:
    """The incidents a postmortem is about, those that exist."""
    found = (base.incident_by_id.get(reference) for reference in postmortem.incidents)
    return tuple(incident for incident in found if incident is not None)


def worst_severity(policy: Policy, incidents: tuple[Incident, ...]) -> str | None:
    """The worst severity of some incidents by the policy's order."""
    order = [severity.id for severity in policy.severities]
    known = [incident.severity for incident in incidents if incident.severity in order]
    return min(known, key=lambda severity: order.index(severity or ""), default=None)


RULE = Rule(
    "SE101",
    "missing-section",
    Level.ERROR,
    "readers look for the same questions in every postmortem, and this one is not answered",
    check,
)
