"""The line that a customer's own page shows while something is wrong."""

from __future__ import annotations

import pytest
import samples
from playwright.sync_api import Browser, expect
from samples import record

CATALOGUE = "organisation: {name: Northstar, url: https://example.com}\ncomponents: [{id: checkout, name: Checkout}]\n"
TITLE = "<img src=x onerror=alert(1)> Checkout is down"
DOWN = record(
    f'title: "{TITLE}"\nseverity: sev1\ncomponents: {{checkout: major_outage}}\nstarted: 2026-11-20 11:40 UTC',
    "Investigating | 2026-11-20 11:45 | We are looking into it.",
)
CORS = {"Access-Control-Allow-Origin": "*"}


@pytest.fixture
def own_page(tmp_path, serve, chromium: Browser):
    """A page of another host with the line of `embed.js`, for a status site of some files; and the site's address."""
    opened = []

    def show(files: dict[str, str], headers: dict[str, str] = CORS):
        (tmp_path / "site").mkdir()
        status = serve(samples.build(tmp_path / "site", {"catalogue.yml": CATALOGUE, **files}), headers)
        (tmp_path / "own").mkdir()
        script = f'<script src="{status.url}embed.js" async></script>'
        (tmp_path / "own/index.html").write_text(
            f"<!doctype html><link rel=icon href=data:,><title>Shop</title>{script}<h1>Shop</h1>"
        )
        page = chromium.new_page()
        opened.append(page)
        page.goto(serve(tmp_path / "own").url, wait_until="networkidle")
        return page, status

    yield show
    for page in opened:
        page.close()


def test_it_shows_what_is_wrong_as_text_and_leads_there(own_page):
    page, _ = own_page({"incidents/down.md": DOWN})
    line = page.locator("#faultless-status")
    expect(line).to_have_text(f"Northstar: {TITLE}")
    assert line.get_attribute("role") == "status"
    assert str(line.locator("a").get_attribute("href")).endswith("/incidents/down/")
    assert line.locator("img").count() == 0


def test_it_shows_nothing_while_all_is_well(own_page):
    page, status = own_page({})
    expect(page.locator("h1")).to_have_text("Shop")
    assert page.locator("#faultless-status").count() == 0
    assert any("summary.json" in path for path in status.requests)


def test_it_does_no_harm_where_the_status_site_does_not_answer(own_page):
    page, _ = own_page({"incidents/down.md": DOWN}, {})
    errors: list[object] = []
    page.on("pageerror", lambda problem: errors.append(str(problem)))
    page.reload(wait_until="networkidle")
    assert page.locator("#faultless-status").count() == 0
    assert errors == []
