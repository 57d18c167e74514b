"""Derived facts: states over time, days, uptime, durations, recurrences. Nothing here reads a file or a clock."""

from faultless.insight.actions import SOON, Again, FollowedAction, Stage, followed_actions, stage_of, undone_on
from faultless.insight.course import STEPS, Leg, course
from faultless.insight.days import Calendar, Day, Month, days_of, midnight, months_of
from faultless.insight.distributions import ENOUGH, Distribution, Quarter, Share, distribution, quarters_to, share
from faultless.insight.durations import Durations, durations, in_words
from faultless.insight.lengths import Length, lengths
from faultless.insight.owed import Owed, due_day, owed
from faultless.insight.periods import Extent, Period, extent, known_updates, periods, worst_stated
from faultless.insight.promises import (
    GRACE,
    Wait,
    announced_in_time,
    cadence_kept,
    promised,
    silence,
    waits,
    written_in_time,
)
from faultless.insight.recurrence import Improvement, Occurrence, Verdict, improvement, occurrences
from faultless.insight.similarity import Kin, Likeness, Text, kindred, likenesses, spellings, words_of
from faultless.insight.spoken import Speech, Spoken
from faultless.insight.stated import MEASURES, Stated, Statements
from faultless.insight.stretches import Stretch, seconds_within, stretches, uptime

__all__ = [
    "ENOUGH",
    "GRACE",
    "MEASURES",
    "SOON",
    "STEPS",
    "Again",
    "Calendar",
    "Day",
    "Distribution",
    "Durations",
    "Extent",
    "FollowedAction",
    "Improvement",
    "Kin",
    "Leg",
    "Length",
    "Likeness",
    "Month",
    "Occurrence",
    "Owed",
    "Period",
    "Quarter",
    "Share",
    "Speech",
    "Spoken",
    "Stage",
    "Stated",
    "Statements",
    "Stretch",
    "Text",
    "Verdict",
    "Wait",
    "announced_in_time",
    "cadence_kept",
    "course",
    "days_of",
    "distribution",
    "due_day",
    "durations",
    "extent",
    "followed_actions",
    "improvement",
    "in_words",
    "kindred",
    "known_updates",
    "lengths",
    "likenesses",
    "midnight",
    "months_of",
    "occurrences",
    "owed",
    "periods",
    "promised",
    "quarters_to",
    "seconds_within",
    "share",
    "silence",
    "spellings",
    "stage_of",
    "stretches",
    "undone_on",
    "uptime",
    "waits",
    "words_of",
    "worst_stated",
    "written_in_time",
]
