"""Whole builds: what a fresh knowledge base becomes."""

from __future__ import annotations

import json
import re
from pathlib import Path

from small_sites import TWICE, Site, SiteBuilder, incident, postmortem, verdicts


def test_one_build_makes_the_wiki_and_the_status_site(site: SiteBuilder) -> None:
    made = site(TWICE)
    assert "Checkout returned errors" in made.page("incidents/2026-03-14-checkout")
    assert "Checkout returned errors" in (made.status / "incidents/2026-03-14-checkout/index.html").read_text()
    assert not (made.status / "postmortems").exists()


def test_a_build_of_clean_content_warns_of_nothing(twice: Site) -> None:
    assert twice.warnings() == []


def test_incident_and_postmortem_may_share_a_stem(twice: Site) -> None:
    assert "What customers" not in twice.page("incidents/2026-03-14-checkout")
    assert "The authority expired." in twice.page("postmortems/2026-03-14-checkout")
    assert "We are looking into errors" in twice.page("incidents/2026-03-14-checkout")


def test_a_mention_of_nothing_stays_as_written_and_is_an_error(project: SiteBuilder) -> None:
    made = project(
        {"incidents/2026-03-14-checkout.md": incident("2026-03-14", body="\n## Notes\n\nSee [[nothing-here]].\n")}
    )
    assert "XR101" in made.fails()


def test_the_root_cause_says_how_each_time_went_against_the_time_before(twice: Site) -> None:
    again, first = (
        twice.page("root-causes/payments-ca-expiry").partition('class="fl-chain"')[2].split('class="fl-link"')[1:]
    )
    assert verdicts(again) == {
        "Severity": "same",
        "Scope": "same",
        "Time to identify": "better",
        "Time to recover": "same",
    }
    assert "First time" in first
    assert verdicts(first) == {}


def test_a_missing_time_is_unknown_and_never_zero(site: SiteBuilder) -> None:
    made = site(
        {"incidents/2026-03-14-checkout.md": incident("2026-03-14").replace("identified: 2026-03-14 09:31 UTC\n", "")}
    )
    assert re.search(r"<dt>Time to identify</dt><dd>unknown</dd>", made.page("incidents/2026-03-14-checkout"))


def test_records_do_not_stand_in_the_navigation(twice: Site) -> None:
    navigation = re.search(r'<nav class="md-nav md-nav--primary".*?</nav>', twice.page("handbook"), re.DOTALL)
    assert navigation is not None
    assert "2026-03-14" not in navigation[0]
    assert "Root causes" in navigation[0]


def test_a_record_stands_below_its_index_in_the_breadcrumbs(twice: Site) -> None:
    page = twice.page("incidents/2026-03-14-checkout")
    path = re.search(r'<nav class="md-path".*?</nav>', page, re.DOTALL)
    assert path is not None
    assert 'href="../"' in path[0]


def test_the_folder_of_a_record_is_not_part_of_its_address(site: SiteBuilder) -> None:
    made = site({"incidents/2026/2026-03-14-checkout.md": incident("2026-03-14")})
    assert (made.wiki / "incidents/2026-03-14-checkout/index.html").is_file()
    assert not (made.wiki / "incidents/2026").exists()


def test_a_former_id_leads_to_the_record(site: SiteBuilder) -> None:
    made = site({"incidents/2026-03-14-checkout.md": incident("2026-03-14", head="aliases: [2026-03-14-old-name]\n")})
    assert 'url=../../incidents/2026-03-14-checkout/"' in made.page("incidents/2026-03-14-old-name")


def test_the_search_finds_records_by_title_and_text(twice: Site) -> None:
    entries = json.loads((twice.wiki / "search/search_index.json").read_text())["docs"]
    found = {entry["location"]: entry for entry in entries}
    assert found["incidents/2026-03-14-checkout/"]["title"] == "Checkout returned errors"
    assert any("We are looking into errors" in entry["text"] for entry in entries)
    titles = [entry["title"] for entry in entries if entry["location"].startswith("incidents/#")]
    assert titles == [], "a list is no search result, its records are"


def test_an_empty_knowledge_base_says_what_to_do_next(site: SiteBuilder) -> None:
    made = site({"catalogue.yml": "organisation: {name: Northstar}\n"})
    assert "First steps" in made.page("")
    for address in ("incidents", "postmortems", "root-causes", "components"):
        assert "fl-hint" in made.page(address), address
    assert made.warnings() == []


def test_the_intro_of_a_list_stands_above_it(site: SiteBuilder) -> None:
    made = site(
        {**TWICE, "incidents/index.md": "# Incidents\n\nOur own words.\n", "index.md": "# Start\n\nWelcome here.\n"}
    )
    assert made.page("incidents").index("Our own words.") < made.page("incidents").index("Card payments failed")
    assert made.page("").index("Welcome here.") < made.page("").index('<h2 id="incidents"')


def test_a_readme_is_an_intro_too(site: SiteBuilder) -> None:
    made = site({**TWICE, "incidents/README.md": "# Incidents\n\nOur own words.\n"})
    assert "Our own words." in made.page("incidents")


def test_the_handbook_lists_its_pages_and_the_rules(site: SiteBuilder) -> None:
    made = site({"handbook/index.md": "# Handbook\n\nHow we work.\n", "handbook/writing.md": "# Writing\n\nText.\n"})
    assert '<a href="../handbook/writing/">Writing</a>' in made.page("handbook")
    assert '<a href="../handbook/rules/">Rules</a>' in made.page("handbook")
    assert 'href="../../handbook/rules/FM001/"' in made.page("handbook/rules")
    assert "FM001" in made.page("handbook/rules/FM001")


