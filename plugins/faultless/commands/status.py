"""`faultless status`: the status site alone."""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from faultless.commands.memory import peak_memory
from faultless.commands.options import (
    FOLDER,
    cache_options,
    config_option,
    kept_of,
    moment_of,
    now_option,
    policy_of,
    tell_refused,
)
from faultless.terminal import MISUSED, Misuse, Refused, Voice

if TYPE_CHECKING:
    from faultless.policy import Policy
    from faultless.publishing.building import Built
    from faultless.publishing.content import Stopped


@click.command(short_help="Build only the status site.")
@click.option("--content", type=FOLDER, default=Path("content"), show_default=True, help="The content root.")
@config_option
@click.option("--out", type=FOLDER, help="Where to write. [default: the option dir of faultless/status, public]")
@click.option("--changed-list", is_flag=True, help="Print the address of each page and file that changed, for a CDN.")
@click.option("--explain", metavar="PAGE", help="Say why a page was rendered or reused, such as incidents/x/.")
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
    explain: str | None,
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
      faultless status --explain incidents/2026-03-14-checkout/
      faultless status --config docs/mkdocs.yml --now "2026-03-14 09:02 UTC"
    """
    from jinja2 import TemplateError

    from faultless.policy import overlaps
    from faultless.publishing.content import Stopped, Unjudged, build_content
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
    try:
        built = build_content(content, policy, moment, destination, _own_templates(policy), kept)
    except Unjudged as damaged:
        raise Misuse(f"{damaged}; what is published has errors that it may hold, so nothing was written") from None
    except TreeError as problem:
        raise Refused(str(problem)) from None
    except TemplateError as problem:
        frames = traceback.extract_tb(problem.__traceback__)
        place = next((frame for frame in reversed(frames) if frame.filename.endswith(".jinja2")), frames[-1])
        raise Misuse(f"{place.filename}:{place.lineno}: {problem.message}; nothing was written") from None
    if isinstance(built, Stopped):
        _refuse(built, time.perf_counter() - started)
    if policy.status.url is None:
        voice.say(f"The status site has no url of its own; feeds and links say {built.url}")
    for address in built.changes.addresses if changed_list else ():
        click.echo(address)
    tell_refused(voice, kept)
    if explain is not None:
        _explain(built, explain)
    voice.say(f"{destination}: {built} in {time.perf_counter() - started:.2f} s, {peak_memory()}")


def _own_templates(policy: Policy) -> Path | None:
    """The folder of templates that take the place of ours; None where there is none."""
    own = policy.root / "overrides" / "status"
    return own if own.is_dir() else None


def _explain(built: Built, page: str) -> None:
    """Say why a page was rendered or reused; it may be named by its address or by its file."""
    name = page.strip("/")
    for path in (name, f"{name}/index.html".lstrip("/")):
        said = built.explained(path)
        if said is not None:
            click.echo(f"{path}: {said}")
            return
    raise Misuse(f"the status site has no page {page!r}")


def _refuse(stopped: Stopped, seconds: float) -> NoReturn:
    """Say what is wrong with what would be published."""
    from faultless.checks import Report, Summary, exit_code, render, reported
    from faultless.commands.screen import screen_of

    summary = Summary.of(stopped.findings, files=sum(1 for _ in stopped.records), seconds=seconds)
    report, screen = Report(reported(stopped.findings, stopped.records, Path.cwd()), summary), screen_of(sys.stderr)
    click.echo(render("text", report, screen), nl=False, err=True, color=screen.colour)
    refused = Misuse if exit_code(stopped.findings) == MISUSED else Refused
    raise refused("nothing was written: put these right first")
