"""Root causes that strike again, and whether the response got better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from faultless.insight.durations import durations
from faultless.insight.periods import worst_stated
from faultless.model import Incident, Kind, KnowledgeBase, Postmortem
from faultless.policy import Policy, Tolerance


class Verdict(str, Enum):
    """How something compares with the time before."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Improvement:
    """An incident against the latest earlier one with the same cause.

    Attributes:
        severity: by the order of the policy; a near miss is better than any.
        scope: the number of components hit, then how badly they were.
        identify: time from the start until the cause was known.
        recover: time from the start until the end.
    """

    severity: Verdict
    scope: Verdict
    identify: Verdict
    recover: Verdict

    @property
    def any_better(self) -> bool:
        """Whether severity and scope, or one of the times, got better; unknown never counts.

        Severity and scope are one measure: a smaller scope counts where the severity stayed the same.
        """
        milder = self.scope if self.severity is Verdict.SAME else self.severity
        return Verdict.BETTER in {milder, self.identify, self.recover}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a root cause struck; `improvement` compares it with the time before and is None the first time."""

    incident: Incident
    postmortem: Postmortem
    improvement: Improvement | None = None


def occurrences(base: KnowledgeBase, policy: Policy) -> Mapping[str, tuple[Occurrence, ...]]:
    """Every root cause's occurrences by its id, in the order in which the incidents began."""
    struck: dict[str, dict[str, Occurrence]] = {cause.id: {} for cause in base.root_causes}
    for postmortem in base.postmortems:
        incidents = [base.incident_by_id[one] for one in postmortem.incidents if one in base.incident_by_id]
        for name in postmortem.root_causes:
            cause = base.root_cause_by_id.get(name)
            if cause is not None:
                for incident in incidents:
                    struck[cause.id].setdefault(incident.id, Occurrence(incident, postmortem))
    return {cause: _chained(tuple(found.values()), policy) for cause, found in struck.items()}


def _chained(found: tuple[Occurrence, ...], policy: Policy) -> tuple[Occurrence, ...]:
    dated = sorted(found, key=lambda one: (one.incident.begins is None, _start(one.incident), one.incident.id))
    chain: list[Occurrence] = []
    for one in dated:
        before = chain[-1].incident if chain else None
        compared = None if before is None else improvement(before, one.incident, policy)
        chain.append(Occurrence(one.incident, one.postmortem, compared))
    return tuple(chain)


def _start(incident: Incident) -> float:
    return incident.begins.at.timestamp() if incident.begins is not None else 0.0


def improvement(before: Incident, after: Incident, policy: Policy) -> Improvement:
    """How a later incident compares with an earlier one of the same cause."""
    earlier, later = durations(before), durations(after)
    tolerance = policy.improvement_tolerance
    return Improvement(
        severity=_compared(_severity(before, policy), _severity(after, policy)),
        scope=_compared(_scope(before), _scope(after)),
        identify=_shorter(earlier.identify, later.identify, tolerance),
        recover=_shorter(earlier.recover, later.recover, tolerance),
    )


def _severity(incident: Incident, policy: Policy) -> int | None:
    """How bad: higher is worse; a near miss is better than any severity."""
    if incident.kind is Kind.NEAR_MISS:
        return 0
    order = [severity.id for severity in policy.severities]
    return len(order) - order.index(incident.severity) if incident.severity in order else None


def _scope(incident: Incident) -> tuple[int, int] | None:
    """How many components were hit, and how badly in sum; unknown where the incident names none."""
    if incident.kind is Kind.NEAR_MISS:
        return 0, 0
    hit = worst_stated(incident.components, incident.updates)
    return (len(hit), sum(state.rank for state in hit.values())) if hit else None


def _compared(before: int | tuple[int, int] | None, after: int | tuple[int, int] | None) -> Verdict:
    if before is None or after is None:
        return Verdict.UNKNOWN
    if before == after:
        return Verdict.SAME
    return Verdict.BETTER if after < before else Verdict.WORSE  # type: ignore[operator] # both are of one type


def _shorter(before: int | None, after: int | None, tolerance: Tolerance) -> Verdict:
    """Better or worse by at least the tolerance: a share of the time before and a number of minutes."""
    if before is None or after is None:
        return Verdict.UNKNOWN
    least = max(before * tolerance.percent / 100, tolerance.minutes)
    if before - after >= least:
        return Verdict.BETTER
    return Verdict.WORSE if after - before >= least else Verdict.SAME
