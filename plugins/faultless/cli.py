"""The command `faultless`: thin commands that call the library."""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from faultless import __version__
from faultless.terminal import MISUSED, Commands, Misuse, Refused, Voice

if TYPE_CHECKING:
    from faultless.checks import Finding, Reported
    from faultless.policy import Policy

STYLES = ("text", "concise", "json", "github")
"""The formats of a report, named here so that help and usage errors need not load the checks."""

_Command = TypeVar("_Command", bound=Callable[..., object])

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="faultless %(version)s")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but the report and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more about what is done.")
@click.pass_context
def main(context: click.Context, *, quiet: bool, verbose: bool) -> None:
    """Postmortems, incidents and a status page from one folder of Markdown.

    \b
    Examples:
      faultless check                          check everything under content/
      faultless status --out public            build the status site
      faultless rule SE101                     what a finding means
      faultless import cstate OLD content      start from a cState site

    The report goes to stdout, everything else to stderr. Exit codes: 0 fine, 1 findings or refused content, 2 wrong
    usage, wrong configuration or an internal error.
    """
    context.obj = Voice(quiet=quiet, verbose=verbose)


def _now_option(command: _Command) -> _Command:
    return click.option(
        "--now",
        metavar="TIME",
        help='As of this time, such as "2026-03-14 09:02 UTC". [default: FAULTLESS_NOW, SOURCE_DATE_EPOCH, the clock]',
    )(command)


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
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@_config_option
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
    moment = _now(now)
    try:
        asked = scopes(paths or (Path("content"),))
    except NotContent as problem:
        raise Misuse(str(problem)) from None
    findings: list[Finding] = []
    shown: list[Reported] = []
    files = 0
    for scope in asked:
        records = load(scope.root, _policy(config, scope.root))
        covered = {record.path for record in records} | {fault.path for fault in records.faults}
        files += sum(1 for path in covered if path in scope)
        voice.detail(f"{scope.root}: {len(covered)} files")
        found = run(records, moment, select=chosen, ignore=dropped)
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


@main.command()
@click.argument("code")
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


@main.command()
def rules() -> None:
    """List every rule with its default level and its name.

    \b
    Example:
      faultless rules
    """
    from faultless.checks import RULES

    for known in RULES:
        click.echo(f"{known.code}  {known.level.value:<8} {known.name}")


@main.command(short_help="Build only the status site.")
@click.option("--content", type=FOLDER, default=Path("content"), show_default=True, help="The content root.")
@_config_option
@click.option("--out", type=FOLDER, help="Where to write. [default: the option dir of faultless/status, public]")
@_now_option
@click.pass_obj
def status(voice: Voice, *, content: Path, config: Path | None, out: Path | None, now: str | None) -> None:
    """Build only the status site: seconds from an update to a published page.

    Errors in what it publishes stop it, and the site that was there stands. Templates in overrides/status/ beside the
    mkdocs.yml take the place of ours.

    \b
    Examples:
      faultless status
      faultless status --content content --out public
      faultless status --config docs/mkdocs.yml --now "2026-03-14 09:02 UTC"
    """
    from jinja2 import TemplateError

    from faultless.checks import Summary, exit_code, render, reported
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
        refused = Misuse if exit_code(stopping) == MISUSED else Refused
        raise refused("nothing was written: put these right first")
    destination = (out or policy.status_dir).absolute()
    for problem in overlaps({"the content": content.resolve(), "the status site": destination}):
        raise Misuse(problem)
    if policy.status.url is None:
        url = policy.status_url(records.base.catalogue.organisation.url)
        voice.say(f"The status site has no url of its own; feeds and links say {url}")
    own = policy.root / "overrides" / "status"
    try:
        changes = build_status(records, policy, moment, destination, own if own.is_dir() else None)
    except TreeError as problem:
        raise Refused(str(problem)) from None
    except TemplateError as problem:
        frames = traceback.extract_tb(problem.__traceback__)
        place = next((frame for frame in reversed(frames) if frame.filename.endswith(".jinja2")), frames[-1])
        raise Misuse(f"{place.filename}:{place.lineno}: {problem.message}; nothing was written") from None
    voice.say(f"{destination}: {changes} in {time.perf_counter() - started:.2f} s")


@main.group(name="import")
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


if __name__ == "__main__":
    main()
