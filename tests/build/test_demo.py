"""The demo of the repository builds clean, at its own time and at any later one."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import demo_in, environment, mkdocs


@pytest.mark.parametrize("now", ["2026-11-20T12:00:00Z", "2027-06-01T00:00:00Z", "2031-01-01T00:00:00Z"])
def test_the_demo_builds_strictly_and_without_a_warning(tmp_path: Path, now: str) -> None:
    file = demo_in(tmp_path)
    done = mkdocs("build", "--strict", "-f", str(file), folder=tmp_path, env=environment(FAULTLESS_NOW=now))
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert (tmp_path / "site/index.html").is_file()
    assert (tmp_path / "public/index.html").is_file()
