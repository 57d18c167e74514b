"""From MkDocs' configuration to the wiki of a build, and its search box."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from faultless.checks import Finding, reported
from faultless.checks.report import display
from faultless.mkdocs.loading import Loaded, overrides
from faultless.mkdocs.preview import STATUS_LINK
from faultless.mkdocs.siblings import records_of, status_of
from faultless.wiki import Wiki

log = get_plugin_logger(__name__)


def wiki_of(config: MkDocsConfig) -> Wiki:
    """Work out every page from the records that `faultless` loaded."""
    source = records_of(config)
    known = source.loaded
    wiki = Wiki(
        known.records,
        known.policy,
        known.now,
        _told(known) if source.serving else (),
        folders=config.use_directory_urls,
        site=_site(config),
        status_site=_status_site(known, serving=source.serving) if status_of(config) is not None else None,
        overrides=overrides(config),
        kept=known.kept,
    )
    _warn(wiki, known, logging.INFO if source.serving and config.strict else logging.WARNING)
    if wiki.site is None:
        log.info("postmortems.atom needs the address of the wiki: set site_url")
    return wiki


def tell_of_pictures(wiki: Wiki) -> None:
    """Say once in a build why bars stand where pictures would; a build never fails for want of a picture."""
    pictures = wiki.pictures
    if not pictures.drawn:
        log.info("pictures are shown as bars: to draw them, pip install 'faultless[charts]'")
    for failure in pictures.failures:
        log.info("a picture is shown as bars, since it could not be drawn: %s", failure)


def _told(known: Loaded) -> tuple[Finding, ...]:
    """What a preview shows on its pages: no secret of the content is in it, for a screen is soon shared."""
    return tuple(item.finding for item in reported(known.findings, known.records, Path.cwd()))


def _site(config: MkDocsConfig) -> tuple[str, str] | None:
    """The name and the absolute address of the wiki, ending in `/`; None where nobody has said it."""
    address = config.site_url
    return (config.site_name, address.rstrip("/") + "/") if address else None


def _status_site(known: Loaded, *, serving: bool) -> str | None:
    """Where the status site is: beside the previewed wiki, at its address, or nobody has said."""
    address = known.policy.status.url or known.records.base.catalogue.organisation.url
    if serving:
        return STATUS_LINK
    return known.policy.status_url(address) if address else None


def _warn(wiki: Wiki, known: Loaded, level: int) -> None:
    """Tell which generated tables the content asks for in vain."""
    for unknown in wiki.unknown_blocks:
        path = display(known.records.root / unknown.path, Path.cwd())
        log.log(level, "%s:%d:%d: %s", path, unknown.line, unknown.column, unknown)
