"""`faultless init`: from nothing to a repository that builds."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

from faultless.commands.options import FOLDER, moment_of, now_option
from faultless.terminal import Misuse, Refused, Voice


@click.command(short_help="Begin a repository of incidents and postmortems.")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--name", metavar="NAME", help="Of your organisation.")
@click.option("--component", "-c", multiple=True, metavar="NAME", help="Something you run, as customers call it.")
@click.option("--status-url", metavar="URL", help="Where customers will find the status site.")
@click.option("--wiki-url", metavar="URL", help="Where colleagues will find the wiki.")
@click.option("--timezone", metavar="ZONE", help="In which days begin and end. [default: UTC]")
@click.option("--force", is_flag=True, help="Also in a folder that is not empty. Nothing there is overwritten.")
@now_option
@click.pass_obj
def init(
    voice: Voice,
    /,
    *,
    folder: Path,
    name: str | None,
    component: tuple[str, ...],
    status_url: str | None,
    wiki_url: str | None,
    timezone: str | None,
    force: bool,
    now: str | None,
) -> None:
    """Write a repository that builds at once.

    It has a configuration with every option explained, a catalogue, a first page of the handbook, an example of each
    kind of record, and what CI and pre-commit need. In a terminal it asks for what no option says; elsewhere it asks
    nothing.

    \b
    Examples:
      faultless init incidents
      faultless init incidents --name "Example Ltd" -c Website -c API --status-url https://status.example.com/
    """
    from faultless.authoring.start import NotEmpty, Start, begin, files_of

    asking = sys.stdin.isatty() and sys.stdout.isatty() and name is None
    start = Start(
        name=name or (click.prompt("Name of your organisation") if asking else "Example Ltd"),
        components=_names(component) or _names(_asked(asking, "What do you run, as customers call it", "Website, API")),
        status_url=_address(status_url or _asked(asking, "Address of the status site", "https://status.example.com/")),
        wiki_url=_address(wiki_url or _asked(asking, "Address of the wiki, if you know it", "")),
        timezone=_zone(timezone or _asked(asking, "Time zone", "UTC")),
    )
    try:
        begin(folder, files_of(start, moment_of(now)), force=force)
    except NotEmpty as problem:
        raise Refused(str(problem)) from None
    except OSError as problem:
        raise Refused(f"{problem.filename or folder}: {problem.strerror or problem}") from None
    click.echo(str(folder))
    voice.say(f"Next: cd {folder} && mkdocs serve, then open http://127.0.0.1:8000/ and http://127.0.0.1:8000/_status/")


def _asked(asking: bool, question: str, default: str) -> str:  # noqa: FBT001 - read at a glance where it is called
    return str(click.prompt(question, default=default, show_default=bool(default))) if asking else default


def _names(given: str | tuple[str, ...]) -> tuple[str, ...]:
    """Names without doubles, from options or from a list with commas."""
    listed = given.split(",") if isinstance(given, str) else given
    return tuple(dict.fromkeys(" ".join(one.split()) for one in listed if one.strip()))


def _address(text: str) -> str:
    if text and (urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).hostname):
        raise Misuse(f"{text!r} is no web address; write https://status.example.com/")
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        raise Misuse(f"there is no time zone {name!r}; write an IANA name such as Europe/London") from None
    return name
