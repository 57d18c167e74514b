"""The blame rules: each reports its code's share of one reading of the records."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.reading import Records

if TYPE_CHECKING:
    from faultless.checks.blame.reading import Placed

Findings = Mapping[str, tuple[Hit, ...]]

_read: list[tuple[weakref.ref[Records], Findings]] = []
"""The last records that were read, so that seventeen rules read them once."""


def blame_rule(code: str, name: str, level: Level, why: str) -> Rule:
    """A rule that reports what the engine finds under its code."""

    def check(context: Context) -> Iterator[Hit]:
        return iter(findings(context.records).get(code, ()))

    return Rule(code, name, level, why, check)


def findings(records: Records) -> Findings:
    """Every blame finding of some records, by code. Nothing where the policy's languages are without English."""
    if _read and _read[0][0]() is records:
        return _read[0][1]
    found: dict[str, list[Hit]] = {}
    if "en" in records.policy.languages:
        for record in records:
            if record.kind != "catalogue":
                for placed in _placed(record, records):
                    found.setdefault(placed.blame.code, []).append(_hit(record.path, placed))
    result = {code: tuple(hits) for code, hits in found.items()}
    _read[:] = [(weakref.ref(records), result)]
    return result


def _placed(record: Any, records: Records) -> Iterator[Placed]:
    # The engine and its lists are loaded by the first record that is read, not by the list of rules.
    from faultless.checks.blame.document_people import people_of  # noqa: PLC0415
    from faultless.checks.blame.reading import read_document, read_title  # noqa: PLC0415

    people = people_of(record, records)
    if "title" in record.keys:
        yield from read_title(record.value.title, record.place("title"), record.lines, people)
    yield from read_document(record.document, record.lines, people)


def _hit(path: str, placed: Placed) -> Hit:
    from faultless.checks.blame.suggestion import message, suggestion  # noqa: PLC0415

    found = placed.blame
    return Hit(path, placed.span, message(found, placed.words), suggestion(found), mild=not found.severe)
