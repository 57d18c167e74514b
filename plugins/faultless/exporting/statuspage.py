"""What the public may read as the JSON of Atlassian Statuspage's API, version 2, with the complete history."""

from __future__ import annotations

import json
from typing import Any

from faultless.outputs.statuspage import statuspage
from faultless.outputs.statuspage_records import incident, stamp
from faultless.public.site import PublicIncident, PublicSite


def to_statuspage(site: PublicSite) -> str:
    """One document: the page, its state, all components, incidents and maintenances, newest first.

    A customer message is the `postmortem_body` of its incident, as HTML, as it is there. Notices have no counterpart
    there and are left out; see `left_out`.
    """
    summary = json.loads(statuspage(site)["api/v2/summary.json"])
    components = {one["id"]: one for one in summary["components"]}

    def told(records: tuple[PublicIncident, ...]) -> list[dict[str, Any]]:
        made = [_with_postmortem(incident(site, one, components), one) for one in records]
        return sorted(made, key=lambda one: (one["created_at"], one["id"]), reverse=True)

    document = {
        "page": summary["page"],
        "status": summary["status"],
        "components": summary["components"],
        "incidents": told(site.incidents),
        "scheduled_maintenances": told(site.maintenances),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _with_postmortem(made: dict[str, Any], record: PublicIncident) -> dict[str, Any]:
    body = record.customer_message or None
    published = record.ends or record.begins
    return {**made, "postmortem_body": body, "postmortem_published_at": stamp(published) if body else None}


def left_out(site: PublicSite) -> int:
    """How many public records have no counterpart there: the notices."""
    return len(site.notices)
