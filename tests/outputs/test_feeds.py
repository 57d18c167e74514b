"""The feeds: one message for each public update, the same for ever."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import feedparser
import pytest
from feeding import ATOM, NOW, T0, from_text, incident, seen, site, update
from hypothesis import given, settings
from hypothesis import strategies as st
from making import feeds

from faultless.outputs import render_site
from faultless.outputs.entries import Entries, publisher
from faultless.outputs.feeds import MOST, Followed, newest
from faultless.public.site import PublicAffected, PublicState

BOTH = ("feed.rss", "feed.atom")


def entries_of(made):
    """The entries of the feed of everything."""
    records = (*made.incidents, *made.maintenances, *made.notices)
    return newest(Entries(publisher(made)), [Followed(record) for record in records])


def dates(made) -> list[str]:
    return [one.published for one in seen(made)]


def test_each_public_update_is_one_entry_the_newest_first():
    one = incident(update(), update(20, "Found.", "Identified"), update(60, "Over.", "Resolved"))
    notice = incident(
        update(30, "Old TLS ends.", "Notice"),
        id="two-record",
        kind="notice",
        path="notices/two-record/",
        title="Old TLS",
    )
    work = incident(
        update(10, "Soon.", "Scheduled"),
        id="three-record",
        kind="maintenance",
        path="maintenance/three-record/",
        title="Upgrade",
    )
    found = seen(site(one, notices=(notice,), maintenances=(work,)))
    assert [one.title for one in found] == [
        "Resolved – Checkout returned errors",
        "Notice – Old TLS",
        "Identified – Checkout returned errors",
        "Scheduled – Upgrade",
        "Investigating – Checkout returned errors",
    ]
    assert found[1].link == "https://status.example.com/notices/two-record/#update-20260314T094400Z"
    assert found[0].content == "<p>Over.</p>"


def test_a_link_leads_to_the_update_on_its_page():
    made = site(incident(update(), update(20)))
    page = render_site(made)["incidents/one-record/index.html"].decode()
    for one in seen(made):
        address, _, anchor = one.link.partition("#")
        assert address == "https://status.example.com/incidents/one-record/"
        assert f'id="{anchor}"' in page


def test_ids_are_tags_of_the_incident_and_the_time_of_the_update():
    made = site(incident(update()), feed_authority="ops@example.com", feed_date=date(2026, 2, 3))
    assert [one.id for one in seen(made)] == [
        "tag:ops@example.com,2026-02-03:incident/one-record/update/20260314T091400Z"
    ]


FILE = """\
---
title: {title}
severity: sev1
visibility: public
started: 2026-03-14 09:02 UTC
{head}---

## Investigating — 2026-03-14 09:14 UTC

{text}

## Resolved — 2026-03-14 10:41 UTC

