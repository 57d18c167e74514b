"""A large site is judged by one process while another renders it: nobody can tell from what comes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from editing import START
from test_what_is_rendered import RECORD

from faultless.aside import Aside

RUN = """\
import os, sys
from faultless import aside
from faultless.cli import main
if sys.argv.pop(1) == "one":
    aside.can_copy = lambda: False
else:
    fork, os.fork = os.fork, lambda: (print("two processes", file=sys.stderr, flush=True), fork())[1]
sys.exit(main())
"""
MANY = 110


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content" / "incidents").mkdir(parents=True)
    Path("mkdocs.yml").write_text("site_name: x\nplugins:\n  - faultless/status: {url: https://status.example.com/}\n")
    Path("content/catalogue.yml").write_text(
        "components:\n  - {id: api, name: API}\n  - {id: checkout, name: Checkout}\n"
    )
    for number in range(MANY):
        at = START - timedelta(days=3 * number + 1, hours=2)
        text = RECORD.format(number=number, component=("checkout", "api")[number % 2], at=at)
        Path(f"content/incidents/{at:%Y-%m-%d}-record.md").write_text(text)
    return tmp_path


def status(processes: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN, processes, "status", "--now", "2026-03-14 09:00 UTC", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def files(folder: str) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in Path(folder).rglob("*") if file.is_file()}


needs_two = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="there is no second processor, or no fork"
)


@needs_two
def test_two_processes_write_what_one_does(project):
    for processes in ("one", "two"):
        done = status(processes, "--no-cache", "--out", processes)
        assert done.returncode == 0, done.stderr
        assert ("two processes" in done.stderr) == (processes == "two")
    assert files("one") == files("two")


@needs_two
def test_what_is_wrong_is_told_alike_and_nothing_is_written(project):
    Path("content/incidents/a-mistake.md").write_text(
        "---\ntitle: X\nseverity: sev9\nvisibility: public\nstarted: soon\n---\n\nThe careless engineer caused it.\n"
    )
    one, two = (status(processes, "--no-cache", "--out", "public") for processes in ("one", "two"))
    assert (one.returncode, two.returncode) == (1, 1)
    said = [[line for line in done.stderr.splitlines() if "a-mistake" in line] for done in (one, two)]
    assert said[0] == said[1] != []
    assert not Path("public").exists()
    assert not [path.name for path in project.iterdir() if path.name.startswith(".public")]


@needs_two
def test_what_is_wrong_with_the_content_is_said_before_what_is_wrong_with_the_place(project):
    Path("content/incidents/a-mistake.md").write_text(
        "---\ntitle: X\nvisibility: public\nstarted: soon\n---\n\nWords.\n"
    )
    Path("public").mkdir()
    Path("public/mine.txt").write_text("mine")
    assert "a-mistake" in status("two", "--no-cache", "--out", "public").stderr


@needs_two
def test_an_edit_is_judged_by_one_process_while_another_renders_it(project):
    warm = ("two", "--cache-dir", "cache", "--out", "public")
    file = sorted(Path("content/incidents").iterdir())[5]
    assert status(*warm).returncode == 0
    file.write_text(file.read_text().rstrip() + " One thing more.\n")
    edited = status(*warm)
    assert "two processes" in edited.stderr
    assert "1 files read" in edited.stderr, "nothing else was read, so it was this edit that was judged"
    assert status("one", "--no-cache", "--out", "clean").returncode == 0
    assert files("public") == files("clean")
    file.write_text(file.read_text().replace("severity:", "severity: sev9 #"))
    wrong = status(*warm)
    assert (wrong.returncode, file.name in wrong.stderr) == (1, True)
    assert files("public") == files("clean"), "what stands stays"
    assert not [path.name for path in project.iterdir() if path.name.endswith(".stage")]


@needs_two
def test_a_second_process_that_dies_is_replaced_by_the_first(tmp_path):
    script = (
        "import os\nfrom faultless.aside import Aside\nhere = os.getpid()\n"
        "def work():\n    if os.getpid() != here:\n        os.kill(os.getpid(), 9)\n    return 42\n"
        "one = Aside(work, pays=True)\nassert one.is_meanwhile\nprint(one.result(), one.result())\n"
        "two = Aside(work, pays=True)\ntwo.leave()\nprint(two.result())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["42", "42", "42"]


def test_little_work_is_done_when_it_is_asked_for():
    asked = []
    work = Aside(lambda: asked.append(1), pays=False)
    assert (work.is_meanwhile, asked) == (False, [])
    work.result()
    assert asked == [1]
