"""What checking costs: cold, with nothing changed, for one file, beside proselint and alex; ratios of one run.

    make bench PARTS=checks                               1,000 and 10,000 generated documents
    make bench PARTS=checks QUICK=1                       100 and 1,000, one run
    make bench PARTS=checks DOCUMENTS=/path/to/archive    real postmortems, too, beside proselint and alex

Every figure is the median of interleaved runs of whole processes, start included: processor seconds (user and system),
which other work on the machine disturbs least. A document is a record: two incidents of 1.4 KB to a postmortem of 6 KB.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from generate import knowledge_base
from peers import command
from timing import BIN, Job, cost, costs

FAULTLESS = str(BIN / "faultless")
NOW = "2026-11-20T12:00:00Z"
PEERS = {"proselint": "check", "alex": "--quiet"}
SIZES, QUICK = (1_000, 10_000), (100, 1_000)


def checked(content: Path, *more: str) -> list[str]:
    """A command that checks a content root and says only how many findings there are; it succeeds in any case."""
    check = f"{FAULTLESS} --quiet check --now {NOW} --format concise {' '.join(more)} {content} > {content}.txt"
    return ["sh", "-c", f"{check}; test $? -le 1"]


def medians(commands: dict[str, Sequence[str]], folder: Path, runs: int) -> dict[str, float]:
    """Median processor seconds of each command."""
    found = costs({name: Job(words, folder) for name, words in commands.items()}, runs)
    return {name: one.processor for name, one in found.items()}


def weight(content: Path) -> tuple[int, float]:
    """How many documents there are, and how many KB each has on average."""
    files = list(content.rglob("*.md"))
    return len(files), sum(file.stat().st_size for file in files) / 1024 / max(1, len(files))


def generated(folder: Path, small_and_large: tuple[int, int], runs: int) -> None:
    """All rules on generated records: cold, unchanged, and on one file."""
    commands: dict[str, Sequence[str]] = {}
    sizes = {}
    for size in small_and_large:
        content = folder / str(size) / "content"
        knowledge_base(content, size * 2 // 3)
        sizes[size] = weight(content)
        commands[f"{size} cold"] = checked(content, "--no-cache")
        commands[f"{size} unchanged"] = checked(content)
    one = min((folder / str(small_and_large[0]) / "content" / "postmortems").rglob("*.md"))
    text = one.read_text(encoding="utf-8")
    alone = folder / "alone" / "content" / "postmortems"
    alone.mkdir(parents=True)
    (alone / "one-file.md").write_text(text, encoding="utf-8")
    commands["one file"] = checked(alone / "one-file.md", "--no-cache")
    commands["start"] = [FAULTLESS, "--version"]
    for size in small_and_large:
        cost(Job(commands[f"{size} unchanged"], folder))
    found = medians(commands, folder, runs)
    print(f"All rules, median processor seconds of {runs} interleaved runs")
    for size in small_and_large:
        documents, kilobytes = sizes[size]
        for state, wanted in (("cold", 400), ("unchanged", 5000)):
            took = found[f"{size} {state}"]
            what = f"{documents:,} documents of {kilobytes:.1f} KB, {state}"
            print(f"  {what:<40}{took:8.2f} s {documents / took:8,.0f}/s   wanted: {wanted:,}/s")
    small, large = (found[f"{size} cold"] / sizes[size][0] for size in small_and_large)
    print(f"  time per document, large / small   {large / small:8.2f}   wanted: at most 1.1")
    alone, start = found["one file"] * 1000, found["start"] * 1000
    print(
        f"  one file, whole process            {alone:8.0f} ms, of which {start:.0f} ms start   wanted: at most 200 ms"
    )


def real(folder: Path, archive: Path, runs: int, peers: dict[str, str]) -> None:
    """All rules on an archive of postmortems, beside linters of prose that read the same files."""
    content = folder / "real" / "content"
    (content / "postmortems").mkdir(parents=True)
    for number, file in enumerate(sorted(archive.rglob("*.md"))):
        shutil.copy(file, content / "postmortems" / f"document-{number:04}.md")
    documents, kilobytes = weight(content)
    commands: dict[str, Sequence[str]] = {"faultless": checked(content, "--no-cache")}
    for name, program in peers.items():
        files = " ".join(str(file) for file in sorted(content.rglob("*.md")))
        commands[name] = ["sh", "-c", f"{program} {files} > {folder}/peer.txt 2>&1; true"]
    found = medians(commands, folder, runs)
    print(f"{documents} real postmortems of {kilobytes:.1f} KB")
    for name, took in found.items():
        print(f"  {name:<12}{took:8.2f} s {documents / took:8,.0f}/s {took / found['faultless']:8.1f} x faultless")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("postmortems", type=Path, nargs="?", help="a folder of real postmortems")
    arguments.add_argument("--quick", action="store_true", help="a tenth of the size, one run")
    arguments.add_argument("--sizes", type=int, nargs=2, help="numbers of documents, small and large")
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    sizes, runs = given.sizes or (QUICK if given.quick else SIZES), 1 if given.quick else given.runs
    peers = {name: f"{program} {more}" for name, more in PEERS.items() if (program := command(name))}
    with tempfile.TemporaryDirectory() as name:
        generated(Path(name), sizes, runs)
        if given.postmortems:
            real(Path(name), given.postmortems, runs, peers)


if __name__ == "__main__":
    main()