It works again.
{more}"""
PATH = "incidents/first-name.md"


def text(
    title: str = "Checkout returned errors", head: str = "", words: str = "We are looking.", more: str = ""
) -> str:
    return FILE.format(title=title, head=head, text=words, more=more)


EARLIER = "\n## Identified — 2026-03-14 09:30 UTC\n\nFound.\n"


@pytest.mark.parametrize(
    "files",
    [
        {"incidents/second-name.md": text(head="aliases: [first-name]\n")},
        {"incidents/third-name.md": text(head="aliases: [first-name, second-name]\n")},
        {"incidents/second-name.md": text(head="id: first-name\naliases: [other-name]\n")},
        {"incidents/2026/03/first-name.md": text()},
        {PATH: text(title="Checkout failed")},
        {PATH: text(words="We are looking into it.")},
        {PATH: text(head="severity_at_first: sev2\nresolved: 2026-03-14 10:45 UTC\n")},
        {PATH: text(), "incidents/another-record.md": text()},
        {PATH: text(more="\nRevised: 2026-03-14 12:00 UTC a wrong name\n")},
    ],
    ids=["renamed", "renamed twice", "own id", "moved", "title", "typo", "times", "another incident", "revised"],
)
def test_no_id_changes_and_none_is_told_twice_when(tmp_path, files):
    before = [one.id for one in seen(from_text(tmp_path / "a", {PATH: text()}))]
    after = [one.id for one in seen(from_text(tmp_path / "b", files))]
    assert len(before) == 2
    assert [one for one in after if "another" not in one] == before


def test_no_id_changes_when_the_site_moves(tmp_path):
    places = {"https://status.example.com/", "https://example.net/status", None}
    ids = {
        tuple(one.id for one in seen(from_text(tmp_path, {PATH: text()}, url=url, feed_authority="example.com")))
        for url in places
    }
    assert len(ids) == 1


def test_an_older_update_put_in_later_changes_no_other_entry(tmp_path):
    before = seen(from_text(tmp_path / "a", {PATH: text()}))
    after = seen(from_text(tmp_path / "b", {PATH: text(more=EARLIER)}))
    assert [one.title.partition(" ")[0] for one in after] == ["Resolved", "Identified", "Investigating"]
    assert [one.raw for one in after if one.raw not in {each.raw for each in before}] == [after[1].raw]


def test_a_corrected_kind_notifies_nobody_again():
    one = incident(update())
    other = replace(one, kind="notice", path="notices/one-record/")
    assert [each.id for each in seen(site(one))] == [each.id for each in seen(site(notices=(other,)))]


@given(st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=4, unique=True))
def test_any_feed_id_makes_a_uri_of_its_own(names):
    made = site(*(incident(update(), id=f"r-{index}", feed_id=name) for index, name in enumerate(names)))
    ids = [entry.id for entry in entries_of(made)]
    assert len(set(ids)) == len(names)
    assert all(one.isascii() and " " not in one for one in ids)


def test_a_feed_has_50_entries():
    made = site(*(incident(update(minute), id=f"record-{minute}") for minute in range(60)))
    assert MOST == 50
    assert [one.id.split("/")[1] for one in seen(made)] == [f"record-{minute}" for minute in range(59, 9, -1)]


def test_all_updates_of_what_is_open_stay_beyond_that():
    settled = [incident(update(minute), id=f"record-{minute}") for minute in range(100, 400)]
    open_ = incident(*(update(minute) for minute in range(60)), id="open-record", active=True)
    found = [one.id.split("/")[1] for one in seen(site(open_, *settled))]
    assert found.count("open-record") == 60
    assert found[:50] == [f"record-{minute}" for minute in range(399, 349, -1)]
    assert "open-record" not in {one.id.split("/")[1] for one in seen(site(replace(open_, active=False), *settled))}


def test_equal_times_are_pushed_later_by_seconds_in_the_order_of_ids():
    made = site(*(incident(update(), id=name) for name in ("b-record", "c-record", "a-record")))
    found = seen(made)
    assert [(one.id.split("/")[1], one.published) for one in found] == [
        ("c-record", "2026-03-14T09:14:02+00:00"),
        ("b-record", "2026-03-14T09:14:01+00:00"),
        ("a-record", "2026-03-14T09:14:00+00:00"),
    ]
    assert all("20260314T091400Z" in one.id for one in found)


_SITES = st.lists(
    st.tuples(st.lists(st.integers(0, 4), min_size=1, max_size=4, unique=True), st.booleans()), min_size=1, max_size=70
).map(
    lambda records: site(
        *(
            incident(*(update(minute) for minute in sorted(minutes)), id=f"record-{index}", active=active)
            for index, (minutes, active) in enumerate(records)
        )
    )
)


@settings(deadline=None)
@given(_SITES)
def test_dates_are_unique_whole_seconds_and_strictly_descending(made):
    entries = entries_of(made)
    assert all(one.published > other.published for one, other in pairwise(entries))
    assert all(not one.published.microsecond for one in entries)
    open_ = sum(len(one.updates) for one in made.incidents if one.active)
    total = sum(len(one.updates) for one in made.incidents)
    assert min(total, MOST) <= len(entries) <= MOST + open_


def test_the_order_of_records_does_not_matter():
    one, other = incident(update(), id="a-record"), incident(update(), id="b-record")
    assert feeds(site(one, other)) == feeds(site(other, one))


def test_the_feed_is_as_old_as_its_newest_entry_and_never_as_the_clock():
    one = incident(update(), update(60))
    made = site(one)
    assert feeds(made) == feeds(replace(made, generated_at=NOW + timedelta(days=900)))
    files = feeds(made)
    assert ET.fromstring(files["feed.atom"]).findtext(f"{ATOM}updated") == "2026-03-14T10:14:00+00:00"
    assert ET.fromstring(files["feed.rss"]).findtext("channel/lastBuildDate") == "Sat, 14 Mar 2026 10:14:00 +0000"


def test_without_an_entry_it_is_as_old_as_its_ids():
    files = feeds(site(feed_date=date(2025, 7, 1)))
    assert ET.fromstring(files["feed.atom"]).findtext(f"{ATOM}updated") == "2025-07-01T00:00:00+00:00"
    assert seen(site()) == []


def test_a_revision_moves_updated_and_nothing_else():
    plain = seen(site(incident(update())))[0]
    at = T0 + timedelta(hours=3)
    found = seen(site(incident(update(revised_at=at, revised_why="a <wrong> name"))))[0]
    assert (found.id, found.published, found.title) == (plain.id, plain.published, plain.title)
    assert (plain.updated, found.updated) == ("2026-03-14T09:14:00+00:00", "2026-03-14T12:14:00+00:00")
    assert found.content.endswith("<p>Revised 2026-03-14 12:14 UTC: a &lt;wrong&gt; name</p>")
    assert seen(site(incident(update(revised_at=at))))[0].content.endswith("<p>Revised 2026-03-14 12:14 UTC</p>")
    early = seen(site(incident(update(revised_at=T0 - timedelta(hours=1)))))[0]
    assert early.updated == plain.updated, "a revision before the update cannot be"


def test_states_are_told_in_words():
    changes = (
        PublicAffected("checkout", "Check & out", PublicState.MAJOR_OUTAGE),
        PublicAffected("api", "API", PublicState.OPERATIONAL),
    )
    found = seen(site(incident(update(changes=changes))))[0]
    assert found.content == "<p>We are looking.</p>\n<p>Check &amp; out: major outage, API: operational</p>"


def test_an_update_without_words_says_its_phase():
    assert seen(site(incident(update(text="", phase="Resolved"))))[0].content == "<p>Resolved</p>"


def test_the_components_are_plain_categories():
    affected = (PublicAffected("checkout", "Checkout", PublicState.MAJOR_OUTAGE),)
    files = feeds(site(incident(update(), affected=affected)))
    (category,) = ET.fromstring(files["feed.rss"]).findall("channel/item/category")
    assert (category.text, category.attrib) == ("Checkout", {})


def test_links_and_images_in_the_words_are_absolute():
    html = '<p><a href="/incidents/x/" rel="noopener noreferrer">x</a> <img src="/assets/a%20b.png" alt="/y"></p>'
    made = site(incident(replace(update(), html=html)), url="https://example.com/status/")
    content = seen(made)[0].content
    assert 'href="https://example.com/status/incidents/x/"' in content
    assert 'src="https://example.com/status/assets/a%20b.png" alt="/y"' in content


HARD = "a & b < c > d \" ' ]]> é 🙂 \u202eright to left\u202c non\u00a0breaking"


@pytest.mark.parametrize("path", BOTH)
def test_hard_text_survives(path):
    made = site(incident(update(text="x"), title=HARD), name=HARD)
    parsed = feedparser.parse(feeds(made)[path])
    assert not parsed.bozo, parsed.get("bozo_exception")
    root = ET.fromstring(feeds(made)[path])
    assert f"{HARD} status" in {element.text for element in root.iter() if element.text}
    assert f"Investigating – {HARD}" in {element.text for element in root.iter() if element.text}


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_whatever_is_written_in_a_file_the_feeds_can_be_made_and_read(tmp_path_factory, words):
    root = tmp_path_factory.mktemp("site")
    quoted = '"' + "".join(f"\\U{ord(one):08x}" for one in words) + '"'
    made = from_text(root, {PATH: text(title=quoted, words=words.replace("\r", ""), head=f"tags: [{quoted}]\n")})
    for path, document in feeds(made).items():
        if path.endswith(".json"):
            json.loads(document)
            continue
        ET.fromstring(document)
        assert not feedparser.parse(document).bozo


@pytest.mark.parametrize("path", BOTH)
def test_a_reader_finds_the_page_the_feed_and_its_author(path):
    parsed = feedparser.parse(feeds(site(incident(update())))[path])
    assert not parsed.bozo
    assert parsed.feed.title == "Northstar status"
    assert parsed.feed.link == "https://status.example.com/"
    assert [link.href for link in parsed.feed.links if link.rel == "self"] == [f"https://status.example.com/{path}"]
    assert parsed.feed.language == "en"
    assert b"<?xml-stylesheet" not in feeds(site())[path]


SCRIPT = """
import hashlib, locale, sys
from datetime import datetime, timezone
from pathlib import Path
if sys.argv[2] != "unset":
    locale.setlocale(locale.LC_ALL, sys.argv[2])
