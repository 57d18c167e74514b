"""`faultless update` and `faultless resolve`: tell customers, in one command."""

from __future__ import annotations

from typing import Any

import click

from faultless.commands.offering import phases, record_argument
from faultless.commands.posting import Wanted, draft_of, known, posted, posting_options
from faultless.terminal import Misuse, Voice


@click.command(short_help="Tell customers how an incident goes on.")
@record_argument
@click.option(
    "--phase",
    "-p",
    default="update",
    show_default=True,
    metavar="PHASE",
    shell_complete=phases,
    help="How far it has come: investigating, identified, monitoring, resolved; update keeps the phase. A maintenance "
    "has scheduled, in-progress, verifying, completed, cancelled; a notice has notice.",
)
@posting_options
@click.pass_obj
def update(voice: Voice, /, *, identifier: str, phase: str, **options: Any) -> None:
    """Add an update to an incident, maintenance or notice. The rest of its file stays as it is, byte for byte.

    ID is the name of the file without .md. The words are checked before anything is written, and you are shown what
    customers will see.

    \b
    Examples:
      faultless update 2026-03-14-checkout --message "Orders placed so far are safe."
      faultless update 2026-03-14-checkout -p identified -c api=partial_outage -m "…"
      faultless update 2026-03-14-checkout --editor --commit
    """
    from faultless.authoring.posting import phase_of
    from faultless.model import PHASES

    wanted = Wanted(**options)
    found = known(identifier, wanted)
    meant = phase_of(phase, found.record.value)
    if meant is None:
        phases = ", ".join(one.value.lower().replace(" ", "-") for one in PHASES[found.record.value.kind])
        raise Misuse(
            f"--phase {phase!r}: {identifier} is of kind {found.record.value.kind.value}; its phases are {phases}"
        )
    posted(voice, found, draft_of(found, wanted, meant), wanted)


@click.command(short_help="Tell customers that an incident is over.")
@record_argument
@posting_options
@click.pass_obj
def resolve(voice: Voice, /, *, identifier: str, **options: Any) -> None:
    """Add the Resolved update, and write its time as the end of the incident where none is given.

    \b
    Examples:
      faultless resolve 2026-03-14-checkout --message "Checkout works normally again."
      faultless resolve 2026-03-14-checkout --editor --at "2026-03-14 10:41 UTC"
    """
    from faultless.model import Kind, Phase

    wanted = Wanted(**options)
    found = known(identifier, wanted)
    if found.record.value.kind is not Kind.INCIDENT:
        raise Misuse(f"{identifier} is of kind {found.record.value.kind.value}, and only an incident is resolved")
    posted(voice, found, draft_of(found, wanted, Phase.RESOLVED), wanted)
