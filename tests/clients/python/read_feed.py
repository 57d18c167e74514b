"""What feedparser makes of a feed: whether it is well-formed, and the id, title and date of each entry."""

import json
import sys

import feedparser

parsed = feedparser.parse(sys.argv[1])
entries = [[one.id, one.title, one.published] for one in parsed.entries]
print(json.dumps({"bozo": int(parsed.bozo), "why": str(parsed.get("bozo_exception", "")), "entries": entries}))
