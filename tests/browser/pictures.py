"""Makes the pictures that the README shows, from the built demo: `make pictures`."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from chromium import find
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent.parent
NOW = "2026-11-20T12:01:00Z"
"""A minute after the demo was built."""

SHOTS = {
    "status.png": ("public/", 900, 900),
    "status-phone-dark.png": ("public/", 390, 844, "dark"),
    "status-incident.png": ("public/incidents/2026-08-28-checkout-payments/", 900, 900),
    "wiki-home.png": ("site/", 1280, 900),
    "wiki-postmortem.png": ("site/postmortems/2026-10-14-webhook-delivery/", 1280, 900),
    "wiki-metrics.png": ("site/metrics/#time-to-identify", 1280, 900),
    "wiki-map.png": ("site/map/", 1280, 900),
    "wiki-board.png": ("site/action-items/", 1280, 900),
    "wiki-root-cause.png": ("site/root-causes/certificate-expires-unnoticed/", 1280, 900),
}


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder while it is served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def shoot(browser: Browser, address: str, folder: Path) -> None:
    """Open each page and keep what a window of its size shows."""
    for name, (page, width, height, *scheme) in SHOTS.items():
        tab = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=scheme[0] if scheme else "light"
        )
        tab.clock.install(time=NOW)
        tab.goto(address + page)
        tab.wait_for_load_state("networkidle")
        tab.screenshot(path=str(folder / name))
        tab.close()


def main() -> None:
    browser = find()
    if browser is None:
        sys.exit("no Chromium found; name one: make pictures CHROMIUM=/path/to/chromium")
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, served(ROOT) as address:
        shoot(playwright.chromium.launch(executable_path=str(browser), args=["--no-sandbox"]), address, folder)


if __name__ == "__main__":
    main()
