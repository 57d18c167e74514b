"""What a reader sees at a glance: figures, comparisons, and what is known of a record."""

from __future__ import annotations

import re

import pytest
from small_sites import QUIET, TWICE, Site, SiteBuilder, incident, postmortem, verdicts

from faultless.mkdocs.placing import name_boxes


def _tiles(html: str) -> dict[str, str]:
    found = re.findall(r"<dt>([^<]*)</dt><dd[^>]*>([^<]*)</dd>(?:<dd[^>]*>([^<]*)</dd>)?", html)
    return {name: f"{figure} {note}".strip() for name, figure, note in found}


def test_the_home_page_begins_with_what_is_open_owed_and_noticed_by_customers(site: SiteBuilder) -> None:
    made = site(
        {
            **TWICE,
            "incidents/2026-11-19-search.md": incident("2026-11-19", "Search was down")
            .replace("resolved: 2026-11-19 10:41 UTC\n", "")
            .replace("detected_by: monitoring", "detected_by: customer")
            .partition("## Resolved")[0],
        }
    )
    assert _tiles(made.page("")) == {
        "Open now": "1",
        "Postmortems to write": "2 2 overdue",
        "Open actions": "0",
        "Noticed by customers": "1 of 3 before we did",
    }


def test_who_noticed_is_unknown_where_nobody_said(site: SiteBuilder) -> None:
    silent = incident("2026-03-14").replace("detected_by: monitoring\n", "")
    made = site({"incidents/2026-03-14-checkout.md": silent})
    assert _tiles(made.page(""))["Noticed by customers"] == "unknown"


def test_a_postmortem_says_how_it_went_against_the_time_before(twice: Site) -> None:
    page = twice.page("postmortems/2026-03-14-checkout")
    against = page.partition("fl-against")[2].partition("fl-facts")[0]
    assert verdicts(against) == {
        "Severity": "same",
        "Scope": "same",
        "Time to identify": "better",
        "Time to recover": "same",
    }
    assert 'href="../../incidents/2025-09-02-checkout/"' in against
    assert "fl-against" not in twice.page("postmortems/2025-09-02-checkout"), "it was the first time"


def test_an_imported_record_shows_what_is_known_and_owes_nothing(site: SiteBuilder) -> None:
    archived = "---\ntitle: Old\nseverity: sev2\nimported: cstate\nvisibility: public\nstarted: 2024-03-14 09:02 UTC\nresolved: 2024-03-14 10:41 UTC\n---\n"
    made = site({"incidents/2024-03-14-old.md": archived})
    page = made.page("incidents/2024-03-14-old")
    assert _tiles(page) == {"Time to recover": "1 h 39 min"}
    assert ">unknown<" not in page
    assert "to write" not in made.page("").partition('<h2 id="open"')[2]


@pytest.mark.parametrize(
    ("phase", "told"), [("resolved: 2026-03-14 10:41 UTC\n", "unknown"), ("", "not yet")], ids=["over", "open"]
)
def test_a_native_record_says_what_is_not_known(site: SiteBuilder, phase: str, told: str) -> None:
    record = f"---\ntitle: X\nseverity: sev4\nvisibility: internal\nstarted: 2026-03-14 09:02 UTC\n{phase}---\n"
    page = site({"incidents/x-y-z.md": record}).page("incidents/x-y-z")
    assert _tiles(page)["Time to mitigate"] == told


def test_components_stand_in_their_groups_and_retired_ones_last(site: SiteBuilder) -> None:
    catalogue = """\
groups: [{id: store, name: Store}]
components:
  - {id: zeta, name: Zeta, retired: 2026-01-01}
  - {id: checkout, name: Checkout, group: store}
  - {id: alpha, name: Alpha, group: store, retired: 2026-01-01}
  - {id: other, name: Other}
  - {id: leaving, name: Leaving, retired: 2026-12-31}
"""
    page = site({"catalogue.yml": catalogue}).page("components").partition("<article")[2]
    order = [">Store", ">Checkout<", ">Others", ">Other<", ">Leaving<", ">Retired", ">Alpha<", ">Zeta<"]
    assert [page.index(word) for word in order] == sorted(page.index(word) for word in order)


