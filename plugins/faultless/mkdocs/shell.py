"""What the theme puts around an article, rendered once for all pages that differ only in what stands in its gaps.

The theme takes longer around an article than we take for it, and puts nearly the same around each. So one page of a
kind is rendered with marks in place of its own words, and the others get theirs in place of the marks. Whether that is
what the theme would have said is tried on a page of each kind; where it is not, and with a theme, a template or a
plugin that is not known here, every page is rendered by the theme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.toc import AnchorLink, TableOfContents

from faultless.mkdocs.pages import OwnPage

_THEMES = ("9.7.", "9.8.")
"""The versions of Material whose templates do with a page's own words nothing but print them."""

_CONTEXT = frozenset(
    {"nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "properdocs_version"}
    | {"build_date_utc", "config", "page", "tags"}
)
"""What MkDocs and Material tell a template; where a plugin tells more, the template may say more."""

_MARKS = {name: f"fl{name}mark0f9a" for name in ("title", "address", "edit", "article", "skip", "contents")}
_ENTRIES = tuple(f"fl{name}mark0f9a" for name in ("first", "second"))
_GAP = re.compile("({})".format("|".join(_MARKS.values())))
_END = "\x00"
"""No text that Markdown has read holds it."""

_TOC = f'{{% for toc_item in items %}}{{% include "partials/toc-item.html" %}}{_END}{{% endfor %}}'
_SPECIAL = frozenset("&<>\"'`")


@dataclass(frozen=True, slots=True)
class _Shell:
    """What stands around the gaps, with the marks of the gaps; and what stands between the entries of the contents."""

    pieces: tuple[str, ...]
    between: str

    def around(self, words: Mapping[str, str]) -> str:
        """The whole page, given what belongs in place of each mark."""
        return "".join(words.get(piece, piece) for piece in self.pieces)


class Shells:
    """Renders pages in the place of the theme's main template.

    Args:
        env: the theme's templates.
    """

    def __init__(self, env: Environment) -> None:
        self.env = env
        self.known: dict[object, _Shell | None] = {}
        self.met: set[object] = set()
        self.contents = env.from_string(_TOC)

    @classmethod
    def in_place(cls, env: Environment, config: MkDocsConfig) -> None:
        """Let pages of our own be rendered so, if the theme is known."""
        own = config.theme.custom_dir
        changed = own is not None and any(Path(own).rglob("*.html"))
        if config.theme.name != "material" or changed or not version("mkdocs-material").startswith(_THEMES):
            return
        shells = cls(env)

        class Main(Template):
            """A template that leaves the pages of records to the shells."""

            def render(self, *args: Any, **kwargs: Any) -> str:
                plain = super().render
                if self.name != "main.html" or kwargs or len(args) != 1:
                    return plain(*args, **kwargs)
                return shells.rendered(args[0], plain)

        env.template_class = Main

    def rendered(self, context: Mapping[str, Any], plain: Callable[[Mapping[str, Any]], str]) -> str:
        """A page; `plain` renders it as the theme does."""
        page = context["page"]
        kind = _kind(page, context)
        if kind is None or kind not in self.met:
            self.met.add(kind)
            return plain(context)
        if kind not in self.known:
            expected = plain(context)
            shell = self._made(context, plain)
            fits = shell is not None and self._filled(shell, context) == expected
            self.known[kind] = shell if fits else None
            return expected
        shell = self.known[kind]
        return plain(context) if shell is None else self._filled(shell, context)

    def _made(self, context: Mapping[str, Any], plain: Callable[[Mapping[str, Any]], str]) -> _Shell | None:
        page = copy(context["page"])
        page.meta = {"title": _MARKS["title"]}
        page.content = f"<h1>{_MARKS['article']}</h1>"
        page.canonical_url = page.canonical_url and _MARKS["address"]
        page.edit_url = page.edit_url and _MARKS["edit"]
        entries = [AnchorLink(entry, entry, 2) for entry in _ENTRIES]
        first = page.toc.items[0] if page.toc.items else None
        if first is not None and first.level == 1:
            above = AnchorLink("", _MARKS["skip"], 1)
            above.children = entries if first.children else []
            page.toc = TableOfContents([above])
        elif first is not None:
            page.toc = TableOfContents(entries)
        html = plain({**context, "page": page}).replace(page.content, _MARKS["article"])
        if html.count(_MARKS["article"]) != 1:
            return None
        between = ""
        one, other = self._entries(entries)
        if one in html:
            start = html.index(one)
            end = html.index(other, start)
            between = html[start + len(one) : end]
            html = html.replace(one + between + other, _MARKS["contents"])
        html = html.replace(f"#{_ENTRIES[0]}", f"#{_MARKS['skip']}")
        return None if any(entry in html for entry in _ENTRIES) else _Shell(tuple(_GAP.split(html)), between)

    def _filled(self, shell: _Shell, context: Mapping[str, Any]) -> str:
        page = context["page"]
        items = page.toc.items
        listed = items[0].children if items and items[0].level == 1 else items
        return shell.around(
            {
                _MARKS["title"]: page.meta["title"],
                _MARKS["address"]: page.canonical_url or "",
                _MARKS["edit"]: page.edit_url or "",
                _MARKS["article"]: page.content,
                _MARKS["skip"]: items[0].id if items else "",
                _MARKS["contents"]: shell.between.join(self._entries(listed)),
            }
        )

    def _entries(self, items: list[AnchorLink]) -> list[str]:
        """Each entry of the contents with those below it: HTML."""
        return self.contents.render(items=items).split(_END)[:-1]


def _kind(page: Any, context: Mapping[str, Any]) -> object | None:
    """What pages with one shell have in common; None for a page that must be rendered by the theme."""
    if not isinstance(page, OwnPage) or page.meta.keys() != {"title"} or not _CONTEXT.issuperset(context):
        return None
    title, items = page.meta["title"], page.toc.items
    if (
        page.content is None
        or not _SPECIAL.isdisjoint(title)
        or " ".join(title.split()) != title
        or "<h1" not in page.content
    ):
        return None
    features = context["config"].theme.get("features") or ()
    if page.edit_url and "content.action.view" in features:
        return None
    if items and not re.fullmatch(r"[\w-]+", items[0].id):
        return None
    contents = (items[0].level == 1, bool(items[0].children)) if items else ()
    links = bool(page.canonical_url), bool(page.edit_url), page.previous_page is None, page.next_page is None
    beside = page.url.rstrip("/").rpartition("/")[0]
    return context["base_url"], beside, id(page.parent), page.is_homepage, contents, links
