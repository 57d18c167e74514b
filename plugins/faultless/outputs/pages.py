"""Pages through our own Jinja environment: all escaped, nothing undefined, nothing in reach but the public site."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from faultless.caching import Kept
from faultless.compiled import compiled_templates
from faultless.outputs.current import tone
from faultless.outputs.language import Language, language
from faultless.outputs.links import from_page
from faultless.outputs.moments import Moments
from faultless.outputs.pictures import Pictures, calm_days, strip
from faultless.outputs.reads import Lookups, WatchedSite, WatchingEnvironment
from faultless.outputs.recipe import Recipe
from faultless.outputs.security import content_security_policy
from faultless.outputs.tracks import tracks
from faultless.outputs.uptime import shares
from faultless.outputs.wording import Wording
from faultless.public.site import PublicIncident, PublicSite, PublicState

TEMPLATES = Path(__file__).with_name("templates")
"""The shipped templates; one of the same name in a site's own folder takes the place of each."""

FEEDS = (
    ("feed.rss", "application/rss+xml", "RSS"),
    ("feed.atom", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)
"""The files that tell of every update, for the whole site and, with the same names, for a part of it."""

CALENDAR = "maintenance.ics"
SUMMARY = "api/v2/summary.json"
RECORDS = "api/incidents.json"

_HEADING = re.compile("(</?h)([4-6])")
_SPACE = re.compile(r"\s*([{};:,>])\s*|\s+")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REMARK = re.compile(r"^\s*//.*\n|^\s+", re.MULTILINE)


def environment(words: Wording, overrides: Path | None = None, kept: Kept | None = None) -> WatchingEnvironment:
    """Our own Jinja environment, in one language: all templates escape, also those of XML and the overriding ones."""
    folders = [TEMPLATES] if overrides is None else [overrides, TEMPLATES]
    made = WatchingEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled_templates(kept),
    )
    say = words.language
    made.filters.update(words.filters)
    made.filters["tone"] = tone
    made.globals.update(
        _=say.html,
        ngettext=say.html_count,
        bar=Pictures(words).bar,
        bdi=_isolated,
        calm_days=calm_days,
        named=_named,
        shares=shares,
        strip=strip,
        tracks=tracks,
        states=tuple(PublicState),
        lang=say.code,
        rtl=say.forms.right_to_left,
    )
    return made


def _isolated(text: str) -> Markup:
    """Somebody's text within a sentence, whichever way it is written."""
    return Markup(f"<bdi>{escape(text)}</bdi>")  # noqa: S704 - escaped


def _named(code: str) -> str:
    """What a language calls itself."""
    return language(code).forms.name


@lru_cache(maxsize=8)
def _shipped(spoken: str, kept: Kept | None) -> WatchingEnvironment:
    """The environment without a site's own templates: they are compiled once a process."""
    return environment(Wording(language(spoken, kept)), kept=kept)


