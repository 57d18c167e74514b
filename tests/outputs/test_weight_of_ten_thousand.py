"""What a reader has to load of a site with ten thousand incidents: every page holds a part of the history."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from rendering import MAJOR, NOW, component, hit, incident, month, site, update

from faultless.outputs.recipe import made
from faultless.outputs.site import site_files

COMPONENTS, INCIDENTS, YEARS = 20, 10_000, 10


def ten_thousand():
    """One of them every nine hours of ten years; each component was hit in each month."""
    records, hit_in = [], {}
    apart = timedelta(days=365 * YEARS) / INCIDENTS
    for number in range(INCIDENTS):
        began = NOW - apart * number - timedelta(hours=3)
        over, hour = began + timedelta(hours=2), f"{began:%Y-%m-%d %H:%M}"
        name, identifier = f"service-{number * 7 % COMPONENTS}", f"{began:%Y-%m-%d}-incident-{number:05}"
        hit_in.setdefault((name, f"{began:%Y-%m}"), []).append(identifier)
        records.append(
            incident(
                identifier,
                hour,
                f"{over:%Y-%m-%d %H:%M}",
                title=f"Errors at {name} for every {number}th customer",
                updates=(update(hour, f"Word{number} of what is known."),),
                affected=(hit(name, MAJOR, hour, f"{over:%Y-%m-%d %H:%M}"),),
            )
        )
    components = [
        component(
            f"service-{number}",
            months=tuple(
                month(at, MAJOR, 90, *ids) for (name, at), ids in hit_in.items() if name == f"service-{number}"
            ),
        )
        for number in range(COMPONENTS)
    ]
    return site(*records, components=components)


@pytest.fixture(scope="module")
def files():
    """All but the files of single incidents, and the list of all of them, which nobody reads on a telephone."""
    recipes = [one for one in site_files(ten_thousand()) if not one.path.startswith(("incidents/", "api/"))]
    return made(recipes)


def test_the_home_page_comes_in_one_congestion_window(files):
    assert len(gzip.compress(files["index.html"], 9)) <= 14 * 1024


def test_every_other_page_is_within_a_hundred_kilobytes(files):
    pages = {path: len(gzip.compress(content, 9)) for path, content in files.items() if path.endswith(".html")}
    assert {"affected/index.html", "history/index.html", "components/service-3/index.html"} < pages.keys()
    assert sum(path.startswith("history/20") for path in pages) > 12 * YEARS - 1
    assert {path: size for path, size in pages.items() if size > 100 * 1024} == {}


def test_no_feed_holds_more_than_its_newest_entries(files):
    feeds = {path: content for path, content in files.items() if path.endswith((".rss", ".atom"))}
    assert feeds.keys() > {"feed.rss", "feed.atom", "history.rss", "components/service-3/feed.atom"}
    entries = {path: content.count(b"<item>") + content.count(b"<entry>") for path, content in feeds.items()}
    assert max(entries.values()) == 50
