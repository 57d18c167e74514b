"""`faultless import`: other tools' incidents become content."""

from __future__ import annotations

from pathlib import Path

import click

from faultless.commands.options import FILE, FOLDER
from faultless.terminal import Misuse, Refused


@click.group(name="import")
def import_() -> None:
    """Turn other tools' incidents into content.

    \b
    Example:
      faultless import cstate ../old-status content
    """


@import_.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("destination", type=FOLDER)
@click.option("--force", is_flag=True, help="Replace files that were changed since the last import.")
@click.option("--dry-run", is_flag=True, help="Report, but write nothing.")
@click.option("--report", type=FILE, help="Write the report to this file, outside DESTINATION, instead of stdout.")
def cstate(*, source: Path, destination: Path, force: bool, dry_run: bool, report: Path | None) -> None:
    """Import a cState site: its configuration and every issue.

    SOURCE is the folder of the site, DESTINATION becomes a content root. A second run replaces only what the first one
    wrote and nobody changed since.

    \b
    Examples:
      faultless import cstate ../old-status content
      faultless import cstate ../old-status content --dry-run
    """
    from faultless.importing import ImportRefused, import_cstate

    if report is not None and destination.resolve() in report.resolve().parents:
        raise Misuse("--report must name a file outside DESTINATION, or the next import would find it there")
    try:
        done = import_cstate(source, destination, force=force, dry_run=dry_run)
    except ImportRefused as problem:
        raise Refused(str(problem)) from None
    if report is None:
        click.echo(done.text(), nl=False)
        return
    try:
        report.write_text(done.text(), encoding="utf-8")
    except OSError as problem:
        raise Misuse(f"{report}: {problem.strerror}; the content was imported, but the report is not there") from None
