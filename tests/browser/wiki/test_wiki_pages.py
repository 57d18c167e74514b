"""The wiki as staff have it before them: in Chromium, on a phone and on a desk, by day and by night."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import knowledge
import pytest
from playwright.sync_api import Browser, Page
from watching import Served, violations, watch

KINDS = [
    ("all", ""),
    ("all", "incidents/"),
    ("all", "incidents/2026-10-14-checkout/"),
    ("all", "incidents/database-upgrade/"),
    ("all", "incidents/old-tls/"),
    ("all", "incidents/almost/"),
    ("all", "postmortems/"),
    ("all", "postmortems/2026-10-14-checkout/"),
    ("all", "root-causes/"),
    ("all", "root-causes/payments-ca-expiry/"),
    ("all", "components/"),
    ("all", "components/checkout/"),
    ("all", "metrics/"),
    ("all", "map/"),
    ("all", "action-items/"),
    ("all", "factors/"),
    ("all", "factors/monitoring-gap/"),
    ("all", "people/"),
    ("all", "people/amara/"),
    ("all", "not-worth-doing/"),
    ("all", "handbook/writing/"),
    ("all", "handbook/rules/"),
    ("all", "handbook/rules/FM008/"),
    ("all", "404.html"),
    ("wrong", ""),
    ("wrong", "incidents/2026-10-14-checkout/"),
    ("empty", ""),
]
MORE = [
    ("all", "incidents/2026-11-01-nothing-known/"),
    ("all", "incidents/2026-11-02-long/"),
    ("all", "incidents/2026-11-03-html/"),
    ("all", "incidents/2026-11-04-rtl/"),
    ("all", "incidents/2026-11-20-open/"),
    ("all", "components/long/"),
    ("all", "handbook/"),
    ("empty", "incidents/"),
    ("empty", "metrics/"),
    ("empty", "map/"),
    ("empty", "factors/"),
    ("empty", "people/"),
    ("empty", "not-worth-doing/"),
    ("many", "metrics/"),
    ("many", "incidents/"),
]
"""Pages of the same kinds, with what is hard to lay out."""

SIZES = [(390, 844), (1440, 900)]
COLOURS = "axe.run(document, {runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations']})"


@dataclass(frozen=True)
class Sample:
    folder: Path
    served: Served

    def url(self, path: str) -> str:
        return self.served.url + path


@pytest.fixture(scope="session")
def wikis(tmp_path_factory, serve: Callable[..., Served]) -> dict[str, Sample]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAULTLESS_NOW", knowledge.NOW)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        made = {
            "all": (knowledge.everything(), False),
            "wrong": (knowledge.wrong(), True),
            "empty": ({}, False),
            "many": (knowledge.many(), False),
        }
        found = {}
        for name, (files, serving) in made.items():
            folder = knowledge.build(tmp_path_factory.mktemp(name), files, serving=serving)
            found[name] = Sample(folder, serve(folder))
    return found


@pytest.fixture
def tab(chromium: Browser):
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def mendable(found: list[str]) -> list[str]:
    """What axe found, without what the theme does after everything else has run.

    Material puts each button that copies a code block into a `nav` of its own, and gives it no name.
    """
    return [one for one in found if not (one.startswith("landmark-unique") and "md-code__nav" in one)]


@pytest.mark.parametrize(("name", "path"), KINDS)
def test_a_page_is_accessible_and_asks_nobody_else(tab: Page, wikis: dict[str, Sample], name: str, path: str) -> None:
    """No violation found by axe in both sizes and schemes; no complaint on the console; no request to another host."""
    seen = watch(tab)
    tab.goto(wikis[name].url(path))
    tab.add_style_tag(content="* { transition: none !important }")
    found = []
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        found += [f"{width} light: {one}" for one in mendable(violations(tab))]
        tab.evaluate("document.body.dataset.mdColorScheme = 'slate'")
        dark = tab.evaluate(COLOURS)["violations"]
        found += [f"{width} dark: {one['id']}: {node['html']}" for one in dark for node in one["nodes"]]
        tab.evaluate("document.body.dataset.mdColorScheme = 'default'")
    assert found == []
    assert seen.complaints == []
    assert seen.elsewhere(wikis[name].served.url, "blob:") == []


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_results_are_accessible(chromium, wikis, scheme, width, height) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(wikis["all"].url(""))
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
    page.keyboard.press("/")
    page.keyboard.type("certificate")
    page.locator(".md-search-result__item").first.wait_for()
    page.locator(".md-search-result__item mark").first.wait_for()
    assert violations(page, "document.querySelector('.md-search')") == []
    context.close()


@pytest.mark.parametrize(("scheme", "named"), [("light", "default"), ("dark", "slate")])
def test_the_scheme_is_the_one_the_reader_prefers(chromium, wikis, scheme, named) -> None:
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(wikis["all"].url(""))
    assert page.evaluate("document.body.dataset.mdColorScheme") == named
    context.close()


def test_no_page_scrolls_sideways(tab, wikis) -> None:
    found = []
    for name, path in (*KINDS, *MORE):
        tab.goto(wikis[name].url(path), wait_until="domcontentloaded")
        for width in (320, 390, 768):
            tab.set_viewport_size({"width": width, "height": 700})
            if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{name}/{path} at {width}")
    assert found == []


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("wombat", "postmortems/2026-10-14-checkout/"),
        ("numbat", "root-causes/payments-ca-expiry/"),
        ("quokka", "incidents/2026-10-14-checkout/"),
        ("Never hit", "components/never-hit/"),
        ("naive", "handbook/rules/FM008/"),
    ],
)
def test_the_search_finds_a_word_of_any_record(tab, wikis, words, address) -> None:
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.goto(wikis["all"].url("handbook/writing/"))
    tab.keyboard.press("/")
    tab.keyboard.type(words)
    found = "document.querySelector('.md-search-result__link')?.href.includes('" + address + "')"
    tab.wait_for_function(found)
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/{address}*")


def test_a_list_is_no_search_result(tab, wikis) -> None:
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.goto(wikis["all"].url(""))
    tab.keyboard.press("/")
    tab.keyboard.type("Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft")
    tab.locator(".md-search-result__item").first.wait_for()
    found = {one.get_attribute("href") for one in tab.locator(".md-search-result__link").all()}
    assert found
    for address in found:
        assert not address.partition("?")[0].endswith(("/incidents/", "/components/", "/postmortems/")), address


def test_a_long_list_narrows_while_somebody_types(tab, wikis) -> None:
    tab.goto(wikis["many"].url("incidents/"))
    tab.get_by_label("Filter").fill("search 2021-03")
    rows = tab.locator(".fl-row:visible")
    assert rows.count() > 0
    for row in rows.all():
        assert "Search" in row.inner_text()
        assert "2021-03" in row.inner_text()
    assert tab.locator("h2:visible").all_inner_texts()[0].startswith("2021")
    assert tab.locator("h2:visible").count() == 1
    assert tab.locator(".fl-filters output").inner_text() == f"{rows.count()} of 270"
    tab.get_by_label("Filter").fill("")
    assert rows.count() == 270


def test_a_list_narrows_to_what_is_chosen_and_the_address_says_so(tab, wikis) -> None:
    tab.goto(wikis["many"].url("incidents/"))
    tab.get_by_label("Year").select_option("2021")
    rows = tab.locator(".fl-row:visible")
    chosen = rows.count()
    assert 0 < chosen < 270
    assert tab.url.endswith("incidents/?year=2021")
    tab.goto(tab.url)
    assert rows.count() == chosen
    assert {row.get_attribute("data-f-year") for row in rows.all()} == {"2021"}
    tab.get_by_text("Show all").click()
    tab.wait_for_url("**/incidents/")
    assert rows.count() == 270


def test_a_short_list_has_no_filter(tab, wikis) -> None:
    tab.goto(wikis["all"].url("postmortems/"))
    assert tab.get_by_label("Filter").count() == 0


def test_a_list_is_whole_without_script(chromium, wikis) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(wikis["many"].url("incidents/"))
    assert page.locator(".fl-row:visible").count() == 270
    context.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(tab, wikis) -> None:
    tab.goto(wikis["all"].url("incidents/2026-10-14-checkout/"))
    tab.keyboard.press("Tab")
    assert "md-skip" in tab.evaluate("document.activeElement.className")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('article') !== null")


def test_every_link_of_a_page_is_reached_by_keyboard_in_order(tab, wikis) -> None:
    tab.set_viewport_size({"width": 1440, "height": 900})
    for path in ("", "incidents/2026-10-14-checkout/", "postmortems/2026-10-14-checkout/", "root-causes/"):
        tab.goto(wikis["all"].url(path))
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        there = tab.evaluate(
            "() => { const all = [...document.querySelectorAll('article a[href]:not(.headerlink, [tabindex])')];"
            " all.forEach((one, index) => one.dataset.nth = index); return all.length }"
        )
        tab.evaluate("document.querySelector('article').tabIndex = -1; document.querySelector('article').focus()")
        reached = []
        for _ in range(there + 60):
            tab.keyboard.press("Tab")
            nth = tab.evaluate("document.activeElement.closest('article') ? document.activeElement.dataset.nth : 'out'")
            if nth == "out":
                break
            if nth is not None:
                reached.append(int(nth))
        assert reached == list(range(there)), path


def test_a_table_wider_than_a_phone_is_scrolled_by_keyboard(tab, wikis) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(wikis["all"].url("postmortems/2026-10-14-checkout/"))
    box = tab.get_by_role("region", name="Table")
    box.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.activeElement.scrollLeft > 0")
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.wait_for_function("document.querySelector('.md-typeset__scrollwrap').getAttribute('tabindex') === null")


def test_the_times_of_a_timeline_stand_in_a_column(tab, wikis) -> None:
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        tab.goto(wikis["all"].url("postmortems/2026-10-14-checkout/"))
        boxes = tab.evaluate(
            "[...document.querySelectorAll('.fl-entry')].map(one => { const time = one.querySelector('.fl-time')"
            ".getBoundingClientRect(), range = document.createRange(); range.setStartAfter(one.querySelector('.fl-time'));"
            " range.setEndAfter(one.lastChild); const words = range.getBoundingClientRect(), box = one.getBoundingClientRect();"
            " return [time.left, time.right, words.left, time.bottom, box.bottom] })"
        )
        assert len(boxes) == 5
        assert len({left for left, *_ in boxes}) == 1
        for _, right, words, bottom, end in boxes:
            assert right <= words
            assert bottom <= end + 1


def test_the_preview_tells_of_findings_where_they_are_and_all_together(tab, wikis) -> None:
    tab.goto(wikis["wrong"].url(""))
    banner = tab.get_by_role("complementary", name="Findings")
    assert "FM004" in banner.inner_text()
    assert "FM001" in banner.inner_text(), "of a file without a page"
    banner.get_by_role("link", name="incidents/2026-10-14-checkout.md").click()
    banner = tab.get_by_role("complementary", name="Findings")
    assert "did you mean commander?" in banner.inner_text()
    banner.get_by_role("link", name="error FM004").click()
    assert tab.locator("h1").inner_text().startswith("FM004 unknown-key")


def test_nothing_of_a_hostile_title_runs(tab, wikis) -> None:
    opened = []
    tab.on("dialog", lambda one: (opened.append(one.message), one.dismiss()))
    for path in ("", "incidents/", "incidents/2026-11-03-html/", "components/", "components/html/"):
        tab.goto(wikis["all"].url(path))
        assert tab.get_by_text(knowledge.HTML).count() > 0, path
    assert opened == []
