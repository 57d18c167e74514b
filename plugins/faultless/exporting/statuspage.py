"""What the public may read as the JSON of Atlassian Statuspage's API, version 2, with the complete history."""

from __future__ import annotations

import json
from typing import Any

from faultless.outputs.statuspage import components_in_use, page_of, state_of
from faultless.outputs.statuspage_records import host_of, incident, stamp, status_of
from faultless.public.site import PublicIncident, PublicSite


def to_statuspage(site: PublicSite) -> str:
    """One document: the page, its state, all components, incidents and maintenances, newest first.

    A customer message is the `postmortem_body` of its incident, as HTML, as it is there. Notices have no counterpart
    there and are left out; see `left_out`.
    """
    listed = components_in_use(site)
    components = {one["id"]: one for one in listed}
    host = host_of(site)

    def told(records: tuple[PublicIncident, ...]) -> list[dict[str, Any]]:
        made = [
            _with_postmortem(incident(host, one, status_of(one, site.generated_at), components), one) for one in records
        ]
        return sorted(made, key=lambda one: (one["created_at"], one["id"]), reverse=True)

    document = {
        "page": page_of(site),
        "status": state_of(site),
        "components": listed,
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
