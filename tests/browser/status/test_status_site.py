"""The status site as customers have it before them: in Chromium, on a phone and on a desk, by day and by night."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import samples
from playwright.sync_api import Browser, Page, expect
from watching import Served, violations, watch

KINDS = [
    ("all", "index.html"),
    ("all", "404.html"),
    ("all", "subscribe/index.html"),
    ("all", "history/index.html"),
    ("all", "uptime/index.html"),
    ("all", "affected/index.html"),
    ("all", "history/2026-11/index.html"),
    ("all", "incidents/checkout-down/index.html"),
    ("all", "incidents/nothing-said/index.html"),
    ("all", "incidents/hostile/index.html"),
    ("all", "incidents/rtl/index.html"),
    ("all", "incidents/long-title/index.html"),
    ("all", "incidents/old-api-down/index.html"),
    ("all", "maintenance/maintenance-planned/index.html"),
    ("all", "maintenance/maintenance-overran/index.html"),
    ("all", "notices/old-tls/index.html"),
    ("all", "components/arabic/index.html"),
    ("all", "components/long/index.html"),
    ("all", "components/old-api/index.html"),
    ("calm", "index.html"),
    ("crowded", "index.html"),
    ("empty", "index.html"),
    ("empty", "history/index.html"),
    ("empty", "uptime/index.html"),
    ("empty", "affected/index.html"),
    ("rtl", "index.html"),
    ("rtl", "incidents/checkout-down/index.html"),
    ("rtl", "components/checkout/index.html"),
    ("rtl", "uptime/index.html"),
    ("translated", "index.html"),
    ("translated", "de/index.html"),
    ("translated", "ja/incidents/checkout-down/index.html"),
    ("unlisted", "index.html"),
]
SIZES = [(390, 844), (1440, 900)]
SCHEMES = ("light", "dark")


@dataclass(frozen=True)
class Sample:
    folder: Path
    served: Served

    def url(self, path: str) -> str:
        return self.served.url + path


def headers_of(folder: Path) -> dict[str, str]:
    """What a host that reads `_headers` sends with every page."""
    rules = (folder / "_headers").read_text(encoding="utf-8").split("\n/")[0].splitlines()[1:]
    return dict(rule.strip().split(": ", 1) for rule in rules)


@pytest.fixture(scope="session")
def sites(tmp_path_factory, serve: Callable[..., Served]) -> dict[str, Sample]:
    made = {
        "all": (
            samples.everything(),
            {**samples.BRANDED, "status": {**samples.BRANDED["status"], "url": "https://example.com/"}},
        ),
        "calm": (samples.calm(), None),
        "crowded": (samples.crowded(), None),
        "empty": (samples.empty(), None),
        "unlisted": (samples.unlisted(), None),
        "translated": (
            samples.everything(),
            {"status": {"url": "https://example.com/", "languages": ["fr", "de", "ja"]}},
        ),
    }
    found = {}
    for name, (files, options) in made.items():
        folder = samples.build(tmp_path_factory.mktemp(name), files, options=options)
        found[name] = Sample(folder, serve(folder, headers_of(folder)))
    folder = samples.build_from_right_to_left(tmp_path_factory.mktemp("rtl"))
    found["rtl"] = Sample(folder, serve(folder, headers_of(folder)))
    return found


@pytest.fixture
def tab(chromium: Browser):
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def overflow(page: Page) -> list[str]:
    """What sticks out of the window, if it can be scrolled sideways."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.body.querySelectorAll("*")]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 100))"""
    )


@pytest.mark.parametrize(("name", "path"), KINDS)
def test_a_page_is_accessible_and_at_peace_with_its_policy(tab, sites, name, path):
    """No violation found by axe in both schemes and sizes; no complaint on the console; nothing asked of another host."""
    seen = watch(tab)
    tab.goto(sites[name].url(path))
    found = []
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            tab.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {one}" for one in violations(tab)]
    assert found == []
    assert seen.complaints == []
    assert seen.elsewhere(sites[name].served.url) == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_page_scrolls_sideways(chromium, sites, width):
    """Nor where the reader's own time stands beside each one, on another day."""
    context = chromium.new_context(viewport={"width": width, "height": 700}, timezone_id="Asia/Tokyo")
    tab = context.new_page()
    found = {}
    for name, path in KINDS:
        tab.goto(sites[name].url(path))
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        if stuck := overflow(tab):
            found[f"{name}/{path}"] = stuck[:3]
    context.close()
    assert found == {}


