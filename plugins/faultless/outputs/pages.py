"""Pages through our own Jinja environment: all escaped, nothing undefined, nothing in reach but the public site."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from faultless.caching import compiled_templates
from faultless.outputs.banner import banner
from faultless.outputs.current import tone
from faultless.outputs.links import from_page
from faultless.outputs.pictures import bar, strip
from faultless.outputs.tracks import tracks
from faultless.outputs.words import FILTERS, status_of
from faultless.public.site import PublicSite, PublicState

TEMPLATES = Path(__file__).with_name("templates")
"""The shipped templates; one of the same name in a site's own folder takes the place of each."""

_HEADING = re.compile("(</?h)([4-6])")
_SPACE = re.compile(r"\s*([{};:,>])\s*|\s+")


def environment(overrides: Path | None = None) -> Environment:
    """Our own Jinja environment: all templates escape, also those of XML and the overriding ones."""
    folders = [TEMPLATES] if overrides is None else [overrides, TEMPLATES]
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled_templates(),
    )
    made.filters.update(FILTERS)
    made.filters["tone"] = tone
    made.globals.update(bar=bar, strip=strip, tracks=tracks, states=tuple(PublicState))
    return made


@lru_cache(maxsize=1)
def _shipped() -> Environment:
    """The environment without a site's own templates: they are compiled once a process."""
    return environment()


class Pages:
    """Renders the pages of one site."""

    def __init__(self, site: PublicSite, overrides: Path | None = None) -> None:
        self.environment = _shipped() if overrides is None else environment(overrides)
        style = self.environment.get_template("style.css.jinja2").render(site=site)
        style = _SPACE.sub(lambda match: match[1] or " ", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)).strip()
        self.policy = content_security_policy(style)
        self.known = {
            "site": site,
            "label": status_of(site.name),
            "zone": ZoneInfo(site.timezone),
            "banner": banner(site),
            "style": Markup(style),  # noqa: S704 - our own template, made of validated options
            "policy": self.policy,
        }

    def page(self, template: str, path: str, *, root: str | None = None, **more: Any) -> bytes:
        """A page that will stand at `path`, a file; its links are relative to it.

        Args:
            template: its name.
            path: below the site's root.
            root: what leads from the page to the root, where that is not plain from its path.
            more: what the template knows beside the site.
        """
        way = "../" * path.count("/") if root is None else root

        def to(target: str) -> str:
            """A page of this site, by the file, so that the site opens from a disk and from any host."""
            return f"{way}{target}index.html"

        def html(sanitised: str, *, under: int = 3) -> Markup:
            """What the gate has sanitised, its links relative to the page, its headings below one of level `under`."""
            return Markup(_placed(from_page(sanitised, way), under))  # noqa: S704 - sanitised by the gate

        known = {**self.known, "root": way, "to": to, "html": html, "path": path.removesuffix("index.html")}
        return self.environment.get_template(template).render(known, **more).encode()

    def bare(self, template: str, **more: Any) -> bytes:
        """A file that is no page."""
        return self.environment.get_template(template).render(self.known, **more).encode()


def _placed(html: str, under: int) -> str:
    """Sanitised text fitted into a page; a wide table scrolls on its own, also by keyboard."""
    html = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) - 3 + under}", html)
    html = html.replace("<table>", '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>')
    return html.replace("</table>", "</table></div>")


def content_security_policy(style: str) -> str:
    """What a page may load: its own style, by its hash, and images of the site. No script, nothing from elsewhere."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    parts = (
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)
