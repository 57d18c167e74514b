"""The statistical pictures as people meet them: named, clickable, in the colours of the page, never off its side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import knowledge
import pytest
from playwright.sync_api import Browser, Page
from watching import Served, violations, watch

pytest.importorskip("vl_convert")

PICTURED = ("", "metrics/", "map/", "root-causes/")
RTL = knowledge.RTL


def struck(count: int) -> dict[str, str]:
    """One cause that struck so often, each time in an incident with a title that is hard to show."""
    titles = (knowledge.HTML, knowledge.LONG_TITLE, RTL, knowledge.EMOJI)
    files = {
        "root-causes/cause.md": f'---\ntitle: "{knowledge.LONG_TITLE}"\ncategories: [config-change]\n---\n\nIt shows.\n'
    }
    for number in range(count):
        day = f"{2026 - number // 12}-{12 - number % 12:02}-{1 + number % 9:02}" if number else "2026-11-19"
        if day > "2026-11-19":
            continue
        times = {"detected": 4, "acknowledged": 6, "identified": 10 + number % 40, "mitigated": 52}
        head = "components: [checkout, search]\ndetected_by: customer\n"
        head += "".join(f"{name}: {day} 09:{minute:02} UTC\n" for name, minute in times.items())
        name = f"{day}-number-{number}"
        files[f"incidents/{name}.md"] = knowledge.incident(titles[number % 4], day, head=head)
        files[f"postmortems/{name}.md"] = (
            f"---\ntitle: Number {number}\nincident: {name}\nstatus: draft\nroot_causes: [cause]\n---\n\n## Summary\n\nIt did.\n"
        )
    files["catalogue.yml"] = f"components: [{{id: checkout, name: Checkout}}, {{id: search, name: '{RTL}'}}]\n"
    return files


@pytest.fixture(scope="module")
def sixty(tmp_path_factory, serve: Callable[..., Served]) -> Served:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAULTLESS_NOW", knowledge.NOW)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        return serve(knowledge.build(tmp_path_factory.mktemp("sixty"), struck(60)))


@pytest.fixture
def tab(chromium: Browser):
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def opened(tab: Page, address: str) -> None:
    tab.goto(address, wait_until="networkidle")
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_pictures_and_their_tables_leave_nothing_to_complain_of(tab, sixty, scheme, width) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    seen = watch(tab)
    for path in PICTURED:
        opened(tab, sixty.url + path)
        assert violations(tab) == [], path
        assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth"), path
    assert seen.complaints == []
    assert seen.elsewhere(sixty.url) == []


def test_every_picture_has_a_title_and_is_told_in_words(tab, sixty) -> None:
    for path in PICTURED:
        opened(tab, sixty.url + path)
        told = tab.evaluate(
            "[...document.querySelectorAll('svg.fl-chart')].map(one => [one.getAttribute('role'),"
            " document.getElementById(one.getAttribute('aria-labelledby'))?.textContent,"
            " document.getElementById(one.getAttribute('aria-describedby'))?.textContent])"
        )
        assert told, path
        for role, title, words in told:
            assert role == "group"
            assert title
            assert len(words) > 20


def test_the_keyboard_reaches_in_the_tables_whatever_the_marks_lead_to(tab, sixty) -> None:
    for path in PICTURED:
        opened(tab, sixty.url + path)
        marks, rows = (
            set(tab.evaluate(f"[...document.querySelectorAll('{where}')].map(one => one.href?.baseVal ?? one.href)"))
            for where in ("svg.fl-chart a", "article a[href]:not([tabindex])")
        )
        absolute = {tab.evaluate("address => new URL(address, location.href).href", one) for one in marks}
        assert absolute, path
        assert absolute <= rows, path


def test_a_mark_leads_to_its_record(tab, sixty) -> None:
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.goto(sixty.url + "metrics/")
    mark = tab.locator("svg.fl-chart a").first
    label = mark.get_attribute("aria-label")
    mark.click()
    tab.wait_for_url("**/incidents/**")
    assert label is not None
    assert label[:10] in tab.url


def test_a_number_of_the_map_leads_to_as_many_incidents(tab, sixty) -> None:
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.goto(sixty.url + "map/")
    cell = tab.locator("a.fl-heat").first
    number = int(cell.inner_text())
    assert number > 12
    cell.click()
    tab.wait_for_url("**/incidents/?cause=*")
    assert tab.locator(".fl-row:visible").count() == number


def test_no_words_of_a_picture_are_cut_off_at_its_side(tab, sixty) -> None:
    for path in PICTURED:
        for width in (390, 1440):
            tab.set_viewport_size({"width": width, "height": 900})
            opened(tab, sixty.url + path)
            outside = tab.evaluate(
                "[...document.querySelectorAll('svg.fl-chart')].flatMap(svg => { const box = svg.getBoundingClientRect();"
                " return [...svg.querySelectorAll('text')].filter(one => { const own = one.getBoundingClientRect();"
                " return own.width && (own.left < box.left - 2 || own.right > box.right + 2 || own.bottom > box.bottom + 2) })"
                ".map(one => one.textContent) })"
            )
            assert outside == [], f"{path} at {width}"


def test_pictures_change_their_colours_with_the_page(tab, sixty) -> None:
    tab.goto(sixty.url + "metrics/")
    fill = "getComputedStyle(document.querySelector('svg.fl-chart text')).fill"
    by_day = tab.evaluate(fill)
    tab.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert tab.evaluate(fill) != by_day


def test_pictures_are_there_without_script(chromium, sixty) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sixty.url + "metrics/")
    assert page.locator("svg.fl-chart:visible").count() == 12
    context.close()


def test_nothing_of_a_hostile_title_runs_in_a_picture(tab, sixty) -> None:
    said = []
    tab.on("dialog", lambda one: (said.append(one.message), one.dismiss()))
    for path in PICTURED:
        opened(tab, sixty.url + path)
    assert said == []
    assert tab.locator("svg.fl-chart script, svg.fl-chart [onload]").count() == 0


def test_the_page_of_an_empty_wiki_says_what_to_write(tab, tmp_path_factory, serve, monkeypatch) -> None:
    monkeypatch.setenv("FAULTLESS_NOW", knowledge.NOW)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    folder: Path = knowledge.build(tmp_path_factory.mktemp("none"), {})
    tab.goto(serve(folder).url + "metrics/")
    assert "faultless new incident" in tab.locator("article").inner_text()
    assert tab.locator("svg.fl-chart").count() == 0
