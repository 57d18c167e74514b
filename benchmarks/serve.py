"""Seconds from saving a file to its page being served new, under `mkdocs serve` with all three plugins.

    make bench PARTS=serve             300 incidents, five saves of each kind of file
    make bench PARTS=serve QUICK=1     100 incidents, one save of each

The page is asked for every 20 ms as soon as the file is saved, and the clock stops when an answer has the new words in
it. MkDocs looks for changed files four times a second, which is in the figures.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from generate import knowledge_base
from timing import BIN, environment, machine

from wiki import OURS, STATUS, site

PATIENCE = 120  # seconds until a page that does not change ends the run


def served(address: str, words: str) -> float:
    """Seconds until a page says something."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - begun
        except (urllib.error.URLError, ConnectionError):
            pass  # not there yet
        time.sleep(0.02)
    sys.exit(f"{address} did not say {words!r} within {PATIENCE} s")


def saves(content: Path) -> dict[str, tuple[Path, str, str, str]]:
    """What is saved: the file, what is replaced in it, what by (with a place for a number), and the page to watch."""
    incident = max((content / "incidents").glob("*.md"))
    cause = content / "root-causes" / "cause-0.md"
    return {
        "an incident": (incident, "Paged at once.", "Paged at once, {}.", f"incidents/{incident.stem}/"),
        "a root cause": (cause, "How it shows.", "How it shows, {}.", "root-causes/cause-0/"),
        "the catalogue": (content / "catalogue.yml", "name: Checkout,", "name: Checkout {},", "components/checkout/"),
        "the home page": (content / "index.md", "made for measuring.", "made for measuring, {}.", ""),
    }


def measured(content: Path, folder: Path, runs: int) -> dict[str, list[float]]:
    """Seconds of each save, by what was saved."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = site(folder, content, f"site_url: http://127.0.0.1:{port}/\n{OURS}{STATUS}", "served")
    command = [BIN / "mkdocs", "serve", "--quiet", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    found: dict[str, list[float]] = {}
    watched = saves(content)
    texts = [file.read_text(encoding="utf-8") for file, *_ in watched.values()]
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(command, cwd=place, env=environment(), stdout=said, stderr=said)
        try:
            root = f"http://127.0.0.1:{port}/"
            found["start"] = [served(root, "Generated")]
            for number in range(runs):
                for (what, (file, old, new, page)), whole in zip(watched.items(), texts, strict=True):
                    words = f"take{number}{what.split()[-1]}"  # no other save has it, or its page could say it before
                    file.write_text(whole.replace(old, new.format(words)), encoding="utf-8")
                    found.setdefault(what, []).append(served(root + page, words))
        finally:
            process.terminate()
            process.wait()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="100 incidents, one save of each")
    parser.add_argument("--sizes", type=int, nargs="+", help="the number of incidents")
    given = parser.parse_args()
    size, runs = max(given.sizes or [100 if given.quick else 300]), 1 if given.quick else 5
    print(f"{machine()}; {size:,} incidents, {size // 2:,} postmortems; medians of {runs} saves each")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        knowledge_base(folder / "content", size)
        for what, took in measured(folder / "content", folder, runs).items():
            print(f"  {what:<16}{statistics.median(took):7.2f} s   slowest {max(took):7.2f} s")


if __name__ == "__main__":
    main()
