"""SE101 missing-section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.rc import chains_of
from faultless.insight import Occurrence
from faultless.model import Incident, Kind, KnowledgeBase, Postmortem
from faultless.policy import Policy, requirements, section_title


def check(context: Context) -> Iterator[Hit]:
    """Sections that documents of this severity must have, or, as a warning, should have."""
    chains = chains_of(context)
    for record in context.postmortems:
        incidents = incidents_of(context.base, record.value)
        severity = worst_severity(context.policy, incidents)
        near_miss = bool(incidents) and all(incident.kind is Kind.NEAR_MISS for incident in incidents)
        conditions = {
            None: True,
            "seen-before": _seen_before(record.value, incidents, context.base, chains),
            "no-actions": not record.value.actions,
            "customer-message": record.value.customer_message,
        }
        present = {section.id for section in record.value.sections}
        for wanted in requirements(context.policy, record.path, severity, near_miss=near_miss):
            if wanted.section not in present and conditions[wanted.when]:
                title = section_title(wanted.section, context.policy.languages[0])
                of = "near miss" if near_miss else severity
                about = f"a postmortem of a {of}" if of else "this postmortem"
                message = f"{about} {'needs' if wanted.required else 'should have'} the section {title!r}"
                hint = f"add a heading `## {title}` and the text below it"
                yield Hit(record.path, record.place("title"), message, hint, mild=not wanted.required)


def _seen_before(
    postmortem: Postmortem,
    incidents: tuple[Incident, ...],
    base: KnowledgeBase,
    chains: Mapping[str, tuple[Occurrence, ...]],
) -> bool:
    """Whether one of its root causes struck before its own incidents began."""
    began = min((incident.begins.at for incident in incidents if incident.begins is not None), default=None)
    causes = (base.root_cause_by_id.get(name) for name in postmortem.root_causes)
    struck = (one.incident.begins for cause in causes if cause is not None for one in chains[cause.id])
    return began is not None and any(begins is not None and begins.at < began for begins in struck)


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
    of_content=True,
)
