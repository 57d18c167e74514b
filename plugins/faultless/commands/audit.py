"""`faultless audit`: what a foreign archive of postmortems has and lacks."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from faultless.commands.options import FILE
from faultless.terminal import Misuse, Voice

if TYPE_CHECKING:
    from faultless.auditing import Audit

STYLES = ("text", "json", "csv")
_WIDTH = 120
"""Columns where nothing says how wide the terminal is."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(STYLES), default="text", show_default=True, help="What to print.")
@click.option("--html", "page", type=FILE, help="Write the audit to this file as a page for browsers, too.")
@click.option(
    "--severity",
    type=click.Choice(["sev1", "sev2", "sev3", "sev4"]),
    default="sev2",
    show_default=True,
    help="Measure the scores by what postmortems of this severity are asked for.",
)
@click.pass_obj
def audit(voice: Voice, *, folder: Path, style: str, page: Path | None, severity: str) -> None:
    """Tell what each postmortem of an archive has and lacks.

    DIR is any folder of Markdown, with or without front matter. Nothing in it is changed, and whatever it holds, the
    exit code is 0. At the end stand the options that make the checks read the archive as it is written.

    \b
    Examples:
      faultless audit ../old-postmortems
      faultless audit ../old-postmortems --html audit.html
      faultless audit ../old-postmortems --format json
    """
    from faultless.auditing import audit as read
    from faultless.auditing import to_csv, to_json

    if not folder.is_dir():
        raise Misuse(f"{folder} is no folder; name the one that holds the postmortems")
    with voice.doing(f"Reading {folder}"):
        found = read(folder, severity=severity)
    voice.detail(f"{folder}: {len(found.files) + len(found.skipped)} files")
    if page is not None:
        _write(found, folder, page)
        voice.say(f"The page is {page}")
    if style == "text":
        _print(found)
    else:
        click.echo(to_json(found) if style == "json" else to_csv(found), nl=False)


def _print(found: Audit) -> None:
    from faultless.auditing import to_text

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").casefold().replace("-", "")
    width = shutil.get_terminal_size((_WIDTH, 24)).columns
    text = to_text(found, width=width, colour=colour, unicode=encoding.startswith("utf"))
    click.echo(text, nl=False, color=colour)


def _write(found: Audit, folder: Path, page: Path) -> None:
    from faultless.auditing.page import to_html

    try:
        base = os.path.relpath(folder.resolve(), page.resolve().parent).replace(os.sep, "/")
    except ValueError:  # another drive
        base = None
    try:
        page.write_text(to_html(found, base=base), encoding="utf-8")
    except OSError as problem:
        raise Misuse(f"{page}: {problem.strerror or problem}") from None