def test_the_handbook_does_not_list_twice_what_its_own_index_links_to(site: SiteBuilder) -> None:
    made = site(
        {
            "handbook/index.md": "# Handbook\n\nRead [how we write](writing.md) and the [rules](rules/index.md).\n",
            "handbook/writing.md": "# Writing\n\nText.\n",
        }
    )
    content = made.page("handbook").partition("<h1")[2]
    assert content.count('writing/"') == 1
    assert content.count('rules/"') == 1
    assert '<a href="../glossary/">Glossary</a>' in content


def test_what_is_due_stands_on_the_home_page(site: SiteBuilder) -> None:
    actions = "\n## Action items\n\n- [ ] Alert on the queue (owner: amara, due: 2026-11-01, type: detect)\n- [x] Done already (owner: amara, type: learn, done: 2026-03-20)\n"
    made = site(
        {
            "incidents/2026-03-14-checkout.md": incident("2026-03-14"),
            "incidents/2026-11-19-search.md": incident("2026-11-19", "Search was down")
            .replace("resolved: 2026-11-19 10:41 UTC\n", "")
            .partition("## Resolved")[0],
            "postmortems/2026-03-14-checkout.md": postmortem("2026-03-14-checkout", body=actions),
        }
    )
    home = made.page("")
    assert "1 postmortem to write" in home
    assert "1 overdue" in home
    assert "Alert on the queue" in home
    assert "Done already" not in home
    assert "Search was down" in home.partition('<h2 id="incidents"')[0], "it is open"


def test_public_images_of_updates_are_shown_and_the_catalogue_is_not(site: SiteBuilder) -> None:
    body = "\n## Notes\n\n![The curve](../public/curve.svg)\n"
    made = site(
        {
            "incidents/2026-03-14-checkout.md": incident("2026-03-14", body=body),
            "public/curve.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "public/terms.md": "not a page",
        }
    )
    assert 'src="../../assets/public/curve.svg"' in made.page("incidents/2026-03-14-checkout")
    assert (made.wiki / "assets/public/curve.svg").is_file()
    assert not list(made.wiki.rglob("catalogue.yml"))
    assert not list(made.wiki.rglob("*terms*"))


def test_the_public_page_is_linked_only_from_public_incidents(site: SiteBuilder) -> None:
    internal = incident("2026-03-15").replace("visibility: public", "visibility: internal")
    made = site({**TWICE, "incidents/2026-03-15-search.md": internal})
    public = "https://status.northstar.example.com/incidents/"
    assert f'href="{public}2026-03-14-checkout/"' in made.page("incidents/2026-03-14-checkout")
    assert public not in made.page("incidents/2026-03-15-search")


def test_updates_and_components_are_shown_as_messages(site: SiteBuilder) -> None:
    body = incident("2026-03-14").replace(
        "errors at checkout.", "errors at checkout.\n\nComponents: checkout major outage"
    )
    page = site({"incidents/2026-03-14-checkout.md": body}).page("incidents/2026-03-14-checkout")
    assert page.count('class="fl-update"') == 2
    assert "fl-state--major-outage" in page


def test_edit_links_exist_only_for_files_that_exist(site: SiteBuilder) -> None:
    made = site(
        TWICE,
        repo_url="https://git.example.com/northstar/incidents",
        edit_uri="edit/main/content/",
        theme={"name": "material", "font": False, "features": ["content.action.edit"]},
    )
    assert "edit/main/content/incidents/2026-03-14-checkout.md" in made.page("incidents/2026-03-14-checkout")
    for address in ("components/checkout", "handbook/rules/FM001", "handbook/rules"):
        assert "edit/main" not in made.page(address), address


def test_the_site_of_a_knowledge_base_without_dates_builds(site: SiteBuilder) -> None:
    notice = "---\ntitle: We moved\nkind: notice\nvisibility: internal\n---\n\nText.\n"
    assert "We moved" in site({"incidents/we-moved.md": notice}).page("incidents")


def test_a_template_of_ones_own_replaces_the_shipped_one(project: SiteBuilder, tmp_path: Path) -> None:
    made = project(TWICE)
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides/incidents.html").write_text("<p>{{ years | length }} years of our own</p>")
    made.build()
    assert "2 years of our own" in made.page("incidents")


def test_a_page_that_another_plugin_makes_is_left_as_it_is(project: SiteBuilder, tmp_path: Path) -> None:
    hook = "from mkdocs.structure.files import File\n\n\ndef on_files(files, config):\n    files.append(File.generated(config, 'more.md', content='# More\\n\\nWords.'))\n"
    (tmp_path / "hook.py").write_text(hook)
    made = project(TWICE, hooks=["hook.py"])
    made.build()
    assert "<p>Words.</p>" in made.page("more")
    assert made.warnings() == []


def test_a_component_shows_who_mentions_it(site: SiteBuilder) -> None:
    made = site({**TWICE, "handbook/writing.md": "# Writing\n\nAs for [[checkout]].\n"})
    below = made.page("components/checkout").partition('id="mentioned-in"')[2]
    assert '<a href="../../handbook/writing/">Writing</a>' in below
