"""`faultless export`: content becomes what other tools read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from faultless.commands.options import FILE, FOLDER, config_option, moment_of, now_option, policy_of
from faultless.terminal import FOUND, Misuse, Refused, Voice

if TYPE_CHECKING:
    from faultless.policy import Policy
    from faultless.reading import Records

_Command = TypeVar("_Command", bound=Callable[..., object])


def _options(command: _Command) -> _Command:
    """Gives a command what all exports take."""
    for option in (
        click.option("--force", is_flag=True, help="Replace the file that --out names."),
        click.option("--out", type=FILE, help="Write to this file, not to stdout."),
        config_option,
        click.argument("content", type=FOLDER, default=Path("content")),
    ):
        command = option(command)
    return command


@click.group()
def export() -> None:
    """Turn content into what other tools read: nobody has to stay.

    \b
    Examples:
      faultless export statuspage content --out status.json
      faultless export csv content --out incidents.csv
      faultless export jsonl content --out records.jsonl
    """


@export.command()
@_options
@now_option
@click.pass_obj
def statuspage(
    voice: Voice, *, content: Path, config: Path | None, out: Path | None, force: bool, now: str | None
) -> None:
    """Export what the public may read, in the JSON of Atlassian Statuspage.

    CONTENT is the content root, by default content. One document holds the page, its components, and all incidents and
    maintenances with their updates: what the API (version 2) says, with the complete history. Nothing internal is in
    it. `faultless import statuspage` reads it back.

    \b
    Examples:
      faultless export statuspage
      faultless export statuspage content --out status.json
    """
    from faultless.exporting import to_statuspage
    from faultless.exporting.statuspage import left_out
    from faultless.public.publish import publish
    from faultless.reading import public_assets

    _refuse_standing(out, force=force)
    moment = moment_of(now)
    policy, records = _loaded(content, config)
    site = publish(records.base, policy, moment, public_assets(records.root))
    _write(to_statuspage(site), out)
    count = left_out(site)
    if count:
        what = "1 notice has" if count == 1 else f"{count} notices have"
        voice.say(f"{what} no counterpart in Statuspage's format: not exported; jsonl holds everything.")
    _tell_unread(voice, records)


@export.command(name="csv")
@_options
@click.pass_obj
def table(voice: Voice, *, content: Path, config: Path | None, out: Path | None, force: bool) -> None:
    """Export incidents with their times and durations, a row each.

    CONTENT is the content root, by default content. Internal records and fields are in it, such as who led the
    response: mind where the file goes.

    \b
    Examples:
      faultless export csv
      faultless export csv content --out incidents.csv
    """
    from faultless.exporting import to_csv

    _refuse_standing(out, force=force)
    _, records = _loaded(content, config)
    _write(to_csv(records), out)
    _tell_unread(voice, records)


@export.command()
@_options
@click.pass_obj
def jsonl(voice: Voice, *, content: Path, config: Path | None, out: Path | None, force: bool) -> None:
    """Export every record with all its fields and its text, a line of JSON each.

    CONTENT is the content root, by default content. Everything internal is in it, and nothing is masked, not even a
    secret that should not be there: mind where the file goes.

    \b
    Examples:
      faultless export jsonl
      faultless export jsonl content --out records.jsonl
    """
    from faultless.exporting import to_jsonl

    _refuse_standing(out, force=force)
    _, records = _loaded(content, config)
    _write(to_jsonl(records), out)
    _tell_unread(voice, records)


def _refuse_standing(out: Path | None, *, force: bool) -> None:
    if out is not None and out.exists() and not force:
        raise Refused(f"{out} is there already; name another file, or use --force. Nothing was written")


def _loaded(content: Path, config: Path | None) -> tuple[Policy, Records]:
    from faultless.reading import load

    if not content.is_dir():
        raise Misuse(f"{content} does not exist; name the content root")
    policy = policy_of(config, content)
    return policy, load(content, policy)


def _write(text: str, out: Path | None) -> None:
    """To stdout, or to a file, whole or not at all."""
    if out is None:
        click.echo(text.encode("utf-8"), nl=False)
        return
    from faultless.files import write_whole

    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(out, text.encode("utf-8"))
    except OSError as problem:
        raise Misuse(f"{out}: {problem.strerror or problem}; nothing was written") from None


def _tell_unread(voice: Voice, records: Records) -> None:
    """End with 1 where files could not be read as a whole: what they hold may be missing."""
    from faultless.commands.unread import unread

    missing = unread(records)
    if missing:
        listed = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")
        voice.say(f"Not read as a whole, so not exported as a whole: {listed}. `faultless check` says why.")
        click.get_current_context().exit(FOUND)
