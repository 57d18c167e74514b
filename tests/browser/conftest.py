"""What browser tests ask for: a real Chromium, and folders served on loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import chromium as installed
import pytest
from playwright.sync_api import Browser, sync_playwright
from watching import Served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; tests that ask for it are skipped where there is none."""
    path = installed.find()
    if path is None:
        pytest.skip("no Chromium was found: install one, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path), args=["--no-sandbox"])
        yield browser
        browser.close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, requests: list[str], headers: Mapping[str, str], **more: Any) -> None:
        self.seen, self.added = requests, headers
        super().__init__(*args, **more)

    def send_head(self) -> Any:
        self.seen.append(self.path)
        return super().send_head()

    def end_headers(self) -> None:
        for name, value in self.added.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., Served]]:
    """Serves a folder, with some headers if asked, until the tests are over."""
    servers = []

    def start(folder: Path, headers: Mapping[str, str] | None = None) -> Served:
        requests: list[str] = []
        handler = partial(_Handler, directory=str(folder), requests=requests, headers=headers or {})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return Served(f"http://127.0.0.1:{server.server_port}/", requests)

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
