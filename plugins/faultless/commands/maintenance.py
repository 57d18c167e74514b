"""`faultless maintenance`: how planned work goes on."""

from __future__ import annotations

from typing import Any

import click

from faultless.commands.offering import record_argument
from faultless.commands.posting import Known, Wanted, draft_of, known, posted, posting_options, with_keys, written_time
from faultless.terminal import Misuse, Voice


@click.group(short_help="Start, end, move or call off planned work.")
def maintenance() -> None:
    """Tell customers how planned work goes on.

    \b
    Examples:
      faultless maintenance start 2026-04-02-database --message "We have begun."
      faultless maintenance complete 2026-04-02-database --editor --commit
    """


def _planned(identifier: str, wanted: Wanted) -> Known:
    from faultless.model import Kind

    found = known(identifier, wanted)
    if found.record.value.kind is not Kind.MAINTENANCE:
        raise Misuse(f"{identifier} is of kind {found.record.value.kind.value}, no maintenance; see faultless update")
    return found


def _tell(voice: Voice, identifier: str, phase: str, options: dict[str, Any]) -> None:
    from faultless.model import Phase

    wanted = Wanted(**options)
    found = _planned(identifier, wanted)
    posted(voice, found, draft_of(found, wanted, Phase(phase)), wanted)


@maintenance.command(short_help="The work has begun.")
@record_argument
@posting_options
@click.pass_obj
def start(voice: Voice, /, *, identifier: str, **options: Any) -> None:
    """Say that the work has begun; the window opens at this time.

    \b
    Example:
      faultless maintenance start 2026-04-02-database --message "We have begun."
    """
    _tell(voice, identifier, "In progress", options)


@maintenance.command(short_help="The work is done.")
@record_argument
@posting_options
@click.pass_obj
def complete(voice: Voice, /, *, identifier: str, **options: Any) -> None:
    """Say that the work is done; the window closes at this time.

    \b
    Example:
      faultless maintenance complete 2026-04-02-database --message "All is done."
    """
    _tell(voice, identifier, "Completed", options)


@maintenance.command(short_help="The work will not be done.")
@record_argument
@posting_options
@click.pass_obj
def cancel(voice: Voice, /, *, identifier: str, **options: Any) -> None:
    """Say that the work is called off; calendars take it out.

    \b
    Example:
      faultless maintenance cancel 2026-04-02-database --message "We do this later."
    """
    _tell(voice, identifier, "Cancelled", options)


@maintenance.command(short_help="The work has another window.")
@record_argument
@click.option("--for", "begins", required=True, metavar="TIME", help="When the window opens now.")
@click.option("--until", "ends", required=True, metavar="TIME", help="When it closes now.")
@posting_options
@click.pass_obj
def reschedule(voice: Voice, /, *, identifier: str, begins: str, ends: str, **options: Any) -> None:
    """Give the work another window, and say so; calendars move it.

    \b
    Example:
      faultless maintenance reschedule ID -e --for "2026-04-09 22:00Z" --until "2026-04-10 00:00Z"
    """
    from faultless.model import Phase

    wanted = Wanted(**options)
    found = _planned(identifier, wanted)
    times = written_time(begins, "--for"), written_time(ends, "--until")
    if times[0].at >= times[1].at:
        raise Misuse(f"the window would close at {times[1]}, before it opens at {times[0]}")
    keys = {
        "scheduled_for": str(times[0]),
        "scheduled_until": str(times[1]),
        "reschedules": str(found.record.value.reschedules + 1),
    }
    posted(voice, found, with_keys(draft_of(found, wanted, Phase.SCHEDULED), keys), wanted)
