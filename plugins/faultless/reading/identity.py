"""Ids: their form, that each is claimed once, and that what is named by id is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from faultless.model import START_OF_FILE, Postmortem, RootCause
from faultless.reading.fault import Fault
from faultless.reading.keys import did_you_mean
from faultless.reading.lookup import ID
from faultless.reading.record import Record


def duplicates(records: Sequence[Record[Any]]) -> Iterator[Fault]:
    """Ids of one kind that are malformed (FM012) or claimed twice, also by an alias or but for case (FM011)."""
    owners: dict[str, Record[Any]] = {}
    for record in records:
        identifier: str = record.value.id
        other = owners.setdefault(identifier.casefold(), record)
        if other is not record:
            same = other.value.id == identifier
            what = (
                f"the id {identifier!r}" if same else f"the name {PurePosixPath(record.path).name!r} but for its case"
            )
            yield Fault(
                "FM011", record.path, START_OF_FILE, f"{what} is taken by {other.path}", "rename one of the two"
            )
        elif not ID.fullmatch(identifier):
            slug = re.sub(r"[^a-z0-9]+", "-", identifier.casefold()).strip("-")
            hint = f"rename it to {slug}.md" if ID.fullmatch(slug) else "use 3 to 80 of a-z, 0-9 and -"
            yield Fault("FM012", record.path, START_OF_FILE, f"the file name {identifier!r} cannot be an id", hint)
    feeds: dict[str, Record[Any]] = {}
    for record in records:
        chosen = getattr(record.value, "feed_id", "")
        other = feeds.setdefault(chosen, record) if chosen else record
        if other is not record and "id" in record.keys:
            message = f"the feeds' id {chosen!r} is taken by {other.path}"
            yield Fault("FM011", record.path, record.place("id"), message, "delete the key, or choose another id")
    for record in records:
        for index, alias in enumerate(record.value.aliases):
            other = owners.setdefault(alias.casefold(), record)
            place = record.place(f"aliases.{index}", "aliases")
            if other is not record:
                message = f"the alias {alias!r} is taken by {other.path}"
                yield Fault("FM011", record.path, place, message, "delete it from one of the two")
            elif not ID.fullmatch(alias):
                yield Fault("FM012", record.path, place, f"{alias!r} cannot be an id", "use 3 to 80 of a-z, 0-9 and -")


def reference_faults(
    postmortems: Sequence[Record[Postmortem]], root_causes: Sequence[Record[RootCause]], unread: Collection[str]
) -> Iterator[Fault]:
    """Root causes that postmortems name and that have no file (FM007); `unread` have one that cannot be read."""
    known = {cause.value.id for cause in root_causes}.union(unread)
    known |= {alias for cause in root_causes for alias in cause.value.aliases}
    for record in postmortems:
        for index, cause in enumerate(record.value.root_causes):
            if cause not in known:
                hint = did_you_mean(cause, known, otherwise="add a file for it under root-causes/")
                place = record.place(f"root_causes.{index}", "root_causes")
                yield Fault("FM007", record.path, place, f"unknown root cause {cause!r}", hint)
