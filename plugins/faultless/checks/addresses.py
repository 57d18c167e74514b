"""The former addresses that records claim, and what stands in their way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from faultless.checks.rule import Context, Hit
from faultless.model import Incident, Span
from faultless.public.addresses import Addresses, is_own, page_of
from faultless.public.folders import FOLDER
from faultless.reading import Record

_WIKI = {"incident": "incidents", "postmortem": "postmortems", "root-cause": "root-causes"}


def taken_addresses(context: Context) -> Iterator[Hit]:
    """Addresses in `redirects` that lead to another record already, or at which a page stands."""
    addresses = Addresses()
    languages = context.records.policy.status.languages
    records = _records(context)
    if not any(record.value.redirects for record in records):
        return
    for record in records:
        for page in _pages(record):
            addresses.claim(page, record.path)
    for record, address, file, where in _claims(records):
        other = addresses.claim(file, record.path)
        if is_own(file, languages):
            message = f"the address {address!r} is one of the status site's own pages"
            yield Hit(record.path, where, message, "delete it: whoever comes there finds that page")
        elif other is not None and other != record.path:
            message = f"the address {address!r} is taken by {other}"
            yield Hit(record.path, where, message, "delete it from one of the two: it can lead to one page only")


def impossible_addresses(context: Context) -> Iterator[Hit]:
    """Addresses in `redirects` at which this site can have no page."""
    for record in _records(context):
        for index, address in enumerate(record.value.redirects):
            if page_of(address) is None:
                message = f"the address {address!r} is no path of this site"
                hint = "write the path alone, from the root of the site: /issues/2023-05-09-outage/"
                yield Hit(record.path, _where(record, index), message, hint)


def _records(context: Context) -> tuple[Record[Any], ...]:
    """Those that may have former addresses."""
    return (*context.records.incidents, *context.records.postmortems, *context.records.root_causes)


def _pages(record: Record[Any]) -> Iterator[str]:
    """The files of a record's own page in the wiki and on the status site, under all names it has or had."""
    folders = {_WIKI[record.kind]}
    if isinstance(record.value, Incident) and record.value.kind in FOLDER:
        folders.add(FOLDER[record.value.kind])
    for folder in sorted(folders):
        for name in (record.value.id, *record.value.aliases):
            yield f"{folder}/{name}/index.html"


def _claims(records: tuple[Record[Any], ...]) -> Iterator[tuple[Record[Any], str, str, Span]]:
    """Each record's addresses, with the file that would stand there and where it says so."""
    for record in records:
        for index, address in enumerate(record.value.redirects):
            file = page_of(address)
            if file is not None:
                yield record, address, file, _where(record, index)


def _where(record: Record[Any], index: int) -> Span:
    return record.place(f"redirects.{index}", "redirects")
