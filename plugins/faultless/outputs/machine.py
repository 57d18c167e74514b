"""Every file that programs read, and what each is."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.outputs.agenda import agenda
from faultless.outputs.badges import badges
from faultless.outputs.embed import FILE as EMBED
from faultless.outputs.embed import embed
from faultless.outputs.feeds import feeds
from faultless.outputs.recipe import Recipe
from faultless.outputs.records_json import records_json
from faultless.outputs.statuspage import statuspage
from faultless.outputs.uptime import spreadsheet, today_of
from faultless.public.site import PublicSite

RSS = "application/rss+xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json; charset=utf-8"
JSON = "application/json; charset=utf-8"

TYPES = {
    "/feed.rss": RSS,
    "/feed.atom": ATOM,
    "/feed.json": JSON_FEED,
    "/history.rss": RSS,
    "/history.atom": ATOM,
    "/maintenance/feed.rss": RSS,
    "/maintenance/feed.atom": ATOM,
    "/maintenance/feed.json": JSON_FEED,
    "/components/:id/feed.rss": RSS,
    "/components/:id/feed.atom": ATOM,
    "/components/:id/feed.json": JSON_FEED,
    "/groups/:id/feed.rss": RSS,
    "/groups/:id/feed.atom": ATOM,
    "/groups/:id/feed.json": JSON_FEED,
    "/incidents/:id/feed.atom": ATOM,
    "/maintenance/:id/feed.atom": ATOM,
    "/notices/:id/feed.atom": ATOM,
    "/maintenance.ics": "text/calendar; charset=utf-8",
    "/api/v2/*": JSON,
    "/api/incidents.json": JSON,
    "/api/incidents.schema.json": "application/schema+json; charset=utf-8",
    "/api/uptime.csv": "text/csv; charset=utf-8",
    "/badges/*": "image/svg+xml; charset=utf-8",
    "/embed.js": "text/javascript; charset=utf-8",
}
"""The media type of each file that pages of other hosts may read, by the form of its address.

No two forms fit one address: hosts join the values of all rules that fit.
"""


def machine(site: PublicSite) -> Iterator[Recipe]:
    """How to make each of them."""
    yield from feeds(site)
    yield agenda(site)
    yield from statuspage(site)
    yield from records_json(site)
    yield from badges(site)
    yield Recipe(EMBED, embed)
    components = (*(one for group in site.groups for one in group.components), *site.retired)
    yield Recipe("api/uptime.csv", spreadsheet, (components, today_of(site)), names=("the components", "the day"))
