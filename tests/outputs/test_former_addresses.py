"""Former addresses lead on, and never take the place of a page."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_seen import read
from rendering import everything, incident, site

from faultless.outputs import render_site
from faultless.public.addresses import is_own, page_of


def test_a_former_address_leads_to_the_record():
    files = render_site(everything())
    for path, target in (
        ("incidents/old-c/index.html", "../../incidents/c/index.html"),
        ("issues/now/index.html", "../../maintenance/now/index.html"),
    ):
        made = read(files[path].decode())
        assert made.one("a").attributes["href"] == target
        assert made.one("meta", http_equiv="refresh").attributes["content"] == f"0; url={target}"
        assert made.one("meta", name="robots").attributes["content"] == "noindex"
    assert b"old-c" not in files["sitemap.xml"]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/issues/x/", "issues/x/index.html"),
        ("/issues/x", "issues/x/index.html"),
        ("/x.html", "x.html"),
        ("/x.html/", "x.html/index.html"),
        ("/x/?a=b#c", "x/index.html"),
        ("/%C3%A9/", "é/index.html"),
        ("https://example.com/x/", None),
        ("//example.com/x/", None),
        ("/../x/", None),
        ("/%2e%2e/x/", None),
        ("/a\\b/", None),
        ("/a%00b/", None),
        ("/", "index.html"),
        ("?a=b", None),
        ("", None),
    ],
)
def test_an_address_becomes_a_file_below_the_site_or_nothing(address, file):
    assert page_of(address) == file


def test_a_redirect_never_takes_the_place_of_a_page_or_lies_in_a_file():
    taken = (
        "/", "/index.html", "/history/", "/incidents/a/", "/feed.rss/x/", "/history", "/favicon.svg/x.html",
        "/new/", "/new/index.html/deeper/", "https://example.com/",
    )  # fmt: skip
    plain = render_site(site(incident("a"), incident("b", ends="2026-03-20 10:00")))
    made = render_site(site(incident("a"), incident("b", ends="2026-03-20 10:00", aliases=("a",), redirects=taken)))
    assert {path for path in made if path not in plain} == {"new/index.html"}
    assert made["incidents/a/index.html"] == plain["incidents/a/index.html"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=20), st.text("/.ab%2e\\", max_size=20)), max_size=6))
def test_whatever_is_asked_for_no_file_lies_outside_or_twice(addresses):
    files = render_site(site(incident("a", redirects=tuple(addresses))))
    folders = {str(parent) for path in files for parent in PurePosixPath(path).parents}
    for path in files:
        assert not path.startswith("/")
        assert not {"", ".", ".."} & set(path.split("/"))
        assert path not in folders, "a file where a folder must be"


def test_every_page_that_is_no_records_is_known_as_the_sites_own():
    files = render_site(everything())
    records = ("incidents/", "maintenance/", "notices/")
    former = {"issues/now/index.html"}
    assert {file for file in files if not is_own(file) and not file.startswith(records)} == former
    assert not any(is_own(file) for file in files if file.startswith(records))
