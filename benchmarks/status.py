"""What the status site costs beside Hugo, at two sizes, and how it grows; ratios of one run.

    make bench PARTS=status            1,000 and 10,000 incidents, with half as many postmortems
    make bench PARTS=status QUICK=1    100 and 1,000, three runs
    make bench PARTS=status CSTATE=/path/to/cstate-site    an imported cState site, too

Ours has bars, uptime, feeds for everything, a calendar, JSON, and all checks of what it publishes; `hugo_site.py` says
what the peer renders. Hugo has no build for one edit: it makes everything again. Two more figures stand beside them:
the floor, a process that reads the same input and writes the same output and does nothing else; and the imports, an
interpreter that loads click, yaml and jinja2 and stops.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import NamedTuple

from generate import knowledge_base
from hugo_site import hugo_site
from timing import BIN, Cost, Job, cost, costs, exponent, machine

FLOOR = """
import os, sys
from pathlib import Path
source, made, out = map(Path, sys.argv[1:])
for path in sorted(source.rglob("*.md")):
    path.read_bytes()
pages = {path.relative_to(made): path.read_bytes() for path in sorted(made.rglob("*")) if path.is_file()}
for name, content in pages.items():
    place = out / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
"""
COLD, EDIT, SAME, PEER, LEAST, IMPORTS = (
    "status, cold", "status, one edit", "status, nothing changed", "hugo", "reading and writing", "imports",
)  # fmt: skip


class Base(NamedTuple):
    """A generated knowledge base and where its sites come to stand."""

    content: Path
    folder: Path

    @classmethod
    def made(cls, root: Path, incidents: int) -> Base:
        """With so many incidents."""
        folder = root / str(incidents)
        knowledge_base(folder / "content", incidents)
        return cls(folder / "content", folder)

    @classmethod
    def imported(cls, root: Path, site: Path) -> Base:
        """With the incidents of a cState site."""
        folder = root / "cstate"
        folder.mkdir()
        cost(Job([BIN / "faultless", "import", "cstate", site.resolve(), folder / "content"], folder))
        return cls(folder / "content", folder)

    def edited(self, number: int) -> None:
        """Say one thing more in the newest update of one incident."""
        path = sorted((self.content / "incidents").glob("*.md"))[-1 - number % 50]
        head, mark, rest = path.read_text(encoding="utf-8").partition("\n## Internal notes")
        path.write_text(f"{head.rstrip()} Told for the {number}th time.\n{mark}{rest}", encoding="utf-8")

    def aside(self, made: Path) -> None:
        """Have nothing where something will be made; what is there is thrown away after all runs.

        Among files just deleted ext4 looks for a free place one by one, and whoever writes next waits for it: seconds,
        which are nobody's doing.
        """
        if made.exists():
            made.rename(self.folder / f"aside-{len(list(self.folder.iterdir()))}")

    def jobs(self) -> dict[str, Job]:
        """What is timed on this base."""
        cold, least, numbers = self.folder / "cold", self.folder / "least", count()
        status = [BIN / "faultless", "status", "--content", self.content]
        made, floor = self.folder / "made", [sys.executable, "-c", FLOOR]
        peer = hugo_site(self.content, self.folder / "hugo")
        warm = [*status, "--out", made, "--cache-dir", self.folder / "cache"]
        jobs = {
            COLD: Job([*status, "--no-cache", "--out", cold], self.folder, lambda: self.aside(cold)),
            EDIT: Job(warm, self.folder, lambda: self.edited(next(numbers))),
            SAME: Job(warm, self.folder),
            PEER: Job(["hugo", "--quiet"], peer, lambda: self.aside(peer / "public")),
            LEAST: Job([*floor, self.content, made, least], self.folder, lambda: self.aside(least)),
            IMPORTS: Job([sys.executable, "-c", "import click, yaml, jinja2"], self.folder),
        }
        costs({EDIT: jobs[EDIT], PEER: jobs[PEER]}, 1)  # fills the cache, and finds a peer that does not run
        return jobs


def _gone(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cstate", type=Path, default=os.environ.get("CSTATE") or None, help="a cState site")
    parser.add_argument("--quick", action="store_true", help="a tenth of the size, three runs")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of incidents, ascending")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    if shutil.which("hugo") is None:
        sys.exit("hugo is not there to compare with: apt-get install hugo")
    sizes = given.sizes or ([100, 1000] if given.quick else [1000, 10000])
    runs = 3 if given.quick else given.runs
    print(f"{machine()}; medians of {runs} interleaved runs of whole processes")
    with tempfile.TemporaryDirectory() as name:
        found = []
        for size in sizes:
            found.append(costs(Base.made(Path(name), size).jobs(), runs))
            _table(f"{size:,} incidents, {size // 2:,} postmortems", found[-1])
            _gone(Path(name) / str(size))
        if given.cstate:
            base = Base.imported(Path(name), given.cstate)
            files = len(list((base.content / "incidents").glob("*.md")))
            _table(f"an imported cState site, {files:,} incidents", costs(base.jobs(), runs))
    if len(sizes) < 2:
        return
    print(f"growth from {sizes[0]:,} to {sizes[-1]:,}, as an exponent (1 is linear; wanted: at most 1.05)")
    for what in (COLD, EDIT, SAME, PEER):
        small, large = found[0][what], found[-1][what]
        times = sizes[-1] / sizes[0]
        print(
            f"  {what:<26} seconds {exponent(times, small.processor, large.processor):5.2f}"
            f"   memory {exponent(times, small.megabytes, large.megabytes):5.2f}"
        )


def _table(title: str, found: dict[str, Cost]) -> None:
    print(title)
    print(f"  {'':<26}{'wall':>9}{'processor':>11}{'memory':>10}   {'/ hugo':>7}{'/ imports':>11}")
    for what, one in found.items():
        print(
            f"  {what:<26}{one.wall:7.2f} s{one.processor:9.2f} s{one.megabytes:7.0f} MB"
            f"   {one.wall / found[PEER].wall:7.2f}{one.wall / found[IMPORTS].wall:11.2f}"
        )


if __name__ == "__main__":
    main()
