"""What was asked of a served folder, what a page complains of, and what axe-core finds in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, Request


@dataclass
class Served:
    """A folder at an address of this machine; `requests` are the paths that were asked for, in order."""

    url: str
    requests: list[str] = field(default_factory=list)


@dataclass
class Watched:
    """What a page said and did: complaints on the console, failed and foreign requests."""

    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def elsewhere(self, *origins: str) -> list[str]:
        """Requests that did not go to one of these origins."""
        return [one for one in self.requests if not one.startswith((*origins, "data:", "about:"))]


def _left(request: Request) -> bool:
    """Whether the browser gave up the icon of a page that was left before it came."""
    return request.failure == "net::ERR_ABORTED" and "favicon" in request.url


def watch(page: Page) -> Watched:
    """Keep what a page says and asks for from now on."""
    seen = Watched()
    page.on("console", lambda one: seen.complaints.append(one.text) if one.type in {"error", "warning"} else None)
    page.on("pageerror", lambda one: seen.complaints.append(str(one)))
    page.on("requestfailed", lambda one: None if _left(one) else seen.complaints.append(f"{one.url}: {one.failure}"))
    page.on("request", lambda one: seen.requests.append(one.url))
    return seen


@cache
def _axe() -> str:
    import axe_playwright_python

    return Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, context: str = "document") -> list[str]:
    """What axe-core finds wrong in a page, one line for each element; evaluated, as a policy may forbid script tags."""
    if page.evaluate("typeof window.axe === 'undefined'"):
        page.evaluate(f"() => {{ {_axe()} }}")
    found = page.evaluate(f"axe.run({context}, {{resultTypes: ['violations']}})")
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['html'][:120]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
