"""What the wiki costs beside a bare MkDocs with the same pages, and beside a Material site of one page.

    make bench PARTS=wiki                              300 and 1,000 incidents, with half as many postmortems
    make bench PARTS=wiki QUICK=1                      100 incidents, one run
    make bench PARTS=wiki CSTATE=/path/to/cstate-site  an imported cState site, too

The bare build renders the same pages: the records as they are, and for each page that the plugins generate (indexes,
components, rules) a Markdown page with the same links. Like ours it has no record in its navigation. It checks nothing,
makes no status site, and renders everything again after an edit.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

from generate import knowledge_base
from timing import BIN, Cost, Job, cost, costs, exponent, machine

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
EMPTY = "site_name: Bench\ntheme: {name: material, font: false}\nplugins: [search]\n"
BUILD = [BIN / "mkdocs", "build", "--quiet"]
COLD, EDIT, SAME, ALL, PLAIN, NOTHING = (
    "wiki, cold", "wiki, one edit", "wiki, nothing changed", "wiki and status site, cold", "bare MkDocs",
    "a site of one page",
)  # fmt: skip


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


def edit(content: Path, number: int) -> None:
    """Say one thing more in the internal notes, or at the end, of one of the newest incidents."""
    path = sorted((content / "incidents").glob("*.md"))[-1 - number % 50]
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text.rstrip()} Told for the {number}th time.\n", encoding="utf-8")


def measured(folder: Path, content: Path, runs: int) -> tuple[int, dict[str, Cost]]:
    """How many pages the wiki has, and what each build takes."""
    index = content / "index.md"
    if not index.exists():
        index.write_text("# Incidents\n", encoding="utf-8")
    warm, cold = site(folder, content, OURS, "warm"), site(folder, content, OURS, "cold")
    both = site(folder, content, OURS + STATUS, "both")
    page = folder / "one-page"
    page.mkdir()
    (page / "index.md").write_text("# One page\n", encoding="utf-8")
    cost(Job(BUILD, warm))  # fills the cache, and makes the pages that the bare build gets
    bare = site(folder, same_pages(content, warm / "site", folder / "same-pages"), BARE, "bare")
    numbers = count()
    uncached = ["env", "FAULTLESS_CACHE=", *BUILD]
    jobs = {
        PLAIN: Job(BUILD, bare),
        COLD: Job(uncached, cold, lambda: shutil.rmtree(cold / "site", ignore_errors=True)),
        ALL: Job(uncached, both, lambda: shutil.rmtree(both / "site", ignore_errors=True)),
        EDIT: Job(BUILD, warm, lambda: edit(content, next(numbers))),
        SAME: Job(BUILD, warm),
        NOTHING: Job(BUILD, site(folder, page, EMPTY, "nothing")),
    }
    found = costs(jobs, runs)
    return sum(1 for _ in (warm / "site").rglob("*.html")), found


def table(title: str, found: dict[str, Cost]) -> None:
    """Print what was found, with the ratios to the peers."""
    print(title)
    print(f"  {'':<28}{'wall':>8}{'processor':>12}{'memory':>10}{'/ bare':>9}{'/ one page':>12}")
    for what, one in found.items():
        print(
            f"  {what:<28}{one.wall:6.2f} s{one.processor:10.2f} s{one.megabytes:7.0f} MB"
            f"{one.wall / found[PLAIN].wall:9.2f}{one.wall / found[NOTHING].wall:12.2f}"
        )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cstate", type=Path, default=os.environ.get("CSTATE") or None, help="a cState site")
    arguments.add_argument("--quick", action="store_true", help="100 incidents, one run")
    arguments.add_argument("--sizes", type=int, nargs="+", help="numbers of incidents, ascending")
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    sizes, runs = given.sizes or ([100] if given.quick else [300, 1000]), 1 if given.quick else given.runs
    print(f"{machine()}; medians of {runs} interleaved runs of whole processes")
    results = []
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            folder = Path(name) / str(size)
            knowledge_base(folder / "content", size)
            pages, found = measured(folder, folder / "content", runs)
            table(f"{size:,} incidents, {size // 2:,} postmortems, {pages:,} pages", found)
            results.append(found)
            shutil.rmtree(folder)
        if given.cstate:
            folder = Path(name) / "cstate"
            folder.mkdir()
            imported = [BIN / "faultless", "import", "cstate", given.cstate.resolve(), folder / "content"]
            cost(Job(imported, folder))
            pages, found = measured(folder, folder / "content", runs)
            table(f"an imported cState site, {pages:,} pages", found)
    if len(results) > 1:
        small, large = results[0], results[-1]
        times = sizes[-1] / sizes[0]
        print(f"growth from {sizes[0]:,} to {sizes[-1]:,}, as an exponent (1 is linear; wanted: at most 1.05)")
        for what in (COLD, EDIT, SAME, PLAIN):
            print(
                f"  {what:<28}seconds {exponent(times, small[what].processor, large[what].processor):5.2f}"
                f"   memory {exponent(times, small[what].megabytes, large[what].megabytes):5.2f}"
            )


if __name__ == "__main__":
    main()
