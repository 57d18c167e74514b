"""`mkdocs serve` itself: a process that rebuilds both sites while somebody writes, and that no mistake ends."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import demo_in, environment
from small_sites import CATALOGUE, incident

PATIENCE = 90.0
"""Seconds after which a page is taken never to come; a loaded machine is slow, and nothing here asserts a speed."""


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
        self.log = folder / "log"
        self.content = folder / "content"
        with self.log.open("w") as log:
            command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(folder / "mkdocs.yml")]
            self.process = subprocess.Popen(
                [*command, "-a", f"127.0.0.1:{self.port}"], env=environment(), cwd=folder, stdout=log, stderr=log
            )

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return ""

    def comes(self, path: str, words: str) -> bool:
        """Whether a page says some words, now or in a while."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if words in self.page(path):
                return True
            if self.process.poll() is not None:
                return False
            time.sleep(0.2)
        return False

    def write(self, path: str, text: str) -> None:
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    content = tmp_path / "content"
    (content / "incidents").mkdir(parents=True)
    (content / "catalogue.yml").write_text(CATALOGUE, encoding="utf-8")
    (content / "incidents/2026-03-14-checkout.md").write_text(incident("2026-03-14"), encoding="utf-8")
    demo_in(tmp_path, content)
    running = Server(tmp_path)
    yield running
    running.process.terminate()
    running.process.wait(timeout=PATIENCE)


def test_an_edit_shows_in_both_sites_and_a_mistake_is_told_and_ends_nothing(server: Server) -> None:
    record = "incidents/2026-03-14-checkout.md"
    page, public = "incidents/2026-03-14-checkout/", "_status/incidents/2026-03-14-checkout/index.html"
    assert server.comes(page, "Checkout returned errors"), server.log.read_text()
    assert server.comes(public, "Checkout returned errors")

    server.write(record, incident("2026-03-14", "Checkout fell over"))
    assert server.comes(page, "Checkout fell over"), server.log.read_text()
    assert server.comes(public, "Checkout fell over")

    server.write(record, incident("2026-03-14", "Checkout fell over").replace("severity: sev2", "severity: [worst"))
    assert server.comes("", "fl-findings"), server.log.read_text()
    assert "FM002" in server.page("")
    assert server.process.poll() is None

    server.write(record, incident("2026-03-14", "Checkout is mended"))
    assert server.comes(page, "Checkout is mended"), server.log.read_text()
    assert "fl-findings" not in server.page("")
    assert not (server.content.parent / "public").exists(), "a preview publishes nothing"