def test_planned_work_is_no_incident_of_its_component(site: SiteBuilder) -> None:
    planned = "---\ntitle: Upgrade\nkind: maintenance\nvisibility: public\nscheduled_for: 2026-12-02 02:00 UTC\nscheduled_until: 2026-12-02 04:00 UTC\ncomponents: [checkout]\n---\n"
    made = site({"incidents/upgrade.md": planned, "incidents/2026-03-14-checkout.md": incident("2026-03-14")})
    row = made.page("components").partition(">Checkout<")[2].partition("</tr>")[0]
    assert '<td data-label="Incidents">1</td>' in row
    assert "2026-03-14" in row
    assert "Upgrade" in made.page("components/checkout"), "its own page lists everything that touched it"


def test_a_long_list_of_components_is_cut_in_lists_and_whole_on_the_page(site: SiteBuilder) -> None:
    names = [f"part-{number}" for number in range(7)]
    catalogue = "components: [" + ", ".join(f"{{id: {name}, name: {name}}}" for name in names) + "]\n"
    record = incident("2026-03-14").replace("{checkout: major_outage}", f"[{', '.join(names)}]")
    made = site({"catalogue.yml": catalogue + "people: [{id: amara, name: A}]\n", "incidents/2026-03-14-x.md": record})
    row = made.page("incidents").partition('<span class="fl-row__day">')[2].partition("</li>")[0]
    assert "3 more" in row
    assert "part-6" not in row
    assert "part-6" in made.page("incidents/2026-03-14-x")


@pytest.mark.parametrize("url", ["https://status.northstar.example.com/", None])
def test_every_page_leads_feed_readers_to_the_public_feed(site: SiteBuilder, url: str | None) -> None:
    made = site(TWICE, status={"url": url})
    base = url or "https://example.com/"
    for page in made.wiki.rglob("index.html"):
        if "http-equiv" in page.read_text():
            continue
        head = page.read_text().partition("</head>")[0]
        for form in ("rss", "atom"):
            assert re.search(
                rf'<link rel="alternate feed" type="application/{form}\+xml"[^>]*href="{base}feed\.{form}">', head
            ), page


def test_without_a_status_site_no_page_speaks_of_one(site: SiteBuilder) -> None:
    made = site(TWICE, plugins=["search", {"faultless": {"rules": QUIET}}, "faultless/wiki"])
    page = made.page("incidents/2026-03-14-checkout")
    assert "feed.rss" not in page
    assert "As customers see it" not in page


def test_a_status_site_whose_address_nobody_said_is_not_linked(site: SiteBuilder) -> None:
    made = site(
        {
            "catalogue.yml": "components: [{id: checkout, name: Checkout}]\npeople: [{id: amara, name: A}]\n",
            "incidents/2026-03-14-x.md": incident("2026-03-14"),
        },
        status={"url": None},
    )
    assert "feed.rss" not in made.page("incidents/2026-03-14-x")


def test_the_home_page_is_called_after_the_organisation(site: SiteBuilder) -> None:
    assert "<h1>Northstar incidents</h1>" in site({"incidents/2026-03-14-x.md": incident("2026-03-14")}).page("")


def test_the_home_page_of_nobody_is_called_home(site: SiteBuilder) -> None:
    assert "<h1>Home</h1>" in site({"catalogue.yml": "components: []\n"}).page("")


def test_the_boxes_of_a_task_list_say_what_they_mean(site: SiteBuilder) -> None:
    body = "\n## Action items\n\n- [ ] Do it (owner: amara, type: learn)\n- [x] Done (owner: amara, type: learn)\n"
    made = site(
        {
            "incidents/2026-03-14-checkout.md": incident("2026-03-14"),
            "postmortems/2026-03-14-checkout.md": postmortem("2026-03-14-checkout", body=body),
            "handbook/list.md": "# List\n\n- [ ] One\n",
        }
    )
    assert (
        len(re.findall(r'<input type="checkbox" aria-label="Done"', made.page("postmortems/2026-03-14-checkout"))) == 2
    )
    assert 'aria-label="Done"' in made.page("handbook/list")
    assert name_boxes("<p>no box</p>") == "<p>no box</p>"


def test_records_stay_out_of_a_navigation_that_mkdocs_makes_itself(site: SiteBuilder) -> None:
    made = site({**TWICE, "handbook/writing.md": "# Writing\n"}, nav=None)
    navigation = re.search(r'<nav class="md-nav md-nav--primary".*?</nav>\s*</div>', made.page("handbook"), re.DOTALL)
    assert navigation is not None
    assert "2026-03-14" not in navigation[0]
    assert "Writing" in navigation[0]
    assert "Components" in navigation[0]
