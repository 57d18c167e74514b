"""The feeds of parts of the site: components, groups, maintenance, single records, and records as a whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import feedparser
import pytest
from feeding import ATOM, T0, from_text, incident, site, update
from hypothesis import given
from hypothesis import strategies as st
from making import feeds

from faultless.outputs.feeds import MOST, MOST_RECORDS
from faultless.public.site import PublicAffected, PublicComponent, PublicGroup, PublicPeriod, PublicState

MAJOR, OK = PublicState.MAJOR_OUTAGE, PublicState.OPERATIONAL


def component(name: str, group: str | None = None, **more) -> PublicComponent:
    return PublicComponent(name, name.title(), group, "", OK, **more)


def hit(name: str, minute: float | None = None) -> PublicAffected:
    """A component that was hit from a minute on; None: for no time at all."""
    periods = () if minute is None else (PublicPeriod(MAJOR, T0 + timedelta(minutes=minute), None),)
    return PublicAffected(name, name.title(), MAJOR, periods)


def says(*names: str) -> tuple[PublicAffected, ...]:
    """What a `Components:` line says."""
    return tuple(PublicAffected(name, name.title(), MAJOR) for name in names)


def ids(document: bytes) -> list[str]:
    """The ids of the entries, without what all of them begin with."""
    parsed = feedparser.parse(document)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [one.id.partition(":incident/")[2] for one in parsed.entries]


def groups(*components: PublicComponent) -> tuple[PublicGroup, ...]:
    return (PublicGroup("store", "Store", OK, components),)


# JSON Feed


def test_json_feed_tells_the_same_as_the_others():
    made = site(incident(update(), update(20, "Found.", "Identified"), affected=(hit("api"),)))
    files = feeds(made)
    entries = feedparser.parse(files["feed.atom"]).entries
    document = json.loads(files["feed.json"])
    assert document["feed_url"] == "https://status.example.com/feed.json"
    assert document["home_page_url"] == "https://status.example.com/"
    assert [(one["id"], one["title"], one["url"], one["content_html"], one["tags"]) for one in document["items"]] == [
        (one.id, one.title, one.link, one.content[0].value, [tag.term for tag in one.tags]) for one in entries
    ]
    assert [one["date_published"] for one in document["items"]] == [
        one.published.replace("+00:00", "Z") for one in entries
    ]


# Components and groups


def test_a_component_has_the_updates_of_what_affected_it_and_no_other():
    one = incident(update(), id="one-record", affected=(hit("api"),))
    other = incident(update(5), id="other-record", affected=(hit("search"), hit("api")))
    third = incident(update(9), id="third-record")
    made = site(one, other, third, groups=(PublicGroup(None, "", OK, (component("api"), component("search"))),))
    files = feeds(made)
    for style in ("rss", "atom"):
        assert ids(files[f"components/api/feed.{style}"]) == [
            "other-record/update/20260314T091900Z",
            "one-record/update/20260314T091400Z",
        ]
        assert ids(files[f"components/search/feed.{style}"]) == ["other-record/update/20260314T091900Z"]
    assert [one["id"] for one in json.loads(files["components/search/feed.json"])["items"]] == [
        "tag:example.com,2026-01-01:incident/other-record/update/20260314T091900Z"
    ]


def test_a_component_that_an_update_brings_in_is_told_from_that_update_on():
    """One new entry for one new update, in each feed."""
    record = incident(
        update(changes=says("api")),
        update(20, changes=says("api", "search")),
        update(40),
        affected=(hit("api", -12), hit("search", 20)),
    )
    files = feeds(site(record, groups=groups(component("api"), component("search"))))
    assert len(ids(files["components/api/feed.atom"])) == 3
    assert [one[-16:] for one in ids(files["components/search/feed.atom"])] == ["20260314T095400Z", "20260314T093400Z"]


@pytest.mark.parametrize("minute", [0, 20, 30, None], ids=["at first", "with an update", "after one", "never"])
def test_a_component_that_no_update_brought_in_is_told_everything(minute):
    record = incident(update(), update(20), affected=(hit("api", minute),))
    assert len(ids(feeds(site(record, groups=groups(component("api"))))["components/api/feed.atom"])) == 2


def test_what_is_planned_for_a_component_is_told_before_it_begins():
    work = incident(
        update(phase="Scheduled"),
        update(60, phase="In progress", changes=says("api")),
        kind="maintenance",
        path="maintenance/one-record/",
        affected=(hit("api", 60),),
    )
    files = feeds(site(maintenances=(work,), groups=groups(component("api"))))
    assert len(ids(files["components/api/feed.atom"])) == 2


def test_a_group_tells_once_what_affects_several_of_its_components():
    record = incident(update(), affected=(hit("api"), hit("search")))
    files = feeds(site(record, groups=groups(component("api", "store"), component("search", "store"))))
    for style in ("rss", "atom"):
        assert len(ids(files[f"groups/store/feed.{style}"])) == 1
    assert len(json.loads(files["groups/store/feed.json"])["items"]) == 1


def test_components_without_a_group_have_no_feed_of_a_group():
    made = site(groups=(PublicGroup(None, "", OK, (component("api"),)),))
    assert not [path for path in feeds(made) if path.startswith("groups/")]


def test_a_retired_component_keeps_its_feed_and_its_place_in_the_group():
    record = incident(update(), affected=(hit("old-api"),))
    files = feeds(site(record, groups=groups(component("api", "store")), retired=(component("old-api", "store"),)))
    assert len(ids(files["components/old-api/feed.rss"])) == 1
    assert len(ids(files["groups/store/feed.rss"])) == 1


def test_the_feed_of_maintenance_has_nothing_else():
    work = incident(update(phase="Scheduled"), id="work-record", kind="maintenance", path="maintenance/work-record/")
    files = feeds(site(incident(update()), maintenances=(work,)))
    for style in ("rss", "atom"):
        assert ids(files[f"maintenance/feed.{style}"]) == ["work-record/update/20260314T091400Z"]
    assert len(json.loads(files["maintenance/feed.json"])["items"]) == 1


def test_feeds_without_entries_are_whole():
    files = feeds(site(groups=groups(component("api"))))
    assert {"maintenance/feed.rss", "components/api/feed.atom", "groups/store/feed.json", "history.rss"} < set(files)
    for path, document in files.items():
        if path.endswith(".json"):
            assert json.loads(document)["items"] == []
        else:
            assert ids(document) == []


def test_each_feed_says_where_it_is_and_has_an_id_of_its_own():
    record = incident(update(), affected=(hit("api"),))
    files = feeds(site(record, groups=groups(component("api", "store"))))
    seen = {}
    for path, document in files.items():
        if path.endswith(".json"):
            assert json.loads(document)["feed_url"] == f"https://status.example.com/{path}"
            continue
        parsed = feedparser.parse(document)
        assert [one.href for one in parsed.feed.links if one.rel == "self"] == [f"https://status.example.com/{path}"]
        if path.endswith(".atom"):
            seen[path] = parsed.feed.id
    assert len(set(seen.values())) == len(seen) == 6


# One record


def test_a_record_has_a_feed_of_all_its_updates_where_it_stands_and_where_it_stood():
    record = incident(*(update(minute) for minute in range(60)), aliases=("old-name", "../evil", "other-record"))
    other = incident(update(), id="other-record")
    files = feeds(site(record, other))
    assert len(ids(files["incidents/one-record/feed.atom"])) == 60
    assert ids(files["incidents/old-name/feed.atom"]) == ids(files["incidents/one-record/feed.atom"])
    assert (
        b'href="https://status.example.com/incidents/old-name/feed.atom" rel="self"'
        in files["incidents/old-name/feed.atom"]
    )
    assert len(ids(files["incidents/other-record/feed.atom"])) == 1, "an alias takes nobody's place"
    assert not [path for path in files if "evil" in path]


def test_the_feed_of_a_record_does_not_change_with_other_records():
    one = incident(update(), id="one-record")
    alone = feeds(site(one))["incidents/one-record/feed.atom"]
    assert feeds(site(one, incident(update(), id="a-record")))["incidents/one-record/feed.atom"] == alone


# Records as a whole


def whole(made) -> list:
    return feedparser.parse(feeds(made)["history.atom"]).entries


def test_a_record_is_one_entry_that_changes_in_place():
    one = incident(update(text="We see <b>."), active=True)
    (before,) = whole(site(one))
    more = replace(one, updates=(update(60, "Over.", "Resolved"), *one.updates), active=False)
    (after,) = whole(site(more))
    assert (before.id, before.published) == (after.id, after.published)
    assert before.id == "tag:example.com,2026-01-01:incident/one-record"
    assert (before.updated, after.updated) == ("2026-03-14T09:14:00+00:00", "2026-03-14T10:14:00+00:00")
    assert after.content[0].value.index("Over.") < after.content[0].value.index("We see")
    (item,) = ET.fromstring(feeds(site(more))["history.rss"]).findall("channel/item")
    assert item.findtext("pubDate") == "Sat, 14 Mar 2026 09:14:00 +0000"


def test_records_are_in_the_order_in_which_they_were_first_told_of():
    old = incident(update(), update(500), id="old-record")
    new = incident(update(60), id="new-record", kind="notice", path="notices/new-record/")
    untold = incident(id="untold-record")
    found = [one.id.rpartition("/")[2] for one in whole(site(old, untold, notices=(new,)))]
    assert found == ["new-record", "old-record"]


def test_the_history_has_25_records_whose_dates_differ():
    made = site(*(incident(update(), id=f"record-{number:02}") for number in range(60)))
    found = whole(made)
    assert len(found) == MOST_RECORDS == 25
    assert all(one.published > other.published for one, other in pairwise(found))
    assert len({one.id for one in found}) == 25


# Whatever there is

_SITES = st.lists(
    st.tuples(
        st.lists(st.integers(0, 4), min_size=1, max_size=4, unique=True),
        st.sets(st.sampled_from(["api", "search"])),
        st.sampled_from(["incidents", "maintenances", "notices"]),
    ),
    max_size=25,
)


@given(_SITES)
def test_in_every_feed_dates_descend_and_ids_are_unique_and_the_same_everywhere(records):
    kinds = {"incidents": "incident", "maintenances": "maintenance", "notices": "notice"}
    paths = {"incidents": "incidents", "maintenances": "maintenance", "notices": "notices"}
    made = {kind: [] for kind in kinds}
    for number, (minutes, names, kind) in enumerate(records):
        one = incident(
            *(update(minute) for minute in sorted(minutes)),
            id=f"record-{number}",
            kind=kinds[kind],
            path=f"{paths[kind]}/record-{number}/",
            affected=tuple(hit(name) for name in sorted(names)),
        )
        made[kind].append(one)
    told = site(
        groups=groups(component("api", "store"), component("search", "store")),
        **{kind: tuple(found) for kind, found in made.items()},
    )
    files = feeds(told)
    links = {}
    for path, document in files.items():
        if not path.endswith(".atom") or path == "history.atom":
            continue
        entries = ET.fromstring(document).findall(f"{ATOM}entry")
        dates = [one.findtext(f"{ATOM}published") for one in entries]
        assert dates == sorted(set(dates), reverse=True)
        for one in entries:
            link = one.find(f"{ATOM}link").get("href")
            assert links.setdefault(one.findtext(f"{ATOM}id"), link) == link
    assert len(set(links.values())) == len(links)


def test_a_feed_grows_with_its_length_and_not_with_the_history():
    def size(records: int) -> dict[str, int]:
        told = (incident(update(number), id=f"record-{number:05}", affected=(hit("api"),)) for number in range(records))
        files = feeds(site(*told, groups=groups(component("api", "store"))))
        return {path: len(ids(files[path])) for path in files if path.endswith(".atom") and "incidents/" not in path}

    assert size(80) == size(800)
    assert max(size(80).values()) == MOST


def test_a_record_renamed_keeps_the_ids_in_every_feed(tmp_path):
    text = (
        "---\ntitle: Checkout failed\nseverity: sev1\nvisibility: public\ncomponents: {api: major_outage}\n"
        "started: 2026-03-14 09:02 UTC\n%s---\n\n## Investigating — 2026-03-14 09:14 UTC\n\nWe are looking.\n"
    )
    catalogue = {"catalogue.yml": "components: [{id: api, name: API, group: Store}]\n"}
    before = feeds(from_text(tmp_path / "a", {**catalogue, "incidents/old-name.md": text % ""}))
    after = feeds(from_text(tmp_path / "b", {**catalogue, "incidents/new-name.md": text % "aliases: [old-name]\n"}))
    for path in ("feed.atom", "feed.rss", "history.atom", "components/api/feed.rss", "groups/store/feed.atom"):
        assert ids(before[path]) == ids(after[path])
        assert ids(after[path])
    assert ids(after["incidents/new-name/feed.atom"]) == ids(before["incidents/old-name/feed.atom"])
    assert ids(after["incidents/old-name/feed.atom"]) == ids(before["incidents/old-name/feed.atom"])
