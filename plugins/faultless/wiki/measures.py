"""The durations that the wiki reckons with: which time they run from, which they run to, and what they tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A duration of one incident, in minutes.

    Attributes:
        short: its initials.
        name: in words.
        starts, ends: the key it runs from and the key it runs to; of the announce lag the end is no key.
        tells: the question it answers.
        field: its name in `insight.Durations`.
    """

    short: str
    name: str
    starts: str
    ends: str
    tells: str
    field: str

    @property
    def anchor(self) -> str:
        """Where the glossary explains it."""
        return self.name.replace(" ", "-")


MEASURES = (
    Measure("TTD", "time to detect", "started", "detected", "How long were customers alone with it?", "detect"),
    Measure(
        "TTA",
        "time to acknowledge",
        "detected",
        "acknowledged",
        "How long did the signal wait for a person?",
        "acknowledge",
    ),
    Measure("TTI", "time to identify", "started", "identified", "How long until we knew enough to act?", "identify"),
    Measure("TTM", "time to mitigate", "started", "mitigated", "How long were customers affected?", "mitigate"),
    Measure("TTR", "time to recover", "started", "resolved", "How long until everything was normal again?", "recover"),
    Measure("", "announce lag", "detected", "first public update", "How long did we know and say nothing?", "announce"),
)
"""In the order in which they end; where one of the two times is missing, the measure is unknown, never 0."""
