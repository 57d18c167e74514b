"""Independent readers and clients, unmodified, on what we write; what cannot be had is skipped by name."""

from __future__ import annotations

import mailbox
import os
import sqlite3
from pathlib import Path

import pytest
from serving import (
    HARD,
    UPDATES,
    Served,
    need_command,
    need_node,
    need_python,
    node_client,
    python_client,
    serving,
    told,
)


@pytest.fixture
def site(tmp_path: Path):
    """The first version of the site; nothing where no client would look at it."""
    if not os.environ.get("FAULTLESS_CLIENTS"):
        yield None
        return
    with serving(tmp_path / "site") as served:
        yield served


def feeds(site: Served) -> list[str]:
    """Every RSS and Atom feed of the site, by its address."""
    found = [file for file in site.root.rglob("*") if file.suffix in {".rss", ".atom"}]
    assert len(found) > 15
    return [site.address + file.relative_to(site.root).as_posix() for file in sorted(found)]


def test_feedparser_finds_nothing_wrong_with_any_feed(site):
    need_python("feedparser", "feedparser")
    for address in feeds(site):
        made = python_client("read_feed.py", address)
        assert made["bozo"] == 0, f"{address}: {made['why']}"
    assert len(python_client("read_feed.py", f"{site.address}feed.rss")["entries"]) == UPDATES


@pytest.mark.parametrize("style", ["rss", "atom"])
def test_feedparser_sees_one_more_after_an_update_and_none_after_a_typo_fix(site, style):
    need_python("feedparser", "feedparser")
    ids = []
    for publish in (None, site.second_update, site.typo_fix):
        if publish is not None:
            publish()
        ids.append([entry[0] for entry in python_client("read_feed.py", f"{site.address}feed.{style}")["entries"]])
    assert len(ids[1]) == len(ids[0]) + 1
    assert ids[1][1:] == ids[0]
    assert ids[2] == ids[1]


@pytest.mark.parametrize("style", ["rss", "atom"])
def test_rss_parser_reads_every_entry_with_its_words(site, style):
    need_node("rss-parser")
    made = node_client("feed.cjs", f"{site.address}feed.{style}")
    assert made["title"] == "Northstar status"
    assert len({one["id"] for one in made["items"]}) == UPDATES
    assert f"Investigating – {' '.join(HARD.split())}" in {one["title"] for one in made["items"]}
    dates = [one["at"] for one in made["items"]]
    assert dates == sorted(set(dates), reverse=True)
    assert all(one["link"].startswith(site.address) for one in made["items"])


@pytest.mark.parametrize("style", ["rss", "atom"])
def test_newsboat_shows_each_update_once(site, style, tmp_path):
    need_command("newsboat", "newsboat")
    home = tmp_path / "home"
    home.mkdir()
    urls, cache, config = home / "urls", home / "cache.db", home / "settings"
    urls.write_text(f"{site.address}feed.{style}\n", encoding="utf-8")
    config.write_text("", encoding="utf-8")

    def unread() -> int:
        """How many articles are new since the last look; then all are read."""
        told("newsboat", "-C", config, "-u", urls, "-c", cache, "-x", "reload", home=home)
        with sqlite3.connect(cache) as database:
            (count,) = database.execute("SELECT count(*) FROM rss_item WHERE unread = 1").fetchone()
            database.execute("UPDATE rss_item SET unread = 0")
        database.close()
        return int(count)

    assert unread() == UPDATES
    site.second_update()
    assert unread() == 1
    site.typo_fix()
    assert unread() == 0


@pytest.mark.parametrize("style", ["rss", "atom"])
def test_rss2email_sends_each_update_once(site, style, tmp_path):
    need_command("r2e", "rss2email")
    home = tmp_path / "home"
    box = home / "mail"
    box.mkdir(parents=True)
    mailbox.Maildir(box / "inbox", create=True)
    r2e = ("r2e", "-c", home / "settings", "-d", home / "known.json")
    told(*r2e, "new", "reader@example.com", home=home)
    settings = (home / "settings").read_text(encoding="utf-8")
    way = f"email-protocol = maildir\nmaildir-path = {box}\nmaildir-mailbox = inbox\n"
    lines = [line for line in settings.splitlines() if not line.startswith(("email-protocol", "maildir"))]
    (home / "settings").write_text("\n".join(lines).replace("[DEFAULT]", f"[DEFAULT]\n{way}"), encoding="utf-8")
    told(*r2e, "add", "northstar", f"{site.address}feed.{style}", home=home)

    def sent() -> int:
        before = len(mailbox.Maildir(box / "inbox"))
        told(*r2e, "run", home=home)
        return len(mailbox.Maildir(box / "inbox")) - before

    assert sent() == UPDATES
    site.second_update()
    assert sent() == 1
    site.typo_fix()
    assert sent() == 0


