"""The JSON Schema (2020-12) of `api/incidents.json`, version 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from faultless.public.site import PublicState


def _exactly(about: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """An object whose keys are all there; more may come."""
    return {"type": "object", "description": about, "required": list(properties), "properties": dict(properties)}


def _of(kind: str, about: str = "", **more: Any) -> dict[str, Any]:
    return {"type": kind, **({"description": about} if about else {}), **more}


def _maybe(kind: str, about: str = "", **more: Any) -> dict[str, Any]:
    return {"type": [kind, "null"], **({"description": about} if about else {}), **more}


def _list(of: Mapping[str, Any], about: str) -> dict[str, Any]:
    return {"type": "array", "description": about, "items": dict(of)}


_STATE = {"enum": [state.value for state in PublicState]}
_INSTANT = {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}

_COMPONENT = _exactly(
    "A component that was not operational at some time of the record",
    {
        "id": _of("string"),
        "name": _of("string"),
        "worst_state": _STATE,
        "periods": _list(
            _exactly(
                "A time in one state",
                {
                    "state": _STATE,
                    "from": _of("string", **_INSTANT),
                    "to": _maybe("string", "null: it lasts", **_INSTANT),
                },
            ),
            "Its states other than operational, in order of time",
        ),
    },
)
_UPDATE = _exactly(
    "A message to customers",
    {
        "id": _of("string", "unique in the record and the same for ever", pattern=r"^\d{8}T\d{6}Z$"),
        "at": _of("string", "when it was published", **_INSTANT),
        "phase": _of("string", "the phase that holds from here on"),
        "text": _of("string", "plain text"),
        "components": _list(
            _exactly("A state it gives", {"id": _of("string"), "name": _of("string"), "state": _STATE}),
            "What it says of components",
        ),
        "revised_at": _maybe("string", "when it was edited after it was published", **_INSTANT),
        "revised_why": _maybe("string"),
    },
)
_RECORD = _exactly(
    "An incident, a maintenance or a notice",
    {
        "id": _of("string", "the same for ever, also when its address changes"),
        "kind": {"enum": ["incident", "maintenance", "notice"]},
        "title": _of("string"),
        "url": _of("string", "its page", format="uri"),
        "path": _of("string", "its page below the address of the site"),
        "impact": {"enum": ["critical", "major", "minor", "none"]},
        "phase": _of("string", "the latest one"),
        "active": _of("boolean", "whether it goes on"),
        "cancelled": _of("boolean", "a maintenance that was called off"),
        "began_at": _of("string", "start, or planned start of a maintenance", **_INSTANT),
        "ended_at": _maybe("string", "end, or planned end of a maintenance; null: it goes on", **_INSTANT),
        "duration_minutes": _maybe("integer", minimum=0),
        "mitigated_at": _maybe("string", "customers no longer affected", **_INSTANT),
        "scheduled_for": _maybe("string", **_INSTANT),
        "scheduled_until": _maybe("string", **_INSTANT),
        "reschedules": _of("integer", "how often a maintenance was moved", minimum=0),
        "components": _list(_COMPONENT, "In their order of display"),
        "updates": _list(_UPDATE, "Newest first"),
        "report_html": _maybe("string", "the report that was published afterwards"),
    },
)
SCHEMA: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The public history of a status page",
    **_exactly(
        "Every public incident, maintenance and notice, newest first. All times are UTC. Keys may be added; "
        "schema_version goes up when one goes or changes its meaning.",
        {
            "$schema": _of("string", format="uri"),
            "schema_version": {"const": 1},
            "page": _exactly(
                "The status page",
                {"name": _of("string"), "url": _of("string", format="uri"), "time_zone": _of("string", "IANA name")},
            ),
            "updated_at": _of("string", "when anything in it last changed", **_INSTANT),
            "incidents": _list(_RECORD, "Newest first"),
        },
    ),
}
