"""What feeds, calendar, API and badges cost at 10,000 incidents with 40,000 updates, and how that grows.

    make bench-feeds
    make bench-feeds ARGS="--incidents 2000 --runs 3"

The site is made in memory from a seed. Figures are medians of processor seconds of one process on one core, the kinds
interleaved; sizes are of the largest file of each kind.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone

from faultless.outputs.agenda import agenda
from faultless.outputs.badges import badges
from faultless.outputs.feeds import feeds
from faultless.outputs.machine import machine
from faultless.outputs.recipe import made
from faultless.outputs.records_json import records_json
from faultless.outputs.statuspage import statuspage
from faultless.public.site import (
    PublicAffected,
    PublicComponent,
    PublicGroup,
    PublicIncident,
    PublicPeriod,
    PublicSite,
    PublicState,
    PublicUpdate,
)
from faultless.syndication import Entry, Feed, atom, json_feed, rss

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
PHASES = ("Investigating", "Identified", "Monitoring", "Resolved")
WORDS = "Some requests to the API return errors. We are looking into it and will post the next update within the hour. "
COMPONENTS = 30


def site(incidents: int, seed: int = 1) -> PublicSite:
    """A site of thirty components in three groups, with this many records of four updates each."""
    chance = random.Random(seed)
    components = [
        PublicComponent(f"c{n}", f"Component {n}", f"g{n % 3}", "", PublicState.OPERATIONAL, date(2020, 1, 1))
        for n in range(COMPONENTS)
    ]
    groups = tuple(
        PublicGroup(
            f"g{n}", f"Group {n}", PublicState.OPERATIONAL, tuple(one for one in components if one.group == f"g{n}")
        )
        for n in range(3)
    )
    records = [_record(number, chance, components) for number in range(incidents)]
    return PublicSite(
        name="Generated",
        url="https://status.example.com/",
        generated_at=NOW,
        timezone="UTC",
        state=PublicState.OPERATIONAL,
        impact="none",
        groups=groups,
        incidents=tuple(one for one in records if one.kind == "incident"),
        maintenances=tuple(one for one in records if one.kind == "maintenance"),
        since=date(2020, 1, 1),
        feed_authority="example.com",
    )


def _record(number: int, chance: random.Random, components: Sequence[PublicComponent]) -> PublicIncident:
    begins = NOW - timedelta(hours=5 * number + 30, minutes=chance.randrange(60))
    kind = "maintenance" if number % 10 == 9 else "incident"
    folder = "maintenance" if kind == "maintenance" else "incidents"
    name = f"{begins:%Y-%m-%d}-record-{number:05}"
    times = [begins + timedelta(minutes=25 * step) for step in range(4)]
    hit = chance.sample(list(components), chance.randint(1, 2))
    affected = tuple(
        PublicAffected(
            one.id, one.name, PublicState.MAJOR_OUTAGE, (PublicPeriod(PublicState.MAJOR_OUTAGE, begins, times[-1]),)
        )
        for one in hit
    )
    updates = tuple(
        PublicUpdate(f"{at:%Y%m%dT%H%M%SZ}", at, phase, phase, f"<p>{WORDS * 2}</p>", WORDS * 2)
        for at, phase in zip(reversed(times), reversed(PHASES), strict=True)
    )
    return PublicIncident(
        name, kind, f"{folder}/{name}/", name, "Requests return errors", "major", "Resolved", begins, times[-1],
        active=False, duration=75, affected=affected, updates=updates,
    )  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--incidents", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    large, small = site(given.incidents), site(given.incidents // 10)
    kinds: dict[str, Callable[[PublicSite], dict[str, bytes]]] = {
        "feeds": lambda one: made(feeds(one)),
        "maintenance.ics": lambda one: made([agenda(one)]),
        "api/v2": lambda one: made(statuspage(one)),
        "api/incidents.json": lambda one: made(records_json(one)),
        "badges": lambda one: made(badges(one)),
        "everything": lambda one: made(machine(one)),
    }
    for one in (large, small):
        kinds["everything"](one)
    taken: dict[tuple[str, bool], list[float]] = {}
    for _ in range(given.runs):
        for name, work in kinds.items():
            for one in (large, small):
                taken.setdefault((name, one is large), []).append(seconds(lambda work=work, one=one: work(one)))
    print(
        f"{given.incidents:,} records, {4 * given.incidents:,} updates; median processor seconds of {given.runs} runs"
    )
    print(f"{'':<24}{'all':>10}{'a tenth':>10}{'files':>9}{'largest file':>16}")
    for name, work in kinds.items():
        files = work(large)
        largest = max(map(len, files.values()))
        all_, tenth = (statistics.median(taken[name, one]) for one in (True, False))
        print(f"  {name:<22}{all_:>8.2f} s{tenth:>8.2f} s{len(files):>9,}{largest:>14,} B")
    print("wanted: everything in at most 3 s")
    _sizes(large, small)
    _feed_of_fifty(given.runs)


def _sizes(large: PublicSite, small: PublicSite) -> None:
    """Files that are there in both sizes, and grow."""
    fewer, more = made(machine(small)), made(machine(large))
    grown = [path for path in fewer if path in more and len(more[path]) > 1.2 * len(fewer[path])]
    print(f"files of both that are more than a fifth larger with ten times the records: {', '.join(grown) or 'none'}")


def _feed_of_fifty(runs: int) -> None:
    entries = tuple(
        Entry(
            f"tag:example.com,2026-01-01:{n}",
            "Identified – Errors",
            f"https://example.com/{n}",
            at,
            at,
            f"<p>{WORDS}</p>",
            WORDS,
        )
        for n in range(50)
        for at in (NOW - timedelta(minutes=n),)
    )
    feed = Feed(
        "tag:example.com,2026-01-01:feed",
        "Status",
        "Updates",
        "https://example.com/",
        "https://example.com/feed.rss",
        "Example",
        NOW,
        entries=entries,
    )
    spent = {
        work.__name__: statistics.median(seconds(lambda work=work: work(feed)) for _ in range(runs))
        for work in (rss, atom, json_feed)
    }
    total = sum(spent.values()) * 1000
    print(
        "a feed of 50 entries: "
        + ", ".join(f"{name} {took * 1000:.1f} ms" for name, took in spent.items())
        + f"; {total:.1f} ms together, wanted: at most 10"
    )


if __name__ == "__main__":
    main()
