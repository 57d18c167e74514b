"""Pictures in a whole build: drawn where they can be, bars and one line of advice where they cannot."""

from __future__ import annotations

import pytest
from small_sites import TWICE, SiteBuilder

from faultless.charts import gallery

PAGES = ("", "metrics", "map", "root-causes")


def test_a_strict_build_without_the_library_shows_bars_and_says_so_once(
    project: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "can_draw", lambda: False)
    made = project(TWICE)
    made.build(strict=True)
    assert made.warnings() == []
    said = [record.getMessage() for record in made.log]
    assert len([line for line in said if "pip install 'faultless[charts]'" in line]) == 1
    for page in ("", "metrics", "root-causes"):
        assert 'class="fl-bars"' in made.page(page), page


def test_pictures_lead_from_each_page_to_records_that_are_there(project: SiteBuilder) -> None:
    pytest.importorskip("vl_convert")
    made = project(TWICE)
    made.build()
    for page in PAGES:
        html = made.page(page)
        assert html.count('class="fl-chart"') >= 2, page
        marks = [part.partition('"')[0] for part in html.split('<a href="')[1:] if 'tabindex="-1"' in part[:200]]
        assert marks, page
        for address in marks:
            target = (made.wiki / page / address).resolve()
            assert (target / "index.html").is_file(), f"{page}: {address}"
