"""Nothing that comes from the content can become mark-up in a page, the navigation or the search index."""

from __future__ import annotations

import json

from conftest import SiteBuilder, cause, incident, postmortem

EVIL = "<script>alert(1)</script>"
QUOTED = json.dumps(f'A {EVIL} " onmouseover=alert(2) *x* [y](javascript:alert(3))')


def _files() -> dict[str, str]:
    evil_head = f"tags: [{QUOTED}]\nresponders: [{QUOTED}]\n"
    return {
        "catalogue.yml": f"""\
organisation: {{name: {QUOTED}}}
groups: [{{id: store, name: {QUOTED}}}]
components:
  - {{id: checkout, name: {QUOTED}, group: store, description: {QUOTED}, owner: payments}}
teams: [{{id: payments, name: {QUOTED}}}]
people: [{{id: amara, name: {QUOTED}}}]
""",
        "incidents/2026-03-14-checkout.md": incident(
            "2026-03-14", QUOTED, head=evil_head, body="\n## Notes\n\nAs in [[payments-ca-expiry]].\n"
        ),
        "postmortems/2026-03-14-checkout.md": postmortem(
            "2026-03-14-checkout",
            QUOTED,
            head=f"root_causes: [payments-ca-expiry]\ntags: [{QUOTED}]\n",
            body="\n## Action items\n\n- [ ] Do it (owner: amara, due: 2026-11-01, type: detect)\n\nSee [[payments-ca-expiry]].\n",
        ),
        "root-causes/payments-ca-expiry.md": cause(QUOTED, "See [[2026-03-14-checkout]]."),
        "handbook/evil.md": f"---\ntitle: {QUOTED}\nstatus: new\ndescription: {QUOTED}\n---\n\nSee [[payments-ca-expiry]].\n",
    }


def test_a_hostile_title_is_text_in_every_page(site: SiteBuilder) -> None:
    made = site(_files(), records={"rules": {"FM": "warning", "SE": "off"}}, nav=None)
    pages = sorted(made.wiki.rglob("*.html"))
    shown = 0
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert EVIL not in html, page
        assert '" onmouseover' not in html, page
        assert 'href="javascript:alert' not in html, page
        shown += "&lt;script&gt;alert(1)" in html
    assert shown >= 10


def test_a_hostile_title_is_text_in_the_search_index(site: SiteBuilder) -> None:
    made = site(_files(), records={"rules": {"FM": "warning", "SE": "off"}})
    entries = json.loads((made.wiki / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    found = [entry for entry in entries if "alert(1)" in entry["title"]]
    assert len(found) >= 4
    for entry in entries:
        assert "<script" not in entry["title"], entry["location"]
        assert "<script" not in entry["text"], entry["location"]


def test_raw_html_of_imported_records_is_dropped_and_its_text_kept(site: SiteBuilder) -> None:
    body = f"\n## Notes\n\n{EVIL}<img src=x onerror=alert(4)> <b>Kept</b> words.\n\n- [x] Done\n"
    made = site({"incidents/2026-03-14-checkout.md": incident("2026-03-14", head="imported: archive\n", body=body)})
    page = made.page("incidents/2026-03-14-checkout")
    assert "alert(" not in page
    assert "<b>Kept</b> words." in page
    assert "task-list-item" in page


def test_a_hostile_title_is_text_in_the_navigation(site: SiteBuilder) -> None:
    made = site(
        _files(), records={"rules": {"FM": "warning", "SE": "off"}}, nav=[{"Home": "index.md"}, "handbook/evil.md"]
    )
    assert EVIL not in made.page("handbook/evil")
    assert EVIL not in made.page("")


def test_a_front_matter_status_is_not_the_themes_page_status(site: SiteBuilder) -> None:
    made = site({"handbook/evil.md": "---\nstatus: new\n---\n\n# Page\n"}, nav=["index.md", "handbook/evil.md"])
    assert "md-status" not in made.page("handbook/evil")
