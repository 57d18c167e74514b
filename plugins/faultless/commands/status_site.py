"""Building the status site, for the commands that do."""

from __future__ import annotations

import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from faultless.commands.options import kept_of, moment_of, policy_of, tell_refused
from faultless.terminal import MISUSED, Misuse, Refused, Voice

if TYPE_CHECKING:
    from faultless.policy import Policy
    from faultless.publishing.building import Built
    from faultless.publishing.content import Stopped


@dataclass(frozen=True, slots=True)
class StatusSite:
    """A status site on disk: its folder, and what the build did there."""

    folder: Path
    built: Built


def build(
    voice: Voice,
    content: Path,
    config: Path | None,
    out: Path | None,
    *,
    now: str | None,
    cache_dir: Path | None,
    no_cache: bool,
) -> StatusSite:
    """Bring the status site up to date, as the options of a command say; with `out` None, where the policy says."""
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
        with voice.doing(f"Building the status site from {content}"):
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
    tell_refused(voice, kept)
    return StatusSite(destination, built)


def _own_templates(policy: Policy) -> Path | None:
    """The folder of templates that take the place of ours; None where there is none."""
    own = policy.root / "overrides" / "status"
    return own if own.is_dir() else None


def _refuse(stopped: Stopped, seconds: float) -> NoReturn:
    """Say what is wrong with what would be published."""
    from faultless.checks import Report, Summary, exit_code, render, reported
    from faultless.commands.screen import screen_of

    summary = Summary.of(stopped.findings, files=sum(1 for _ in stopped.records), seconds=seconds)
    report, screen = Report(reported(stopped.findings, stopped.records, Path.cwd()), summary), screen_of(sys.stderr)
    click.echo(render("text", report, screen), nl=False, err=True, color=screen.colour)
    refused = Misuse if exit_code(stopped.findings) == MISUSED else Refused
    raise refused("nothing was written: put these right first")
