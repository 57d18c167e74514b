"""What several commands take: the time, the policy, folders and files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from faultless.terminal import Misuse, Voice

if TYPE_CHECKING:
    from faultless.caching import Kept
    from faultless.policy import Policy

_Command = TypeVar("_Command", bound=Callable[..., object])

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


def now_option(command: _Command) -> _Command:
    """Gives a command `--now`."""
    return click.option(
        "--now",
        metavar="TIME",
        help='As of this time, such as "2026-03-14 09:02 UTC". [default: FAULTLESS_NOW, SOURCE_DATE_EPOCH, the clock]',
    )(command)


def content_option(command: _Command) -> _Command:
    """Gives a command `--content`."""
    return click.option("--content", type=FOLDER, default=Path("content"), show_default=True, help="The content root.")(
        command
    )


def config_option(command: _Command) -> _Command:
    """Gives a command `--config`."""
    return click.option(
        "--config", type=FILE, help="The mkdocs.yml with the policy. [default: the nearest at or above the content]"
    )(command)


def cache_options(command: _Command) -> _Command:
    """Gives a command `--cache-dir` and `--no-cache`."""
    place = click.option(
        "--cache-dir",
        type=FOLDER,
        help="Where to keep what later runs need not make again. "
        "[default: FAULTLESS_CACHE, else .cache/faultless beside the mkdocs.yml, or beside the content without one]",
    )
    return place(click.option("--no-cache", is_flag=True, help="Keep nothing, and use nothing kept.")(command))


def kept_of(policy: Policy, cache_dir: Path | None, *, no_cache: bool) -> Kept | None:
    """What earlier runs have kept for a command, or None."""
    from faultless.caching import kept_beside

    if no_cache and cache_dir is not None:
        raise Misuse("--no-cache keeps nothing, so it cannot stand beside --cache-dir")
    return None if no_cache else kept_beside(policy.root, cache_dir)


def tell_refused(voice: Voice, kept: Kept | None) -> None:
    """Say in one line that something that was kept was not used."""
    if kept is not None and kept.refused:
        voice.say(f"{kept.folder}: what is damaged, of another version or somebody else's there was not used")


def moment_of(given: str | None) -> datetime:
    """The time as of which a command works, UTC; a time that cannot be read is misuse."""
    from faultless.clock import BadTime, current_time

    try:
        return current_time(explicit=given)
    except BadTime as problem:
        raise Misuse(str(problem)) from None


def policy_of(config: Path | None, content: Path) -> Policy:
    """The policy in force over some content; a configuration that cannot be read is misuse."""
    from faultless.policy import PolicyError, read_policy

    try:
        policy = read_policy(config, content=content)
        if policy.rules or any(profile.rules for profile in policy.profiles):
            from faultless.checks import refuse_unknown_codes

            refuse_unknown_codes(policy)
    except PolicyError as problem:
        raise Misuse(str(problem)) from None
    return policy