def test_statuspage_io_reads_the_api(site):
    need_node("statuspage.io")
    made = node_client("statuspage-io.cjs", site.address)
    assert made["status"]["status"] == {"indicator": "critical", "description": "Major System Outage"}
    assert [one["id"] for one in made["unresolved"]["incidents"]] == ["checkout"]
    assert [one["id"] for one in made["summary"]["scheduled_maintenances"]] == ["upgrade"]
    assert {one["id"] for one in made["incidents"]["incidents"]} == {"checkout", "search", "sign-in"}
    # This version of the client asks for those to come whatever it is asked for.
    assert "upgrade" in {one["id"] for one in made["maintenances"]["scheduled_maintenances"]}
    assert [one["id"] for one in made["upcoming"]["scheduled_maintenances"]] == ["upgrade"]
    assert " ".join(HARD.split()) in {one["name"] for one in made["incidents"]["incidents"]}
    assert [one["id"] for one in made["components"]["components"]] == ["group-store", "checkout", "search"]


def test_statuspage_js_reads_the_api_and_its_watcher_tells_a_new_update_once(site, tmp_path):
    need_node("statuspage.js")
    with serving(tmp_path / "after") as after:
        after.second_update()
        made = node_client("statuspage-js.cjs", site.address, after.address)
    found = made["found"]
    assert found["summary"]["status"]["indicator"] == "critical"
    assert [one["id"] for one in found["unresolvedIncidents"]["incidents"]] == ["checkout"]
    assert [one["id"] for one in found["upcomingScheduledMaintenances"]["scheduled_maintenances"]] == ["upgrade"]
    assert found["activeScheduledMaintenances"]["scheduled_maintenances"] == []
    kinds = made["kinds"]
    assert {kinds[name] for name in ("created_at", "updated_at", "started_at")} == {"date"}
    assert {kinds[name] for name in ("monitoring_at", "resolved_at", "reminder_intervals")} == {"null"}
    assert made["told"] == ["checkout-20260601T093300Z"]


def test_arez_reads_the_summary(site):
    need_python("arez", "aRez")
    made = python_client("read_status.py", site.address)
    assert (made["name"], made["status"], made["impact"]) == ("Northstar", "Major System Outage", "Critical")
    assert made["components"] == {"Checkout": ["Major Outage", "Store"], "Search": ["Operational", None]}
    assert made["groups"] == {"Store": ["Major Outage", 1]}
    assert made["incidents"] == {
        "Checkout returned errors": ["Investigating", "We are looking into erors. Orders are safe."]
    }
    assert made["maintenances"] == {"Database upgrade; é, 🙂": ["Scheduled", "2026-06-09T02:00:00"]}
    assert made["hit"] == {"Checkout": 1}


def test_vobject_and_icalendar_read_the_calendar(site, tmp_path):
    need_python("vobject", "vobject and icalendar")
    made = python_client("read_calendar.py", site.root / "maintenance.ics")
    assert made["events"] == [
        ["upgrade@example.com", "Database upgrade; é, 🙂", "1", "CONFIRMED"],
        ["dropped@example.com", "New search index", "0", "CANCELLED"],
    ]
    assert made["starts"] == ["2026-06-09T02:00:00+00:00", "2026-06-19T02:00:00+00:00"]
    assert made["same"]


def test_vobject_and_icalendar_read_a_calendar_without_events(tmp_path):
    need_python("vobject", "vobject and icalendar")
    from faultless.syndication import Calendar, icalendar

    (tmp_path / "empty.ics").write_bytes(icalendar(Calendar("Northstar status: maintenance", "https://example.com/")))
    made = python_client("read_calendar.py", tmp_path / "empty.ics")
    assert made == {"events": [], "starts": [], "same": True}
