"""TI105 timeline-contradicts-incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.se.se101_missing_section import incidents_of
from faultless.checks.rules.ti import contradict
from faultless.model import Incident, Instant

_MEANT: Mapping[str, tuple[str, ...]] = {
    "start": ("started",),
    "detection": ("detected",),
    "mitigation": ("mitigated", "resolved"),
    "recovery": ("resolved", "mitigated"),
}
"""The keys of the incident that say when what a tag marks happened."""


def check(context: Context) -> Iterator[Hit]:
    """Marked entries none of which agrees with the incident; each mark is reported once, at its first entry."""
    for record in context.postmortems:
        incidents = incidents_of(context.base, record.value)
        for tag, keys in _MEANT.items():
            told = [(key, at) for one in incidents for key in keys if (at := _at(one, key)) is not None]
            marked = [(one, one.at) for one in record.value.timeline if tag in one.tags and one.at is not None]
            if not told or not marked or any(_agree(at, known) for _, at in marked for _, known in told):
                continue
            (event, at), (key, known) = marked[0], told[0]
            message = f"this [{tag}] is at {at}, but the incident says {key}: {known}"
            yield Hit(record.path, event.span, message, "correct one of the two; mark an estimate with ~")


def _at(incident: Incident, key: str) -> Instant | None:
    found: Instant | None = getattr(incident, key)
    return found


def _agree(one: Instant, other: Instant) -> bool:
    return not contradict(one, other) and not contradict(other, one)


RULE = Rule(
    "TI105",
    "timeline-contradicts-incident",
    Level.WARNING,
    "every duration is computed from the incident's times; a timeline that tells others makes both doubtful",
    check,
    of_file=True,
)
