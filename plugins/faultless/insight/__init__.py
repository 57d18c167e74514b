"""Derived facts: states over time, days, uptime, durations, recurrences. Nothing here reads a file or a clock."""

from faultless.insight.days import Calendar, Day, Month, days_of, midnight, months_of
from faultless.insight.durations import Durations, durations, in_words
from faultless.insight.lengths import Length, lengths
from faultless.insight.owed import Owed, owed
from faultless.insight.periods import Extent, Period, extent, known_updates, periods, worst_stated
from faultless.insight.recurrence import Improvement, Occurrence, Verdict, improvement, occurrences
from faultless.insight.similarity import Likeness, Text, likenesses, words_of
from faultless.insight.spoken import Speech, Spoken
from faultless.insight.stated import MEASURES, Stated, Statements
from faultless.insight.stretches import Stretch, seconds_within, stretches, uptime

__all__ = [
    "MEASURES",
    "Calendar",
    "Day",
    "Durations",
    "Extent",
    "Improvement",
    "Length",
    "Likeness",
    "Month",
    "Occurrence",
    "Owed",
    "Period",
    "Speech",
    "Spoken",
    "Stated",
    "Statements",
    "Stretch",
    "Text",
    "Verdict",
    "days_of",
    "durations",
    "extent",
    "improvement",
    "in_words",
    "known_updates",
    "lengths",
    "likenesses",
    "midnight",
    "months_of",
    "occurrences",
    "owed",
    "periods",
    "seconds_within",
    "stretches",
    "uptime",
    "words_of",
    "worst_stated",
]
