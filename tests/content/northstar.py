"""The demo of the repository, read once for all tests that look at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from faultless.insight import occurrences
from faultless.model import Incident, Postmortem
from faultless.policy import read_policy
from faultless.reading import Record, load

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
"""The day on which the demo takes place."""

POLICY = read_policy(ROOT / "mkdocs.yml")
RECORDS = load(ROOT / "content", POLICY)
BASE = RECORDS.base
CHAINS = occurrences(BASE, POLICY)

_HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_BETWEEN = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*|]|\d+\.) )")
_NO_PROSE = re.compile(r"^#.*$|^Components:.*$|^Revised:.*$|^\|.*$", re.MULTILINE)
_MARKS = re.compile(r"^(?:[-*]|\d+\.) (?:\[.\] )?|~?(?:\d{4}-\d\d-\d\d )?\d\d:\d\d(?: UTC)? — |\[[a-z]+\]|[*`]")
_END = re.compile(r"(?<=[.!?]) +")


def told() -> tuple[Record[object], ...]:
    """Every record: incidents, postmortems and root causes, not the catalogue and no page."""
    return (*RECORDS.incidents, *RECORDS.postmortems, *RECORDS.root_causes)


def words_of(record: Record[object]) -> str:
    """A record's text below its front matter."""
    return _HEAD.sub("", record.text)


def sentences(record: Record[object]) -> Iterator[str]:
    """What a record says, sentence by sentence, without tables, marks of lists, times of entries and tags."""
    for block in _BETWEEN.split(_NO_PROSE.sub("", words_of(record))):
        text = " ".join(_MARKS.sub("", line).strip() for line in block.strip().splitlines())
        yield from (sentence.strip() for sentence in _END.split(text) if sentence.strip())


def incident(identifier: str) -> Incident:
    """An incident by its id."""
    return BASE.incident_by_id[identifier]


def incidents_of(postmortem: Postmortem) -> tuple[Incident, ...]:
    """The incidents a postmortem is about."""
    return tuple(incident(one) for one in postmortem.incidents)


def moments(told_of: Incident) -> set[datetime]:
    """Every instant that is known of an incident: from its front matter, its updates and its postmortems."""
    keys = (
        "started", "detected", "acknowledged", "declared", "identified", "mitigated", "resolved",
        "scheduled_for", "scheduled_until", "until",
    )  # fmt: skip
    found = {at.at for key in keys if (at := getattr(told_of, key)) is not None}
    found |= {update.at.at for update in told_of.updates}
    for postmortem in BASE.postmortems_of.get(told_of.id, ()):
        found |= {event.at.at for event in postmortem.timeline if event.at is not None}
    return found
