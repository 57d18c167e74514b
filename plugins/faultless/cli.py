"""The command `faultless`: thin commands that call the library."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from faultless import __version__

if TYPE_CHECKING:
    from faultless.checks import Finding, Reported
    from faultless.policy import Policy

FINE, FOUND, MISUSED = 0, 1, 2
"""Exit codes: nothing to complain of; findings or refused content; wrong usage, configuration or an internal error."""

_Command = TypeVar("_Command", bound=Callable[..., object])

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="faultless %(version)s")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but the report and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more about what is done.")
@click.pass_context
def main(context: click.Context, *, quiet: bool, verbose: bool) -> None:
    """Postmortems, incidents and a status page from one folder of Markdown."""
    context.obj = Voice(quiet=quiet, verbose=verbose)


class Voice:
    """Speaks to the person at the terminal, on stderr, so that the report alone goes to stdout."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose

    def say(self, text: str) -> None:
        """Say it unless asked to be quiet."""
        if not self.quiet:
            click.echo(text, err=True)

    def detail(self, text: str) -> None:
        """Say it only if asked to be verbose."""
        if self.verbose:
            click.echo(text, err=True)


class Misuse(click.ClickException):
    """Something is wrong with how the command was called or configured."""

    exit_code = MISUSED


class Refused(click.ClickException):
    """The content or the destination is refused; nothing was changed."""

    exit_code = FOUND


def _now_option(command: _Command) -> _Command:
    return click.option("--now", metavar="TIME", help="Build as of this time instead of the clock's.")(command)


def _config_option(command: _Command) -> _Command:
    return click.option(
        "--config", type=FILE, help="The mkdocs.yml with the policy. [default: the nearest at or above the content]"
    )(command)


def _now(given: str | None) -> datetime:
    from faultless.clock import BadTime, current_time

    try:
        return current_time(explicit=given)
    except BadTime as problem:
        raise Misuse(str(problem)) from None


