"""Derived facts: states over time, days, uptime, durations, recurrences. Nothing here reads a file or a clock."""

from faultless.insight.actions import SOON, Again, FollowedAction, Stage, followed_actions, stage_of, undone_on
from faultless.insight.days import Calendar, Day, Month, days_of, midnight, months_of
from faultless.insight.distributions import ENOUGH, Distribution, Quarter, Share, distribution, quarters_to, share
from faultless.insight.durations import Durations, durations, in_words
from faultless.insight.lengths import Length, lengths
from faultless.insight.owed import Owed, owed
from faultless.insight.periods import Extent, Period, extent, known_updates, periods, worst_stated
from faultless.insight.recurrence import Improvement, Occurrence, Verdict, improvement, occurrences
from faultless.insight.similarity import Kin, Likeness, Text, kindred, likenesses, spelled, words_of
from faultless.insight.spoken import Speech, Spoken
from faultless.insight.stated import MEASURES, Stated, Statements
from faultless.insight.stretches import Stretch, seconds_within, stretches, uptime

__all__ = [
    "ENOUGH",
    "MEASURES",
    "SOON",
    "Again",
    "Calendar",
    "Day",
    "Distribution",
    "Durations",
    "Extent",
    "FollowedAction",
    "Improvement",
    "Kin",
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
    "days_of",
    "distribution",
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
    "quarters_to",
    "seconds_within",
    "share",
    "spelled",
    "stage_of",
    "stretches",
    "undone_on",
    "uptime",
    "words_of",
    "worst_stated",
]
