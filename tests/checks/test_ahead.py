"""Many new files are looked at by two processes; tried in a process that no other test has left a thread in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CASES = Path(__file__).with_name("ahead_cases.py")


@pytest.mark.skipif(sys.platform != "linux", reason="there is no copy of a process")
def test_two_processes_find_what_one_finds():
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", str(CASES)]
    alone = subprocess.run(
        [sys.executable, "-c", "from faultless.aside import can_copy; print(can_copy())"],
        capture_output=True,
        text=True,
        check=True,
    )
    if alone.stdout.strip() != "True":
        pytest.skip("there is no second processor")
    done = subprocess.run(command, cwd=CASES.parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 passed" in done.stdout
