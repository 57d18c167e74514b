"""A build that is killed while it puts the sites in place is completed by the next one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from running import demo_in, mkdocs, tree
from small_sites import CATALOGUE, incident

BEFORE = {"2026-03-14-checkout": "Checkout returned errors", "2026-03-15-search": "Search was slow"}
AFTER = {"2026-03-14-checkout": "Checkout returned other errors", "2026-03-16-search": "Search was slow again"}
"""One record changed, one gone, one new: pages appear, change and go in both sites."""


def _project(folder: Path, records: dict[str, str]) -> str:
    incidents = folder / "content" / "incidents"
    shutil.rmtree(incidents, ignore_errors=True)
    incidents.mkdir(parents=True)
    (folder / "content" / "catalogue.yml").write_text(CATALOGUE, encoding="utf-8")
    for name, title in records.items():
        (incidents / f"{name}.md").write_text(incident(name[:10], title), encoding="utf-8")
    return str(demo_in(folder, folder / "content"))


def _sites(folder: Path) -> dict[str, bytes]:
    return {f"{site}/{path}": content for site in ("site", "public") for path, content in tree(folder / site).items()}


def _built(folder: Path, records: dict[str, str]) -> Path:
    folder.mkdir()
    done = mkdocs("build", "-f", _project(folder, records), folder=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Path]:
    """The project before a change, and what a clean build makes of it after."""
    folder = tmp_path_factory.mktemp("interrupted")
    return _built(folder / "before", BEFORE), _built(folder / "after", AFTER)


@pytest.mark.parametrize("moves", [0, 3, 8, 12])
def test_a_killed_build_leaves_whole_files_and_is_completed_by_the_next(
    built: tuple[Path, Path], tmp_path: Path, moves: int
) -> None:
    before, after = (_sites(folder) for folder in built)
    shutil.copytree(built[0], tmp_path, dirs_exist_ok=True)
    config = _project(tmp_path, AFTER)
    killed = mkdocs("build", "-f", config, folder=tmp_path, dies_at=moves)
    assert killed.returncode == 9, killed.stderr
    for path, content in _sites(tmp_path).items():
        assert content in (before.get(path), after.get(path)), f"{path} is in pieces"
    again = mkdocs("build", "-f", config, folder=tmp_path)
    assert again.returncode == 0, again.stderr
    assert _sites(tmp_path) == after
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".") and entry.name != ".cache"] == []
