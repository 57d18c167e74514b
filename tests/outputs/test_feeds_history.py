"""Years of a site, commit by commit: whoever subscribed hears of each update once, and of nothing else."""

from __future__ import annotations

import os
from datetime import datetime, timezone
from pathlib import Path

import pytest
from making import feeds
from subscriber import Subscriber, commit, git, public, unpack, versions

from faultless.importing import ImportMisused, ImportRefused, import_cstate
from faultless.outputs.feeds import MOST

NOW = datetime(2026, 6, 1, 12, tzinfo=timezone.utc)
AUTHORITY = {"feed_authority": "example.com"}

CATALOGUE = """\
organisation: {name: Northstar, url: "https://example.com"}
components:
  - {id: checkout, name: Checkout, group: store}
  - {id: search, name: Search, group: store}
groups: [{id: store, name: Store}]
"""
CHECKOUT = """\
---
title: Checkout returned errors
severity: sev1
visibility: public
components: {checkout: major_outage}
started: 2026-03-14 09:02 UTC
---

## Investigating — 2026-03-14 09:14 UTC

We are looking into erors at checkout.
"""
IDENTIFIED = "\n## Identified — 2026-03-14 09:33 UTC\n\nWe have found the cause.\n\nComponents: search partial outage\n"
EARLIER = "\n## Update — 2026-03-14 09:20 UTC\n\nOrders that were placed are safe.\n"
RESOLVED = "\n## Resolved — 2026-03-14 10:41 UTC\n\nCheckout works again.\n"
SEARCH = """\
---
title: Search was slow
severity: sev3
visibility: public
components: {search: degraded_performance}
started: 2026-03-14 09:00 UTC
resolved: 2026-03-14 09:14 UTC
---

## Resolved — 2026-03-14 09:14 UTC

Search is as fast as ever.
"""
UPGRADE = """\
---
title: Database upgrade
kind: maintenance
visibility: public
components: [checkout]
scheduled_for: 2026-04-02 02:00 UTC
scheduled_until: 2026-04-02 04:00 UTC
---

## Scheduled — 2026-03-20 10:00 UTC

We upgrade the database.
"""
MOVED = "\n## Scheduled — 2026-03-22 10:00 UTC\n\nIt is a week later.\n"
OLD, NEW = "incidents/checkout.md", "incidents/2026/2026-03-14-checkout.md"
FIXED = CHECKOUT.replace("erors", "errors")
RENAMED = FIXED.replace("severity: sev1", "severity: sev1\naliases: [checkout]")
TOLD = FIXED + EARLIER + IDENTIFIED + RESOLVED
REVISED = RENAMED + EARLIER + IDENTIFIED + RESOLVED + "\nRevised: 2026-03-14 12:00 UTC a wrong name\n"

COMMITS: list[tuple[str, dict[str, str | None], dict[str, object], int]] = [
    ("the first update", {"catalogue.yml": CATALOGUE, OLD: CHECKOUT}, {}, 1),
    ("nothing at all", {}, {}, 0),
    ("a typo", {OLD: FIXED}, {}, 0),
    ("the second update", {OLD: FIXED + IDENTIFIED}, {}, 1),
    ("an update put in before it", {OLD: FIXED + EARLIER + IDENTIFIED}, {}, 1),
    ("the last update", {OLD: TOLD}, {}, 1),
    ("a title", {OLD: TOLD.replace("returned errors", "failed")}, {}, 0),
    ("another incident, told at the same minute as the first update", {"incidents/search.md": SEARCH}, {}, 1),
    ("a name and a folder", {OLD: None, NEW: RENAMED + EARLIER + IDENTIFIED + RESOLVED}, {}, 0),
    ("another address", {}, {"url": "https://example.org/status"}, 0),
    ("a revision that says so", {NEW: REVISED}, {"url": "https://example.org/status"}, 0),
    ("internal notes", {NEW: REVISED + "\n## Internal notes\n\nPaged at once.\n"}, {}, 0),
    ("a plan", {"incidents/upgrade.md": UPGRADE}, {}, 1),
    (
        "a plan that moves",
        {
            "incidents/upgrade.md": UPGRADE.replace("04-02", "04-09").replace("kind:", "reschedules: 1\nkind:") + MOVED,
        },
        {},
        1,
    ),
    ("a name of a component", {"catalogue.yml": CATALOGUE.replace("name: Search", "name: Product search")}, {}, 0),
    ("another severity", {"incidents/search.md": SEARCH.replace("sev3", "sev2")}, {}, 0),
]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "--quiet")
    for message, files, _, _ in COMMITS:
        commit(folder, {f"content/{path}": text for path, text in files.items()}, message)
    return folder


