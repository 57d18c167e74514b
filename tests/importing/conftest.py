"""A cState site in a line, imported and read back: `imported({"2026-03-14-down": issue("We see errors.")})`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest
from cstate_site import CONFIG, Imported, issue, write_site

from faultless.importing import import_cstate

Importer = Callable[..., Imported]


@pytest.fixture
def imported(tmp_path: Path) -> Importer:
    """Write a site and import it, each time in folders of its own."""
    numbers = count(1)

    def make(files: Mapping[str, str | bytes], config: str | None = CONFIG, **options: bool) -> Imported:
        number = next(numbers)
        source = write_site(tmp_path / f"site-{number}", files, config)
        root = tmp_path / f"content-{number}"
        return Imported(root, import_cstate(source, root, **options))

    return make


@pytest.fixture
def told(imported: Importer) -> Callable[..., list[tuple[str, str, str]]]:
    """The updates of an issue with this body: phase as written, time, text."""

    def make(body: str, **changes: str | None) -> list[tuple[str, str, str]]:
        incident = imported({"2026-03-14-down": issue(body, **changes)}).one
        return [
            (update.written.value, update.at.at.strftime("%d %H:%M:%S"), update.text) for update in incident.updates
        ]

    return make
