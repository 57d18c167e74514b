"""A folder to work in."""

from __future__ import annotations

import pytest
from small_content import GOOD, write


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder to work in, with content/ in it; `write` adds files."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    write("content/incidents/good.md", GOOD)
    return tmp_path
