"""The house styles of archives: where each tells an incident's times."""

from __future__ import annotations

from collections.abc import Mapping

LABELS, DURATIONS, TIMELINE = "labels", "durations", "timeline"
"""Times at labels (`First detected 2021-11-05 9:29`), stated durations (`Time to recovery: 84 minutes`), a timeline."""

PROFILES: Mapping[str, frozenset[str]] = {
    "dfds": frozenset({DURATIONS, TIMELINE}),
    "moj": frozenset({LABELS, DURATIONS}),
    "sre": frozenset({LABELS, TIMELINE}),
    "auto": frozenset({LABELS, DURATIONS, TIMELINE}),
}
"""What is read in each: `dfds`, tables and a list of statistics; `moj`, everything at labels; `sre`, the template of
the SRE book; `auto`, all of it."""
