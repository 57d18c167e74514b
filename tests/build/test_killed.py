"""Builds that are killed, starved or raced: what is served is always whole, and the next build makes it entirely right.

`make fuzz KILLS=200` kills more of them, at other moments on every run.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from running import demo_in, environment, tree
from small_sites import CATALOGUE, cause, incident, postmortem

KILLS = int(os.environ.get("FAULTLESS_KILLS") or 20)
SEED = None if os.environ.get("FAULTLESS_KILLS") else 11
SITES = ("site", "public")
EDITED = "content/incidents/2026-03-14-checkout.md"

STATUS = (sys.executable, "-m", "faultless.cli", "status")
WIKI = (sys.executable, "-m", "mkdocs", "build", "-q")


def _project(folder: Path, day: str = "16") -> Path:
    """A knowledge base of a few records, one of which is there on a day of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "content", ignore_errors=True)
    files = {
        "catalogue.yml": CATALOGUE,
        "incidents/2026-03-14-checkout.md": incident("2026-03-14", f"Checkout failed as on the {day}th"),
        "incidents/2026-03-15-search.md": incident("2026-03-15", "Search was slow"),
        f"incidents/2026-03-{day}-checkout.md": incident(f"2026-03-{day}", "Checkout was slow"),
        "postmortems/2026-03-14-checkout.md": postmortem("2026-03-14-checkout", head="root_causes: [an-expiry]\n"),
        "root-causes/an-expiry.md": cause(),
    }
    for path, text in files.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    demo_in(folder, folder / "content")
    return folder


def _sites(folder: Path) -> dict[str, bytes]:
    return {f"{site}/{path}": content for site in SITES for path, content in tree(folder / site).items()}


def _start(command: tuple[str, ...], folder: Path, **more: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more
    )


def _done(command: tuple[str, ...], folder: Path, **more: object) -> tuple[int, str]:
    process = _start(command, folder, **more)
    said = "".join(process.communicate(timeout=120))
    return process.returncode, said


def _hidden(folder: Path) -> list[str]:
    """What a build leaves beside its sites, but for its cache."""
    return sorted(one.name for one in folder.iterdir() if one.name.startswith(".") and one.name != ".cache")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, dict[str, bytes]]]:
    """A project on two days, each as a clean build makes it."""
    found = {}
    for day in ("16", "17"):
        folder = _project(tmp_path_factory.mktemp(f"day-{day}") / "project", day)
        assert _done(WIKI, folder)[0] == 0
        found[day] = folder, _sites(folder)
    return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _readers(folder: Path, *known: dict[str, bytes]) -> Iterator[list[str]]:
    """A server of a folder, and somebody who reads from it all the while; gives back what was not whole."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    torn: list[str] = []
    over = threading.Event()
    always = [path for path in known[0] if all(path in one for one in known)]

    def read() -> None:
        while not over.is_set():
            for path in always:
                connection = HTTPConnection(*server.server_address, timeout=10)
                try:
                    connection.request("GET", f"/{path}")
                    answer = connection.getresponse()
                    body = answer.read()
                    if answer.status != 200 or body not in [one[path] for one in known]:
                        torn.append(f"{path}: {answer.status}, {len(body)} bytes")
                except HTTPException as problem:
                    torn.append(f"{path}: {problem!r}")
                finally:
                    connection.close()
                if over.is_set():
                    return

    threads = [threading.Thread(target=server.serve_forever), threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    try:
        yield torn
    finally:
        over.set()
        threads[1].join()
        server.shutdown()
        threads[0].join()
        server.server_close()


@pytest.mark.parametrize("command", [STATUS, WIKI], ids=["status", "wiki"])
@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
def test_a_build_killed_at_any_moment_leaves_whole_files_and_the_next_is_right(
    built: dict[str, tuple[Path, dict[str, bytes]]], tmp_path: Path, command: tuple[str, ...], *, warm: bool
) -> None:
    chance = random.Random(SEED)
    (start, before), (_, after) = built["16"], built["17"]
    site = "public" if command is STATUS else ""
    known = [{path: one for path, one in sites.items() if path.startswith(site)} for sites in (before, after)]
    folder = tmp_path / "project"
    began = time.monotonic()
    _done(command, _project(tmp_path / "timed"))
    whole = time.monotonic() - began
    for number in range(max(1, KILLS // 4)):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(start, folder, symlinks=True)
        if not warm:
            for one in (*SITES, ".cache"):
                shutil.rmtree(folder / one, ignore_errors=True)
        _project(folder, "17")
        kept = (folder / EDITED).read_bytes()
        process = _start(command, folder, start_new_session=True)
        moment = whole * chance.uniform(0.3, 1.1)
        with _readers(folder, *known) if warm else _nobody() as torn:
            try:
                process.communicate(timeout=moment)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                process.communicate()
        assert torn == [], f"{number}: killed after {moment:.3f} s"
        for path, content in _sites(folder).items():
            assert content in (before.get(path), after.get(path)), f"{path} is in pieces after {moment:.3f} s"
        assert (folder / EDITED).read_bytes() == kept
        code, said = _done(command, folder)
        assert code == 0, said
        right = {path: one for path, one in _sites(folder).items() if path.startswith(site)}
        assert right == known[1], f"{number}: killed after {moment:.3f} s"
        assert _hidden(folder) == []


@contextmanager
def _nobody() -> Iterator[list[str]]:
    yield []


@pytest.mark.parametrize("command", [STATUS, WIKI], ids=["status", "wiki"])
@pytest.mark.parametrize("most", [0, 500, 9_000])
def test_a_full_disk_leaves_the_last_good_sites(
    built: dict[str, tuple[Path, dict[str, bytes]]], tmp_path: Path, command: tuple[str, ...], most: int
) -> None:
    """No file can grow beyond some bytes: what the system says is what it says of a disk without room."""
    folder = tmp_path / "project"
    shutil.copytree(built["16"][0], folder, symlinks=True)
    _project(folder, "17")
    code, said = _done(command, folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    assert code != 0
    assert "Traceback" not in said, said
    assert _sites(folder) == built["16"][1]
    assert _hidden(folder) == []
    assert _done(WIKI, folder)[0] == 0
    assert _sites(folder) == built["17"][1]


def test_builds_and_updates_at_once_end_in_what_a_clean_build_makes(tmp_path: Path) -> None:
    folder = _project(tmp_path / "project")
    assert _done(STATUS, folder)[0] == 0
    post = (*STATUS[:-1], "update", "--now", "2026-03-16 12:00 UTC")
    running = []
    for number in range(3):
        words = f"Checkout is slow again, for one order in {number + 3}."
        running += [_start(STATUS, folder), _start((*post, "2026-03-16-checkout", "monitoring", "-m", words), folder)]
    said = [process.communicate(timeout=120) for process in running]
    assert [one for process, one in zip(running[::2], said[::2], strict=True) if process.returncode] == []
    text = (folder / "content/incidents/2026-03-16-checkout.md").read_text(encoding="utf-8")
    posted = sum(process.returncode == 0 for process in running[1::2])
    assert text.count("Checkout is slow again") == posted
    assert text.startswith("---\ntitle: Checkout was slow\n")
    assert _done(STATUS, folder)[0] == 0
    clean = tmp_path / "clean"
    shutil.copytree(folder / "content", clean / "content")
    demo_in(clean, clean / "content")
    assert _done(STATUS, clean)[0] == 0
    assert tree(folder / "public") == tree(clean / "public")
    assert _hidden(folder) == []
    assert [one.name for one in (folder / "content").rglob(".*")] == []
