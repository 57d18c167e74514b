"""What the plugins cost beside a bare MkDocs, and what the status site costs beside both; ratios of one run.

    make bench                              a generated knowledge base of 300 incidents
    make bench CSTATE=/path/to/cstate-site  an imported cState site instead

Every figure is the median of interleaved runs of whole processes.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from generate import knowledge_base

BIN = Path(sys.executable).parent
EXTENSIONS = """\
markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - sane_lists
  - tables
  - toc: {permalink: true}
  - pymdownx.superfences
  - pymdownx.tasklist: {custom_checkbox: true}
"""
BARE = "site_name: Bench\ntheme: {name: material, font: false}\nplugins: [search]\nnot_in_nav: '*'\nnav: [index.md]\n"
OURS = (
    "site_name: Bench\ntheme: {name: material, font: false}\nnav: [index.md]\n"
    "plugins:\n  - search\n  - faultless\n  - faultless/wiki\n"
    "  - faultless/status: {url: 'https://status.example.com/'}\n"
)


def seconds(command: Sequence[str], folder: Path) -> float:
    """The wall time of one whole process; it must succeed."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "FAULTLESS_NOW": "2026-11-20T12:00:00Z"}
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    took = time.perf_counter() - started
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return took


def medians(commands: Mapping[str, tuple[Sequence[str], Path]], runs: int) -> dict[str, float]:
    """Median seconds of each command; the runs are interleaved, so that a busy moment hits all alike."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, folder) in commands.items():
            taken[name].append(seconds(command, folder))
    return {name: statistics.median(times) for name, times in taken.items()}


def site(folder: Path, content: Path, config: str, name: str) -> Path:
    """A folder with an mkdocs.yml over some content."""
    place = folder / name
    place.mkdir()
    (place / "mkdocs.yml").write_text(f"{config}docs_dir: {content}\n{EXTENSIONS}", encoding="utf-8")
    return place


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cstate", type=Path, default=os.environ.get("CSTATE"), help="a cState site to import")
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        content = folder / "content"
        if given.cstate:
            seconds(
                [str(BIN / "faultless"), "import", "cstate", str(Path(given.cstate).resolve()), str(content)], folder
            )
        else:
            knowledge_base(content, 300)
        index = content / "index.md"
        if not index.exists():
            index.write_text("# Incidents\n", encoding="utf-8")
        compare(folder, content, given.runs)
        grow(folder, given.runs)


def compare(folder: Path, content: Path, runs: int) -> None:
    """Bare MkDocs, MkDocs with the plugins, the status site alone."""
    bare, ours = site(folder, content, BARE, "bare"), site(folder, content, OURS, "ours")
    mkdocs, faultless = str(BIN / "mkdocs"), str(BIN / "faultless")
    status = [faultless, "status", "--content", str(content), "--out", str(folder / "alone")]
    found = medians(
        {
            "bare mkdocs build": ([mkdocs, "build", "--quiet"], bare),
            "mkdocs build with the plugins": ([mkdocs, "build", "--quiet"], ours),
            "faultless status": (status, folder),
        },
        runs,
    )
    pages = sum(1 for _ in content.rglob("*.md"))
    print(f"{pages} Markdown files, median of {runs} interleaved runs")
    for what, took in found.items():
        print(f"  {what:<32}{took:8.2f} s")
    plugins = found["mkdocs build with the plugins"]
    print(f"  plugins / bare                  {plugins / found['bare mkdocs build']:8.2f}   wanted: at most 1.15")
    print(f"  status / mkdocs build           {found['faultless status'] / plugins:8.2f}   wanted: at most 0.25")


def grow(folder: Path, runs: int) -> None:
    """The status site at 300 and at 3,000 incidents, written anew each time."""
    commands: dict[str, tuple[Sequence[str], Path]] = {}
    for size in (300, 3000):
        content = folder / f"content-{size}"
        knowledge_base(content, size)
        out = folder / f"public-{size}"
        status = f"rm -rf {out} && {BIN / 'faultless'} status --content {content} --out {out}"
        commands[str(size)] = (["sh", "-c", status], folder)
    found = medians(commands, runs)
    ratio = found["3000"] / found["300"]
    print(f"faultless status, cold: 300 incidents {found['300']:.2f} s, 3,000 incidents {found['3000']:.2f} s")
    print(
        f"  growth {ratio:.1f} x for 10 x the records, exponent {math.log10(ratio):.2f}   wanted: linear, at most 1.05"
    )


if __name__ == "__main__":
    main()
