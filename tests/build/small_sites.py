"""A builder that makes a test of a whole build five lines: `site(files={…}, **options)`."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

NOW = "2026-11-20T12:00:00Z"

EXTENSIONS: list[Any] = [
    "admonition",
    "attr_list",
    "md_in_html",
    "sane_lists",
    "tables",
    {"toc": {"permalink": True}},
    "pymdownx.superfences",
    {"pymdownx.tasklist": {"custom_checkbox": True}},
]

QUIET = dict.fromkeys(("SE", "BL", "TI", "PU", "AC", "RC"), "off")
"""Rules on what is written; samples this short would break most of them, and builds care only that a rule can fire."""

CATALOGUE = """\
organisation: {name: Northstar, url: https://example.com}
components:
  - {id: checkout, name: Checkout}
  - {id: search, name: Search}
people: [{id: amara, name: Amara Okafor}]
"""


def incident(day: str, title: str = "Checkout returned errors", *, head: str = "", body: str = "") -> str:
    """A public incident of that day, resolved after an hour and 39 minutes."""
    return f"""---
title: {title}
severity: sev2
visibility: public
components: {{checkout: major_outage}}
started: {day} 09:02 UTC
detected: {day} 09:06 UTC
detected_by: monitoring
identified: {day} 09:31 UTC
resolved: {day} 10:41 UTC
commander: amara
{head}---

## Investigating — {day} 09:14 UTC

We are looking into errors at checkout.

## Resolved — {day} 10:41 UTC

Checkout works normally again.
{body}"""


def postmortem(incident_id: str, title: str = "What we learnt", *, head: str = "", body: str = "") -> str:
    """A draft, so that its sections are not asked for."""
    return f"""---
title: {title}
incident: {incident_id}
status: draft
authors: [amara]
{head}---

## Summary

The authority expired.
{body}"""


def cause(title: str = "Payments CA expires unnoticed", body: str = "How to recognise it.") -> str:
    """A root cause."""
    return f"---\ntitle: {title}\ncategories: [certificate-expiry]\nstatus: open\n---\n\n{body}\n"


TWICE = {
    "incidents/2025-09-02-checkout.md": incident("2025-09-02", "Card payments failed"),
    "incidents/2026-03-14-checkout.md": incident(
        "2026-03-14", body="\n## Internal notes\n\nAs in [[payments-ca-expiry]].\n"
    ).replace("identified: 2026-03-14 09:31", "identified: 2026-03-14 09:09"),
    "postmortems/2025-09-02-checkout.md": postmortem("2025-09-02-checkout", head="root_causes: [payments-ca-expiry]\n"),
    "postmortems/2026-03-14-checkout.md": postmortem(
        "2026-03-14-checkout",
        "Checkout errors after the payments CA expired",
        head="root_causes: [payments-ca-expiry]\n",
        body="\n## Recurrence\n\nSeen before: [[2025-09-02-checkout]].\n",
    ),
    "root-causes/payments-ca-expiry.md": cause(),
}
"""A cause that struck twice, and the second time was found faster."""


SERVED = "http://127.0.0.1:8000/"


@dataclass
class Site:
    """A project on disk and its builds."""

    root: Path
    config: dict[str, Any]
    log: list[logging.LogRecord] = field(default_factory=list)

    @property
    def wiki(self) -> Path:
        return self.root / "site"

    @property
    def status(self) -> Path:
        return self.root / "public"

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for path, content in files.items():
            file = self.root / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def build(self, *, strict: bool = False, dirty: bool = False, serve_url: str | None = None) -> None:
        """Build as `mkdocs build` does, in this process."""
        (self.root / "mkdocs.yml").write_text(yaml.safe_dump(self.config), encoding="utf-8")
        options = {"strict": True} if strict else {}
        config = load_config(config_file=str(self.root / "mkdocs.yml"), **options)
        handler = _Keeper(self.log)
        logger = logging.getLogger("mkdocs")
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        try:
            config.plugins.on_startup(command="serve" if serve_url else "build", dirty=dirty)
            build(config, serve_url=serve_url)
        finally:
            logger.removeHandler(handler)
            logger.setLevel(logging.NOTSET)
            config.plugins.on_shutdown()

    def while_serving(
        self, *steps: Callable[[], None], server: object = None, survives: type[Exception] | None = None
    ) -> None:
        """Build as `mkdocs serve` does, once before each step, with the same plugins throughout.

        Args:
            steps: what happens after each build.
            server: stands for that which waits for changes.
            survives: what may end a build and not the preview.
        """
        (self.root / "mkdocs.yml").write_text(yaml.safe_dump(self.config), encoding="utf-8")
        config = load_config(config_file=str(self.root / "mkdocs.yml"))
        config.plugins.on_startup(command="serve", dirty=False)
        try:
            if server is not None:
                config = config.plugins.on_config(config)
                config.plugins.on_serve(server, config=config, builder=None)
            for step in steps:
                config = load_config(config_file=str(self.root / "mkdocs.yml"))
                with suppress(*([survives] if survives is not None else [])):
                    build(config, serve_url=SERVED)
                step()
        finally:
            config.plugins.on_shutdown()

    def fails(self, *, strict: bool = False, dirty: bool = False) -> str:
        """Build, expect it to fail, and give back everything that was said."""
        with pytest.raises((Abort, MkDocsException)) as caught:
            self.build(strict=strict, dirty=dirty)
        return "\n".join([*(record.getMessage() for record in self.log), str(caught.value)])

    def page(self, address: str) -> str:
        """The HTML of a wiki page by its address."""
        return (self.wiki / address / "index.html").read_text(encoding="utf-8")

    def warnings(self) -> list[str]:
        return [record.getMessage() for record in self.log if record.levelno >= logging.WARNING]


class _Keeper(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__()
        self.records = records

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


SiteBuilder = Callable[..., Site]


def make_project(
    root: Path,
    files: Mapping[str, str | bytes] | None = None,
    *,
    records: Mapping[str, Any] | None = None,
    status: Mapping[str, Any] | None = None,
    **options: Any,
) -> Site:
    """A project in a folder; options are those of mkdocs.yml, `records` and `status` the plugins'."""
    given = records or {}
    config: dict[str, Any] = {
        "site_name": "Northstar incidents",
        "site_url": "https://incidents.northstar.example.com/",
        "docs_dir": "content",
        "theme": {"name": "material", "font": False, "features": ["navigation.path"]},
        "plugins": [
            "search",
            {"faultless": {**given, "rules": {**QUIET, **given.get("rules", {})}}},
            "faultless/wiki",
            {"faultless/status": {"url": "https://status.northstar.example.com/", **(status or {})}},
        ],
        "markdown_extensions": EXTENSIONS,
        "extra": {"generator": False},
        "nav": [
            {"Home": "index.md"},
            {"Incidents": "incidents/index.md"},
            {"Postmortems": "postmortems/index.md"},
            {"Root causes": "root-causes/index.md"},
            {"Components": "components/index.md"},
            {"Handbook": "handbook/index.md"},
        ],
        "validation": {"nav": {"omitted_files": "ignore"}, "links": {"unrecognized_links": "warn"}},
        **options,
    }
    made = Site(root, config)
    made.write({"catalogue.yml": CATALOGUE, **(files or {})})
    return made


def verdicts(html: str) -> dict[str, str]:
    """What a comparison says of each measure: better, same, worse or unknown by its name."""
    said = re.findall(r'<dt>([^<]*)</dt><dd[^>]*>[^<]*</dd><dd class="fl-verdict fl-verdict--(\w+)">(\w+)', html)
    assert all(shown == words for _, shown, words in said), "a colour says something else than its word"
    return {name: words for name, _, words in said}