def _policy(config: Path | None, content: Path) -> Policy:
    from faultless.policy import PolicyError, read_policy

    try:
        return read_policy(config, content=content)
    except PolicyError as problem:
        raise Misuse(str(problem)) from None


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_config_option
@click.option("--format", "style", default="text", show_default=True, help="How to print the findings.")
@click.option("--select", multiple=True, metavar="CODES", help="Only these codes or prefixes, comma separated.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these codes or prefixes, comma separated.")
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    show_default=True,
    help="The mildest level that makes the exit code 1.",
)
@click.option("--strict", is_flag=True, help="The same as --fail-level warning.")
@_now_option
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

    PATH is a folder that holds incidents/, postmortems/ or root-causes/, or a file below one. [default: content]

    \b
    Examples:
      faultless check
      faultless check content/postmortems/2026-03-14-checkout.md
      faultless check --select TI,SE1 --format github content
    """
    from faultless.checks import FORMATS, Level, Summary, exit_code, render, reported, run, unknown_codes
    from faultless.reading import load

    started = time.perf_counter()
    if style not in FORMATS:
        raise Misuse(f"--format {style}: there are {', '.join(sorted(FORMATS))}")
    chosen, dropped = _codes(select), _codes(ignore)
    for code in unknown_codes((*chosen, *dropped)):
        raise Misuse(f"{code} is no rule and no prefix of one")
    moment = _now(now)
    findings: list[Finding] = []
    shown: list[Reported] = []
    files = 0
    for root, only in _roots(paths or (Path("content"),)).items():
        records = load(root, _policy(config, root))
        voice.detail(f"{root}: {sum(1 for _ in records)} files")
        found = run(records, moment, select=chosen, ignore=dropped)
        covered = {record.path for record in records} | {fault.path for fault in records.faults}
        files += sum(1 for path in covered if _below(path, only))
        found = tuple(finding for finding in found if _below(finding.path, only))
        findings.extend(found)
        shown.extend(reported(found, records, Path.cwd()))
    summary = Summary.of(findings, files=files, seconds=time.perf_counter() - started)
    level = Level("warning" if strict else fail_level)
    colour = sys.stdout.isatty() and not _no_colour()
    click.echo(render(style, shown, summary, colour=colour), nl=False, color=colour)
    raise SystemExit(exit_code(findings, level))


def _no_colour() -> bool:
    import os

    return bool(os.environ.get("NO_COLOR"))


def _codes(lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for given in lists for code in given.split(",") if code.strip())


def _below(path: str, chosen: Sequence[str]) -> bool:
    """Whether a path is one of these or lies below one; nothing chosen is everything."""
    return not chosen or any(path == choice or path.startswith(choice + "/") for choice in chosen)


def _roots(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """The content roots of some paths; each with the paths below it that were asked for, none for all of it."""
    from faultless.reading import content_root

    roots: dict[Path, list[str]] = {}
    for path in paths:
        if not path.exists():
            raise Misuse(f"{path} does not exist")
        root = content_root(path)
        if root is None:
            raise Misuse(
                f"{path} is not content: neither it nor a folder above it holds incidents/, postmortems/"
                " or root-causes/"
            )
        inside = path.resolve().relative_to(root.resolve()).as_posix()
        if inside == ".":
            roots[root] = []
        elif root not in roots or roots[root]:
            roots.setdefault(root, []).append(inside)
    return roots


@main.command()
@click.argument("code")
def rule(code: str) -> None:
    """Explain a rule: what it finds, why, and what to write instead."""
    from faultless.checks import RULES, page

    if code.upper() not in {known.code for known in RULES}:
        raise Misuse(f"{code} is no rule. faultless rules lists them all")
    click.echo(page(code.upper()).text, nl=False)


@main.command()
def rules() -> None:
    """List every rule with its name and default level."""
    from faultless.checks import RULES

    for known in RULES:
        click.echo(f"{known.code}  {known.level.value:<8} {known.name}")


@main.command()
@click.option("--content", type=FOLDER, default=Path("content"), show_default=True, help="The content root.")
@_config_option
@click.option("--out", type=FOLDER, help="Where to write. [default: the option dir of faultless/status, public]")
@_now_option
@click.pass_obj
def status(voice: Voice, *, content: Path, config: Path | None, out: Path | None, now: str | None) -> None:
    """Build only the status site: seconds from an update to a published page.

    \b
    Examples:
      faultless status
      faultless status --content content --out public
    """
    from faultless.checks import Summary, render, reported
    from faultless.policy import overlaps
    from faultless.publishing import build_status, published_findings
    from faultless.reading import load
    from faultless.tree import TreeError

    started = time.perf_counter()
    if not content.is_dir():
        raise Misuse(f"{content} does not exist; name the content root with --content")
    moment = _now(now)
    policy = _policy(config, content)
    records = load(content, policy)
    stopping = published_findings(records, moment)
    if stopping:
        summary = Summary.of(stopping, files=sum(1 for _ in records), seconds=time.perf_counter() - started)
        click.echo(render("text", reported(stopping, records, Path.cwd()), summary), nl=False, err=True)
        raise Refused("nothing was written: put these right first")
    destination = (out or policy.status_dir).absolute()
    for problem in overlaps({"the content": content.resolve(), "the status site": destination}):
        raise Misuse(problem)
    try:
        changes = build_status(records, policy, moment, destination)
    except TreeError as refused:
        raise Refused(str(refused)) from None
    voice.say(f"{destination}: {changes} in {time.perf_counter() - started:.2f} s")


@main.group(name="import")
def import_() -> None:
    """Turn other tools' incidents into content."""


@import_.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("destination", type=FOLDER)
@click.option("--force", is_flag=True, help="Replace files that were changed since the last import.")
@click.option("--dry-run", is_flag=True, help="Report, but write nothing.")
@click.option("--report", type=FILE, help="Write the report to this file, outside DESTINATION, instead of stdout.")
def cstate(*, source: Path, destination: Path, force: bool, dry_run: bool, report: Path | None) -> None:
    """Import a cState site: its configuration and every issue.

    \b
    Example:
      faultless import cstate ../old-status content
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
    else:
        report.write_text(done.text(), encoding="utf-8")


if __name__ == "__main__":
    main()
