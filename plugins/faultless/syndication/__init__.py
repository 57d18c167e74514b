"""Plain entries as RSS, Atom and JSON Feed, plain events as a calendar."""

from faultless.syndication.calendar import Calendar, Event, icalendar
from faultless.syndication.entry import Entry, Feed, spread, tag_uri
from faultless.syndication.json import json_feed
from faultless.syndication.xml import atom, rss

__all__ = ["Calendar", "Entry", "Event", "Feed", "atom", "icalendar", "json_feed", "rss", "spread", "tag_uri"]
