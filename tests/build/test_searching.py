"""What is searched, with and without Pagefind, and what a preview keeps to itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_sites import TWICE, SiteBuilder, incident

from faultless.checks import reported
from faultless.mkdocs import making, searching
from faultless.wiki.pagefind import pagefind_command


def wiki_with(engine: str) -> list[object]:
    return ["search", {"faultless": {"rules": {"SE": "off"}}}, {"faultless/wiki": {"search": engine}}]


def test_a_small_wiki_is_searched_by_the_theme_with_the_facets_of_its_pages(project: SiteBuilder) -> None:
    made = project(TWICE)
    made.build()
    assert (made.wiki / "search/search_index.json").is_file()
    assert "incidents/2026-03-14-checkout/" in (made.wiki / "search/facets.json").read_text()
    assert 'data-fl-search="material"' in made.page("")
    assert "data-pagefind-filter" not in made.page("incidents/2026-03-14-checkout")


@pytest.mark.skipif(pagefind_command() is None, reason="Pagefind is not installed: pip install pagefind-bin")
def test_pagefind_makes_an_index_in_pieces_and_the_theme_makes_none(project: SiteBuilder) -> None:
    made = project(TWICE, plugins=wiki_with("pagefind"))
    made.build()
    assert list((made.wiki / "pagefind/fragment").iterdir())
    assert not (made.wiki / "search/search_index.json").exists()
    page = made.page("incidents/2026-03-14-checkout")
    assert '<meta data-pagefind-filter="component[content]" content="Checkout">' in page
    assert page.count("data-pagefind-body") == 1


def test_without_pagefind_one_line_says_so_and_the_theme_searches(
    project: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "pagefind_command", lambda: None)
    made = project(TWICE, plugins=wiki_with("pagefind"))
    made.build()
    assert len([line for line in made.warnings() if "Pagefind is not installed" in line]) == 1
    assert (made.wiki / "search/search_index.json").is_file()


def test_a_preview_shows_the_findings_as_reports_do_without_secrets(
    project: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def masked(findings: object, records: object, working: object) -> list[object]:
        return [
            replace(item, finding=replace(item.finding, message="masked"))
            for item in reported(findings, records, working)
        ]

    monkeypatch.setattr(making, "reported", masked)
    text = incident("2026-03-14").replace("components:", "secret: x\ncomponents:")
    made = project({"incidents/2026-03-14-checkout.md": text})
    made.build(serve_url="http://127.0.0.1:8000/")
    banner = made.page("incidents/2026-03-14-checkout").partition("fl-findings")[2].partition("</aside>")[0]
    assert "line 5: masked" in banner
    assert "secret" not in banner
