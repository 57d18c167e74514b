"""The preview: nothing stops it, and it shows both sites and the findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_sites import SERVED, SiteBuilder, cause, incident, postmortem

WRONG = {
    "incidents/2026-03-14-checkout.md": incident("2026-03-14").replace("commander", "comander"),
    "incidents/2026-03-15-search.md": incident("2026-03-15"),
}


def test_findings_do_not_stop_the_preview_and_stand_on_the_page_they_concern(project: SiteBuilder) -> None:
    made = project(WRONG)
    made.build(serve_url=SERVED)
    assert "FM004" in made.page("incidents/2026-03-14-checkout")
    assert "FM004" not in made.page("incidents/2026-03-15-search")
    assert "fl-findings" in made.page("")


def test_the_preview_leaves_the_status_sites_folder_alone(project: SiteBuilder) -> None:
    made = project(WRONG)
    made.build(serve_url=SERVED)
    assert not made.status.exists()


def test_the_status_site_stands_beside_the_previewed_wiki(project: SiteBuilder) -> None:
    made = project(WRONG)
    seen: list[str] = []
    made.while_serving(lambda: seen.append((made.wiki / "_status/index.html").read_text()))
    assert "Northstar" in seen[0]
    assert 'href="../../_status/incidents/2026-03-15-search/"' in made.page("incidents/2026-03-15-search")


def test_a_second_preview_build_shows_what_changed(project: SiteBuilder) -> None:
    made = project(WRONG)
    seen: list[str] = []

    def change() -> None:
        made.write({"incidents/2026-03-15-search.md": incident("2026-03-15", "Search fell over")})

    def look() -> None:
        seen.append((made.wiki / "_status/incidents/2026-03-15-search/index.html").read_text())

    made.while_serving(change, look)
    assert "Search fell over" in seen[0]


def test_a_record_without_an_address_does_not_stop_the_preview(project: SiteBuilder) -> None:
    bad, action = "incidents/Bad Name!.md", "\n## Action items\n\n- [ ] Do it (owner: amara, type: learn)\n"
    made = project(
        {
            **WRONG,
            bad: incident("2026-03-16", head="aliases: [bad-name]\n"),
            "incidents/empty.md": "",
            "postmortems/Bad Name!.md": postmortem("Bad Name!", head="root_causes: [ca]\n", body=action),
            "postmortems/2026-03-15.md": postmortem("2026-03-15-search", head="root_causes: [ca]\n"),
            "root-causes/ca.md": cause(),
        }
    )
    made.build(serve_url=SERVED)
    assert not list(made.wiki.rglob("*Bad*"))
    for page in made.wiki.rglob("*.html"):
        assert 'None"' not in page.read_text(), page
    assert bad in made.page(""), "the banner names it all the same"


def test_the_banner_lists_every_file_with_findings_and_each_error(project: SiteBuilder) -> None:
    made = project({**WRONG, "incidents/empty.md": "", "handbook/writing.md": "# Writing\n\nSee [[nowhere]].\n"})
    made.build(serve_url=SERVED)
    banner = made.page("").partition("fl-findings")[2].partition("</aside>")[0]
    assert "3 findings" in banner
    for path, code in (
        ("incidents/2026-03-14-checkout.md", "FM004"),
        ("incidents/empty.md", "FM001"),
        ("handbook/writing.md", "XR101"),
    ):
        assert path in banner
        assert code in banner
    assert 'href="./handbook/rules/FM004/"' in banner
    assert "XR101" in made.page("handbook/writing")


def test_the_banner_stays_short_where_an_archive_has_many_findings(project: SiteBuilder) -> None:
    made = project({f"incidents/empty-{number}.md": "" for number in range(40)})
    made.build(serve_url=SERVED)
    assert "and 15 files more" in made.page("")


def test_a_strict_preview_goes_on_too(project: SiteBuilder) -> None:
    made = project(WRONG, strict=True)
    made.build(serve_url=SERVED)
    assert "FM004" in made.page("")
    assert any("FM004" in record.getMessage() for record in made.log)


def test_a_previewed_page_leads_feed_readers_to_the_previewed_feed(project: SiteBuilder) -> None:
    made = project(WRONG)
    made.build(serve_url=SERVED)
    assert 'href="../../_status/feed.atom"' in made.page("incidents/2026-03-15-search")


@pytest.mark.parametrize(
    ("folder", "expected"),
    [("overrides/status", {"overrides", "overrides/status"}), ("overrides", {"overrides"}), ("other", set())],
)
def test_the_templates_of_ones_own_are_watched(
    project: SiteBuilder, tmp_path: Path, folder: str, expected: set[str]
) -> None:
    made = project(WRONG)
    (tmp_path / folder).mkdir(parents=True)
    watched: set[str] = set()

    class Server:
        def watch(self, path: str) -> None:
            watched.add(Path(path).relative_to(tmp_path).as_posix())

    made.while_serving(lambda: None, server=Server())
    assert watched == expected
