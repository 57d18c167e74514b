"""`faultless check`: every finding in one run."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from faultless.commands.options import config_option, moment_of, now_option, policy_of
from faultless.terminal import Misuse, Voice

if TYPE_CHECKING:
    from faultless.checks import Finding, Reported

STYLES = ("text", "concise", "json", "github")
"""The formats of a report, named here so that help and usage errors need not load the checks."""


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@config_option
@click.option(
    "--format", "style", type=click.Choice(STYLES), default="text", show_default=True, help="How to print the findings."
)
@click.option("--select", multiple=True, metavar="CODES", help="Only these codes or prefixes: TI,SE1. May be repeated.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these codes or prefixes. May be repeated.")
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    show_default=True,
    help="The mildest level that makes the exit code 1.",
)
@click.option("--strict", is_flag=True, help="Warnings make the exit code 1, too: --fail-level warning.")
@now_option
@click.pass_obj
def check(
    voice: Voice,
    *,
    paths: tuple[Path, ...],
    config: Path | None,
    style: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_level: str,
    strict: bool,
    now: str | None,
) -> None:
    """Check content and report every finding in one run.

    PATH is a content root, that is a folder that holds incidents/, postmortems/ or root-causes/, or a file or folder
    below one; all of the content is read in any case, so that what one record says of another is checked, too.
    [default: content]

    \b
    Examples:
      faultless check
      faultless check content/postmortems/2026-03-14-checkout.md
      faultless check --select TI,SE1 --strict content
      faultless check --format github          annotations on a pull request
    """
    from faultless.checks import INTERNAL, Level, NotContent, Summary, exit_code, render, reported, run, scopes
    from faultless.reading import load

    started = time.perf_counter()
    chosen, dropped = _codes(select), _codes(ignore)
    moment = moment_of(now)
    try:
        asked = scopes(paths or (Path("content"),))
    except NotContent as problem:
        raise Misuse(str(problem)) from None
    findings: list[Finding] = []
    shown: list[Reported] = []
    files = 0
    for scope in asked:
        records = load(scope.root, policy_of(config, scope.root))
        covered = {record.path for record in records} | {fault.path for fault in records.faults}
        files += sum(1 for path in covered if path in scope)
        voice.detail(f"{scope.root}: {len(covered)} files")
        unasked = frozenset(record.path for record in records if record.path not in scope)
        found = run(records, moment, select=chosen, ignore=dropped, skip=unasked)
        found = tuple(finding for finding in found if finding.path in scope or finding.code == INTERNAL)
        findings.extend(found)
        shown.extend(reported(found, records, Path.cwd()))
    summary = Summary.of(findings, files=files, seconds=time.perf_counter() - started)
    level = Level.WARNING if strict and fail_level == "error" else Level(fail_level)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    click.echo(render(style, shown, summary, colour=colour), nl=False, color=colour)
    raise SystemExit(exit_code(findings, level))


def _codes(lists: Iterable[str]) -> tuple[str, ...]:
    from faultless.checks import unknown_codes

    codes = tuple(code.strip().upper() for given in lists for code in given.split(",") if code.strip())
    for code in unknown_codes(codes):
        raise Misuse(f"{code} is no rule and no prefix of one; faultless rules lists them all")
    return codes
