"""Every link of the wiki: where it leads, and that the way back exists."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from running import demo_in, mkdocs
from small_sites import TWICE, Site, SiteBuilder, incident


class _Links(HTMLParser):
    """Everything a page links to or loads, and the ids it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and values.get("rel") in {"stylesheet", "icon", "preconnect", "preload"}:
            self.loads.append(values["href"])
        if tag in {"script", "img", "iframe", "source", "video", "audio", "embed"} and "src" in values:
            self.loads.append(values["src"])
        if tag == "object" and "data" in values:
            self.loads.append(values["data"])


def lost(wiki: Path) -> list[str]:
    """Every link and source of a built wiki that leads to no file or no anchor of it."""
    pages = {file: _Links(file.read_text()) for file in sorted(wiki.rglob("*.html")) if file.name != "404.html"}
    assert len(pages) > 20
    found = []
    for file, seen in pages.items():
        for link in (*seen.links, *seen.loads):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            target = target / "index.html" if target.is_dir() else target
            known = target.is_file() and (not parts.fragment or unquote(parts.fragment) in pages[target].ids)
            if not known:
                found.append(f"{file.relative_to(wiki)} links to {link}")
    return found


def test_records_link_to_each_other_both_ways(twice: Site) -> None:
    for one, other in (
        ("incidents/2026-03-14-checkout", "postmortems/2026-03-14-checkout"),
        ("incidents/2026-03-14-checkout", "components/checkout"),
        ("incidents/2026-03-14-checkout", "root-causes/payments-ca-expiry"),
        ("incidents/2026-03-14-checkout", "incidents/2025-09-02-checkout"),
        ("postmortems/2026-03-14-checkout", "root-causes/payments-ca-expiry"),
        ("root-causes/payments-ca-expiry", "incidents/2025-09-02-checkout"),
        ("postmortems/2025-09-02-checkout", "root-causes/payments-ca-expiry"),
    ):
        assert f'href="../../{one}/"' in twice.page(other), (other, one)
        assert f'href="../../{other}/"' in twice.page(one), (one, other)
    assert 'href="../../root-causes/payments-ca-expiry/"' in twice.page("components/checkout")


def test_a_mention_is_a_link_and_is_seen_from_the_record_it_names(twice: Site) -> None:
    mentioning = twice.page("incidents/2026-03-14-checkout")
    assert '<a class="fl-mention" href="../../root-causes/payments-ca-expiry/">' in mentioning
    below = twice.page("root-causes/payments-ca-expiry").partition('id="mentioned-in"')[2]
    assert '<a href="../../incidents/2026-03-14-checkout/">Checkout returned errors</a>' in below


def test_a_mention_from_an_ordinary_page_leads_back_to_it(site: SiteBuilder) -> None:
    made = site({**TWICE, "handbook/writing.md": "# Writing\n\nSee [[2026-03-14-checkout]].\n"})
    assert 'href="../../incidents/2026-03-14-checkout/"' in made.page("handbook/writing")
    below = made.page("incidents/2026-03-14-checkout").partition('id="mentioned-in"')[2]
    assert '<a href="../../handbook/writing/">Writing</a>' in below


@pytest.mark.parametrize("folders", [True, False])
def test_every_internal_link_leads_somewhere(site: SiteBuilder, *, folders: bool) -> None:
    more = {"handbook/writing.md": "# Writing\n\nSee [[2026-03-14-checkout]].\n"}
    assert lost(site({**TWICE, **more}, use_directory_urls=folders).wiki) == []


def test_every_link_and_anchor_of_the_demo_leads_somewhere(tmp_path: Path) -> None:
    mkdocs("build", "-f", str(demo_in(tmp_path)), folder=tmp_path)
    assert lost(tmp_path / "site") == []


def test_a_link_between_records_is_written_as_between_their_files(site: SiteBuilder) -> None:
    """As on a code host: the file beside, its folder never part of the address."""
    body = "\n## Notes\n\nAs [before](../2025/2025-09-02-checkout.md#resolved-2025-09-02-1041-utc), see [it](../../handbook/writing.md).\n"
    made = site(
        {
            "incidents/2026/2026-03-14-checkout.md": incident("2026-03-14", body=body),
            "incidents/2025/2025-09-02-checkout.md": incident("2025-09-02"),
            "handbook/writing.md": "# Writing\n\nSee [one](../incidents/2026/2026-03-14-checkout.md).\n",
        }
    )
    page = made.page("incidents/2026-03-14-checkout")
    assert 'href="../2025-09-02-checkout/#resolved-2025-09-02-1041-utc"' in page
    assert 'href="../../handbook/writing/"' in page
    assert lost(made.wiki) == []
    assert made.warnings() == []


def test_no_page_loads_anything_from_another_origin(site: SiteBuilder) -> None:
    made = site({**TWICE, "handbook/writing.md": "# Writing\n\n[A link](https://example.com/) is fine.\n"})
    own = "https://incidents.northstar.example.com/"
    for file in sorted(made.wiki.rglob("*.html")):
        for address in _Links(file.read_text()).loads:
            assert not urlsplit(address).netloc or address.startswith(own), f"{file}: {address}"
    for file in sorted(made.wiki.rglob("*.css")):
        assert not re.search(r"(?:url\(\s*['\"]?|@import\s+['\"]?)(?:https?:)?//", file.read_text()), file
