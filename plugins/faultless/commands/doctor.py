"""`faultless doctor`: what is wrong with an installation or a configuration."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from faultless.commands.options import FOLDER, config_option
from faultless.terminal import FOUND, Voice

if TYPE_CHECKING:
    from faultless.examining import Ailment


@click.command(short_help="Say what is wrong with the installation or the configuration.")
@click.option("--content", type=FOLDER, default=Path("content"), show_default=True, help="Where the content is.")
@config_option
@click.pass_context
def doctor(context: click.Context, *, content: Path, config: Path | None) -> None:
    """Look at the interpreter and its packages, mkdocs.yml, the content's folder, Git and the cache.

    Each thing that is wrong is told with what follows from it and what to do. A problem makes the exit code 1, advice
    does not. Nothing is changed, and nothing is asked of the network. The records themselves are judged by
    `faultless check`.

    \b
    Examples:
      faultless doctor
      faultless doctor --config wiki/mkdocs.yml
    """
    from faultless.examining import examine
    from faultless.examining.installation import this_installation

    voice: Voice = context.obj
    found = examine(content, config, installation=this_installation(), environ=os.environ)
    for ailment in found.ailments:
        click.echo(_told(ailment))
    for name in found.looked_at:
        voice.detail(f"looked at {name}")
    problems, advised = len(found.problems), len(found.ailments) - len(found.problems)
    if not found.ailments:
        voice.say(f"Nothing is wrong. Looked at {'; '.join(found.looked_at)}.")
        return
    voice.say(f"{_counted(problems, 'problem')}, {_counted(advised, 'piece')} of advice")
    if problems:
        context.exit(FOUND)


def _told(ailment: Ailment) -> str:
    """One ailment as a short paragraph."""
    return (
        f"{click.style(f'{ailment.weight.value:7}', bold=True)}  {ailment.where}: {ailment.what}\n"
        f"         {ailment.why}\n"
        f"         Remedy: {ailment.remedy}\n"
    )


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
