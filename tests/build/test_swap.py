"""A build that fails leaves the last good sites, and a build that changes nothing touches nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_sites import Site, SiteBuilder, incident

GOOD = {"incidents/2026-03-14-checkout.md": incident("2026-03-14")}

WITHOUT_LINKS = {"rules": {"XR": "off"}}
"""Leaves broken links to MkDocs."""


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        file.relative_to(folder).as_posix(): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _both(made: Site) -> tuple[dict[str, tuple[bytes, int]], dict[str, tuple[bytes, int]]]:
    return _state(made.wiki), _state(made.status)


def _leftovers(made: Site) -> list[str]:
    return sorted(entry.name for entry in made.root.iterdir() if entry.name.startswith(".") and entry.name != ".cache")


def test_a_finding_at_error_level_leaves_both_sites_byte_for_byte(site: SiteBuilder) -> None:
    made = site(GOOD)
    before = _both(made)
    made.write({"incidents/2026-03-15-search.md": incident("2026-03-15").replace("severity: sev2", "severity: worst")})
    said = made.fails()
    assert "content/incidents/2026-03-15-search.md:3" in said
    assert "FM007" in said
    assert _both(made) == before
    assert _leftovers(made) == []


def test_every_finding_is_told_in_one_run(project: SiteBuilder) -> None:
    wrong = incident("2026-03-14").replace("severity: sev2", "severity: worst")
    made = project({"incidents/one.md": wrong, "incidents/two.md": wrong.replace("started:", "startd:")})
    said = made.fails()
    assert said.count("FM007") >= 2
    assert "FM004" in said
    assert not made.wiki.exists()
    assert not made.status.exists()


@pytest.mark.parametrize(
    "warned",
    [
        pytest.param({"handbook/writing.md": "# Writing\n\n[Lost](nowhere.md)\n"}, id="MkDocs warns"),
        pytest.param(
            {"incidents/2026-03-15-search.md": incident("2026-03-15").replace("visibility: public\n", "")},
            id="a check warns",
        ),
    ],
)
def test_a_strict_build_with_a_warning_leaves_both_sites(site: SiteBuilder, warned: dict[str, str]) -> None:
    made = site(GOOD, records=WITHOUT_LINKS)
    before = _both(made)
    made.write({**warned, "incidents/2026-03-16-search.md": incident("2026-03-16", "Told in both sites")})
    assert "strict mode" in made.fails(strict=True)
    assert _both(made) == before
    assert _leftovers(made) == []


def test_the_same_warning_passes_where_the_build_is_not_strict(site: SiteBuilder) -> None:
    made = site({**GOOD, "handbook/writing.md": "# Writing\n\n[Lost](nowhere.md)\n"}, records=WITHOUT_LINKS)
    assert any("nowhere.md" in warning for warning in made.warnings())
    assert made.wiki.exists()


def test_a_build_that_breaks_while_rendering_leaves_both_sites(site: SiteBuilder, tmp_path: Path) -> None:
    made = site(GOOD)
    before = _both(made)
    (tmp_path / "overrides/status").mkdir(parents=True)
    (tmp_path / "overrides/incident_above.html").write_text("{{ nothing.of_that_name }}")
    with pytest.raises(Exception, match="nothing"):
        made.build()
    assert _both(made) == before
    assert _leftovers(made) == []


def test_a_second_build_changes_no_byte_and_no_time(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    made = site(GOOD)
    before = _both(made)
    assert len(before[0]) > 30
    made.build()
    assert _both(made) == before


def test_the_clock_of_the_machine_leaves_no_trace(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    made = site(GOOD)
    before = {path: content for path, (content, _) in _state(made.wiki).items()}
    monkeypatch.setattr("mkdocs.structure.pages.get_build_date", lambda: "1999-01-01")
    made.build()
    assert {path: content for path, (content, _) in _state(made.wiki).items()} == before


def test_a_deleted_record_goes_from_both_sites(site: SiteBuilder) -> None:
    made = site({**GOOD, "incidents/2026-03-15-search.md": incident("2026-03-15")})
    (made.root / "content/incidents/2026-03-15-search.md").unlink()
    made.build()
    assert not (made.wiki / "incidents/2026-03-15-search").exists()
    assert not (made.status / "incidents/2026-03-15-search/index.html").exists()


def test_a_status_site_that_cannot_be_built_leaves_the_wiki_too(site: SiteBuilder, tmp_path: Path) -> None:
    made = site(GOOD)
    before = _both(made)
    (tmp_path / "overrides/status").mkdir(parents=True)
    (tmp_path / "overrides/status/home.html.jinja2").write_text("{{ nothing.of_that_name }}")
    made.write({"incidents/2026-03-15-search.md": incident("2026-03-15", "Search was down")})
    with pytest.raises(Exception, match="nothing"):
        made.build()
    assert _both(made) == before
    assert _leftovers(made) == []


def test_a_first_build_that_fails_leaves_nothing_at_all(project: SiteBuilder) -> None:
    made = project({**GOOD, "handbook/writing.md": "# Writing\n\n[Lost](nowhere.md)\n"}, records=WITHOUT_LINKS)
    made.fails(strict=True)
    assert not made.wiki.exists()
    assert not made.status.exists()
    assert _leftovers(made) == []


def test_a_build_that_passes_brings_a_change_to_both_sites(site: SiteBuilder) -> None:
    made = site(GOOD)
    made.write({"incidents/2026-03-15-search.md": incident("2026-03-15", "Search was down")})
    made.build(strict=True)
    for page in (made.wiki / "index.html", made.status / "feed.atom"):
        assert "Search was down" in page.read_text(), page
    assert _leftovers(made) == []


def test_after_a_failed_build_the_next_good_one_goes_through(site: SiteBuilder) -> None:
    made = site(GOOD)
    made.write({"incidents/2026-03-15-search.md": "no front matter"})
    made.fails()
    made.write({"incidents/2026-03-15-search.md": incident("2026-03-15", "Search was down")})
    made.log.clear()
    made.build()
    assert "Search was down" in made.page("incidents")


def test_a_change_of_one_record_touches_only_the_pages_that_tell_of_it(site: SiteBuilder) -> None:
    made = site({**GOOD, "incidents/2026-03-15-search.md": incident("2026-03-15", "Search was down")})
    before = _state(made.wiki)
    made.write({"incidents/2026-03-15-search.md": incident("2026-03-15", "Search was slow")})
    made.build()
    after = _state(made.wiki)
    assert {path for path in after if after[path] != before.get(path)} == {
        "components/checkout/index.html",
        "incidents/2026-03-14-checkout/index.html",
        "incidents/2026-03-15-search/index.html",
        "incidents/index.html",
        "index.html",
        "metrics/index.html",
        "search/search_index.json",
    }
