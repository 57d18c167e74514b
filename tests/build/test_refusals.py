"""What the plugins refuse, and what they say then."""

from __future__ import annotations

import pytest
from small_sites import QUIET, SiteBuilder, incident

ALONE = {"faultless": {"rules": QUIET}}
GOOD = {"incidents/2026-03-14-checkout.md": incident("2026-03-14")}


@pytest.mark.parametrize("alone", ["faultless/wiki", "faultless/status"])
def test_a_missing_sibling_is_named_with_the_line_to_add(project: SiteBuilder, alone: str) -> None:
    made = project(GOOD, plugins=["search", alone])
    assert "plugins:\n  - faultless" in made.fails()
    assert not made.wiki.exists()


def test_the_order_of_the_plugins_does_not_matter(site: SiteBuilder) -> None:
    made = site(GOOD, plugins=["faultless/status", "faultless/wiki", ALONE, "search"])
    assert "Checkout returned errors" in made.page("incidents/2026-03-14-checkout")
    assert (made.status / "index.html").is_file()
    assert (made.wiki / "search/search_index.json").is_file()


def test_the_records_can_be_checked_without_the_other_two(site: SiteBuilder) -> None:
    made = site({"index.md": "# Home\n"}, plugins=["search", ALONE], nav=None)
    assert (made.wiki / "index.html").is_file()
    assert not made.status.exists()


def test_a_dirty_build_is_refused(project: SiteBuilder) -> None:
    assert "--dirty" in project(GOOD).fails(dirty=True)


@pytest.mark.parametrize("place", ["site", "site/public", "content/public", "."])
def test_the_three_folders_must_lie_apart(project: SiteBuilder, place: str) -> None:
    made = project(GOOD, status={"dir": place})
    assert "must lie apart" in made.fails()
    assert not made.wiki.exists()


def test_a_wrong_option_is_named(project: SiteBuilder) -> None:
    assert "Mars/Olympus" in project(GOOD, records={"timezone": "Mars/Olympus"}).fails()


def test_a_wrong_time_is_named(project: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    made = project(GOOD)
    monkeypatch.setenv("FAULTLESS_NOW", "yesterday")
    assert "FAULTLESS_NOW" in made.fails()


def test_a_folder_of_somebody_elses_is_not_overwritten_by_the_status_site(project: SiteBuilder) -> None:
    made = project(GOOD)
    made.status.mkdir()
    (made.status / "precious.txt").write_text("mine")
    assert "no build of faultless wrote" in made.fails()
    assert (made.status / "precious.txt").read_text() == "mine"
    assert not made.wiki.exists()


@pytest.mark.parametrize("site_dir", ["site", "site/below"])
def test_a_file_where_the_wiki_should_go_is_named_and_kept(project: SiteBuilder, site_dir: str) -> None:
    made = project(GOOD, site_dir=site_dir)
    made.wiki.write_text("mine")
    assert str(made.wiki) in made.fails()
    assert made.wiki.read_text() == "mine"
