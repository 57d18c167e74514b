"""Pages through our own Jinja environment: all escaped, nothing undefined, nothing in reach but the public site."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from faultless.outputs.banner import banner
from faultless.outputs.links import from_page
from faultless.outputs.pictures import bar, strip
from faultless.outputs.words import FILTERS
from faultless.public.site import PublicSite

TEMPLATES = Path(__file__).with_name("templates")
"""The shipped templates; one of the same name in a site's own folder takes the place of each."""

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
    )
    made.filters.update(FILTERS)
    made.globals.update(bar=bar, strip=strip)
    return made


class Pages:
    """Renders the pages of one site."""

    def __init__(self, site: PublicSite, overrides: Path | None = None) -> None:
        self.environment = environment(overrides)
        style = self.environment.get_template("style.css.jinja2").render(site=site)
        style = _SPACE.sub(lambda match: match[1] or " ", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)).strip()
        self.policy = content_security_policy(style)
        self.known = {
            "site": site,
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

        def html(sanitised: str) -> Markup:
            """What the gate has sanitised, with its links and images relative to the page."""
            return Markup(from_page(sanitised, way))  # noqa: S704 - sanitised by the gate

        known = {**self.known, "root": way, "to": to, "html": html, "path": path.removesuffix("index.html")}
        return self.environment.get_template(template).render(known, **more).encode()

    def bare(self, template: str, **more: Any) -> bytes:
        """A file that is no page."""
        return self.environment.get_template(template).render(self.known, **more).encode()


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
