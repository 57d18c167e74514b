"""A page that was built earlier: what its script turns over, says anew and leaves as it is."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import samples
from playwright.sync_api import Browser, Page, expect
from samples import record
from watching import Served, watch

CATALOGUE = (
    "organisation: {name: Northstar, url: https://example.com}\ngroups: [{id: store, name: Store}]\n"
    "components:\n  - {id: checkout, name: Checkout, group: store, since: 2026-01-01}\n"
    "  - {id: search, name: Search, group: store, since: 2026-01-01}\n"
)
WORK = (
    "title: Database upgrade\nkind: maintenance\ncomponents: [checkout]\n"
    "scheduled_for: 2026-11-20 13:00 UTC\nscheduled_until: 2026-11-20 15:00 UTC"
)
NOTICE = "title: TLS 1.0 goes\nkind: notice\nuntil: 2026-11-20 14:00 UTC"
FILES = {
    "catalogue.yml": CATALOGUE,
    "incidents/upgrade.md": record(WORK, "Scheduled | 2026-11-18 09:00 | Checkout will be slow."),
    "incidents/tls.md": record(NOTICE, "Notice | 2026-11-12 09:00 | Please update."),
}
DOWN = record(
    "title: Checkout is down\nseverity: sev1\ncomponents: {checkout: major_outage}\nstarted: 2026-11-20 11:40 UTC",
    "Investigating | 2026-11-20 11:45 | We are looking into it.",
)


@pytest.fixture
def place(tmp_path, serve: Callable[..., Served]):
    def build(files: dict[str, str]) -> tuple[Path, Served]:
        folder = samples.build(tmp_path, files)
        return folder, serve(folder)

    return build


@pytest.fixture
def tab_at(chromium: Browser):
    contexts = []

    def opened(moment: str, url: str, *, zone: str = "UTC", script: bool = True) -> Page:
        contexts.append(chromium.new_context(timezone_id=zone, locale="en-GB", java_script_enabled=script))
        page = contexts[-1].new_page()
        page.clock.install(time=moment)
        page.goto(url)
        return page

    yield opened
    for one in contexts:
        one.close()


def test_an_hour_before_a_maintenance_all_is_well_and_it_is_planned(place, tab_at):
    page = tab_at("2026-11-20T12:00:00Z", place(FILES)[1].url)
    expect(page.locator("h1")).to_have_text("All systems operational")
    expect(page.locator("#maintenance + article .facts b")).to_have_text("Planned")
    expect(page.locator(".asof")).to_contain_text("planned: Database upgrade, 20 November 2026, 13:00 to 15:00 UTC")
    assert page.locator("#notices").is_visible()


def test_an_hour_after_its_start_the_same_bytes_say_that_it_is_in_progress(place, tab_at):
    page = tab_at("2026-11-20T13:30:00Z", place(FILES)[1].url)
    expect(page.locator("h1")).to_have_text("Maintenance in progress")
    expect(page.locator(".banner p")).to_have_text("Checkout")
    assert page.locator(".banner").get_attribute("class") == "banner b-mt"
    assert page.title() == "Maintenance in progress – Northstar status"
    expect(page.locator("#maintenance + article .facts b")).to_have_text("In progress")
    expect(page.locator("#c-checkout .st")).to_have_text("Under maintenance")
    assert page.locator("#c-checkout .st use").get_attribute("href") == "#mt"
    expect(page.locator("#c-search .st")).to_have_text("Operational")
    expect(page.locator(".group > h3 .st")).to_have_text("Under maintenance")


def test_after_its_planned_end_it_is_gone_and_so_is_a_notice_that_has_ended(place, tab_at):
    page = tab_at("2026-11-20T15:00:00Z", place(FILES)[1].url)
    expect(page.locator("h1")).to_have_text("All systems operational")
    expect(page.locator("#c-checkout .st")).to_have_text("Operational")
    assert not page.locator("#maintenance").is_visible()
    assert not page.locator("#notices").is_visible()


def test_an_open_page_turns_over_when_the_time_comes(place, tab_at):
    page = tab_at("2026-11-20T12:59:00Z", place(FILES)[1].url)
    expect(page.locator("h1")).to_have_text("All systems operational")
    page.clock.run_for(65_000)
    expect(page.locator("h1")).to_have_text("Maintenance in progress")


def test_an_outage_is_never_hidden_by_a_maintenance_that_begins(place, tab_at):
    page = tab_at("2026-11-20T13:30:00Z", place({**FILES, "incidents/down.md": DOWN})[1].url)
    expect(page.locator("h1")).to_have_text("Major outage")
    expect(page.locator("#c-checkout .st")).to_have_text("Major outage")


def test_a_promised_update_that_did_not_come_was_due(place, tab_at):
    _, served = place({**FILES, "incidents/down.md": DOWN})
    expect(tab_at("2026-11-20T12:30:00Z", served.url).locator("#active + article")).to_contain_text("Next update by")
    late = tab_at("2026-11-20T12:50:00Z", served.url)
    expect(late.locator("#active + article")).to_contain_text("Next update was due by 20 November 2026, 12:45")


@pytest.mark.parametrize(
    ("moment", "said"),
    [("12:00", "Planned"), ("13:30", "In progress"), ("15:30", "Past its planned end")],
)
def test_the_page_of_a_maintenance_says_where_it_stands(place, tab_at, moment, said):
    page = tab_at(f"2026-11-20T{moment}:00Z", f"{place(FILES)[1].url}maintenance/upgrade/index.html")
    expect(page.locator(".state")).to_have_text(said)


def test_without_a_script_the_page_says_as_of_when_it_is_and_what_is_planned(place, tab_at):
    page = tab_at("2026-11-20T13:30:00Z", place(FILES)[1].url, script=False)
    expect(page.locator(".asof")).to_contain_text("As of 20 November 2026, 12:00 UTC; planned: Database upgrade")
    expect(page.locator("h1")).to_have_text("All systems operational")


def test_the_readers_own_time_stands_beside_utc(place, tab_at):
    url = f"{place(FILES)[1].url}maintenance/upgrade/index.html"
    tokyo = tab_at("2026-11-20T12:00:00Z", url, zone="Asia/Tokyo")
    expect(tokyo.locator("dd").first).to_contain_text("13:00 to 15:00 UTC (20 Nov, 22:00")
    expect(tokyo.locator("dd").first).to_contain_text("21 Nov, 00:00")
    expect(tab_at("2026-11-20T12:00:00Z", url).locator("dd").first).to_have_text("20 November 2026, 13:00 to 15:00 UTC")


def test_news_appear_on_an_open_page_and_what_was_open_stays_so(place, tab_at, tmp_path):
    _, served = place(FILES)
    page = tab_at("2026-11-20T12:00:00Z", served.url)
    page.locator("#c-search summary").click()
    for file in samples.build(tmp_path, {**FILES, "incidents/down.md": DOWN}).rglob("*"):
        os.utime(file, (time.time() + 5, time.time() + 5))  # the server of the tests tells times to the second
    page.clock.run_for(66_000)
    expect(page.locator("h1")).to_have_text("Major outage")
    expect(page.locator("#live")).to_contain_text("Updated at 12:01")
    assert page.locator("#c-search").get_attribute("open") is not None
    assert page.title().startswith("● Major outage")


def test_it_asks_once_a_minute_and_only_while_it_is_looked_at(place, tab_at):
    _, served = place(FILES)
    page = tab_at("2026-11-20T12:00:00Z", served.url)
    served.requests.clear()
    for _ in range(3):
        page.clock.run_for(61_000)
        page.wait_for_timeout(50)
    asked = [one for one in served.requests if one.startswith("/api/v2/summary.json")]
    assert 2 <= len(asked) <= 3
    expect(page.locator("#seen")).to_contain_text("Checked at 12:0")


def test_a_page_that_cannot_be_refreshed_says_so_and_since_when(place, tab_at):
    folder, served = place(FILES)
    page = tab_at("2026-11-20T12:00:00Z", served.url)
    assert not page.locator("#live").is_visible()
    (folder / "api/v2/summary.json").write_text("no JSON")
    page.clock.run_for(66_000)
    expect(page.locator("#live")).to_contain_text("This page could not be refreshed since 12:00")


def test_whoever_was_affected_finds_it_by_time_and_component(place, tab_at):
    folder, served = place({**FILES, "incidents/down.md": DOWN})
    page = tab_at("2026-11-20T12:00:00Z", f"{served.url}affected/index.html")
    seen = watch(page)
    page.get_by_role("button").click()
    expect(page.locator("section", has=page.locator("#found"))).to_contain_text("Checkout is down")
    page.get_by_label("Search").check()
    page.get_by_role("button").click()
    expect(page.locator("section", has=page.locator("#found"))).to_contain_text("Nothing was reported for that time.")
    page.get_by_label("Search").uncheck()
    page.get_by_role("button").click()
    page.get_by_role("link", name="Checkout is down").click()
    page.wait_for_url("**/incidents/down/index.html")
    assert seen.complaints == []
    assert json.loads((folder / "api/incidents.json").read_text())["incidents"]


def test_without_a_script_the_months_answer_whether_one_was_affected(place, tab_at):
    _, served = place({**FILES, "incidents/down.md": DOWN})
    page = tab_at("2026-11-20T12:00:00Z", f"{served.url}affected/index.html", script=False)
    assert not page.locator("form").is_visible()
    page.get_by_role("link", name="November 2026").click()
    page.wait_for_url("**/history/2026-11/index.html")
