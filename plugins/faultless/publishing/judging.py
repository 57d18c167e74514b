"""Whether an edit is right, judged on the records that it touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from faultless.checks import RULES, Level, Levels
from faultless.checks.addresses import taken_addresses
from faultless.checks.rule import Context
from faultless.model import START_OF_FILE, KnowledgeBase
from faultless.policy import Policy
from faultless.publishing.facts import Facts, outline
from faultless.publishing.published import published_errors
from faultless.reading import KeyPlace, Record, Records, SomeRecords, duplicates

_ELSEWHERE = {"RC101", "SE101", "XR103"}
"""Rules that find something only in the front matter of postmortems, which nobody publishes."""

_LOCAL = {
    "AC101", "PU107", "PU110", "SE102", "TI101", "TI102", "TI104", "TI111", "TI114", "XR101",
    *(f"FM{number:03}" for number in range(1, 21)),
}  # fmt: skip
"""Rules, beside those of one file, whose findings on a file depend on it and on what others are told by alone.

FM011 compares all files; see `clash`.
"""


def are_clean(base: KnowledgeBase, loaded: Iterable[Records], policy: Policy, now: datetime) -> bool:
    """Whether nothing wrong was found in what some records publish, and nothing can be that was not looked for.

    Args:
        base: the model of all records, in outline where they were not read.
        loaded: those that were read.
        policy: the options in force.
        now: UTC.
    """
    levels = Levels(policy, ())
    weighty = [one for one in RULES if levels.most(one).rank >= Level.ERROR.rank and one.code not in _ELSEWHERE]
    if not all(one.of_file or one.code in _LOCAL for one in weighty):
        return False
    parts = tuple(loaded)
    records = SomeRecords(
        parts[0].root,
        policy,
        tuple(one for part in parts for one in part.incidents),
        tuple(one for part in parts for one in part.postmortems),
        catalogue=parts[0].catalogue,
        taxonomy_catalogue=parts[0].taxonomy_catalogue,
        faults=tuple(fault for part in parts for fault in part.faults),
        whole=base,
    )
    return not published_errors(records, now, select=tuple(one.code for one in weighty)).published


def clash(root: Path, policy: Policy, now: datetime, facts: Mapping[str, Facts]) -> bool:
    """Whether two records claim one name or one address."""
    kinds: dict[str, list[Record[Any]]] = {"incident": [], "postmortem": [], "root-cause": []}
    for path, one in facts.items():
        if one.kind in kinds:
            kinds[one.kind].append(_outlined(path, one))
    if any(True for records in kinds.values() for _ in duplicates(records)):
        return True
    if not any(record.value.redirects for records in kinds.values() for record in records):
        return False
    incidents, postmortems, root_causes = map(tuple, kinds.values())
    everything = Records(root, policy, incidents, postmortems, root_causes)
    return any(True for _ in taken_addresses(Context(everything, now)))


def _outlined(path: str, facts: Facts) -> Record[Any]:
    keys = {"id": KeyPlace(START_OF_FILE, START_OF_FILE)} if facts.chosen else {}
    return Record(facts.kind, path, "", outline(facts), keys)
