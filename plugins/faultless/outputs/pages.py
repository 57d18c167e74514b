"""Pages through our own Jinja environment: all is escaped, nothing is undefined, only the public site is in reach."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined
from markupsafe import Markup

from faultless.outputs.bars import bar, said
from faultless.outputs.history import recent
from faultless.outputs.words import FILTERS, banner
from faultless.public.site import PublicIncident, PublicSite


def _shipped(name: str) -> str | None:
    file = resources.files("faultless.outputs") / "templates" / name
    return file.read_text(encoding="utf-8") if file.is_file() else None


def environment(overrides: Path | None = None) -> Environment:
    """Our own Jinja environment, with a site's templates before the shipped ones."""
    loaders = [FunctionLoader(_shipped)]
    found = ChoiceLoader([FileSystemLoader(overrides), *loaders] if overrides is not None else loaders)
    made = Environment(
        loader=found,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(FILTERS)
    made.globals.update(bar=bar, said=said, recent=recent)
    return made


class Pages:
    """Renders the pages of one site."""

    def __init__(self, site: PublicSite, overrides: Path | None = None) -> None:
        self.site = site
        self.environment = environment(overrides)
        self.style = " ".join(self.environment.get_template("style.css.jinja2").render(site=site).split())
        self.policy = content_security_policy(self.style)
        self.banner = banner(site)
        weights = {state.value: weight for state, weight in site.uptime_weights.items()}
        self.environment.globals["weight"] = lambda state: f"{weights.get(state, 0.0):g}" if weights.get(state) else ""

    def page(self, template: str, path: str, **more: Any) -> bytes:
        """A page that will stand at `path`; its links are relative to it."""
        root = "../" * path.count("/")
        rendered = self.environment.get_template(template).render(
            site=self.site,
            banner=self.banner,
            root=root,
            style=Markup(self.style),  # noqa: S704 - our own template, made of validated options
            policy=self.policy,
            path=path.removesuffix("index.html"),
            html=_Trusted(root),
            **more,
        )
        return rendered.encode()

    def bare(self, template: str, **more: Any) -> bytes:
        """A file that is no page."""
        return self.environment.get_template(template).render(site=self.site, banner=self.banner, **more).encode()

    def incident(self, incident: PublicIncident) -> bytes:
        """The page of an incident, a maintenance or a notice."""
        return self.page("incident.html.jinja2", f"{incident.path}index.html", incident=incident)


class _Trusted:
    """Marks HTML that the gate has sanitised, with its images relative to the page."""

    def __init__(self, root: str) -> None:
        self.root = root

    def __call__(self, sanitised: str) -> Markup:
        return Markup(sanitised.replace('src="/assets/', f'src="{self.root}assets/'))  # noqa: S704 - sanitised by the gate


def content_security_policy(style: str) -> str:
    """What a page may load: its own style, by hash, and images of the site. No script at all."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    parts: Mapping[str, str] = {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "img-src": "'self' data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())
