"""Whether an occurrence of a root cause went better than the one before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from faultless.insight import durations
from faultless.model import Incident, Kind, State
from faultless.policy import Policy
from faultless.wiki.relations import touched


class Verdict(str, Enum):
    """How one measure did against the last time; what is not known is never better."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure of an occurrence against the occurrence before."""

    measure: str
    verdict: Verdict


def compare(before: Incident, after: Incident, policy: Policy) -> tuple[Comparison, ...]:
    """Severity (where equal: scope), time to identify and time to recover of `after` against `before`."""
    earlier, later = durations(before), durations(after)
    return (
        Comparison("severity", _severity(before, after, policy)),
        Comparison("time to identify", _duration(earlier.tti, later.tti, policy)),
        Comparison("time to recover", _duration(earlier.ttr, later.ttr, policy)),
    )


def _duration(before: int | None, after: int | None, policy: Policy) -> Verdict:
    if before is None or after is None:
        return Verdict.UNKNOWN
    tolerance = policy.improvement_tolerance
    margin = max(tolerance.minutes, max(before, after) * tolerance.percent / 100)
    if before - after >= margin > 0 or (margin == 0 and after < before):
        return Verdict.BETTER
    if after - before >= margin > 0 or (margin == 0 and after > before):
        return Verdict.WORSE
    return Verdict.SAME


def _severity(before: Incident, after: Incident, policy: Policy) -> Verdict:
    ranks = {severity.id: rank for rank, severity in enumerate(policy.severities)}
    if Kind.NEAR_MISS in (before.kind, after.kind):
        return _ordered(before.kind is not Kind.NEAR_MISS, after.kind is not Kind.NEAR_MISS)
    if before.severity not in ranks or after.severity not in ranks:
        return Verdict.UNKNOWN
    by_severity = _ordered(-ranks[before.severity], -ranks[after.severity])
    return _ordered(_scope(before), _scope(after)) if by_severity is Verdict.SAME else by_severity


def _scope(incident: Incident) -> tuple[int, int]:
    """How many components were hit, and how badly in all."""
    hit = [said.state for said in touched(incident) if said.state is not State.OPERATIONAL]
    return len(hit), sum(state.rank for state in hit)


def _ordered(before: int | tuple[int, int], after: int | tuple[int, int]) -> Verdict:
    if after == before:
        return Verdict.SAME
    return Verdict.BETTER if after < before else Verdict.WORSE  # type: ignore[operator]
