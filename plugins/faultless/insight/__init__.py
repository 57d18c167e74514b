"""Derived facts: states over time, days, uptime, durations, recurrences. Nothing here reads a file or a clock."""

from faultless.insight.days import Calendar, Day, days_of, midnight, uptime
from faultless.insight.durations import Durations, durations, in_words
from faultless.insight.periods import Extent, Period, extent, periods
from faultless.insight.recurrence import Improvement, Occurrence, Verdict, improvement, occurrences

__all__ = [
    "Calendar",
    "Day",
    "Durations",
    "Extent",
    "Improvement",
    "Occurrence",
    "Period",
    "Verdict",
    "days_of",
    "durations",
    "extent",
    "improvement",
    "in_words",
    "midnight",
    "occurrences",
    "periods",
    "uptime",
]
