"""Nothing that comes from the content can become mark-up in a page, the navigation or the search index."""

from __future__ import annotations

import json

from small_sites import SiteBuilder, cause, incident, postmortem

EVIL = "<script>alert(1)</script>"
QUOTED = json.dumps(f'A {EVIL} " onmouseover=alert(2) *x* [y](javascript:alert(3))')


def _files() -> dict[str, str]:
    """The hostile words in every field of every kind of record that takes words."""
    evil_head = (
        f"tags: [{QUOTED}]\nresponders: [{QUOTED}]\ncomponents: {{checkout: major_outage}}\n"
        "aliases: [2026-03-14-old-name]\nseverity_at_first: sev3\n"
    )
    return {
        "catalogue.yml": f"""\
organisation: {{name: {QUOTED}}}
groups: [{{id: store, name: {QUOTED}}}]
components:
  - {{id: checkout, name: {QUOTED}, group: store, description: {QUOTED}, owner: payments, aliases: [{QUOTED}]}}
teams: [{{id: payments, name: {QUOTED}}}]
people: [{{id: amara, name: {QUOTED}, team: payments}}]
taxonomy: [{{id: evil-factor, theme: change, kind: factor, title: {QUOTED}}}, {{id: evil-cause, theme: change, kind: cause, title: {QUOTED}}}]
""",
        "incidents/2026-03-14-checkout.md": incident(
            "2026-03-14",
            QUOTED,
            head=evil_head,
            body=f"\n## Notes\n\nAs in [[payments-ca-expiry]] and [[2026-03-15-next|{EVIL}]] and [[{EVIL}]].\n",
        ).replace("components: {checkout: major_outage}\n", "", 1),
        "incidents/2026-03-15-next.md": incident("2026-03-15", QUOTED),
        "incidents/work.md": f"---\ntitle: {QUOTED}\nkind: maintenance\nvisibility: internal\n"
        "scheduled_for: 2026-12-01 09:00 UTC\nscheduled_until: 2026-12-01 10:00 UTC\n---\n",
        "incidents/word.md": f"---\ntitle: {QUOTED}\nkind: notice\nvisibility: internal\n---\n",
        "incidents/almost.md": f"---\ntitle: {QUOTED}\nkind: near-miss\nvisibility: internal\ndetected: 2026-03-14 09:00 UTC\n---\n",
        "postmortems/2026-03-14-checkout.md": postmortem(
            "2026-03-14-checkout",
            QUOTED,
            head=f"root_causes: [payments-ca-expiry]\ncontributing_factors: [evil-factor]\ntags: [{QUOTED}]\n",
            body="\n## Action items\n\n- [ ] Do it (owner: amara, due: 2026-11-01, type: detect)\n\nSee [[payments-ca-expiry]].\n",
        ),
        "postmortems/2026-03-15-next.md": postmortem(
            "2026-03-15-next", QUOTED, head="root_causes: [payments-ca-expiry]\n"
        ),
        "root-causes/payments-ca-expiry.md": cause(QUOTED, "See [[2026-03-14-checkout]].").replace(
            "certificate-expiry", f"evil-cause]\ntags: [{QUOTED}"
        ),
        "handbook/index.md": "# Handbook\n\nOf our own.\n",
        "handbook/evil.md": f"---\ntitle: {QUOTED}\nstatus: new\ndescription: {QUOTED}\n---\n\nSee [[payments-ca-expiry]].\n",
    }


LENIENT = {
    "rules": {"FM": "warning", "SE": "off", "XR": "off"},
    "severities": [
        {"id": "sev2", "name": f"Bad {EVIL}", "impact": "major", "postmortem": "required", "due_days": 2},
        {"id": "sev3", "name": f"Bad {EVIL}", "impact": "minor", "postmortem": "optional"},
    ],
}


def test_a_hostile_title_is_text_in_every_page(site: SiteBuilder) -> None:
    made = site(_files(), records=LENIENT, nav=None)
    pages = sorted(made.wiki.rglob("*.html"))
    shown = [page for page in pages if "&lt;script&gt;alert(1)" in page.read_text(encoding="utf-8")]
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert EVIL not in html, page
        assert '" onmouseover' not in html, page
        assert 'href="javascript:alert' not in html, page
    assert len(shown) >= 18


def test_a_hostile_title_is_text_in_the_search_index(site: SiteBuilder) -> None:
    made = site(_files(), records=LENIENT)
    entries = json.loads((made.wiki / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    found = [entry for entry in entries if "alert(1)" in entry["title"]]
    assert len(found) >= 4
    for entry in entries:
        assert "<script" not in entry["title"], entry["location"]
        assert "<script" not in entry["text"], entry["location"]


def test_an_action_is_shown_on_the_home_page_as_text(site: SiteBuilder) -> None:
    body = f"\n## Action items\n\n- [ ] Do {EVIL} (owner: amara, due: 2026-11-01, type: detect)\n"
    made = site(
        {
            "incidents/2026-03-14-checkout.md": incident("2026-03-14"),
            "postmortems/2026-03-14-checkout.md": postmortem("2026-03-14-checkout", body=body),
        }
    )
    assert "Do &lt;script&gt;alert(1)&lt;/script&gt;" in made.page("")


def test_raw_html_of_imported_records_is_dropped_and_its_text_kept(site: SiteBuilder) -> None:
    body = f"\n## Notes\n\n{EVIL}<img src=x onerror=alert(4)> <b>Kept</b> words.\n\n- [x] Done\n"
    made = site({"incidents/2026-03-14-checkout.md": incident("2026-03-14", head="imported: archive\n", body=body)})
    page = made.page("incidents/2026-03-14-checkout")
    assert "alert(" not in page
    assert "<b>Kept</b> words." in page
    assert "task-list-item" in page


def test_a_hostile_title_is_text_in_the_navigation(site: SiteBuilder) -> None:
    made = site(_files(), records=LENIENT, nav=[{"Home": "index.md"}, "handbook/evil.md"])
    assert EVIL not in made.page("handbook/evil")
    assert EVIL not in made.page("")


def test_a_front_matter_status_is_not_the_themes_page_status(site: SiteBuilder) -> None:
    made = site({"handbook/evil.md": "---\nstatus: new\n---\n\n# Page\n"}, nav=["index.md", "handbook/evil.md"])
    assert "md-status" not in made.page("handbook/evil")
