"""`faultless rule` and `faultless rules`: what is checked, and why."""

from __future__ import annotations

import click

from faultless.commands.offering import codes
from faultless.terminal import Misuse


@click.command()
@click.argument("code", shell_complete=codes)
def rule(code: str) -> None:
    """Explain a rule: what it finds, why, and what to write instead.

    \b
    Example:
      faultless rule SE101
    """
    from faultless.checks import RULES, page

    if code.upper() not in {known.code for known in RULES}:
        raise Misuse(f"{code} is no rule. faultless rules lists them all")
    click.echo(page(code.upper()).text, nl=False)


@click.command()
def rules() -> None:
    """List every rule with its default level and its name.

    \b
    Example:
      faultless rules
    """
    from faultless.checks import RULES

    for known in RULES:
        click.echo(f"{known.code}  {known.level.value:<8} {known.name}")
