"""Where the time goes, by package: the status site cold, the wiki after one edit, the checks cold.

    make bench PARTS=profiles             300 incidents
    make bench PARTS=profiles QUICK=1     100 incidents

A row is the time spent in the functions of a package or module themselves, without those they call; C functions count
to the module that is written in C. Profiling makes everything slower, calls most of all: read the shares, not the
seconds. Only the first process is profiled; what it hands to another one shows as waiting.
"""

from __future__ import annotations

import argparse
import pstats
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from generate import knowledge_base
from timing import BIN, Job, cost, machine

from wiki import OURS, edit, site

ROWS = 12
_PACKAGE = re.compile(r"site-packages/(\w+)")
_OURS = re.compile(r"plugins/(faultless\w*(?:/\w+)?)")
_BUILT_IN = re.compile(r"(?:built-in method|method '\w+' of '|built-in function) ?([\w.]+)")


def group(file: str, function: str) -> str:
    """The package, or for our own code the part of it, that a profiled function belongs to."""
    if found := _OURS.search(file):
        return found[1].replace("/", ".")
    if found := _PACKAGE.search(file):
        return found[1]
    if file == "~":
        found = _BUILT_IN.search(function)
        return f"C: {found[1].partition('.')[0]}" if found else "C: other"
    return "import" if "importlib" in file else f"library: {Path(file).stem}"


def shares(times: Mapping[str, float]) -> list[tuple[str, float, float]]:
    """Name, seconds and share of the largest groups; what is left is one row at the end."""
    total = sum(times.values())
    top = sorted(times.items(), key=lambda one: -one[1])[:ROWS]
    rest = total - sum(took for _, took in top)
    return [(name, took, took / total) for name, took in [*top, ("everything else", rest)]]


def profiled(title: str, command: list[str | Path], folder: Path) -> None:
    """Run a Python program under the profiler and print its table."""
    out = folder / "profile"
    cost(Job([sys.executable, "-m", "cProfile", "-o", out, *command], folder))
    times: Counter[str] = Counter()
    for (file, _, function), (_, _, took, _, _) in pstats.Stats(str(out)).stats.items():  # type: ignore[attr-defined]
        times[group(file, function)] += took
    print(title)
    for name, took, share in shares(times):
        print(f"  {name:<32}{took:7.2f} s{share:8.0%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="100 incidents")
    parser.add_argument("--sizes", type=int, nargs="+", help="the number of incidents")
    given = parser.parse_args()
    size = max(given.sizes or [100 if given.quick else 300])
    print(f"{machine()}; {size:,} incidents, {size // 2:,} postmortems; one run each")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        content = folder / "content"
        knowledge_base(content, size)
        faultless = BIN / "faultless"
        status: list[str | Path] = [faultless, "status", "--no-cache", "--content", content, "--out", folder / "public"]
        profiled("status site, cold", status, folder)
        check: list[str | Path] = [faultless, "--quiet", "check", "--no-cache", content]
        profiled("checks, cold", check, folder)
        place = site(folder, content, OURS, "wiki")
        build: list[str | Path] = [BIN / "mkdocs", "build", "--quiet"]
        cost(Job(build, place))
        edit(content, 0)
        profiled("wiki, one edit", build, place)


if __name__ == "__main__":
    main()
