"""After edits under `mkdocs serve` both sites are those that a fresh server shows; `make soak` edits for longer."""

from __future__ import annotations

import subprocess
import sys

import pytest
from running import ROOT, environment


@pytest.mark.skipif(sys.platform != "linux", reason="the files that a process holds open are read from /proc")
def test_some_edits_leave_what_a_fresh_server_shows():
    done = subprocess.run(
        [sys.executable, "soak.py", "--edits", "3", "--records", "12", "--looks", "1"],
        cwd=ROOT / "benchmarks",
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "every rebuild was right" in done.stdout
    assert int(done.stdout.partition("comparisons of ")[2].split()[0]) > 100
