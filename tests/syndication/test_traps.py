"""What feedgen 1.0 does by itself, one trap a test: each shows what a reader would have met."""

from __future__ import annotations

import locale
import re
from copy import deepcopy
from datetime import datetime, timedelta, timezone
from threading import Thread
from xml.etree import ElementTree as ET

import feedgen.entry
import feedgen.feed
import pytest
from test_formats import ATOM, NEWEST_FIRST, T0, entry, feed

from faultless.syndication import atom, rss, spread

BOTH = pytest.mark.parametrize("render", [rss, atom])
OLD = datetime(2019, 1, 5, 3, 4, 5, tzinfo=timezone.utc)


def items(document: bytes) -> list[ET.Element]:
    root = ET.fromstring(document)
    return root.findall("channel/item") or root.findall(f"{ATOM}entry")


@BOTH
def test_dates_do_not_default_to_the_clock(render):
    written = render(feed(entry(1, OLD), epoch=OLD)).decode()
    years = set(re.findall(r"\b(20\d\d)(?:-\d\d-\d\dT| \d\d:)", written))
    assert years == {"2019"}


@BOTH
def test_entries_are_not_turned_round(render):
    found = [item.findtext("guid") or item.findtext(f"{ATOM}id") for item in items(render(feed(*NEWEST_FIRST)))]
    assert found == [one.id for one in NEWEST_FIRST]


def test_the_link_of_the_channel_is_the_page_and_not_the_link_that_was_added_last_by_chance():
    assert ET.fromstring(rss(feed(entry(1)))).findtext("channel/link") == "https://status.example.com/"


@BOTH
def test_content_is_escaped_html_and_not_cdata(render):
    document = render(feed(entry(1, content_html="<p>]]&gt; & x</p>")))
    assert b"<![CDATA[" not in document
    assert {element.get("type") for element in ET.fromstring(document).iter(f"{ATOM}content")} <= {"html"}


def test_the_whole_message_is_the_description_and_there_is_no_second_one():
    (item,) = items(rss(feed(entry(1, text="something shorter"))))
    assert item.findtext("description") == "<p>We see &amp; know 1.</p>"
    assert [child.tag for child in item if "encoded" in child.tag or "summary" in child.tag] == []
    (item,) = items(atom(feed(entry(1, text="something shorter"))))
    assert item.find(f"{ATOM}summary") is None


def test_no_days_or_hours_are_skipped():
    assert b"skip" not in rss(feed(entry(1))).lower()


@BOTH
def test_categories_have_neither_domain_nor_scheme(render):
    document = render(feed(entry(1, categories=("Checkout", "API"))))
    found = [child.attrib for item in items(document) for child in item if child.tag.endswith("category")]
    assert found in ([{}, {}], [{"term": "Checkout"}, {"term": "API"}])


@BOTH
def test_what_is_handed_in_is_not_changed(render):
    one = feed(*NEWEST_FIRST)
    before = deepcopy(one)
    assert render(one) == render(one)
    assert one == before


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (OLD, "Sat, 05 Jan 2019 03:04:05 +0000"),
        (T0, "Sat, 14 Mar 2026 09:14:00 +0000"),
        (datetime(2024, 2, 29, 23, 59, 59, tzinfo=timezone.utc), "Thu, 29 Feb 2024 23:59:59 +0000"),
    ],
)
def test_dates_of_rss_are_in_english_by_rfc_2822(at, written):
    (item,) = items(rss(feed(entry(1, at))))
    assert item.findtext("pubDate") == written


def test_the_locale_of_the_process_is_never_switched_and_the_formatter_is_put_back(monkeypatch):
    before = feedgen.entry.formatRFC2822, feedgen.feed.formatRFC2822
    asked = []
    monkeypatch.setattr(locale, "setlocale", lambda *given: asked.append(given))
    rss(feed(*NEWEST_FIRST))
    atom(feed(*NEWEST_FIRST))
    assert asked == []
    assert (feedgen.entry.formatRFC2822, feedgen.feed.formatRFC2822) == before
    with pytest.raises(ValueError, match="tag:"):
        rss(feed(entry(1, title="\x00")))
    assert (feedgen.entry.formatRFC2822, feedgen.feed.formatRFC2822) == before


def test_feeds_made_side_by_side_are_whole():
    expected = rss(feed(*NEWEST_FIRST))
    found: list[bytes] = []
    threads = [Thread(target=lambda: found.append(rss(feed(*NEWEST_FIRST)))) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [expected] * 8


def test_an_entry_of_atom_has_one_link_which_is_the_alternate():
    (item,) = items(atom(feed(entry(1))))
    (link,) = item.findall(f"{ATOM}link")
    assert link.get("rel") in {None, "alternate"}
    assert link.get("href") == entry(1).url


def test_the_feed_of_atom_names_itself_and_its_page():
    links = ET.fromstring(atom(feed(entry(1)))).findall(f"{ATOM}link")
    assert {(one.get("rel"), one.get("href"), one.get("type")) for one in links} == {
        ("self", "https://status.example.com/feed.rss", "application/atom+xml"),
        ("alternate", "https://status.example.com/", "text/html"),
    }


@BOTH
def test_a_feed_without_a_subtitle_is_still_complete(render):
    document = render(feed(subtitle=""))
    assert b"Northstar status" in document
    if render is rss:
        assert ET.fromstring(document).findtext("channel/description") == "Northstar status"


@BOTH
def test_a_control_character_in_the_head_of_a_feed_is_refused_with_its_name(render):
    with pytest.raises(ValueError, match=r"tag:example\.com,2026-01-01:feed"):
        render(feed(title="bell \x07"))


@BOTH
def test_updated_is_never_before_published(render):
    (item,) = items(render(feed(entry(1, updated=OLD))))
    assert (item.findtext(f"{ATOM}updated") or "2026-03-14T09:14:00+00:00") == "2026-03-14T09:14:00+00:00"


def test_fractions_of_a_second_are_dropped_and_a_moved_entry_is_no_older_than_itself():
    found = spread([entry(1, T0 + timedelta(microseconds=5)), entry(2, T0 + timedelta(microseconds=9))])
    assert [(one.published, one.updated >= one.published) for one in found] == [
        (T0 + timedelta(seconds=1), True),
        (T0, True),
    ]