before = locale.setlocale(locale.LC_ALL)
from faultless.policy import policy_from_options
from faultless.publishing.building import files_of_status
from faultless.reading import load
policy = policy_from_options({"timezone": "Europe/London"}, {}, root=Path(sys.argv[1]))
files = files_of_status(load(Path(sys.argv[1]) / "content", policy), policy, datetime(2026, 3, 20, 12, tzinfo=timezone.utc))
assert locale.setlocale(locale.LC_ALL) == before
for path, content in files.items():
    print(path, hashlib.sha256(content).hexdigest())
"""


def test_no_byte_of_the_site_hangs_on_zone_locale_hash_seed_or_folder(tmp_path):
    files = {
        "catalogue.yml": "components: [{id: checkout, name: Checkout}, {id: api, name: Ünïcode}]\n",
        PATH: text(head="components: {checkout: major_outage, api: partial_outage}\ntags: [a, b]\n", more=EARLIER),
        "incidents/second-name.md": text(title="Ärger — 🙂", head="components: [checkout]\n"),
    }
    outputs = set()
    for number, (zone, words, locale_name, seed) in enumerate(
        [
            ("UTC", "C", "unset", "0"),
            ("Pacific/Kiritimati", "C.UTF-8", "C.UTF-8", "1"),
            ("America/St_Johns", "POSIX", "C", "2"),
            ("Asia/Kathmandu", "tr_TR.UTF-8", "unset", "3"),
        ]
    ):
        root = tmp_path / str(number)
        from_text(root, files)
        environment = {"TZ": zone, "LANG": words, "LC_ALL": words, "PYTHONHASHSEED": seed, "HOME": str(root)}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(root), locale_name],
            env=environment,
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert "feed.rss" in outputs.pop()


def test_the_feeds_of_a_site_are_among_its_files():
    made = site(incident(update()))
    files = render_site(made)
    assert {path: files[path] for path in feeds(made)} == feeds(made)
