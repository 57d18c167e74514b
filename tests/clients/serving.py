"""A status site in three versions, each served on loopback at the same address."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from faultless.policy import policy_from_options
from faultless.publishing.building import files_of_status
from faultless.reading import load

NOW = datetime(2026, 6, 1, 12, tzinfo=timezone.utc)
HERE = Path(__file__).parent
PLACE = Path(os.environ.get("FAULTLESS_CLIENTS") or "nowhere").absolute()
HARD = "a & b < c > d \" ' ]]> é 🙂 \u202eback\u202c non\u00a0breaking"

CATALOGUE = """\
organisation: {name: Northstar, url: "https://example.com"}
groups: [{id: store, name: Store}]
components:
  - {id: checkout, name: Checkout, group: store}
  - {id: search, name: Search}
"""
HEAD = "---\ntitle: {title}\nseverity: {severity}\nvisibility: public\n{more}---\n"
CHECKOUT = (
    HEAD.format(
        title="Checkout returned errors",
        severity="sev1",
        more="components: {checkout: major_outage}\nstarted: 2026-06-01 09:02 UTC\n",
    )
    + "\n## Investigating — 2026-06-01 09:14 UTC\n\nWe are looking into erors. Orders are **safe**.\n"
)
SECOND = "\n## Identified — 2026-06-01 09:33 UTC\n\nWe have found the cause.\n"
SEARCH = (
    HEAD.format(
        title=json.dumps(HARD, ensure_ascii=False),
        severity="sev3",
        more="components: {search: degraded_performance}\nstarted: 2026-05-01 09:00 UTC\nresolved: 2026-05-01 10:00 UTC\n",
    )
    + f"\n## Investigating — 2026-05-01 09:14 UTC\n\n{HARD}\n\n## Resolved — 2026-05-01 10:00 UTC\n\n{'Fast again. ' * 5000}\n"
)
EQUAL = (
    HEAD.format(
        title="Sign-in failed", severity="sev4", more="started: 2026-05-01 08:00 UTC\nresolved: 2026-05-01 09:14 UTC\n"
    )
    + "\n## Resolved — 2026-05-01 09:14 UTC\n\nOver.\n"
)
UPGRADE = """\
---
title: Database upgrade; é, 🙂
kind: maintenance
visibility: public
components: [checkout]
scheduled_for: 2026-06-09 02:00 UTC
scheduled_until: 2026-06-09 04:00 UTC
reschedules: 1
---

## Scheduled — 2026-05-20 10:00 UTC

We upgrade the database, on a Tuesday; nothing else changes.

## Scheduled — 2026-05-22 10:00 UTC

It is a week later.
"""
DROPPED = """\
---
title: New search index
kind: maintenance
visibility: public
scheduled_for: 2026-06-19 02:00 UTC
scheduled_until: 2026-06-19 04:00 UTC
---

## Scheduled — 2026-05-21 10:00 UTC

A new index.

## Cancelled — 2026-05-23 10:00 UTC

It is not needed.
"""
FILES = {
    "catalogue.yml": CATALOGUE,
    "incidents/checkout.md": CHECKOUT,
    "incidents/search.md": SEARCH,
    "incidents/sign-in.md": EQUAL,
    "incidents/upgrade.md": UPGRADE,
    "incidents/dropped.md": DROPPED,
}
UPDATES = 8
"""In the first version."""


@dataclass
class Served:
    """A site on loopback; `publish` puts another version of its content at the same address."""

    folder: Path
    address: str
    number: int = field(default=0)

    @property
    def root(self) -> Path:
        return self.folder / "public"

    def publish(self, **changed: str) -> None:
        """The site with other files; a name stands for a record: `checkout=…`."""
        self.number += 1
        content = self.folder / f"content-{self.number}"
        for path, text in {**FILES, **{f"incidents/{name}.md": text for name, text in changed.items()}}.items():
            file = content / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        policy = policy_from_options({}, {"url": self.address, "feed_authority": "example.com"}, root=self.folder)
        shutil.rmtree(self.root, ignore_errors=True)
        for path, document in files_of_status(load(content, policy), policy, NOW).items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(document)
            # Servers tell times to the second, and two versions may be made within one.
            os.utime(self.root / path, (self.number * 60, self.number * 60))

    def second_update(self) -> None:
        self.publish(checkout=CHECKOUT + SECOND)

    def typo_fix(self) -> None:
        self.publish(checkout=(CHECKOUT + SECOND).replace("erors", "errors"))


class Handler(SimpleHTTPRequestHandler):
    """Serves quietly, with the types that the handbook asks for."""

    extensions_map = {  # noqa: RUF012 - as in the base class
        **SimpleHTTPRequestHandler.extensions_map,
        ".rss": "application/rss+xml; charset=utf-8",
        ".atom": "application/atom+xml; charset=utf-8",
        ".ics": "text/calendar; charset=utf-8",
        ".json": "application/json; charset=utf-8",
    }

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """The first version of the site, served."""
    (folder / "public").mkdir(parents=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder / "public"))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        served = Served(folder, f"http://127.0.0.1:{server.server_address[1]}/")
        served.publish()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()


def told(*command: str | Path, home: Path | None = None) -> str:
    """What a client says; it must be content. No proxy stands between it and loopback, and no setting of the user."""
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    environment.update(NODE_PATH=str(PLACE / "node/node_modules"), LC_ALL="C.UTF-8")
    if home is not None:
        environment.update(HOME=str(home), XDG_CONFIG_HOME=str(home / "config"), XDG_DATA_HOME=str(home / "data"))
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def python_client(script: str, *arguments: str | Path) -> dict:
    return json.loads(told(PLACE / "venv/bin/python", "-W", "ignore", HERE / "python" / script, *arguments))


def node_client(script: str, *arguments: str) -> dict:
    return json.loads(told("node", HERE / "node" / script, *arguments))


def need(name: str, *, there: bool) -> None:
    """Skip, by name, what cannot be had here."""
    if not os.environ.get("FAULTLESS_CLIENTS"):
        pytest.skip(f"{name}: make test-clients runs it")
    if not there:
        pytest.skip(f"{name} could not be installed here")


def need_python(module: str, name: str) -> None:
    found = list((PLACE / "venv").glob(f"lib/python*/site-packages/{module}"))
    need(name, there=bool(found))


def need_node(name: str) -> None:
    need(name, there=(PLACE / "node/node_modules" / name).is_dir())


def need_command(command: str, name: str) -> None:
    need(name, there=shutil.which(command) is not None)
