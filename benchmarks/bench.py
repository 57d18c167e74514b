"""Runs the benchmarks and keeps what they say in RESULTS.md: one section a part, with machine, versions and date.

    make bench                          every part, at full size; rewrites the sections of RESULTS.md
    make bench QUICK=1                  smaller and fewer runs, under three minutes; writes nothing
    make bench PARTS="status wiki"      only these; the other sections stay as they are
    make bench SIZES="100 300"          so many incidents, or documents for the checks
    make bench CSTATE=/path/to/site     status site and wiki on an imported cState site, too
    make bench DOCUMENTS=/path/to/dir   the checks on real postmortems, too, beside proselint and alex

Hugo comes from PATH (Debian: apt-get install hugo); `peers.py` installs the other peers into .peers/. A peer that is
missing is named where its row would be.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

import peers
from timing import environment, machine

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
PARTS = ("status", "wiki", "serve", "checks", "profiles")
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "PyYAML", "lxml")
HEAD = """\
# What was measured

Written by `make bench`, a section at a time; `benchmarks/bench.py` says how to run it. Seconds drift from machine to
machine and from hour to hour: read the ratios, which are those of interleaved runs.
"""


def sections(text: str) -> dict[str, str]:
    """The parts of RESULTS.md by name, each without its heading."""
    pieces = re.split(r"^## (\w+)\n", text, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def written(parts: dict[str, str]) -> str:
    """RESULTS.md with these parts, in the order they run."""
    return HEAD + "".join(f"\n## {name}\n\n{parts[name].strip()}\n" for name in PARTS if name in parts)


def measured(part: str, arguments: list[str]) -> str:
    """Run one part, show what it says as it says it, and return that; a part that fails ends the run."""
    said = []
    command = [sys.executable, "-u", str(HERE / f"{part}.py"), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            said.append(line.rstrip())
    if process.returncode:
        sys.exit(f"The part {part} failed; RESULTS.md keeps what it said of it before.")
    return "\n".join(said)


def versions() -> str:
    """What the figures depend on, with its version."""
    return ", ".join([*(f"{name} {version(name)}" for name in PACKAGES), *peers.versions()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; without any, all of them")
    parser.add_argument("--quick", action="store_true", help="smaller and fewer runs; writes nothing")
    given = parser.parse_args()
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"there is no part {unknown[0]}; there are {', '.join(PARTS)}")
    sizes = os.environ.get("SIZES", "").split()
    documents = os.environ.get("DOCUMENTS")
    for part in given.parts or PARTS:
        print(f"== {part}", flush=True)
        more = [documents] if part == "checks" and documents else []
        more += ["--sizes", *sizes] if sizes else []
        said = measured(part, ["--quick"] * given.quick + more)
        if not given.quick:
            kept = sections(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
            today = f"{datetime.now(timezone.utc):%Y-%m-%d}"
            command = f"make bench PARTS={part}" + (f' SIZES="{" ".join(sizes)}"' if sizes else "")
            command += " CSTATE=…" if part in {"status", "wiki"} and os.environ.get("CSTATE") else ""
            command += " DOCUMENTS=…" if part == "checks" and documents else ""
            kept[part] = f"`{command}`, {today}, {machine()}; {versions()}\n\n```text\n{said}\n```\n"
            RESULTS.write_text(written(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
