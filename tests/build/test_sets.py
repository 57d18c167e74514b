"""Both sites from nothing, from three records, and from everything at once: the sets under `tests/sets`."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from small_sites import NOW, Site, make_project

from faultless.model import Kind, Visibility
from faultless.policy import read_policy
from faultless.reading import load

SETS = Path(__file__).parents[1] / "sets"
POLICY = read_policy(SETS / "mkdocs.yml")
NAMES = ("none", "three", "everything")
READ = {name: load(SETS / name, POLICY) for name in NAMES}


def make(name: str, root: Path, now: str = NOW) -> Site:
    """A set, built strictly into a folder."""
    made = make_project(root)
    (root / "content/catalogue.yml").unlink()
    shutil.copytree(SETS / name, root / "content", dirs_exist_ok=True)
    intro = "README" if (SETS / name / "postmortems/README.md").exists() else "index"
    made.config["nav"] = [{"Home": "index.md"}, {"Postmortems": f"postmortems/{intro}.md"}]
    made.config["plugins"] = ["search", *yaml.safe_load((SETS / "mkdocs.yml").read_text(encoding="utf-8"))["plugins"]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAULTLESS_NOW", now)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        made.build(strict=name != "everything")  # what is imported in it keeps its warnings
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """Each set, built once for all tests that only look at it."""
    return {name: make(name, tmp_path_factory.mktemp(name)) for name in NAMES}


class _Page(HTMLParser):
    """What a page links to and loads, and the ids it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name in {"href", "src"} and value and tag != "use":
                self.links.append(value)


def loose(site: Path, base: str) -> list[str]:
    """Every link of a built site that leads to nothing in it; `base` is its own address."""
    pages = {file: _Page(file.read_text(encoding="utf-8")) for file in site.rglob("*.html") if file.name != "404.html"}
    found = []
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if link.startswith(base):
                target = site / unquote(parts.path).lstrip("/")
            elif parts.scheme or parts.netloc:
                continue
            else:
                target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            target = target / "index.html" if target.is_dir() else target
            fragment = unquote(parts.fragment)
            if not target.is_file() or (fragment and target in pages and fragment not in pages[target].ids):
                found.append(f"{file.relative_to(site)} links to {link}")
    return found


# The sites


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_both_sites_leads_somewhere(built: dict[str, Site], name: str) -> None:
    made = built[name]
    assert loose(made.wiki, "https://incidents.northstar.example.com/") == []
    assert loose(made.status, "https://status.tideline.example.com/") == []


@pytest.mark.parametrize("name", NAMES)
def test_each_set_builds_at_any_later_time(tmp_path: Path, name: str) -> None:
    made = make(name, tmp_path, "2030-01-01T00:00:00Z")
    assert (made.wiki / "index.html").is_file()
    assert (made.status / "index.html").is_file()


@pytest.mark.parametrize("name", ["none", "three"])
def test_the_clean_sets_build_without_a_warning(built: dict[str, Site], name: str) -> None:
    assert built[name].warnings() == []


def test_a_folder_without_any_file_builds_both_sites(tmp_path: Path) -> None:
    made = make_project(tmp_path)
    (tmp_path / "content/catalogue.yml").unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAULTLESS_NOW", NOW)
        made.build(strict=True)
    assert (made.wiki / "index.html").is_file()
    assert (made.status / "index.html").is_file()


def test_a_wiki_without_records_says_what_to_do_first(built: dict[str, Site]) -> None:
    page = built["none"].page("")
    assert "First steps" in page
    assert "incidents/" in page


def test_a_status_page_without_records_says_so_and_claims_nothing(built: dict[str, Site]) -> None:
    page = (built["none"].status / "index.html").read_text(encoding="utf-8")
    assert "Nothing has been reported" in page
    assert "operational" not in page.casefold().partition("<main")[2]


@pytest.mark.parametrize("feed", ["feed.rss", "feed.atom"])
def test_feeds_are_there_before_there_is_anything_in_them(built: dict[str, Site], feed: str) -> None:
    assert (built["none"].status / feed).stat().st_size > 0


@pytest.mark.parametrize("name", ["three", "everything"])
def test_every_record_has_its_page_in_the_wiki(built: dict[str, Site], name: str) -> None:
    base = READ[name].base
    pages = [
        *(f"incidents/{one.id}" for one in base.incidents),
        *(f"postmortems/{one.id}" for one in base.postmortems),
        *(f"root-causes/{one.id}" for one in base.root_causes),
        *(f"components/{one.id}" for one in base.catalogue.components),
    ]
    missing = [page for page in pages if not (built[name].wiki / page / "index.html").is_file()]
    assert missing == []


@pytest.mark.parametrize("name", ["three", "everything"])
def test_what_is_public_and_nothing_else_has_its_page_on_the_status_site(built: dict[str, Site], name: str) -> None:
    folders = {Kind.INCIDENT: "incidents", Kind.MAINTENANCE: "maintenance", Kind.NOTICE: "notices"}
    for one in READ[name].base.incidents:
        there = [
            folder for folder in folders.values() if (built[name].status / folder / one.id / "index.html").is_file()
        ]
        assert there == ([folders[one.kind]] if one.visibility is Visibility.PUBLIC else []), one.id


def test_nothing_internal_of_everything_is_in_the_public_files(built: dict[str, Site]) -> None:
    said = " ".join(
        file.read_text(encoding="utf-8", errors="replace")
        for file in built["everything"].status.rglob("*")
        if file.is_file()
    )
    for secret in ("Ada of the night desk", "Omar", "Harbour lights", "kettle", "log book", "which nobody outside reads",
                   "double booking", "looked out of the window", "berth-*", "sev1", "before the first heading"):  # fmt: skip
        assert secret not in said, secret
    assert "some of you shared a seat" in said
    assert "Count the cabins in the chart" in said


def test_a_file_of_the_public_folder_is_where_an_update_shows_it(built: dict[str, Site]) -> None:
    made = built["everything"]
    page = (made.status / "incidents/2025-02-28-tickets/index.html").read_text(encoding="utf-8")
    assert re.search(r'<img [^>]*src="../../assets/plans/harbour.svg"', page)
    assert (made.status / "assets/plans/harbour.svg").is_file()


def test_former_ids_lead_to_the_record_on_both_sites(built: dict[str, Site]) -> None:
    for site in (built["everything"].wiki, built["everything"].status):
        for former in ("2025-02-28-first-name", "2025-02-28-second-name"):
            page = (site / "incidents" / former / "index.html").read_text(encoding="utf-8")
            assert "2025-02-28-tickets" in page


@pytest.mark.parametrize("former", ["issues/2025-02-28-tickets/index.html", "archive/17.html"])
def test_addresses_of_another_site_lead_to_the_record(built: dict[str, Site], former: str) -> None:
    assert "2025-02-28-tickets" in (built["everything"].status / former).read_text(encoding="utf-8")
