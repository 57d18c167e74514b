"""Where records of each kind stand on the status site."""

from __future__ import annotations

from faultless.model import Kind

FOLDER = {Kind.INCIDENT: "incidents", Kind.MAINTENANCE: "maintenance", Kind.NOTICE: "notices"}
"""The folder of each kind; a kind without one is never public."""
