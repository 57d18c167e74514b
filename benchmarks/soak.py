"""Edits under `mkdocs serve`, for hours if wanted: whether every rebuild is right, and nothing grows.

    make soak                          200 edits to 100 incidents and 50 postmortems
    make soak EDITS=1000 RECORDS=2000  as many as are asked for

After each edit the page of the edited record, and at random points every page of both sites, must be what a clean build
makes. The resident memory of the server and the files it holds open are noted after each edit; a run fails where either
is larger over its last fifth than over its second fifth (memory: by more than a tenth).
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from generate import knowledge_base
from serve import PATIENCE, served
from timing import BIN, environment, machine

from wiki import OURS, STATUS, site

MEMORY = 1.10
FEW = 50  # with fewer edits it is too early to say whether something grows
KINDS = ("incidents", "incidents", "incidents", "postmortems", "root-causes")
_RELOADS = re.compile(r"livereload\(\d+, \d+\)")


class Server:
    """`mkdocs serve` over some content."""

    def __init__(self, folder: Path, content: Path, name: str = "served", **more: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.root = f"http://127.0.0.1:{port}/"
        self.place = site(folder, content, f"site_url: {self.root}\n{OURS}{STATUS}", name)
        self.said = (folder / f"{name}.txt").open("wb")
        command = [BIN / "mkdocs", "serve", "--quiet", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
        self.process = subprocess.Popen(
            command, cwd=self.place, env={**environment(), **more}, stdout=self.said, stderr=self.said
        )

    @property
    def megabytes(self) -> float:
        """What it holds in memory now."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    @property
    def open_files(self) -> int:
        """What it holds open, sockets to readers aside."""
        links = Path(f"/proc/{self.process.pid}/fd").iterdir()
        return sum(1 for link in links if not _target(link).startswith("socket:"))

    def page(self, path: str) -> bytes:
        """What it serves at a path."""
        with urllib.request.urlopen(self.root + path, timeout=PATIENCE) as answer:
            found: bytes = answer.read()
        return found

    def told(self, path: str) -> str:
        """A page without its own address and the time of its build, which the script that reloads it knows."""
        return _RELOADS.sub("", self.page(path).decode().replace(self.root, "/"))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()
        self.said.close()


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""  # closed meanwhile


def edit(content: Path, chance: random.Random, number: int) -> tuple[str, str]:
    """Say something new at the end of some record; the page that tells it, and the words."""
    kind = chance.choice(KINDS)
    file = chance.choice(sorted((content / kind).glob("*.md")))
    before, _, _ = file.read_text(encoding="utf-8").partition("\n\nSoaked ")
    words = f"Soaked in edit {number:05} of many."
    file.write_text(f"{before.rstrip()}\n\n{words}\n", encoding="utf-8")
    return f"{kind}/{file.stem}/", words


def differing(server: Server, folder: Path, content: Path) -> tuple[list[str], int]:
    """Start a server that has built nothing before, without a cache.

    Returns:
        The pages that the two show otherwise, and how many were compared.
    """
    other = Server(folder, content, "fresh", FAULTLESS_CACHE="")
    try:
        served(other.root, "Generated")
        sites = [path.partition(">")[2] for path in server.page("sitemap.xml").decode().split("<loc")[1:]]
        pages = [address.partition("</")[0].removeprefix(server.root) for address in sites]
        listed = [f"_status/{name}" for name in ("", "history/", "affected/", "uptime/", "feed.atom")]
        return [page for page in (*pages, *listed) if server.told(page) != other.told(page)], len(pages) + len(listed)
    finally:
        other.stop()
        shutil.rmtree(other.place)


def soaked(content: Path, folder: Path, edits: int, *, looks: int, seed: int) -> list[str]:
    """Edit, wait and compare; what went wrong, in words."""
    chance = random.Random(seed)
    compared = set(chance.sample(range(1, edits + 1), min(looks, edits))) | {edits}
    server, seconds, memory, held, wrong, pages = Server(folder, content), [], [], [], [], 0
    try:
        served(server.root, "Generated")
        for number in range(1, edits + 1):
            page, words = edit(content, chance, number)
            seconds.append(served(server.root + page, words))
            memory.append(server.megabytes)
            held.append(server.open_files)
            if number in compared:
                time.sleep(0.5)
                other, pages = differing(server, folder, content)
                wrong += [f"after edit {number}: {path} is not what a clean build makes" for path in other[:5]]
            if number % max(1, edits // 10) == 0:
                print(f"  {number:>6} edits   {memory[-1]:6.0f} MB   {held[-1]:>4} open files", flush=True)
    finally:
        server.stop()
    fifth = max(1, edits // 5)
    early, late = statistics.median(memory[fifth : 2 * fifth] or memory), statistics.median(memory[-fifth:])
    print(
        f"  {len(compared)} comparisons of {pages} pages with a server that has built nothing before;"
        f" {statistics.median(seconds):.2f} s from edit to page"
    )
    print(f"  memory {early:.0f} MB, then {late:.0f} MB; open files {min(held)} to {max(held)}")
    if edits < FEW:
        return wrong
    if late > early * MEMORY:
        wrong.append(f"the memory grew from {early:.0f} to {late:.0f} MB")
    if statistics.median(held[-fifth:]) > statistics.median(held[fifth : 2 * fifth] or held):
        wrong.append("files stay open")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=200, help="how many (default: %(default)s)")
    parser.add_argument("--records", type=int, default=150, help="incidents and postmortems (default: %(default)s)")
    parser.add_argument("--looks", type=int, default=5, help="comparisons with a clean build (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the edits (default: %(default)s)")
    given = parser.parse_args()
    incidents = max(3, given.records * 2 // 3)
    print(f"{machine()}; {incidents:,} incidents, {incidents // 2:,} postmortems; {given.edits:,} edits")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        knowledge_base(folder / "content", incidents)
        wrong = soaked(folder / "content", folder, given.edits, looks=given.looks, seed=given.seed)
    grew = "" if given.edits < FEW else ", and nothing grew"
    print("\n".join(wrong) if wrong else f"  every rebuild was right{grew}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
