"""What is wrong with what the status site publishes, and what of it stops the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from faultless.caching import Kept
from faultless.checks import Finding, Level, exit_code, run
from faultless.checks.holding import hold
from faultless.model import Kind, KnowledgeBase, Postmortem, Visibility
from faultless.public.records import customer_message
from faultless.reading import Fault, KeyPlace, Records, nearest

_PUBLISHED_FROM = {".", "catalogue.yml", "incidents", "public"}
"""What the status site is made from, beside the messages of postmortems: files and folders of the content root."""

_VISIBILITY = "visibility"


def published_findings(records: Records, now: datetime, kept: Kept | None = None) -> tuple[Finding, ...]:
    """The errors in what the status site publishes: catalogue, public incidents, customer messages, assets.

    An outage is no time to mend a postmortem, so what is internal does not stop a public update. A file that could not
    be read at all counts as published where it may be a public incident, and so does an incident that is internal only
    because its visibility cannot be made out: it must not go from the site without a word. What a baseline holds stops
    nothing, and the baseline is not even read where there is nothing to hold: a damaged one must not keep an update
    from customers.

    Raises:
        BadBaseline: there are errors, and the baseline that may hold them cannot be read.
    """
    return beyond_baseline(published_errors(records, now, kept), records)


def beyond_baseline(errors: Errors, records: Records) -> tuple[Finding, ...]:
    """What stops the site: the published errors that no baseline holds.

    Raises:
        BadBaseline: there are errors, and the baseline that may hold them cannot be read.
    """
    if not errors.published:
        return ()
    new = frozenset(hold(errors.found, records).new)
    return tuple(one for one in errors.published if one in new)


class Errors(NamedTuple):
    """The errors that were found while the status site was looked at, and those in what it publishes."""

    found: tuple[Finding, ...]
    published: tuple[Finding, ...]


def published_errors(records: Records, now: datetime, kept: Kept | None = None, select: Sequence[str] = ()) -> Errors:
    """The errors in what the status site publishes, also those that a baseline holds; see `published_findings`.

    Args:
        records: what was read.
        now: UTC.
        kept: what earlier runs have kept, or None.
        select: the codes of the rules to run; none: all.
    """
    public = {record.path for record in records.incidents if record.value.visibility is Visibility.PUBLIC}
    public |= _meant_public(records)
    internal = {record.path for record in records if record.kind != "catalogue"} - public
    parts = {record.path: _published_lines(record.value, records.base) for record in records.postmortems}

    def published(finding: Finding) -> bool:
        if finding.path in parts:
            return any(finding.span.line in lines for lines in parts[finding.path])
        return finding.path not in internal and finding.path.partition("/")[0] in _PUBLISHED_FROM

    unseen = frozenset(internal.difference(path for path, lines in parts.items() if lines))
    found = run(records, now, select=select, skip=unseen, at_least=Level.ERROR, kept=kept)
    return Errors(found, tuple(one for one in found if exit_code((one,)) and published(one)))


def _meant_public(records: Records) -> set[str]:
    """The paths of incidents whose mistakes leave open whether they are public."""
    internal = {
        one.path: one
        for one in records.incidents
        if one.value.visibility is not Visibility.PUBLIC and one.value.kind is not Kind.NEAR_MISS
    }
    return {
        fault.path for fault in records.faults if fault.path in internal and _hides(fault, internal[fault.path].keys)
    }


def _hides(fault: Fault, keys: Mapping[str, KeyPlace]) -> bool:
    """Whether a mistake in a head is why its visibility is not known."""
    stated = keys.get(_VISIBILITY)
    if stated is not None:
        return fault.span == stated.value
    misspelt = (place.key for key, place in keys.items() if nearest(key, (_VISIBILITY,)))
    return fault.code == "FM002" or (fault.code == "FM004" and fault.span in misspelt)


def _published_lines(postmortem: Postmortem, base: KnowledgeBase) -> list[range]:
    """The lines of a postmortem that customers read: its message to them, and the actions that belong to it."""
    named = (base.incident_by_id.get(one) for one in postmortem.incidents)
    section = customer_message(postmortem)
    if section is None or not any(one is not None and one.visibility is Visibility.PUBLIC for one in named):
        return []
    message = range(section.span.line, section.body_line + section.body.count("\n") + 1)
    return [message, *(range(one.span.line, one.span.end_line + 1) for one in postmortem.actions if one.public)]
