"""The files of the site as a whole: links, mark-up, headers, map."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pages_seen import read
from rendering import (
    DEGRADED,
    MAJOR,
    NOW,
    PARTIAL,
    at,
    component,
    days,
    everything,
    group,
    hit,
    incident,
    maintenance,
    page,
    site,
    update,
)

from faultless.outputs import render_site
from faultless.public.site import PublicAction, PublicLink


def pages(files):
    return {path: content.decode() for path, content in files.items() if path.endswith(".html")}


# Links


def test_every_link_within_the_site_leads_to_a_file_and_its_anchor():
    files = render_site(everything())
    ids = {path: set(read(html).ids) for path, html in pages(files).items()}
    followed = 0
    for path, html in pages(files).items():
        if path == "404.html":
            continue
        for link in read(html).links:
            if "://" in link:
                continue
            target = unquote(urljoin(f"https://site.example/{path}", link))
            file, _, anchor = target.removeprefix("https://site.example/").partition("#")
            assert file in files, f"{path}: {link}"
            assert not anchor or anchor in ids[file], f"{path}: {link}"
            followed += 1
    assert followed > 200


def test_links_are_relative_and_name_the_file_so_that_the_site_opens_from_a_disk():
    for path, html in pages(render_site(everything())).items():
        for one in read(html).elements:
            link = one.attributes.get("href", one.attributes.get("src", ""))
            if path != "404.html" and "://" not in link:
                assert not link.startswith("/"), (path, link)
                assert not link.partition("#")[0].endswith("/"), (path, link)


def test_a_page_asks_no_other_host_for_anything():
    files = render_site(everything())
    for path, html in pages(files).items():
        for one in read(html).elements:
            absolute = [value for value in one.attributes.values() if "//" in value]
            if one.tag == "a":
                assert absolute in (
                    [],
                    ["https://other.example/x"],
                    ["https://www.example.com/imprint"],
                ), (path, one)
            elif one.tag == "svg" and "xmlns" in one.attributes:
                continue
            elif absolute:
                canonical = one.attributes.get("rel") == "canonical" or one.attributes.get("property") == "og:url"
                assert canonical, (path, one)
                assert all(value.startswith("https://status.example.com/") for value in absolute), (path, one)
        style = read(html).all("style")
        assert all("url(" not in one.text and "@import" not in one.text for one in style), path
        for script in read(html).all("script"):
            assert not script.attributes, path
            assert "//" not in script.text, path


@pytest.mark.parametrize("root", ["/", "/status/"])
def test_the_page_for_missing_addresses_works_at_any_depth(root):
    made = render_site(everything(url=f"https://status.example.com{root}"))["404.html"].decode()
    local = [link for link in read(made).links if "://" not in link and not link.startswith("#")]
    assert local
    assert all(link.startswith(root) for link in local), local
    assert read(made).one("meta", name="robots").attributes["content"] == "noindex"
    assert not read(made).all("link", rel="canonical")


# Mark-up


def test_every_page_is_well_formed_has_its_landmarks_and_says_its_language():
    for path, html in pages(render_site(everything())).items():
        made = read(html)
        if "http-equiv" in html and "refresh" in html:
            continue
        assert made.one("html").attributes["lang"] == "en", path
        for landmark in ("header", "main", "footer"):
            made.one(landmark)
        made.one("h1")
        assert made.one("a", class_="skip").attributes["href"] == f"#{made.one('main').attributes['id']}"
        assert {one.attributes["title"] for one in made.all("link", rel="alternate")} >= {
            "Northstar status (RSS)",
            "Northstar status (Atom)",
            "Northstar status (JSON Feed)",
        }
        assert made.one("meta", property="og:title").attributes["content"] == made.elements[
            made.elements.index(made.one("meta", name="viewport")) + 2
        ].text.removesuffix(" – Northstar status")


def test_the_policy_lets_a_page_use_its_own_style_and_scripts_by_hash_and_nothing_else():
    files = render_site(everything(colour="#0b57b0"))
    for path, html in pages(files).items():
        policy = read(html).one("meta", http_equiv="Content-Security-Policy").attributes["content"]
        assert "unsafe" not in policy, path
        assert policy.startswith("default-src 'none'"), path
        allowed = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        for tag, text in re.findall("<(style|script)>(.*?)</", html, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in allowed.get(f"{tag}-src", ""), path
        assert set(allowed.get("connect-src", "").split()) <= {"'self'"}
    assert "--brand:#0b57b0" in files["index.html"].decode()


def test_the_page_that_one_is_on_is_marked_in_the_navigation():
    made = site()
    for path, name in (("", "Current status"), ("history/", "History"), ("subscribe/", "Subscribe")):
        assert page(made, path).one("a", aria_current="page").text == name


@pytest.mark.parametrize(
    ("name", "label"),
    [("Northstar", "Northstar status"), ("Status", "Status"), ("Jenkins Status Page", "Jenkins Status Page")],
)
def test_a_site_that_calls_itself_a_status_page_is_not_called_so_twice(name, label):
    made = page(site(name=name), "history/")
    assert made.one("title").text == f"History – {label}"
    assert made.one("a", class_="name").text == label


def test_brand_logo_and_footer_links_are_shown():
    made = page(everything(), "history/")
    assert made.one("img").attributes == {"src": "../assets/logo.svg", "alt": ""}
    assert "Imprint" in made.one("footer").text
    assert not page(site(), "history/").all("img")


def test_the_subscribe_page_gives_the_addresses_to_copy():
    made = page(site(), "subscribe/")
    assert [one.text for one in made.all("code", class_="copy")] == [
        "https://status.example.com/feed.rss",
        "https://status.example.com/feed.atom",
        "https://status.example.com/feed.json",
        "https://status.example.com/maintenance.ics",
    ]
    assert "../feed.rss" in made.links


# Strings that would be mark-up

EVIL = """<script>alert(1)</script>" onmouseover="x" '&amp; {{ site }} </title><img src=x onerror=alert(2)>"""


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40))
@example(EVIL)
def test_whatever_a_string_holds_it_stays_text(evil):
    record = incident(
        title=evil,
        updates=(update("2026-03-19 09:10", written=evil, revised_at=NOW, revised_why=evil),),
        affected=(replace(hit("checkout", MAJOR, "2026-03-19 09:00"), name=evil),),
        now=(replace(hit("checkout", MAJOR), name=evil),),
        actions=(PublicAction(evil, done=True),),
        customer_message="<p>Sorry.</p>",
    )
    hurt = component(name=evil, description=evil, days=days(d1=(MAJOR, 5, ("one-record",))), state=MAJOR)
    footer = (PublicLink(evil, "https://x.example"),)
    made = pages(render_site(site(record, groups=(group(hurt, id="g", name=evil),), name=evil, footer=footer)))
    for path, html in made.items():
        assert not [one for one in read(html).elements if one.tag == "img" or "onmouseover" in one.attributes], path
        assert not [one for one in read(html).all("script") if "alert" in one.text], path
    for path in ("incidents/one-record/index.html", "components/checkout/index.html"):
        assert read(made[path]).one("h1").text == " ".join(evil.split())


