"""The preview: nothing stops it, and it shows both sites and the findings."""

from __future__ import annotations

from conftest import Site, SiteBuilder, incident
from mkdocs.config import load_config

WRONG = {
    "incidents/2026-03-14-checkout.md": incident("2026-03-14").replace("commander", "comander"),
    "incidents/2026-03-15-search.md": incident("2026-03-15"),
}
SERVED = "http://127.0.0.1:8000/"


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
    _while_serving(made, lambda: seen.append((made.wiki / "_status/index.html").read_text()))
    assert "Northstar" in seen[0]
    assert 'href="../../_status/incidents/2026-03-15-search/"' in made.page("incidents/2026-03-15-search")


def test_a_second_preview_build_shows_what_changed(project: SiteBuilder) -> None:
    made = project(WRONG)
    seen: list[str] = []

    def change() -> None:
        made.write({"incidents/2026-03-15-search.md": incident("2026-03-15", "Search fell over")})

    def look() -> None:
        seen.append((made.wiki / "_status/incidents/2026-03-15-search/index.html").read_text())

    _while_serving(made, change, look)
    assert "Search fell over" in seen[0]


def test_a_record_without_an_address_does_not_stop_the_preview(project: SiteBuilder) -> None:
    made = project({**WRONG, "incidents/Bad Name!.md": incident("2026-03-16"), "incidents/empty.md": ""})
    made.build(serve_url=SERVED)
    assert not list(made.wiki.rglob("*Bad*"))


def _while_serving(made: Site, *steps: object) -> None:
    """Build as `mkdocs serve` does, once and after each step, with one plugin object throughout."""
    import yaml
    from mkdocs.commands.build import build

    (made.root / "mkdocs.yml").write_text(yaml.safe_dump(made.config), encoding="utf-8")
    config = load_config(config_file=str(made.root / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        for step in steps:
            build(config, serve_url=SERVED)
            assert callable(step)
            step()
    finally:
        config.plugins.on_shutdown()
