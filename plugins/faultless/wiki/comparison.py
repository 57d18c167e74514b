"""One time that a root cause struck beside the time before, in words: what was, what is, and whether it is better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from faultless.insight import Improvement, Verdict, durations, in_words
from faultless.model import Incident, Kind, Postmortem, State
from faultless.wiki.relations import touched
from faultless.wiki.views import Chip, IncidentRow, Ref, Views
from faultless.wiki.words import counted


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of an incident, and of the one before it.

    Attributes:
        now, before: in words; `before` is None the first time.
        verdict: how they compare; None the first time.
    """

    name: str
    now: str
    before: str | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an incident of a postmortem went against the time before that one of its causes struck."""

    cause: Ref
    incident: IncidentRow
    before: IncidentRow
    measures: tuple[Measured, ...]
    outcome: Chip


def comparisons(postmortem: Postmortem, views: Views) -> tuple[Comparison, ...]:
    """What a postmortem tells of against the time before, for each of its causes that struck before."""
    found = []
    for cause in views.relations.causes_of(postmortem):
        chain = views.relations.occurrences.get(cause.id, ())
        for before, one in pairwise(chain):
            if one.postmortem.id == postmortem.id and one.improvement is not None:
                now, earlier = views.row(one.incident), views.row(before.incident)
                measures = against(measured(now, one.incident), measured(earlier, before.incident), one.improvement)
                found.append(Comparison(views.ref(cause), now, earlier, measures, outcome(one.improvement)))
    return tuple(found)


def measured(row: IncidentRow, incident: Incident) -> tuple[Measured, ...]:
    """What is compared of an incident that struck first."""
    taken = durations(incident)
    return (
        Measured("Severity", _severity(row)),
        Measured("Scope", _scope(incident)),
        Measured("Time to identify", in_words(taken.identify)),
        Measured("Time to recover", in_words(taken.recover)),
    )


def against(now: Sequence[Measured], before: Sequence[Measured], found: Improvement) -> tuple[Measured, ...]:
    """What is compared of an incident, beside the same of the time before."""
    verdicts = (found.severity, found.scope, found.identify, found.recover)
    return tuple(
        Measured(one.name, one.now, other.now, verdict)
        for one, other, verdict in zip(now, before, verdicts, strict=True)
    )


def outcome(found: Improvement) -> Chip:
    """What a comparison comes to; a measure that nobody knows makes nothing better."""
    if found.any_better:
        return Chip("Better than the time before", "over")
    verdicts = {found.severity, found.scope, found.identify, found.recover}
    if verdicts == {Verdict.UNKNOWN}:
        return Chip("Nothing to compare is known", "quiet")
    return Chip("Nothing got better", "open")


def trend(found: Improvement) -> str:
    """How many of the measures got better, stayed and got worse, in words: `2 better, 1 same, 1 unknown`."""
    verdicts = [found.severity, found.scope, found.identify, found.recover]
    counts = ((verdict.value, verdicts.count(verdict)) for verdict in Verdict)
    return ", ".join(f"{count} {word}" for word, count in counts if count)


def _severity(row: IncidentRow) -> str:
    return row.kind or (row.severity.words if row.severity.tone != "unknown" else "unknown")


def _scope(incident: Incident) -> str:
    if incident.kind is Kind.NEAR_MISS:
        return "nothing hit"
    hit = touched(incident)
    if not hit:
        return "unknown"
    states: list[State] = sorted({said.state for said in hit}, key=lambda state: -state.rank)
    return f"{counted(len(hit), 'component')}, {states[0].words}"
