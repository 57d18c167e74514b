"""The blame rules: each reports its code's share of one reading of the records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.reading import Records

if TYPE_CHECKING:
    from faultless.checks.blame.reading import Placed


def blame_rule(code: str, name: str, level: Level, why: str) -> Rule:
    """A rule that reports what the engine finds under its code."""

    def check(context: Context) -> Iterator[Hit]:
        return (hit for found, hit in blames(context) if found == code)

    return Rule(code, name, level, why, check, of_file=True)


def blames(context: Context) -> Iterator[tuple[str, Hit]]:
    """Every blame finding with its code, in the order of the records; each is read once, by the first rule that asks.

    Nothing where the policy's languages are without English.
    """
    read: dict[str, tuple[tuple[str, Hit], ...]] = context.once(blames, dict)
    for record in context.prose() if "en" in context.policy.languages else ():
        if record.path not in read:
            placed = _placed(record, context.records)
            read[record.path] = tuple((one.blame.code, _hit(record.path, one)) for one in placed)
        yield from read[record.path]


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
