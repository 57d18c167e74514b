"""When each message of an issue was written, as far as the issue tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from faultless.importing.cstate.body import Message
from faultless.importing.report import FileReport

_SECOND = timedelta(seconds=1)


def timed(
    found: Sequence[Message], started: datetime, resolved: datetime | None, report: FileReport
) -> list[tuple[Message, datetime]]:
    """Each message with a time of its own, oldest first.

    A first message without a time has the start's, a last one the resolution's; any other follows the one before by a
    second, as do equal times. A message dated by a day only has its first minute, if that is not before the others.
    """
    own = [message.at for message in found if message.at is not None and message.whole]
    made: list[tuple[Message, datetime]] = []
    unknown = days = 0
    for index, message in enumerate(found):
        before = made[-1][1] if made else None
        at = message.at
        if at is not None and not message.whole:
            days += 1
            at = max(at, before + _SECOND if before is not None else started)
        elif at is None and index == 0:
            at = min([started, *(one - _SECOND for one in own)])
        elif (
            at is None and index == len(found) - 1 and resolved is not None and before is not None and before < resolved
        ):
            at = resolved
            if message.phase != "Resolved":
                report.guessed.append("the last update has no time: that of the resolution")
        elif at is None:
            unknown += 1
            at = (before or started) + _SECOND
        made.append((message, at))
    spread, equal = _spread(sorted(made, key=lambda one: one[1]))
    _tell(report, unknown, "without a time: a second after the one before")
    _tell(report, days, "with a day only: its first minute, or a second after the one before")
    _tell(report, equal, "at the time of another: spread by a second")
    _tell(
        report,
        sum(1 for message in found if message.at is not None and not message.zoned),
        "with a time without a zone",
    )
    return spread


def _spread(ordered: Sequence[tuple[Message, datetime]]) -> tuple[list[tuple[Message, datetime]], int]:
    made: list[tuple[Message, datetime]] = []
    equal = 0
    for message, at in ordered:
        if made and at <= made[-1][1]:
            equal += 1
            made.append((message, made[-1][1] + _SECOND))
        else:
            made.append((message, at))
    return made, equal


def _tell(report: FileReport, count: int, what: str) -> None:
    if count:
        report.guessed.append(f"{count} update{'s' if count > 1 else ''} {what}")
