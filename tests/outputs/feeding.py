"""Feeds of small sites, and what a reader makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree as ET

from making import feeds

from faultless.policy import policy_from_options
from faultless.public.publish import publish
from faultless.public.site import PublicIncident, PublicSite, PublicState, PublicUpdate
from faultless.reading import load

ATOM = "{http://www.w3.org/2005/Atom}"
T0 = datetime(2026, 3, 14, 9, 14, tzinfo=timezone.utc)
NOW = datetime(2026, 3, 20, 12, tzinfo=timezone.utc)


def update(minute: float = 0, text: str = "We are looking.", phase: str = "Investigating", **more) -> PublicUpdate:
    at = T0 + timedelta(minutes=minute)
    return PublicUpdate(f"{at:%Y%m%dT%H%M%SZ}", at, phase, phase, f"<p>{text}</p>" if text else "", text, **more)


def incident(*updates: PublicUpdate, id: str = "one-record", active: bool = False, **more) -> PublicIncident:  # noqa: A002
    """An incident with some updates, given oldest first."""
    known = {
        "kind": "incident",
        "path": f"incidents/{id}/",
        "feed_id": id,
        "title": "Checkout returned errors",
        "impact": "major",
        "phase": "Resolved",
        "begins": T0,
        "ends": None if active else T0 + timedelta(hours=2),
        "updates": tuple(reversed(updates)),
    }
    return PublicIncident(id, active=active, **{**known, **more})


def site(*incidents: PublicIncident, **more) -> PublicSite:
    known = {
        "name": "Northstar",
        "url": "https://status.example.com/",
        "generated_at": NOW,
        "timezone": "UTC",
        "state": PublicState.OPERATIONAL,
        "impact": "none",
        "incidents": incidents,
        "feed_authority": "example.com",
    }
    return PublicSite(**{**known, **more})


@dataclass(frozen=True)
class Seen:
    """An entry as a reader finds it; `raw` is its XML."""

    id: str
    title: str
    link: str
    published: str
    updated: str
    content: str
    raw: bytes


def seen(made: PublicSite) -> list[Seen]:
    """The entries of the Atom feed; the RSS feed must have the same ones in the same order."""
    files = feeds(made)
    found = []
    for entry in ET.fromstring(files["feed.atom"]).findall(f"{ATOM}entry"):
        (link,) = entry.findall(f"{ATOM}link")
        names = ("id", "title", "published", "updated", "content")
        id_, title, published, updated, content = (entry.findtext(ATOM + name) or "" for name in names)
        found.append(Seen(id_, title, link.get("href") or "", published, updated, content, ET.tostring(entry)))
    items = ET.fromstring(files["feed.rss"]).findall("channel/item")
    assert [(item.findtext("guid"), item.findtext("title"), item.findtext("link")) for item in items] == [
        (one.id, one.title, one.link) for one in found
    ]
    return found


def from_text(root: Path, files: Mapping[str, str], **options: object) -> PublicSite:
    """The public side of some files; options of `faultless/status`."""
    for path, content in files.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    policy = policy_from_options({}, options, root=root)
    return publish(load(root / "content", policy).base, policy, NOW)
