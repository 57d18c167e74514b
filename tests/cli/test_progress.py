"""What is said while something takes long: on a terminal, and nowhere else."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from small_content import GOOD, write

from faultless.progress import Progress

SLOW = """
import os, signal, sys
from faultless import reading
from faultless.cli import main
load = reading.load
def slow(*given, **more):
    signal.raise_signal(signal.SIGALRM)  # as the timer does after a second
    return load(*given, **more)
reading.load = slow

main({arguments}, prog_name="faultless")
"""


class Terminal:
    """A terminal of which one side can be read."""

    def __init__(self) -> None:
        self.reader, self.writer = pty.openpty()
        self.stream = os.fdopen(self.writer, "w", encoding="utf-8")

    def shown(self) -> str:
        """What was written so far."""
        self.stream.flush()
        text = b""
        while select.select([self.reader], [], [], 0)[0]:
            text += os.read(self.reader, 4096)
        return text.decode()


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    found = Terminal()
    yield found
    found.stream.close()
    os.close(found.reader)


def tick() -> None:
    signal.raise_signal(signal.SIGALRM)


def test_what_takes_long_is_said_on_one_line_that_goes_away(terminal):
    with Progress(terminal.stream, {}).doing("Reading content"):
        assert terminal.shown() == ""
        tick()
        assert terminal.shown() == "\rReading content … 0 s\x1b[K"
    assert terminal.shown() == "\r\x1b[K"


def test_what_does_not_take_long_is_not_said(terminal):
    with Progress(terminal.stream, {}).doing("Reading content"):
        pass
    assert terminal.shown() == ""


def test_a_step_within_another_is_said_in_its_place(terminal):
    progress = Progress(terminal.stream, {})
    with progress.doing("Publishing"):
        with progress.doing("Copying"):
            tick()
            assert "Copying" in terminal.shown()
        tick()
        assert "Publishing" in terminal.shown()


def test_a_line_is_never_longer_than_the_terminal_is_wide(terminal):
    with Progress(terminal.stream, {}).doing("x" * 200):
        tick()
        assert terminal.shown() == f"\r{'x' * 39}\x1b[K"


def test_no_name_of_a_folder_drives_the_terminal(terminal):
    with Progress(terminal.stream, {}).doing("Reading \x1b[31m\n"):
        tick()
        assert terminal.shown() == "\rReading \ufffd[31m\ufffd … 0 s\x1b[K"


def test_the_timer_and_its_handler_are_put_back_even_after_a_mistake(terminal):
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(KeyError), Progress(terminal.stream, {}).doing("Reading"):
        {}[tick()]
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert terminal.shown().endswith("\r\x1b[K")


def test_somebody_elses_timer_is_left_alone(terminal):
    signal.setitimer(signal.ITIMER_REAL, 1000)
    try:
        with Progress(terminal.stream, {}).doing("Reading"):
            assert signal.getitimer(signal.ITIMER_REAL)[0] > 900
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def test_a_thread_that_gets_no_signals_says_nothing_and_works(terminal):
    done = []

    def work() -> None:
        with Progress(terminal.stream, {}).doing("Reading"):
            done.append(signal.getitimer(signal.ITIMER_REAL))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [(0, 0)]


@pytest.mark.parametrize(("environ", "quiet"), [({"CI": "true"}, False), ({"TERM": "dumb"}, False), ({}, True)])
def test_nothing_is_said_in_ci_on_a_dumb_terminal_or_to_whom_wants_quiet(terminal, environ, quiet):
    with Progress(terminal.stream, environ, quiet=quiet).doing("Reading"):
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert terminal.shown() == ""


def test_nothing_is_said_into_a_file(tmp_path):
    with (tmp_path / "log").open("w", encoding="utf-8") as log, Progress(log, {}).doing("Reading"):
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert (tmp_path / "log").read_text() == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["check"], "Reading content … 0 s"), (["diff", "../project/content"], "Reading ../project/content and content")],
)
def test_commands_say_it_on_the_error_stream_and_the_report_stays_clean(
    terminal, tmp_path, monkeypatch, arguments, said
):
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    write("content/incidents/down.md", GOOD)
    program = SLOW.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=terminal.stream, check=True)
    assert said in terminal.shown()
    assert b"\x1b" not in done.stdout
    assert Path("content/incidents/down.md").read_text() == GOOD
