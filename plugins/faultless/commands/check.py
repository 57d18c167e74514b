"""`faultless check`: every finding in one run."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from faultless.commands.baseline import Baselines, asked_of
from faultless.commands.offering import codes
from faultless.commands.options import FILE, cache_options, config_option, kept_of, moment_of, now_option, policy_of
from faultless.terminal import Misuse, Voice

if TYPE_CHECKING:
    from faultless.caching import Kept
    from faultless.checks import Finding, Reported, Scope
    from faultless.policy import Policy
    from faultless.reading import Records

STYLES = ("text", "concise", "json", "github", "markdown", "sarif", "rdjson", "junit")
"""The formats of a report, named here so that help and usage errors need not load the checks."""


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@config_option
@click.option(
    "--format",
    "style",
    type=click.Choice(STYLES),
    default="text",
    show_default=True,
    help="How to print the findings: for people (text, concise), for programs (json, sarif), "
    "for CI (github, markdown for a summary, rdjson for reviewdog, junit).",
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    shell_complete=codes,
    help="Only these codes or prefixes: TI,SE1. May be repeated.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODES",
    shell_complete=codes,
    help="Not these codes or prefixes. May be repeated.",
)
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    show_default=True,
    help="The mildest level that makes the exit code 1.",
)
@click.option("--strict", is_flag=True, help="Warnings make the exit code 1, too: --fail-level warning.")
@click.option(
    "--baseline",
    type=FILE,
    help="Leave out the findings that this file holds. [default: the option baseline of the policy, else "
    "faultless-baseline.jsonl beside the mkdocs.yml, or beside the content where there is none]",
)
@click.option("--no-baseline", is_flag=True, help="Report what a baseline holds, too.")
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Accept what is found now: the baseline holds it, and only new findings are reported from here on. Never "
    "held are reminders and leaks (PU103, PU104). Entries for files and codes that were not asked for stay.",
)
@click.option(
    "--changed-since",
    "since",
    metavar="REF",
    help="Report what a change brings: what is found on files that differ, committed or not, from the last common "
    "commit with REF, and on other files what was not found there before the change.",
)
@cache_options
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
    baseline: Path | None,
    no_baseline: bool,
    write_baseline: bool,
    since: str | None,
    cache_dir: Path | None,
    no_cache: bool,
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
      faultless check --write-baseline         accept an archive as it is
      faultless check --changed-since origin/main --format github
                                               annotations on a pull request
      faultless check --format sarif           for code scanning: > faultless.sarif
    """
    from faultless.checks import Level, NotContent, Report, Summary, exit_code, render, reported, scopes
    from faultless.checks.report import display
    from faultless.commands.handbook import handbook_of
    from faultless.commands.screen import screen_of
    from faultless.reading import load

    started = time.perf_counter()
    wanted = _Wanted(_codes(select), _codes(ignore), moment_of(now), cache_dir, no_cache)
    baselines = Baselines(baseline, off=no_baseline, write=write_baseline)
    if write_baseline and since is not None:
        raise Misuse("--write-baseline takes what stands in files, not what changed; leave out --changed-since")
    try:
        asked = scopes(paths or (Path("content"),))
    except NotContent as problem:
        raise Misuse(str(problem)) from None
    findings: list[Finding] = []
    shown: list[Reported] = []
    files: list[str] = []
    handbook = ""
    for scope in asked:
        policy = policy_of(config, scope.root)
        place = display(scope.root, Path.cwd())
        with voice.doing(f"Reading {place}"):
            records = load(scope.root, policy, wanted.kept(policy))
        covered = {record.path for record in records} | {fault.path for fault in records.faults}
        handbook = handbook or handbook_of(records.policy.source)
        voice.detail(f"{scope.root}: {len(covered)} files")
        with voice.doing(f"Checking {place}, {len(covered):,} files"):
            if since is None:
                only, found = frozenset(covered), _found(scope, records, wanted, baselines)
            else:
                only, found = _brought(scope, records, wanted, baselines, since)
        above = "" if place == "." else f"{place}/"
        files += [f"{above}{path}" for path in covered & only if path in scope]
        findings.extend(found)
        shown.extend(reported(found, records, Path.cwd()))
    summary = Summary.of(findings, files=len(files), seconds=time.perf_counter() - started)
    level = Level.WARNING if strict and fail_level == "error" else Level(fail_level)
    screen = screen_of(sys.stdout)
    click.echo(render(style, Report(shown, summary, files, level, handbook), screen), nl=False, color=screen.colour)
    for note in baselines.notes:
        voice.say(note)
    raise SystemExit(exit_code(findings, level))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which codes are asked for, as of when, and where to keep what was found."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    now: datetime
    cache_dir: Path | None
    no_cache: bool

    def kept(self, policy: Policy) -> Kept | None:
        """What earlier runs by a policy have kept."""
        return kept_of(policy, self.cache_dir, no_cache=self.no_cache)

    def found(
        self, records: Records, skip: frozenset[str] = frozenset(), before: Records | None = None
    ) -> tuple[Finding, ...]:
        """What is found in some records."""
        from faultless.checks import run

        kept = self.kept(records.policy)
        return run(records, self.now, select=self.select, ignore=self.ignore, skip=skip, before=before, kept=kept)


def _found(scope: Scope, records: Records, wanted: _Wanted, baselines: Baselines) -> Sequence[Finding]:
    """What is found on the files asked for and no baseline holds."""
    unasked = frozenset(record.path for record in records if record.path not in scope)
    found = wanted.found(records, unasked)
    asked = asked_of(scope, wanted.select, wanted.ignore)
    return baselines.new([one for one in found if _is_asked(one, scope)], records, asked)


def _brought(
    scope: Scope, records: Records, wanted: _Wanted, baselines: Baselines, since: str
) -> tuple[frozenset[str], Sequence[Finding]]:
    """The files that changed, and what the change brings."""
    from faultless.checks.changes import NoHistory, changes_since
    from faultless.checks.since import brought, earlier

    select, ignore = wanted.select, wanted.ignore
    try:
        changes = changes_since(scope.root, since, records.policy.source)
        if not changes.any:
            return changes.now, ()
        found = wanted.found(records, before=earlier(changes, records.policy))
        new = baselines.new(found, records, asked_of(scope, select, ignore, changes.now))
        found = brought(found, records, changes, wanted.now, new=new, select=select, ignore=ignore)
    except NoHistory as problem:
        raise Misuse(str(problem)) from None
    return changes.now, [one for one in found if _is_asked(one, scope)]


def _is_asked(finding: Finding, scope: Scope) -> bool:
    from faultless.checks import INTERNAL

    return finding.path in scope or finding.code == INTERNAL


def _codes(lists: Iterable[str]) -> tuple[str, ...]:
    from faultless.checks import unknown_codes

    codes = tuple(code.strip().upper() for given in lists for code in given.split(",") if code.strip())
    for code in unknown_codes(codes):
        raise Misuse(f"{code} is no rule and no prefix of one; faultless rules lists them all")
    return codes
