"""Everything hostile in every field that customers read, in a real browser under the site's own policy: nothing runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import samples
from playwright.sync_api import Browser, Page
from test_status_site import headers_of
from watching import Served, watch

EVIL = (
    "<script>window.hit=1</script><img src=x onerror=window.hit=2><svg onload=window.hit=3></svg>"
    "<style>body{display:none}</style><a href='javascript:window.hit=4'>x</a><iframe src=https://evil.example.net/></iframe>"
    '"onmouseover="window.hit=5 {{ 7 * 191 }} {% for x in y %} ${7 * 191} </title></script><!-- --><script>window.hit=6</script>'
)
MARKDOWN = (
    f"{EVIL}\n\n[a](javascript:window.hit=7) [b](data:text/html,<script>window.hit=8</script>) [c](vbscript:x) <javascript:window.hit=9>\n\n"
    '![d](https://evil.example.net/x.png) ![e](data:image/svg+xml,<svg/onload=window.hit=10>) ![f](x"onerror="window.hit=11)\n\n'
    '[g](https://example.com/ "t\\" onclick=\\"window.hit=12") `<script>window.hit=13</script>`\n\n| <b onclick=window.hit=14>h</b> |\n|---|\n| {{ 7 * 191 }} |\n'
)
QUOTED = json.dumps(EVIL)
STATUS = {
    "url": "https://status.example.com/",
    "brand": {"name": EVIL, "footer": [{"title": EVIL, "url": 'https://example.com/"onclick="window.hit=15'}]},
}


def _files(imported: str) -> dict[str, str]:
    head = (
        f"title: {QUOTED}\nseverity: sev1\n{imported}components: {{checkout: major_outage, 'part-2': partial_outage}}\n"
    )
    return {
        "catalogue.yml": f"""\
organisation: {{name: {QUOTED}, url: "https://example.com/"}}
groups: [{{id: store, name: {QUOTED}}}]
components:
  - {{id: checkout, name: {QUOTED}, group: store, description: {QUOTED}, since: 2026-01-01}}
  - {{id: part-2, name: {QUOTED}, retired: 2026-11-01}}
""",
        "incidents/2026-11-19-x.md": samples.record(
            head + "started: 2026-11-19 09:00 UTC",
            f"Investigating | 2026-11-19 09:10 | {MARKDOWN}\n\nRevised: 2026-11-19 09:20 UTC {EVIL}",
        ),
        "incidents/2026-12-01-work.md": samples.record(
            f"title: {QUOTED}\nkind: maintenance\n{imported}components: [checkout]\nscheduled_for: 2026-12-01 09:00 UTC\n"
            "scheduled_until: 2026-12-01 10:00 UTC",
            f"Scheduled | 2026-11-18 09:00 | {MARKDOWN}",
        ),
        "incidents/2026-11-18-word.md": samples.record(
            f"title: {QUOTED}\nkind: notice\n{imported}", f"Notice | 2026-11-18 09:00 | {MARKDOWN}"
        ),
        "postmortems/2026-11-19-x.md": f"---\ntitle: {QUOTED}\nincident: 2026-11-19-x\nstatus: published\npublished: 2026-11-20\n"
        f"customer_message: true\n---\n\n## Customer message\n\n{MARKDOWN}\n\n## Action items\n\n- [ ] {EVIL} (owner: x, public: true)\n",
    }


@pytest.fixture(scope="module", params=["", "imported: archive\n"], ids=["written", "imported"])
def hostile(request, tmp_path_factory, serve: Callable[..., Served]) -> tuple[Path, Served]:
    folder = samples.build(tmp_path_factory.mktemp("hostile"), _files(request.param), options={"status": STATUS})
    return folder, serve(folder, headers_of(folder))


def _pages(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*.html"))


def _poke(tab: Page) -> None:
    """Do to everything in the page what a reader may do to it."""
    tab.evaluate(
        """() => document.querySelectorAll("body *").forEach(one => ["mouseover", "focus", "error", "load"].forEach(
        kind => one.dispatchEvent(new Event(kind))))"""
    )


def test_nothing_hostile_runs_shows_a_picture_or_asks_another_host(
    chromium: Browser, hostile: tuple[Path, Served]
) -> None:
    folder, served = hostile
    context = chromium.new_context()
    tab = context.new_page()
    opened: list[str] = []
    tab.on("dialog", lambda one: (opened.append(one.message), one.dismiss()))
    seen = watch(tab)
    pages = _pages(folder)
    assert len(pages) > 10
    for path in pages:
        tab.goto(served.url + path)
        _poke(tab)
        assert tab.evaluate("window.hit") is None, path
        assert tab.evaluate("getComputedStyle(document.body).display") != "none", path
        assert tab.locator("iframe, object, embed, body style, body svg [onload], [onerror], [onclick]").count() == 0, (
            path
        )
        links = tab.evaluate("[...document.links].map(one => one.protocol)")
        assert set(links) <= {"http:", "https:", "mailto:"}, path
        assert "1337" not in tab.inner_text("body"), f"{path} evaluated a template in content"
    assert opened == []
    assert seen.elsewhere(served.url) == []
    assert [one for one in seen.complaints if "404" not in one] == []
    context.close()


def test_a_badge_and_the_icon_with_hostile_names_run_nothing(chromium: Browser, hostile: tuple[Path, Served]) -> None:
    folder, served = hostile
    context = chromium.new_context()
    tab = context.new_page()
    seen = watch(tab)
    for path in ("badges/overall.svg", "badges/checkout.svg", "favicon.svg"):
        tab.goto(served.url + path)
        assert tab.evaluate("window.hit") is None
        assert tab.evaluate("document.querySelectorAll('script, image, foreignObject').length") == 0
    assert [one for one in seen.complaints if "404" not in one] == []  # Chromium asks for an icon of its own
    assert (folder / "badges/overall.svg").is_file()
    context.close()
