"""`faultless publish`: a whole site at once, on a server of one's own."""

from __future__ import annotations

import time
from pathlib import Path

import click

from faultless.commands.options import FOLDER, cache_options, config_option, content_option, now_option
from faultless.commands.status_site import build
from faultless.terminal import Misuse, Refused, Voice


@click.command(short_help="Put a site on a server of your own, all at once.")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option(
    "--from",
    "tree",
    metavar="TREE",
    type=FOLDER,
    help="A built site, such as site/. [default: the status site, which is built first]",
)
@click.option("--rollback", is_flag=True, help="Serve again what was served before; nothing is built.")
@click.option("--keep", type=click.IntRange(min=1), default=5, show_default=True, help="How many earlier sites stay.")
@click.option("--force", is_flag=True, help="Take over a folder that holds other things; they stay beside.")
@click.option("--changed-list", is_flag=True, help="Print the address of each page and file that changed, for a CDN.")
@content_option
@config_option
@cache_options
@now_option
@click.pass_obj
def publish(
    voice: Voice,
    *,
    folder: Path,
    tree: Path | None,
    rollback: bool,
    keep: int,
    force: bool,
    changed_list: bool,
    content: Path,
    config: Path | None,
    cache_dir: Path | None,
    no_cache: bool,
    now: str | None,
) -> None:
    """Serve a new site from one moment to the next: no reader meets half of it, and the one before is kept.

    DIR gets a folder for each site, and a link DIR/current to the one that is served; point the web server to that.
    Whatever interrupts it, DIR/current leads to a whole site, and the next run removes what was left over.

    \b
    Examples:
      faultless publish /srv/status
      faultless publish /srv/status --changed-list | purge-my-cdn
      faultless publish /srv/wiki --from site
      faultless publish /srv/status --rollback
    """
    from faultless.policy import overlaps
    from faultless.publishing.releases import release, roll_back
    from faultless.tree import TreeError

    started = time.perf_counter()
    if rollback and (tree is not None or force):
        raise Misuse("--rollback serves a site that is there already, so it stands alone")
    try:
        if rollback:
            done = roll_back(folder)
        else:
            apart = {"the folder to publish to": folder.resolve()}
            if tree is None:
                tree = build(voice, content, config, None, now=now, cache_dir=cache_dir, no_cache=no_cache).folder
                apart["the content"] = content.resolve()
            for problem in overlaps({**apart, "the site": tree.resolve()}):
                raise Misuse(problem)
            with voice.doing(f"Copying {tree} to {folder}"):
                done = release(tree, folder, keep=keep, force=force)
    except TreeError as problem:
        raise Refused(f"{problem}; what was served is still served") from None
    for address in done.changes.addresses if changed_list else ():
        click.echo(address)
    if done.name == done.before:
        voice.say(f"{folder / 'current'} serves this site already, as {done.name}")
        return
    after = f", after {done.before}" if done.before is not None else ""
    voice.say(f"{folder / 'current'}: {done.name}{after}; {done.changes} in {time.perf_counter() - started:.2f} s")
