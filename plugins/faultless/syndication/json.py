"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from json import dumps

from faultless.syndication.entry import Entry, Feed


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1, UTF-8; ids are those of the other formats."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return (dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _item(entry: Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content_html,
        "content_text": entry.text,
        "date_published": entry.published.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "date_modified": max(entry.updated, entry.published).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    if entry.categories:
        item["tags"] = list(entry.categories)
    return item
