"""Whole processes, timed: interleaved runs, so that a busy moment of the machine hits all alike."""

from __future__ import annotations

import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "FAULTLESS_NOW": "2026-11-20T12:00:00Z"}
BIN = Path(sys.executable).parent


def environment() -> dict[str, str]:
    """What timed processes run in; with compiled modules kept, or each start would compile them all again."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **ENVIRONMENT}


class Cost(NamedTuple):
    """What a process and those it started took.

    Attributes:
        wall: seconds on the clock.
        processor: seconds, user and system.
        megabytes: the largest resident set of any one of them.
    """

    wall: float
    processor: float
    megabytes: float


class Job(NamedTuple):
    """A command to be timed.

    Attributes:
        command: the process.
        folder: where it runs.
        before: what is done before each run and is not timed, or None.
    """

    command: Sequence[str | Path]
    folder: Path
    before: Callable[[], object] | None = None


def cost(job: Job) -> Cost:
    """One run of a command; it must succeed."""
    if job.before is not None:
        job.before()
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in job.command],
            cwd=job.folder,
            env=environment(),
            stdout=said,
            stderr=said,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(map(str, job.command))} failed:\n{said.read().decode(errors='replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def costs(jobs: Mapping[str, Job], runs: int) -> dict[str, Cost]:
    """The medians of each job; every round runs each of them once."""
    taken: dict[str, list[Cost]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            taken[name].append(cost(job))
    return {name: Cost(*map(statistics.median, zip(*each, strict=True))) for name, each in taken.items()}


def exponent(times: float, small: float, large: float) -> float:
    """How a cost grows when the input grows so many times: 1 is linear."""
    return math.log(large / small) / math.log(times)


def machine() -> str:
    """What the figures were taken on."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
