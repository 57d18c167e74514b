"""`faultless import`: other tools' incidents become content."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from faultless.commands.options import FILE, FOLDER
from faultless.terminal import FOUND, Misuse, Refused, Voice

if TYPE_CHECKING:
    from faultless.importing import Report

_Command = TypeVar("_Command", bound=Callable[..., object])


def _options(command: _Command) -> _Command:
    """Gives a command what all importers take."""
    for option in (
        click.option("--report", type=FILE, help="Write the report to this file, outside DESTINATION, not to stdout."),
        click.option("--dry-run", is_flag=True, help="Report, but write nothing."),
        click.option("--force", is_flag=True, help="Replace files that were changed since the last import."),
    ):
        command = option(command)
    return command


@click.group(name="import")
def import_() -> None:
    """Turn other tools' incidents into content.

    \b
    Examples:
      faultless import cstate ../old-status content
      faultless import statuspage history.json content
      faultless import archive ../old-postmortems content
    """


@import_.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("destination", type=FOLDER)
@_options
@click.pass_obj
def cstate(voice: Voice, *, source: Path, destination: Path, force: bool, dry_run: bool, report: Path | None) -> None:
    """Import a cState site: its configuration and every issue.

    SOURCE is the folder of the site: it holds config.yml and content/issues. DESTINATION becomes a content root. A
    second run replaces only what the first one wrote and nobody changed since.

    Exit codes: 0 everything was imported; 1 single files were refused, each with its reason in the report, and
    everything else was imported, or the whole import was refused and nothing was written; 2 SOURCE is no cState site,
    or the command was used wrongly.

    \b
    Examples:
      faultless import cstate ../old-status content
      faultless import cstate ../old-status content --dry-run
    """
    from faultless.importing import import_cstate

    _told(voice, destination, report, lambda: import_cstate(source, destination, force=force, dry_run=dry_run))


@import_.command()
@click.argument("paths", nargs=-1, required=True, metavar="[SOURCE] DESTINATION", type=click.Path(path_type=Path))
@click.option("--fetch", metavar="URL", help="Read the public endpoints of this page instead of SOURCE.")
@_options
@click.pass_obj
def statuspage(
    voice: Voice, *, paths: tuple[Path, ...], fetch: str | None, force: bool, dry_run: bool, report: Path | None
) -> None:
    """Import what an Atlassian Statuspage has told: its components, incidents, maintenances and postmortems.

    SOURCE is a file of JSON, or a folder of them: what the API (version 2) answers, in as many pages as you like, or
    one incident a line. What several files hold is imported once. DESTINATION becomes a content root. A second run
    replaces only what the first one wrote and nobody changed since. Former addresses lead to the new ones.

    The network is used only with --fetch, and a page's public endpoints tell of its last 50 incidents only.

    Exit codes: 0 everything was imported; 1 single files were refused, each with its reason in the report, and
    everything else was imported, or the whole import was refused and nothing was written; 2 there is nothing of a
    Statuspage in SOURCE, or the command was used wrongly.

    \b
    Examples:
      faultless import statuspage history.json content
      faultless import statuspage saved/ content --dry-run
      faultless import statuspage --fetch https://status.example.com content
    """
    from faultless.importing import fetched, import_statuspage

    if len(paths) != (1 if fetch else 2):
        wanted = "only DESTINATION, for --fetch is the source" if fetch else "SOURCE and DESTINATION"
        raise click.UsageError(f"name {wanted}")
    destination = paths[-1]
    found: AbstractContextManager[Path] = nullcontext(paths[0])

    def run() -> Report:
        with fetched(fetch) if fetch else found as source:
            return import_statuspage(source, destination, force=force, dry_run=dry_run)

    _told(voice, destination, report, run)


@import_.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("destination", type=FOLDER)
@click.option(
    "--profile",
    type=click.Choice(["dfds", "moj", "sre", "auto"]),
    default="auto",
    show_default=True,
    help="The house style: dfds, tables and a list of statistics; moj, everything at labels; sre, the template of the "
    "SRE book; auto, all of these.",
)
@click.option("--timezone", default="UTC", show_default=True, help="Of times where a document does not say.")
@_options
@click.pass_obj
def archive(
    voice: Voice,
    *,
    source: Path,
    destination: Path,
    profile: str,
    timezone: str,
    force: bool,
    dry_run: bool,
    report: Path | None,
) -> None:
    """Import a folder of postmortems in Markdown.

    SOURCE is any folder of Markdown. Each document that reads as a postmortem becomes one, its text word for word, and
    an incident beside it where it tells an incident's times: at labels, as durations, or in its timeline. DESTINATION
    becomes a content root. A second run replaces only what the first one wrote and nobody changed since.

    Exit codes: 0 everything was imported; 1 single files were refused, each with its reason in the report, and
    everything else was imported, or the whole import was refused and nothing was written; 2 there is no postmortem in
    SOURCE, or the command was used wrongly.

    \b
    Examples:
      faultless import archive ../old-postmortems content
      faultless import archive ../old-postmortems content --timezone Europe/London --dry-run
    """
    from faultless.importing import import_archive
    from faultless.importing.archive.clock import zone_of

    zone = zone_of(timezone)
    if zone is None:
        raise Misuse(f"--timezone: {timezone!r} is no time zone; write UTC, +01:00 or Europe/London")

    def run() -> Report:
        return import_archive(source, destination, profile=profile, zone=zone, force=force, dry_run=dry_run)

    _told(voice, destination, report, run)


def _told(voice: Voice, destination: Path, report: Path | None, run: Callable[[], Report]) -> None:
    """Import, and put the report where it is wanted."""
    from faultless.importing import ImportMisused, ImportRefused

    if report is not None and destination.resolve() in report.resolve().parents:
        raise Misuse("--report must name a file outside DESTINATION, or the next import would find it there")
    try:
        with voice.doing(f"Importing into {destination}"):
            done = run()
    except ImportMisused as problem:
        raise Misuse(str(problem)) from None
    except ImportRefused as problem:
        raise Refused(str(problem)) from None
    if report is None:
        click.echo(done.text(), nl=False)
    else:
        try:
            report.write_text(done.text(), encoding="utf-8")
        except OSError as problem:
            told = f"{report}: {problem.strerror}; the content was imported, but the report is not there"
            raise Misuse(told) from None
    if done.refused:
        count = len(done.refused)
        what = "1 file was refused" if count == 1 else f"{count} files were refused"
        voice.say(f"{what}, wholly or in part; everything else was imported. The report says why.")
        click.get_current_context().exit(FOUND)