def replayed(repository: Path, folder: Path):
    """Each commit as it would be published: its message, the site, how many updates it brought."""
    told = {message: (options, count) for message, _, options, count in COMMITS}
    for commit_id, message in versions(repository):
        content = unpack(repository, commit_id, folder / commit_id) / "content"
        options, count = told[message]
        yield message, public(content, NOW, **{**AUTHORITY, **options}), count


def test_one_new_entry_for_each_new_update_and_none_for_anything_else(repository, tmp_path):
    reader = Subscriber()
    replays = list(replayed(repository, tmp_path))
    assert [message for message, _, _ in replays] == [message for message, _, _, _ in COMMITS]
    for message, made, count in replays:
        new = reader.looks(made)
        for path in ("feed.rss", "feed.atom", "feed.json"):
            assert len(new[path]) == count, f"{message}: {path}"
        for path, found in new.items():
            if not path.startswith(("history", "incidents", "maintenance")):
                assert len(found) <= count, f"{message}: {path}"
        assert reader.looks(made) == {path: [] for path in new}, "a build again tells nothing"
    assert len(reader.known["feed.atom"]) == sum(count for _, _, _, count in COMMITS) == 7


def test_whoever_follows_a_component_is_told_from_when_it_was_hit(repository, tmp_path):
    reader = Subscriber()
    heard = [
        (message, len(new["components/search/feed.rss"]), len(new["groups/store/feed.atom"]))
        for message, made, _ in replayed(repository, tmp_path)
        if any((new := reader.looks(made))["groups/store/feed.atom"])
    ]
    assert heard == [
        ("the first update", 0, 1),
        ("the second update", 1, 1),
        ("an update put in before it", 0, 1),
        ("the last update", 1, 1),
        ("another incident, told at the same minute as the first update", 1, 1),
        ("a plan", 0, 1),
        ("a plan that moves", 0, 1),
    ]


def test_the_history_has_one_entry_a_record_for_ever(repository, tmp_path):
    reader = Subscriber()
    for _, made, _ in replayed(repository, tmp_path):
        reader.looks(made)
    for path in ("history.rss", "history.atom"):
        assert sorted(one.rpartition("/")[2] for one in reader.known[path]) == ["checkout", "search", "upgrade"]


def test_the_feed_of_a_record_goes_on_at_its_old_address(repository, tmp_path):
    reader = Subscriber()
    for _, made, _ in replayed(repository, tmp_path):
        reader.looks(made)
    assert len(reader.known["incidents/checkout/feed.atom"]) == 4
    assert reader.known["incidents/checkout/feed.atom"] == reader.known["incidents/2026-03-14-checkout/feed.atom"]


def test_an_update_moved_into_the_past_is_a_new_entry_and_so_a_finding_elsewhere(tmp_path):
    """TI115 says this to whoever moves it."""
    reader = Subscriber()
    for name, text in (("a", CHECKOUT), ("b", CHECKOUT.replace("09:14 UTC", "09:10 UTC"))):
        commit_to = tmp_path / name / "incidents"
        commit_to.mkdir(parents=True)
        (commit_to / "checkout.md").write_text(text, encoding="utf-8")
        new = reader.looks(public(tmp_path / name, NOW, **AUTHORITY))
        assert len(new["feed.rss"]) == 1


# A site with a past

CSTATE = os.environ.get("FAULTLESS_CSTATE_HISTORY")


@pytest.mark.skipif(not CSTATE, reason="FAULTLESS_CSTATE_HISTORY does not name a Git repository of a cState site")
def test_a_real_site_told_each_update_once(tmp_path):
    """The last hundred commits of its issues, or as many as FAULTLESS_CSTATE_COMMITS says."""
    reader, told = Subscriber(), set()
    repository = Path(str(CSTATE))
    last = list(versions(repository, "content/issues"))[-int(os.environ.get("FAULTLESS_CSTATE_COMMITS", "100")) :]
    compared = 0
    for number, (commit_id, _) in enumerate(last):
        source, content = unpack(repository, commit_id, tmp_path / str(number)), tmp_path / f"content-{number}"
        try:
            import_cstate(source, content)
        except (ImportMisused, ImportRefused):
            continue
        made = public(content, NOW, **AUTHORITY)
        records = (*made.incidents, *made.maintenances, *made.notices)
        updates = {(one.feed_id, update.stamp): update.at for one in records for update in one.updates}
        fresh = set(updates) - told
        new = reader.looks(made)["feed.atom"]
        named = {tuple(one.partition(":incident/")[2].split("/update/")) for one in new}
        if told:
            assert named <= fresh, f"{commit_id} tells again what was told"
            if len(fresh) < MOST and fresh:
                newest = sorted(updates.values(), reverse=True)[:MOST]
                assert {one for one in fresh if updates[one] > newest[-1]} <= named, f"{commit_id} leaves out an update"
            compared += 1
        assert feeds(made) == feeds(made)
        told |= set(updates)
    assert compared > 10
