"""Plain entries as RSS, Atom and JSON Feed."""

from faultless.syndication.entry import Entry, Feed, spread, tag_uri
from faultless.syndication.json import json_feed
from faultless.syndication.xml import atom, rss

__all__ = ["Entry", "Feed", "atom", "json_feed", "rss", "spread", "tag_uri"]
