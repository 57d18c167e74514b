"""What records can be chosen by, in lists and in the search: severity, component, cause, year, and who noticed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from json import dumps

Facets = Mapping[str, tuple[str, ...]]
"""The values of a record by facet; a facet without any is left out."""

TITLES = {
    "severity": "Severity",
    "component": "Component",
    "cause": "Root cause",
    "year": "Year",
    "noticed": "Noticed by",
}
"""What each facet is called, in the order in which they are shown."""


def facets(**values: Iterable[str | None]) -> Facets:
    """The facets of a record, each value once."""
    listed = {facet: tuple(dict.fromkeys(one for one in values.get(facet, ()) if one)) for facet in TITLES}
    return {facet: known for facet, known in listed.items() if known}


def facets_file(pages: Mapping[str, Facets]) -> str:
    """What the search box needs to know of all pages, by their addresses: JSON, every value told once."""
    values = {facet: sorted({one for known in pages.values() for one in known.get(facet, ())}) for facet in TITLES}
    places = {facet: {value: place for place, value in enumerate(listed)} for facet, listed in values.items()}
    told = {
        address: {facet: [places[facet][value] for value in listed] for facet, listed in known.items()}
        for address, known in sorted(pages.items())
        if known
    }
    return dumps({"titles": TITLES, "values": values, "pages": told}, ensure_ascii=False, separators=(",", ":"))
