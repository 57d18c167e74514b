"""What the plugins cost beside a bare MkDocs, and what the status site costs beside both; ratios of one run.

The bare build renders the same pages: the records as they are, and for each page that the plugins generate (indexes,
components, rules) a Markdown page with the same links. It makes no status site.

    make bench                              a generated knowledge base of 300 incidents
    make bench CSTATE=/path/to/cstate-site  an imported cState site instead

Every figure is the median of interleaved runs of whole processes: processor seconds (user and system), which other
work on the machine disturbs least. Each command runs in one process, so they are the wall seconds of an idle machine.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
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
BARE = (
    "site_name: Bench\ntheme: {name: material, font: false}\nnav: [index.md]\nnot_in_nav: '*'\nplugins: [search]\n"
    "validation: {links: {not_found: ignore, unrecognized_links: ignore, absolute_links: ignore}}\n"
)
OURS = (
    "site_name: Bench\ntheme: {name: material, font: false}\nnav: [index.md]\n"
    "plugins:\n  - search\n  - faultless\n  - faultless/wiki\n"
)
STATUS = "  - faultless/status: {url: 'https://status.example.com/'}\n"


def seconds(command: Sequence[str], folder: Path) -> float:
    """The processor time of one whole process and its children; it must succeed."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "FAULTLESS_NOW": "2026-11-20T12:00:00Z"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return took


def medians(commands: Mapping[str, tuple[Sequence[str], Path]], runs: int) -> dict[str, float]:
    """Median processor seconds of each command; the runs are interleaved, so that a busy moment hits all alike."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, folder) in commands.items():
            taken[name].append(seconds(command, folder))
    return {name: statistics.median(times) for name, times in taken.items()}


class Article(HTMLParser):
    """The links of a page's article: address and words of each."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.links: list[list[str]] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "article"
        address = dict(attrs).get("href")
        self.open = self.inside and tag == "a" and bool(address)
        if self.open:
            self.links.append([address or "", ""])

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "article"
        self.open = self.open and tag != "a"

    def handle_data(self, data: str) -> None:
        if self.open:
            self.links[-1][1] += data


def same_pages(content: Path, built: Path, out: Path) -> Path:
    """A docs_dir for the bare build: the Markdown files, and the generated pages of a built wiki as Markdown."""
    shutil.copytree(content, out, ignore=shutil.ignore_patterns("catalogue.yml", "public"))
    sources = {path.stem for path in content.rglob("*.md")}
    for page in sorted(built.rglob("index.html")):
        place = page.parent.relative_to(built)
        if place.name in sources or (out / place / "index.md").exists():
            continue
        article = Article()
        article.feed(page.read_text(encoding="utf-8"))
        lines = [f"- [{words.strip()}]({address})" for address, words in article.links if words.strip()]
        (out / place).mkdir(parents=True, exist_ok=True)
        (out / place / "index.md").write_text(
            f"# {place.name or 'Home'}\n\n" + "\n".join(lines) + "\n", encoding="utf-8"
        )
    return out


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
    mkdocs, faultless = str(BIN / "mkdocs"), str(BIN / "faultless")
    ours, wiki = site(folder, content, OURS + STATUS, "ours"), site(folder, content, OURS, "wiki")
    seconds([mkdocs, "build", "--quiet"], wiki)
    bare = site(folder, same_pages(content, wiki / "site", folder / "same-pages"), BARE, "bare")
    status = [faultless, "status", "--content", str(content), "--out", str(folder / "alone")]
    cold = ["env", "FAULTLESS_CACHE="]
    found = medians(
        {
            "bare mkdocs build": ([mkdocs, "build", "--quiet"], bare),
            "mkdocs build, records and wiki": ([mkdocs, "build", "--quiet"], wiki),
            "mkdocs build, all three plugins": ([mkdocs, "build", "--quiet"], ours),
            "faultless status": (status, folder),
            "the same without a cache: wiki": ([*cold, mkdocs, "build", "--quiet"], wiki),
            "without a cache: all three": ([*cold, mkdocs, "build", "--quiet"], ours),
            "without a cache: status": ([*cold, *status], folder),
        },
        runs,
    )
    pages = sum(1 for _ in (wiki / "site").rglob("*.html"))
    print(f"{pages} pages, median processor seconds of {runs} interleaved runs")
    for what, took in found.items():
        print(f"  {what:<34}{took:8.2f} s")
    bare_took, *took = found.values()
    for of, (wiki_took, all_took, status_took) in (("", took[:3]), (", without a cache", took[3:])):
        print(f"  records and wiki / bare           {wiki_took / bare_took:8.2f}{of}   wanted: at most 1.15")
        print(f"  all three plugins / bare          {all_took / bare_took:8.2f}{of}")
        print(f"  faultless status / mkdocs build   {status_took / all_took:8.2f}{of}   wanted: at most 0.25")


def grow(folder: Path, runs: int) -> None:
    """The status site at 300 and at 3,000 incidents, written anew each time."""
    commands: dict[str, tuple[Sequence[str], Path]] = {}
    for size in (300, 3000):
        content = folder / f"content-{size}"
        knowledge_base(content, size)
        out = folder / f"public-{size}"
        status = f"rm -rf {out} && {BIN / 'faultless'} status --no-cache --content {content} --out {out}"
        commands[str(size)] = (["sh", "-c", status], folder)
    found = medians(commands, runs)
    ratio = found["3000"] / found["300"]
    print(f"faultless status, cold: 300 incidents {found['300']:.2f} s, 3,000 incidents {found['3000']:.2f} s")
    print(
        f"  growth {ratio:.1f} x for 10 x the records, exponent {math.log10(ratio):.2f}   wanted: linear, at most 1.05"
    )


if __name__ == "__main__":
    main()
