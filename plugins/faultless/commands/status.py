"""`faultless status`: the status site alone."""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path

import click

from faultless.commands.options import FOLDER, cache_options, config_option, kept_of, moment_of, now_option, policy_of
from faultless.terminal import MISUSED, Misuse, Refused, Voice


@click.command(short_help="Build only the status site.")
@click.option("--content", type=FOLDER, default=Path("content"), show_default=True, help="The content root.")
@config_option
@click.option("--out", type=FOLDER, help="Where to write. [default: the option dir of faultless/status, public]")
@click.option("--changed-list", is_flag=True, help="Print the address of each page and file that changed, for a CDN.")
@cache_options
@now_option
@click.pass_obj
def status(
    voice: Voice,
    *,
    content: Path,
    config: Path | None,
    out: Path | None,
    changed_list: bool,
    cache_dir: Path | None,
    no_cache: bool,
    now: str | None,
) -> None:
    """Build only the status site: seconds from an update to a published page.

    Errors in what it publishes stop it, unless a baseline holds them, and the site that was there stands. Templates
    in overrides/status/ beside the mkdocs.yml take the place of ours.

    \b
    Examples:
      faultless status
      faultless status --content content --out public
      faultless status --changed-list
      faultless status --config docs/mkdocs.yml --now "2026-03-14 09:02 UTC"
    """
    from jinja2 import TemplateError

    from faultless.checks import Report, Summary, exit_code, render, reported
    from faultless.checks.baseline import BadBaseline
    from faultless.commands.screen import screen_of
    from faultless.policy import overlaps
    from faultless.publishing import build_status, published_findings
    from faultless.reading import load
    from faultless.tree import TreeError

    started = time.perf_counter()
    if not content.is_dir():
        raise Misuse(f"{content} does not exist; name the content root with --content")
    moment = moment_of(now)
    policy = policy_of(config, content)
    destination = (out or policy.status_dir).absolute()
    for problem in overlaps({"the content": content.resolve(), "the status site": destination}):
        raise Misuse(problem)
    kept = kept_of(policy, cache_dir, no_cache=no_cache)
    records = load(content, policy, kept)
    try:
        stopping = published_findings(records, moment, kept)
    except BadBaseline as damaged:
        raise Misuse(f"{damaged}; what is published has errors that it may hold, so nothing was written") from None
    if stopping:
        summary = Summary.of(stopping, files=sum(1 for _ in records), seconds=time.perf_counter() - started)
        report, screen = Report(reported(stopping, records, Path.cwd()), summary), screen_of(sys.stderr)
        click.echo(render("text", report, screen), nl=False, err=True, color=screen.colour)
        refused = Misuse if exit_code(stopping) == MISUSED else Refused
        raise refused("nothing was written: put these right first")
    if policy.status.url is None:
        url = policy.status_url(records.base.catalogue.organisation.url)
        voice.say(f"The status site has no url of its own; feeds and links say {url}")
    own = policy.root / "overrides" / "status"
    try:
        changes = build_status(records, policy, moment, destination, own if own.is_dir() else None, kept)
    except TreeError as problem:
        raise Refused(str(problem)) from None
    except TemplateError as problem:
        frames = traceback.extract_tb(problem.__traceback__)
        place = next((frame for frame in reversed(frames) if frame.filename.endswith(".jinja2")), frames[-1])
        raise Misuse(f"{place.filename}:{place.lineno}: {problem.message}; nothing was written") from None
    for address in changes.addresses if changed_list else ():
        click.echo(address)
    voice.say(f"{destination}: {changes} in {time.perf_counter() - started:.2f} s")
