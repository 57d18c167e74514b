"""How heavy pages are, and templates of one's own."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re

import jinja2
import pytest
from pages_seen import read
from rendering import MAJOR, PARTIAL, component, days, everything, group, hit, incident, site, update

from faultless.outputs import render_site
from faultless.outputs.current import current
from faultless.outputs.history import recent
from faultless.outputs.pages import Pages

# Weight


def weight(content):
    return len(gzip.compress(content, 9, mtime=0))


def test_the_home_page_with_thirty_components_comes_in_one_congestion_window():
    bad = {
        f"d{back}": (state, 90, (f"i{back}",))
        for back, state in zip(range(1, 41, 4), [MAJOR, PARTIAL] * 5, strict=True)
    }
    records = [
        incident(
            f"i{back}",
            f"2026-03-{max(1, 20 - back):02} 09:00",
            ends="2026-03-20 11:00",
            title=f"Trouble {back} at hand",
        )
        for back in range(1, 41, 4)
    ]
    text = " ".join(f"Word{number} that differs" for number in range(120))
    open_ = incident(
        "open", updates=(update("2026-03-20 11:00", text),), affected=(hit("c1", MAJOR),), now=(hit("c1", MAJOR),)
    )
    components = [
        component(
            f"c{number}",
            name=f"Service number {number}",
            description=f"What it is for {number * 7919}",
            days=days(**bad),
        )
        for number in range(30)
    ]
    groups = tuple(
        group(*components[start : start + 10], id=f"g{start}", name=f"Group {start}") for start in (0, 10, 20)
    )
    assert weight(render_site(site(open_, *records, groups=groups))["index.html"]) <= 14 * 1024


def test_an_incident_page_is_small_also_with_many_updates_and_components():
    updates = tuple(
        update(
            f"2026-03-19 {hour:02}:00", " ".join(f"Word{hour * number} of an update" for number in range(20)), "Update"
        )
        for hour in range(23, 9, -1)
    )
    many = tuple(hit(f"component-{number}", PARTIAL, "2026-03-19 09:00", "2026-03-20 10:00") for number in range(25))
    record = incident(ends="2026-03-20 10:00", updates=updates, affected=many)
    assert weight(render_site(site(record))["incidents/one-record/index.html"]) <= 8 * 1024


# Templates of one's own


def test_a_template_of_ones_own_takes_the_place_of_ours_and_escapes_as_ours(tmp_path):
    (tmp_path / "404.html.jinja2").write_text("{{ site.name }}")
    (tmp_path / "favicon.svg.jinja2").write_text("{{ site.name }}")
    files = render_site(site(name="<b>"), tmp_path)
    assert files["404.html"] == files["favicon.svg"] == b"&lt;b&gt;"
    assert files["subscribe/index.html"] == render_site(site(name="<b>"))["subscribe/index.html"]


def test_a_template_of_ones_own_can_extend_the_base(tmp_path):
    (tmp_path / "404.html.jinja2").write_text('{% extends "base.html.jinja2" %}{% block content %}Gone{% endblock %}')
    assert read(render_site(site(), tmp_path)["404.html"].decode()).main == "Gone"


def test_a_name_that_a_template_does_not_know_is_an_error(tmp_path):
    (tmp_path / "404.html.jinja2").write_text("{{ site.nmae }}")
    with pytest.raises(jinja2.UndefinedError, match="nmae"):
        render_site(site(), tmp_path)


def test_the_same_site_gives_the_same_bytes():
    assert render_site(everything()) == render_site(everything())


def test_each_script_of_a_page_is_small_and_asks_nobody_else():
    html = render_site(everything())["affected/index.html"].decode()
    scripts = re.findall("<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        assert len(script.encode()) < 4 * 1024
        assert "http:" not in script
        assert "https:" not in script


def test_the_home_page_of_ten_thousand_components_can_be_made():
    few = days(3)
    many = [component(f"c{number}", days=few) for number in range(10_000)]
    made = site(components=many)
    home = Pages(made).recipe("home.html.jinja2", "index.html", current=current(made), days=recent(made), records={})
    assert home.make(*home.given).count(b"<details") == 10_000


def test_more_of_ones_own_stands_in_the_head_of_every_page_and_may_run_by_its_hash(tmp_path):
    script = "console.log(1)"
    (tmp_path / "head.html.jinja2").write_text(
        f'<meta name="verify" content="{{{{ site.name }}}}"><script>{script}</script>'
    )
    files = render_site(everything(), tmp_path)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    for path, content in files.items():
        if path.endswith(".html") and b'http-equiv="refresh"' not in content:
            assert b'<meta name="verify" content="Northstar">' in content, path
            assert f"sha256-{digest}".encode() in content, path


def test_an_icon_and_colours_of_ones_own_are_used():
    made = everything(favicon="icon.svg", colour="#0a6d4f", colour_dark="#7fd4b0")
    html = render_site(made)["history/index.html"].decode()
    assert '<link rel="icon" href="../assets/icon.svg">' in html
    assert "--link:#0a6d4f" in html
    assert "--link:#7fd4b0" in html
