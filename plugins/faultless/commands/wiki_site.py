"""Where the wiki of some content is: what its `mkdocs.yml` says of it, without MkDocs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from faultless.commands.handbook import handbook_of

_RULES = "handbook/rules/"


@dataclass(frozen=True, slots=True)
class WikiSite:
    """The absolute address of a wiki, ending in `/`, or None; and whether its pages are folders."""

    url: str | None = None
    folders: bool = True


def wiki_site_of(config: Path | None) -> WikiSite:
    """The wiki that a configuration builds; one without an address where it tells of none."""
    rule = handbook_of(config)
    url, found, page = rule.partition(_RULES)
    return WikiSite(url, page.endswith("/")) if found else WikiSite()
