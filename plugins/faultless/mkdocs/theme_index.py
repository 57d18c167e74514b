"""The theme's search index, without reading again the pages that are as they were."""

from __future__ import annotations

import json
from typing import Any

from mkdocs.structure.pages import Page

from faultless.caching import Kept, digest_of, packages
from faultless.shelf import Shelf

_KNOWN = "material.plugins.search.plugin"


class KeptIndex:
    """Stands before an index of the theme, and tells it from what a page was read last time.

    Args:
        index: the theme's; whatever else is asked of it, it answers itself.
        shelf: keeps the entries of each page.
    """

    def __init__(self, index: Any, shelf: Shelf) -> None:
        self.index = index
        self.shelf = shelf

    @classmethod
    def of(cls, search: Any, kept: Kept | None, site: str) -> KeptIndex | None:
        """In place of the index of the theme's plugin; None where it is another one or reads word lists.

        Args:
            search: the plugin.
            kept: what earlier builds have kept, or None.
            site: tells this site from others that share the cache.
        """
        index = getattr(search, "search_index", None)
        lists = search.config.get("jieba_dict") or search.config.get("jieba_dict_user")
        if kept is None or lists or type(index).__module__ != _KNOWN:
            return None
        return cls(index, Shelf(kept, f"searched-{digest_of(site)}", digest_of(*packages())))

    def add_entry_from_context(self, page: Page) -> None:
        """Add what is searched of a page."""
        entries: list[Any] = self.index.entries
        content, title = page.content or "", str(page.title)
        state = digest_of(content, page.url, title, repr(page.meta), repr([item.id for item in page.toc]))
        known = self.shelf.find(page.file.src_uri, state)
        if known is None:
            before = len(entries)
            self.index.add_entry_from_context(page)
            self.shelf.learn(page.file.src_uri, state, json.dumps(entries[before:]).encode())
        else:
            entries.extend(json.loads(known))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.index, name)