# Headers, map, robots


def test_headers_give_the_policy_to_every_page_and_their_types_to_the_feeds():
    files = render_site(everything())
    lines = files["_headers"].decode().splitlines()
    policy = read(files["index.html"].decode()).one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    assert lines[0] == "/*"
    assert f"  Content-Security-Policy: {policy}; frame-ancestors 'none'" in lines
    assert "  X-Content-Type-Options: nosniff" in lines
    rss = lines.index("/feed.rss")
    assert lines[rss + 1 : rss + 3] == [
        "  Content-Type: application/rss+xml; charset=utf-8",
        "  Access-Control-Allow-Origin: *",
    ]
    for line in lines:
        assert line.startswith("/") or re.fullmatch(r"  [A-Za-z-]+: \S.*", line), line
    assert sum("Cache-Control" in line for line in lines) == 1, "hosts join the values of all rules that fit"


def test_the_map_names_every_page_and_when_it_last_changed():
    revised = incident(
        "r",
        "2026-03-01 09:00",
        "2026-03-01 10:00",
        updates=(update("2026-03-01 10:00", revised_at=at("2026-03-02 08:00")),),
    )
    files = render_site(site(revised, components=[component()]))
    tree = ET.fromstring(files["sitemap.xml"])
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {one.findtext(f"{space}loc"): one.findtext(f"{space}lastmod") for one in tree}
    assert set(found) == {
        f"https://status.example.com/{path.removesuffix('index.html')}" for path in files if path.endswith("index.html")
    }
    assert found["https://status.example.com/incidents/r/"] == "2026-03-02T08:00:00Z"
    assert found["https://status.example.com/"] is None


def test_robots_are_welcome_and_find_the_map():
    assert render_site(site())["robots.txt"].decode() == (
        "User-agent: *\nAllow: /\nSitemap: https://status.example.com/sitemap.xml\n"
    )


def test_the_icon_tells_the_state_by_its_shape():
    icons = {
        render_site(site(incident(now=(hit("x", state),)), components=[component("x", state)]))["favicon.svg"]
        for state in (DEGRADED, PARTIAL, MAJOR)
    }
    icons.add(render_site(site())["favicon.svg"])
    icons.add(render_site(site(components=[component()]))["favicon.svg"])
    icons.add(render_site(site(maintenance(begins="2026-03-20 11:00", ends="2026-03-20 13:00")))["favicon.svg"])
    assert len(icons) == 6
    assert all(ET.fromstring(icon).tag == "{http://www.w3.org/2000/svg}svg" for icon in icons)


def test_assets_are_copied_as_they_are():
    assert render_site(everything())["assets/e.png"] == b"\x89PNG"