def test_at_twice_the_size_of_text_nothing_is_cut_off(tab, sites):
    tab.set_viewport_size({"width": 640, "height": 800})
    for path in ("index.html", "components/service-1/index.html"):
        tab.goto(sites["calm"].url(path))
        tab.evaluate("document.documentElement.style.fontSize = '200%'")
        assert overflow(tab) == []
        cut = "[...document.querySelectorAll('h1, .st, .under span')].filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth)"
        assert tab.evaluate(f"{cut}.map(one => one.outerHTML)") == []


def test_the_style_is_applied_in_both_schemes(tab, sites):
    tab.goto(sites["all"].url("index.html"))
    grounds = set()
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=scheme)
        grounds.add(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == {"rgb(255, 255, 255)", "rgb(14, 19, 24)"}


@pytest.mark.parametrize("width", [320, 360, 390, 430, 520, 610, 700, 800, 1440, 2560, 3840])
def test_each_day_of_a_bar_is_a_whole_number_of_pixels_and_the_bar_fits(tab, sites, width):
    tab.set_viewport_size({"width": width, "height": 700})
    for path in ("index.html", "components/service-1/index.html"):
        tab.goto(sites["calm"].url(path))
        bars = tab.evaluate(
            "[...document.querySelectorAll('.bar')].map(one => [one.clientWidth, one.viewBox.baseVal.width / 3, "
            "one.parentElement.getBoundingClientRect().right - one.getBoundingClientRect().right, !one.closest('.year')])"
        )
        assert bars
        for wide, days, left, boxed in bars:
            assert wide % days == 0
            assert days == 90 or not boxed
            assert left >= (8 if boxed else 0)


def test_on_a_fine_screen_a_bar_fills_its_box(chromium, sites):
    context = chromium.new_context(viewport={"width": 390, "height": 800}, device_scale_factor=3)
    page = context.new_page()
    page.goto(sites["calm"].url("index.html"))
    assert page.evaluate("document.querySelector('.bar').clientWidth") == 390 - 2 * 15 - 2 * 17
    context.close()


def test_everything_is_reached_by_keyboard_in_order_and_seen_where_it_is(tab, sites):
    tab.set_viewport_size({"width": 1280, "height": 800})
    for path in ("index.html", "incidents/hostile/index.html", "components/checkout/index.html"):
        tab.goto(sites["all"].url(path))
        there = tab.evaluate(
            "() => { const all = [...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')]"
            ".filter(one => one.checkVisibility()); all.forEach((one, index) => one.dataset.nth = index); return all.length }"
        )
        for index in range(there):
            tab.keyboard.press("Tab")
            nth, outline = tab.evaluate(
                "() => [document.activeElement.dataset.nth, getComputedStyle(document.activeElement).outlineStyle]"
            )
            assert nth == str(index), path
            assert outline != "none", path


def test_the_first_stop_skips_to_the_content(tab, sites):
    tab.goto(sites["all"].url("index.html"))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/index.html#content")


def test_the_days_of_a_component_open_by_keyboard_without_script(chromium, sites):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sites["all"].url("index.html"))
    row = page.locator("details", has_text="Checkout").first
    assert not row.locator("a").first.is_visible()
    row.locator("summary").press("Enter")
    assert row.get_by_text("Every day of Checkout").is_visible()
    context.close()


def test_a_site_opened_from_a_disk_leads_everywhere(tab, sites):
    seen = watch(tab)
    tab.goto((sites["all"].folder / "index.html").as_uri())
    tab.get_by_role("link", name="All 3 updates").click()
    tab.wait_for_url("**/incidents/checkout-down/index.html#updates")
    tab.get_by_role("link", name="November 2026", exact=True).click()
    tab.get_by_role("link", name="Earlier").click()
    tab.wait_for_url("**/history/2026-10/index.html")
    assert tab.locator("h1").inner_text() == "October 2026"
    tab.get_by_role("link", name="History").first.click()
    tab.get_by_role("link", name="API v1").click()
    tab.get_by_role("link", name="API v1 returned errors").click()
    tab.wait_for_url("**/incidents/old-api-down/index.html")
    assert tab.evaluate("[...document.images].every(one => one.complete && one.naturalWidth > 0)")
    assert tab.evaluate("document.images.length") >= 2
    tab.get_by_role("link", name="status").first.click()
    tab.wait_for_url("**/public/index.html")
    assert tab.locator("h1").inner_text() == "Partial outage"
    assert seen.complaints == []
    assert seen.elsewhere("file:///") == []


