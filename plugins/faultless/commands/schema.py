"""`faultless schema`: what editors need to complete a front matter."""

from __future__ import annotations

import json
from pathlib import Path

import click

from faultless.commands.options import FOLDER, config_option, policy_of

KINDS = ("incident", "postmortem", "root-cause", "catalogue")


@click.command(short_help="Print what a front matter may hold, for editors.")
@click.argument("kind", type=click.Choice(KINDS))
@click.option(
    "--content",
    type=FOLDER,
    default=Path("content"),
    show_default=True,
    help="Propose what is declared here: severities, components, people, causes. Without it, what is built in.",
)
@config_option
def schema(kind: str, *, content: Path, config: Path | None) -> None:
    """Print the JSON Schema (draft 7) of a front matter, or of catalogue.yml.

    \b
    Examples:
      faultless schema incident
      faultless schema catalogue               in an editor: # yaml-language-server: $schema=catalogue.schema.json
    """
    from faultless.authoring.schemas import schema_of
    from faultless.reading import load

    records = load(content, policy_of(config, content)) if content.is_dir() else None
    click.echo(json.dumps(schema_of(kind, records), indent=2, ensure_ascii=False))
