from __future__ import annotations

import json
import locale
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.syndication import Entry, Feed, atom, json_feed, rss, spread, tag_uri

T0 = datetime(2026, 3, 14, 9, 14, tzinfo=timezone.utc)
ATOM = "{http://www.w3.org/2005/Atom}"


def entry(number: int, at: datetime = T0, **changes) -> Entry:
    made = Entry(
        id=f"tag:example.com,2026-01-01:incident/x/update/{number}",
        title=f"Identified – Checkout {number}",
        url=f"https://status.example.com/incidents/x/#update-{number}",
        published=at,
        updated=at,
        content_html=f"<p>We see &amp; know {number}.</p>",
        text=f"We see & know {number}.",
        categories=("Checkout",),
    )
    return replace(made, **changes)


def feed(*entries: Entry, **changes) -> Feed:
    made = Feed(
        id="tag:example.com,2026-01-01:feed",
        title="Northstar status",
        subtitle="Updates on incidents",
        home_url="https://status.example.com/",
        self_url="https://status.example.com/feed.rss",
        author="Northstar",
        epoch=datetime(2026, 1, 1, tzinfo=timezone.utc),
        entries=entries,
    )
    return replace(made, **changes)


NEWEST_FIRST = (entry(2, T0 + timedelta(hours=1)), entry(1))


@pytest.mark.parametrize("render", [rss, atom])
def test_a_reader_finds_every_entry_in_order_with_its_id(render):
    parsed = feedparser.parse(render(feed(*NEWEST_FIRST)))
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert [e.id for e in parsed.entries] == [e.id for e in NEWEST_FIRST]
    assert [e.title for e in parsed.entries] == [e.title for e in NEWEST_FIRST]
    assert [e.link for e in parsed.entries] == [e.url for e in NEWEST_FIRST]
    assert [datetime(*e.published_parsed[:6], tzinfo=timezone.utc) for e in parsed.entries] == [
        e.published for e in NEWEST_FIRST
    ]


@pytest.mark.parametrize("render", [rss, atom, json_feed])
def test_the_clock_never_shows(render):
    old = datetime(2019, 1, 1, tzinfo=timezone.utc)
    document = render(feed(entry(1, old), epoch=old)).decode().replace("2026-01-01", "")
    assert "2019" in document
    assert str(datetime.now(timezone.utc).year) not in document


def test_the_dates_of_a_feed_are_those_of_its_newest_entry():
    channel = ET.fromstring(rss(feed(*NEWEST_FIRST))).find("channel")
    assert channel is not None
    assert channel.findtext("lastBuildDate") == "Sat, 14 Mar 2026 10:14:00 +0000"
    assert ET.fromstring(atom(feed(*NEWEST_FIRST))).findtext(f"{ATOM}updated") == "2026-03-14T10:14:00+00:00"


def test_an_empty_feed_has_the_given_date():
    assert ET.fromstring(atom(feed())).findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+00:00"


def test_the_rss_link_is_the_page_and_the_self_link_the_feed():
    channel = ET.fromstring(rss(feed(*NEWEST_FIRST))).find("channel")
    assert channel is not None
    assert channel.findtext("link") == "https://status.example.com/"
    link = channel.find(f"{ATOM}link")
    assert link is not None
    assert (link.get("rel"), link.get("href")) == ("self", "https://status.example.com/feed.rss")


def test_guids_are_no_permalinks_and_categories_have_no_domain():
    item = ET.fromstring(rss(feed(entry(1)))).find("channel/item")
    assert item is not None
    guid, category = item.find("guid"), item.find("category")
    assert guid is not None
    assert category is not None
    assert guid.get("isPermaLink") == "false"
    assert category.attrib == {}
    assert category.text == "Checkout"


def test_the_content_is_html_without_cdata_and_is_the_description():
    assert b"CDATA" not in rss(feed(entry(1))) + atom(feed(entry(1)))
    item = ET.fromstring(rss(feed(entry(1)))).find("channel/item")
    assert item is not None
    assert item.findtext("description") == "<p>We see &amp; know 1.</p>"
    content = ET.fromstring(atom(feed(entry(1)))).find(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"


def test_the_locale_of_the_process_is_never_touched(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("setlocale was called")

    monkeypatch.setattr(locale, "setlocale", refuse)
    assert b"Sat, 14 Mar 2026" in rss(feed(entry(1)))


def test_bytes_do_not_depend_on_hash_seed_or_zone():
    script = (
        "import sys; sys.path.insert(0, 'tests/syndication'); import test_formats as t\n"
        "sys.stdout.buffer.write(t.rss(t.feed(*t.NEWEST_FIRST)) + t.atom(t.feed(*t.NEWEST_FIRST)))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Kiritimati"))
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("render", [rss, atom])
@pytest.mark.parametrize(
    "title", ["a & b < c > d \" ' ]]> é 🙂", "\u202eright to left\u202c", "non\u00a0breaking", "x" * 60_000]
)
def test_any_title_survives(render, title):
    parsed = feedparser.parse(render(feed(entry(1, title=title, content_html=f"<p>{title}</p>"))))
    assert not parsed.bozo
    element = ET.fromstring(render(feed(entry(1, title=title))))
    found = element.findtext("channel/item/title") or element.findtext(f"{ATOM}entry/{ATOM}title")
    assert found == title


@pytest.mark.parametrize("render", [rss, atom])
def test_a_control_character_is_refused_with_the_entrys_name(render):
    with pytest.raises(ValueError, match="incident/x/update/1"):
        render(feed(entry(1, title="bell \x07")))


def test_json_feed_has_the_same_ids_and_dates():
    document = json.loads(json_feed(feed(*NEWEST_FIRST)))
    assert [item["id"] for item in document["items"]] == [e.id for e in NEWEST_FIRST]
    assert document["items"][1]["date_published"] == "2026-03-14T09:14:00Z"
    assert document["version"] == "https://jsonfeed.org/version/1.1"


def test_json_feed_has_tags_only_where_there_are_any():
    with_, without = json.loads(json_feed(feed(entry(1), entry(2, categories=()))))["items"]
    assert with_["tags"] == ["Checkout"]
    assert "tags" not in without


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 99)), unique_by=lambda pair: pair[1]))
def test_spread_dates_are_unique_descending_and_ids_stay(pairs):
    given_entries = [entry(number, T0 + timedelta(seconds=second)) for second, number in pairs]
    found = spread(given_entries)
    dates = [e.published for e in found]
    assert dates == sorted(set(dates), reverse=True)
    assert sorted(e.id for e in found) == sorted(e.id for e in given_entries)
    assert spread(reversed(given_entries)) == found
    assert all(e.updated >= e.published for e in found)


def test_an_entry_without_a_twin_keeps_its_date():
    assert [e.published for e in spread([entry(1), entry(2, T0 + timedelta(minutes=1))])] == [
        T0 + timedelta(minutes=1),
        T0,
    ]


def test_tag_uris_follow_rfc_4151():
    assert tag_uri("example.com", date(2026, 1, 1), "incident/x") == "tag:example.com,2026-01-01:incident/x"
    for authority in ("", "exa mple.com", "-x.com", "http://example.com"):
        with pytest.raises(ValueError, match="domain"):
            tag_uri(authority, date(2026, 1, 1), "x")
    with pytest.raises(ValueError, match="tag URI"):
        tag_uri("example.com", date(2026, 1, 1), "ü")
