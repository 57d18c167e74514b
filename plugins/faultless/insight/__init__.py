"""Derived facts: states over time, days, uptime, durations, recurrences. Nothing here reads a file or a clock."""

from faultless.insight.days import Calendar, Day, Month, days_of, midnight, months_of
from faultless.insight.durations import Durations, durations, in_words
from faultless.insight.periods import Extent, Period, extent, known_updates, periods, worst_stated
from faultless.insight.recurrence import Improvement, Occurrence, Verdict, improvement, occurrences
from faultless.insight.stretches import Stretch, seconds_within, stretches, uptime

__all__ = [
    "Calendar",
    "Day",
    "Durations",
    "Extent",
    "Improvement",
    "Month",
    "Occurrence",
    "Period",
    "Stretch",
    "Verdict",
    "days_of",
    "durations",
    "extent",
    "improvement",
    "in_words",
    "known_updates",
    "midnight",
    "months_of",
    "occurrences",
    "periods",
    "seconds_within",
    "stretches",
    "uptime",
    "worst_stated",
]