class Pages:
    """Renders the pages of one site in one of its languages.

    Attributes:
        folder: where they stand below the root: nothing for the first language, `de/` for another.
    """

    def __init__(
        self,
        site: PublicSite,
        overrides: Path | None = None,
        kept: Kept | None = None,
        *,
        code: str | None = None,
        have: Collection[str] = (),
        version: str = "",
    ) -> None:
        """Get ready.

        Args:
            site: what is public.
            overrides: a folder of templates that take the place of the shipped ones, or None.
            kept: what earlier runs have kept, or None.
            code: one of the site's languages; the first one unless it is given.
            have: files of the site that are no pages, which pages may link to.
            version: what tells a reader's page that there is something new; nothing where nobody can ask.
        """
        code = code or site.languages[0]
        words = Wording(language(code, kept))
        self.environment = _shipped(code, kept) if overrides is None else environment(words, overrides, kept)
        self.site, self.have = site, frozenset(have)
        self.folder = folder_of(site, code)
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        style = self._source("style.css.jinja2", site=site)
        style = _SPACE.sub(lambda match: match[1] or " ", _COMMENT.sub("", style)).strip()
        scripts = [_REMARK.sub("", self._source(f"{name}.js.jinja2")).strip() for name in ("script", "affected")]
        self.policy = ""
        noticed: set[str] = set()
        watched = WatchedSite(site, noticed)
        self.moments = Moments(watched, words)
        self.known: dict[str, Any] = {
            "site": watched,
            "label": words.label(site.name),
            "zone": ZoneInfo(site.timezone),
            "moments": self.moments,
            "banner": self.moments.banner(),
            "style": _own(style),
            "script": _own(scripts[0]),
            "affected_script": _own(scripts[1]),
            "folder": self.folder,
            "have": self.have,
            "feeds": self.feeds(),
            "calendar": CALENDAR if CALENDAR in self.have else None,
            "api": RECORDS if RECORDS in self.have else None,
            "version": version,
            "others": [(one, folder_of(site, one)) for one in site.languages] if len(site.languages) > 1 else [],
        }
        head = self._source("head.html.jinja2", **self.known)
        self.policy = content_security_policy([style], scripts, head)
        self.known.update(head=_own(head), policy=self.policy)
        self.lookups = Lookups({**self.known, "site": site}, noticed)

    @property
    def language(self) -> Language:
        """The language they are in."""
        found: Language = self.environment.globals["_"].__self__  # type: ignore[attr-defined]
        return found

    def feeds(self, place: str = "") -> list[tuple[str, str, str]]:
        """The feeds that are there in a folder: file, media type and name."""
        return [(f"{place}{file}", kind, name) for file, kind, name in FEEDS if f"{place}{file}" in self.have]

    def recipe(self, template: str, path: str, *, root: str | None = None, **more: object) -> Recipe:
        """A page, its links relative to the file it will stand in.

        Args:
            template: its name.
            path: the file, below the folder of the language.
            root: what leads from the page to the root, where that is not plain from its path.
            more: what the template knows beside the site.
        """
        known = self._names.setdefault(tuple(more), tuple(more))
        given = (template, path, root, known, *more.values())
        names = ("the template", "the path", "the root", "the names", *more)
        return Recipe(self.folder + path, self.rendered, given, self.lookups, names)

    def rendered(self, template: str, path: str, root: str | None, names: Sequence[str], *values: object) -> bytes:
        """A page; see `recipe`."""
        file = self.folder + path
        way = "../" * file.count("/") if root is None else root

        def to(target: str) -> str:
            """A page of this site, by the file, so that the site opens from a disk and from any host."""
            return f"{way}{self.folder}{target}index.html"

        def html(sanitised: str, *, under: int = 3) -> Markup:
            """What the gate has sanitised, its links relative to the page, its headings below one of level `under`."""
            return _own(self._placed(from_page(sanitised, way, self.folder), under))

        def link(record: PublicIncident) -> Markup:
            """A link to a record by its title."""
            return _own(f'<a href="{escape(to(record.path))}" dir="auto">{escape(record.title)}</a>')

        page = path.removesuffix("index.html")
        known = {**self.known, "root": way, "to": to, "html": html, "link": link}
        known.update(path=self.folder + page, page=page)
        known.update(zip(names, values, strict=True))
        self.environment.lookups = self.lookups
        return self.environment.get_template(template).render(known).encode()

    def bare(self, template: str, path: str) -> Recipe:
        """A file that is no page."""
        return Recipe(path, self._bare, (template,), self.lookups, ("the template",))

    def _bare(self, template: str) -> bytes:
        self.environment.lookups = self.lookups
        return self._source(template, **self.known).encode()

    def _source(self, template: str, **known: Any) -> str:
        return self.environment.get_template(template).render(known)

    def _placed(self, html: str, under: int) -> str:
        """Sanitised text fitted into a page; a wide table scrolls on its own, also by keyboard."""
        html = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) - 3 + under}", html)
        if "<table>" not in html:
            return html
        label = escape(self.language.text("Table"))
        box = f'<div class="wide" tabindex="0" role="group" aria-label="{label}"><table>'
        return html.replace("<table>", box).replace("</table>", "</table></div>")


def folder_of(site: PublicSite, code: str) -> str:
    """Where the pages of a language stand: the first one at the root."""
    return "" if code == site.languages[0] else f"{code}/"


def _own(text: str) -> Markup:
    """Text of our own templates, made of escaped and of validated parts."""
    return Markup(text)  # noqa: S704
