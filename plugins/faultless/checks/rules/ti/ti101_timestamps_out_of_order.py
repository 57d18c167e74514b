"""TI101 timestamps-out-of-order."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.ti import contradict
from faultless.model import Incident, Instant
from faultless.reading import Record

_PAIRS = (
    ("started", "resolved"),
    ("started", "mitigated"),
    ("detected", "acknowledged"),
    ("mitigated", "resolved"),
    ("detected", "resolved"),
    ("acknowledged", "resolved"),
    ("declared", "resolved"),
    ("identified", "resolved"),
    ("scheduled_for", "scheduled_until"),
)
"""What cannot be the other way round. Detected before started is a head start; identified after mitigated is normal."""


def check(context: Context) -> Iterator[Hit]:
    """Times of one incident that contradict each other; each time is reported once."""
    for record in context.incidents:
        told: set[str] = set()
        for earlier, later in _PAIRS:
            first, second = _at(record, earlier), _at(record, later)
            if first is None or second is None or not contradict(first, second) or {earlier, later} & told:
                continue
            told |= {earlier, later}
            message = f"{later} ({second}) is before {earlier} ({first})"
            yield Hit(record.path, record.place(later), message, "correct one of the two; mark an estimate with ~")


def _at(record: Record[Incident], key: str) -> Instant | None:
    found: Instant | None = getattr(record.value, key)
    return found


RULE = Rule(
    "TI101",
    "timestamps-out-of-order",
    Level.ERROR,
    "every duration and every chart is computed from these times",
    check,
    of_file=True,
)
