"""`faultless status`: the status site alone."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from faultless.commands.memory import peak_memory
from faultless.commands.options import FOLDER, cache_options, config_option, content_option, now_option
from faultless.commands.status_site import build
from faultless.terminal import Misuse, Voice

if TYPE_CHECKING:
    from faultless.publishing.building import Built


@click.command(short_help="Build only the status site.")
@content_option
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
    started = time.perf_counter()
    site = build(voice, content, config, out, now=now, cache_dir=cache_dir, no_cache=no_cache)
    for address in site.built.changes.addresses if changed_list else ():
        click.echo(address)
    if explain is not None:
        _explain(site.built, explain)
    voice.say(f"{site.folder}: {site.built} in {time.perf_counter() - started:.2f} s, {peak_memory()}")


def _explain(built: Built, page: str) -> None:
    """Say why a page was rendered or reused; it may be named by its address or by its file."""
    name = page.strip("/")
    for path in (name, f"{name}/index.html".lstrip("/")):
        said = built.explained(path)
        if said is not None:
            click.echo(f"{path}: {said}")
            return
    raise Misuse(f"the status site has no page {page!r}")
