"""Finds a Caddy, and serves with it as the handbook says."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nginx_server import free_port, running, shown


def find() -> Path | None:
    """The server the tests use: `CADDY`, else the one on the path."""
    found = os.environ.get("CADDY") or shutil.which("caddy")
    return Path(found) if found else None


@contextmanager
def serving(caddy: Path, root: Path, work: Path) -> Iterator[int]:
    """Serve a folder as the handbook says, on loopback; the port."""
    port = free_port()
    here = {
        "status.example.com {": f"http://127.0.0.1:{port} {{\n\tbind 127.0.0.1",
        "root * /srv/status/current": f"root * {root}/current",
    }
    (work / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + shown("caddy", here), encoding="utf-8")
    command = [str(caddy), "run", "--adapter", "caddyfile", "--config", str(work / "Caddyfile")]
    with running(command, work, port, HOME=str(work), XDG_DATA_HOME=str(work), XDG_CONFIG_HOME=str(work)):
        yield port
