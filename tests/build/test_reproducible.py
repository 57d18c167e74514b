"""Same input, same bytes: whatever the machine is set to, whoever builds, and whatever was built before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, demo_in, environment
from small_sites import incident

CLOCK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>
#define LATER 34567890
int clock_gettime(clockid_t which, struct timespec *at) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(which, at);
    if (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE) at->tv_sec += LATER;
    return done;
}
time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}
int gettimeofday(struct timeval *at, void *zone) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return 0;
}
"""
"""For every program of a build, those that draw as well, it is more than a year later."""

WIKI = ("-m", "mkdocs", "build", "-q", "-f")
STATUS = ("-m", "faultless.cli", "status", "--content", "../../content", "--config")
Tree = dict[str, tuple[int, bytes]]


@dataclass(frozen=True)
class Machine:
    """Where a build runs: what is around it, who may read what it makes, and how it is started."""

    settings: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    folder: str = "project"
    before: Sequence[str] = ()
    processors: int | None = None

    def build(self, folder: Path, command: Sequence[str] = WIKI) -> None:
        """Build a configuration of the demo in a folder, from a folder within it."""
        elsewhere = folder / "some" / "where"
        elsewhere.mkdir(parents=True, exist_ok=True)
        narrow: dict[str, Any] = {}
        if self.processors is not None:
            some = sorted(os.sched_getaffinity(0))[: self.processors]
            narrow["preexec_fn"] = lambda: os.sched_setaffinity(0, some)
        done = subprocess.run(
            [*self.before, sys.executable, *command, str(folder / "mkdocs.yml")],
            cwd=elsewhere,
            env=environment(**self.settings),
            capture_output=True,
            text=True,
            check=False,
            umask=self.umask,
            **narrow,
        )
        assert done.returncode == 0, done.stderr


def _far_away(_: Path) -> Machine:
    return Machine({"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "HOME": "/nowhere", "COLUMNS": "40"}, 0o027)


def _on_one_processor(_: Path) -> Machine:
    folder = "in ein Ordner, weit & tief/" + "x" * 80
    return Machine({"PYTHONHASHSEED": "4711", "LC_ALL": "tr_TR.UTF-8"}, folder=folder, processors=1)


def _another_year(place: Path) -> Machine:
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("needs Linux and a C compiler, to set the clock of a build")
    (place / "clock.c").write_text(CLOCK, encoding="utf-8")
    library = place / "clock.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, place / "clock.c", "-ldl"], check=True)
    settings = {"LD_PRELOAD": str(library), "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1"}
    asked = [sys.executable, "-c", "import time; print(time.time())"]
    said = subprocess.run(asked, env=environment(**settings), capture_output=True, check=True)
    assert float(said.stdout) > library.stat().st_mtime + 30_000_000, "the clock is not set"
    return Machine(settings, 0o077)


def _without_network(_: Path) -> Machine:
    alone = ("unshare", "--map-root-user", "--net")
    tried = shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True, check=False)
    if not tried or tried.returncode:
        pytest.skip("needs unshare(1) and the right to make a namespace without network")
    return Machine({"PYTHONHASHSEED": "77"}, before=alone)


MACHINES: dict[str, Callable[[Path], Machine]] = {
    "far away": _far_away,
    "on one processor": _on_one_processor,
    "another year": _another_year,
    "without network": _without_network,
}


def _tree(folder: Path) -> Tree:
    """Every file and folder below one, with its permissions."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mode & 0o777, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


def _different(one: Tree, other: Tree) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tree, Tree]:
    """The demo as this machine makes it: wiki and status site."""
    folder = tmp_path_factory.mktemp("here")
    demo_in(folder)
    Machine().build(folder)
    return _tree(folder / "site"), _tree(folder / "public")


@pytest.mark.parametrize("name", MACHINES)
def test_another_machine_makes_the_same_bytes(name: str, here: tuple[Tree, Tree], tmp_path: Path) -> None:
    """On the status site the permissions are the same as well; the wiki is for whom the umask lets read."""
    wiki, status = here
    machine = MACHINES[name](tmp_path)
    folder = tmp_path / machine.folder
    folder.mkdir(parents=True)
    demo_in(folder)
    machine.build(folder)
    assert _different(status, _tree(folder / "public")) == []
    masked = {path: (mode & ~machine.umask, content) for path, (mode, content) in wiki.items()}
    assert _different(masked, _tree(folder / "site")) == []
    assert {"sitemap.xml.gz", "search/search_index.json", "metrics/index.html"} < wiki.keys()
    assert {"feed.rss", "feed.atom", "maintenance.ics"} < status.keys()


def test_what_was_built_before_leaves_no_trace(here: tuple[Tree, Tree], tmp_path: Path) -> None:
    """A cache and sites of other content, of the wiki's build and of `faultless status`, then the first content again."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    demo_in(tmp_path, content)
    edited = [next(content.glob("incidents/2026-11-20-*.md")), next(content.glob("postmortems/2026-11-18-*.md"))]
    before = [file.read_bytes() for file in edited]
    more = content / "incidents/2026-11-19-one-more.md"
    for file in edited:
        file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: Once more, ", 1), encoding="utf-8")
    Machine().build(tmp_path)
    for file, text in zip(edited, before, strict=True):
        file.write_bytes(text)
    Machine().build(tmp_path, STATUS)
    assert _different(here[1], _tree(tmp_path / "public")) == []
    more.write_text(incident("2026-11-19", "One more"), encoding="utf-8")
    Machine().build(tmp_path)
    more.unlink()
    for _ in range(2):
        Machine().build(tmp_path)
        assert _different(here[0], _tree(tmp_path / "site")) == []
        assert _different(here[1], _tree(tmp_path / "public")) == []
