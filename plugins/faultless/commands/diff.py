"""`faultless diff`: what customers will see change."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from faultless.commands.options import (
    cache_options,
    config_option,
    content_option,
    kept_of,
    moment_of,
    now_option,
    policy_of,
)
from faultless.terminal import FINE, FOUND, Misuse, Voice

if TYPE_CHECKING:
    from faultless.policy import Policy
    from faultless.reading import Records


@click.command(short_help="Say what customers will see change.")
@click.argument("base", metavar="BASE")
@click.option("--public", is_flag=True, help="Compare what is public: the default, and the only comparison there is.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="For a terminal, for the summary of a pull request, or for a program.",
)
@click.option("--exit-code", is_flag=True, help="End in 1 if customers see a change; else that is 0, too.")
@content_option
@config_option
@cache_options
@now_option
@click.pass_obj
def diff(
    voice: Voice,
    *,
    base: str,
    public: bool,
    form: str,
    exit_code: bool,
    content: Path,
    config: Path | None,
    cache_dir: Path | None,
    no_cache: bool,
    now: str | None,
) -> None:
    """Say in words what a change makes public: new and removed pages, updates word by word, states, messages.

    BASE is a branch, tag or commit, of which the last common commit counts, or a folder with other content. Both are
    taken as of the same time, and only what customers can read is compared: nothing internal is told. Whether it may
    be published is for faultless check to say.

    \b
    Examples:
      faultless diff origin/main
      faultless diff --public HEAD~1 --format markdown
      faultless diff ../yesterday/content --exit-code
      faultless diff v1.4 --format json
    """
    from faultless.commands.screen import screen_of
    from faultless.public.publish import publish
    from faultless.publishing.difference import difference, reported
    from faultless.reading import load, public_assets

    del public
    if not content.is_dir():
        raise Misuse(f"{content} does not exist; name the content root with --content")
    moment = moment_of(now)
    policy = policy_of(config, content)
    kept = kept_of(policy, cache_dir, no_cache=no_cache)
    with ExitStack() as stack:
        with voice.doing(f"Reading {base} and {content}"):
            root, former = _base(base, content, policy, stack)
            sides = [load(root, former, kept), load(content, policy, kept)]
        for records, place in zip(sides, (base, str(content)), strict=True):
            _tell_unread(voice, records, place)
        with voice.doing("Comparing what is public"):
            before, after = (publish(one.base, one.policy, moment, public_assets(one.root)) for one in sides)
            told = difference(before, after)
    screen = screen_of(sys.stdout)
    click.echo(reported(form, told, screen), nl=False, color=screen.colour)
    raise SystemExit(FOUND if exit_code and told.changes else FINE)


def _base(base: str, content: Path, policy: Policy, stack: ExitStack) -> tuple[Path, Policy]:
    """Where the content to compare with lies, and by which policy it was published."""
    from faultless.checks.changes import NoHistory, as_it_was, changes_since
    from faultless.checks.since import former_policy
    from faultless.reading import content_root

    for folder in (Path(base), Path(base) / "content"):
        if folder.is_dir() and content_root(folder.absolute()) == folder.absolute():
            return folder, policy_of(None, folder)
    if Path(base).is_dir() and ("/" in base or base in {".", ".."}):
        raise Misuse(f"{base} holds no content; name a folder that holds incidents/, or a branch, tag or commit")
    try:
        changes = changes_since(content.absolute(), base, policy.source)
        root = stack.enter_context(as_it_was(changes, all_bytes=True))
    except NoHistory as problem:
        raise Misuse(str(problem)) from None
    return root, former_policy(changes, policy)


def _tell_unread(voice: Voice, records: Records, place: str) -> None:
    """Say which files are not read as a whole, as it would seem that customers no longer saw them."""
    from faultless.commands.unread import unread

    missing = unread(records)
    if missing:
        voice.say(f"{place}: not read as a whole, so something may seem to be gone: {', '.join(missing)}")