def test_the_anchor_of_an_update_brings_it_into_view(tab, sites):
    tab.set_viewport_size({"width": 390, "height": 500})
    tab.goto(sites["all"].url("incidents/hostile/index.html#update-20261115T011000Z"))
    expect(tab.locator("#update-20261115T011000Z h3")).to_be_in_viewport()


def test_a_former_address_leads_on(tab, sites):
    tab.goto(sites["all"].url("issues/2026-02-01-api/"))
    tab.wait_for_url("**/incidents/old-api-down/index.html")
    assert tab.locator("h1").inner_text() == "API v1 returned errors"


def test_in_forced_colours_a_state_still_has_its_shape(tab, sites):
    tab.emulate_media(forced_colors="active")
    tab.goto(sites["all"].url("index.html"))
    fill = "one => getComputedStyle(one).fill"
    ground = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert tab.locator(".banner .i").evaluate(fill) != ground
    assert tab.locator(".bar path").first.evaluate(fill) != ground
    assert tab.locator(".bar use").first.evaluate(fill) != ground
    assert tab.locator(".banner").evaluate("one => getComputedStyle(one).borderStyle") == "solid"


def test_on_paper_there_is_no_navigation_and_dark_is_light(tab, sites):
    tab.emulate_media(media="print", color_scheme="dark")
    tab.goto(sites["all"].url("index.html"))
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not tab.locator("nav").first.is_visible()
    assert tab.locator(".banner").is_visible()


PAPER = [(name, path) for name, path in KINDS if not path.startswith(("404", "affected", "subscribe"))]
SEEN = """() => {
  const shown = one => one.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
  const lightness = one => Math.max(...getComputedStyle(one).color.match(/\\d+/g).slice(0, 3).map(Number));
  return {
    pale: [...document.querySelectorAll("p, li, td, th, dd, h1, h2, h3")].filter(shown)
      .filter(one => lightness(one) > 130).map(one => one.outerHTML.slice(0, 100)),
    unsaid: [...document.querySelectorAll(".st")].filter(one => !shown(one) || !one.textContent.trim()).length,
    bars: [...document.querySelectorAll(".bar")].filter(one => !one.closest("details:not([open])"))
      .filter(one => !shown(one) || one.clientWidth < 90).length,
  };
}"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_on_paper_every_page_is_whole_dark_on_white_and_says_each_state_in_words(chromium, sites, scheme):
    """A4 and Letter, whatever the reader's screen was set to."""
    context = chromium.new_context(viewport={"width": 720, "height": 1000})
    tab = context.new_page()
    tab.emulate_media(media="print", color_scheme=scheme)
    found = {}
    for name, path in PAPER:
        tab.goto(sites[name].url(path))
        seen = tab.evaluate(SEEN)
        if overflow(tab) or seen != {"pale": [], "unsaid": 0, "bars": 0}:
            found[f"{name}/{path}"] = overflow(tab)[:2] or seen
    context.close()
    assert found == {}


def test_on_a_wall_of_pixels_a_line_stays_as_long_as_one_can_read(tab, sites):
    tab.set_viewport_size({"width": 3840, "height": 2160})
    for path in ("index.html", "incidents/checkout-down/index.html", "uptime/index.html"):
        tab.goto(sites["all"].url(path))
        left, right = tab.evaluate(
            "(() => { const box = document.querySelector('main').getBoundingClientRect(); return [box.left, innerWidth - box.right] })()"
        )
        assert abs(left - right) < 20
        assert 3840 - left - right < 1200


def test_one_request_makes_a_page(chromium, sites):
    """Beside the page itself only its icon and its pictures are asked for."""
    context = chromium.new_context()
    page = context.new_page()
    sites["calm"].served.requests.clear()
    page.goto(sites["calm"].url("index.html"))
    page.wait_for_load_state("networkidle")
    assert set(sites["calm"].served.requests) <= {"/index.html", "/favicon.svg"}
    context.close()
