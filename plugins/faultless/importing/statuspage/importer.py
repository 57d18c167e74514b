"""Everything a Statuspage has told, as a content root."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from faultless.emit import mapping, slug
from faultless.importing.destination import refuse_overlap, write
from faultless.importing.errors import ImportMisused
from faultless.importing.report import FileReport, Report
from faultless.importing.statuspage.documents import documents
from faultless.importing.statuspage.gathering import Gathered, Item, last_part
from faultless.importing.statuspage.item import BOOKKEEPING, began, made_of, title_of
from faultless.importing.statuspage.parts import Parts
from faultless.importing.statuspage.values import UTC, line
from faultless.public.addresses import Addresses, is_own, page_of
from faultless.reading.lookup import ID

_FIELDS = (
    "title", "severity", "components", "started", "resolved", "scheduled_for", "scheduled_until", "updates",
    "redirects", "postmortem",
)  # fmt: skip
_LARGEST = 2_000_000
"""Bytes of a record beyond which the checks do not read it."""

WHAT_IT_IS = (
    "Statuspage's JSON is what its API (version 2) answers, such as incidents.json, components.json and summary.json, "
    "or one incident a line"
)


def import_statuspage(source: Path, destination: Path, *, force: bool = False, dry_run: bool = False) -> Report:
    """Turn what a Statuspage has told into a content root: a catalogue, a record from each incident and maintenance.

    Args:
        source: a file, or a folder of JSON files; what several of them hold is imported once.
        destination: the content root; new, empty, or what an earlier import left.
        force: replace files that were changed since, or that stand where a new one goes.
        dry_run: report, but write nothing.

    Raises:
        ImportMisused: nothing in the source is Statuspage's, or one of the two folders lies in the other.
        ImportRefused: the destination holds other work. Nothing was written in any case.
    """
    refuse_overlap(source, destination)
    gathered, reports = _gathered(source)
    zone = _zone(gathered.page, reports[0])
    catalogue = FileReport(f"{reports[0].source}#page and components", "catalogue.yml", "catalogue")
    parts = Parts(gathered, catalogue)
    items = sorted(gathered.items.values(), key=lambda item: (began(item, zone)[0], item.code, title_of(item)))
    identifiers = _identifiers(items, zone)
    led = _led(items, identifiers)
    files: dict[str, str | bytes] = {}
    listed = []
    for item, identifier in zip(items, identifiers, strict=True):
        report = FileReport(f"{item.origin}#{item.code or title_of(item) or identifier}")
        listed.append(report)
        made = made_of(item, identifier, led[identifier], zone, parts, report)
        if max(len(made.incident.encode()), len(made.postmortem.encode())) > _LARGEST:
            report.becomes, report.refused = "", [f"its text is larger than {_LARGEST // 1_000_000} MB"]
            continue
        report.target = f"incidents/{identifier}.md"
        files[report.target] = made.incident
        if made.postmortem:
            files[f"postmortems/{identifier}.md"] = made.postmortem
    files["catalogue.yml"] = _catalogue(gathered.page, parts, catalogue)
    _tell_left(items, catalogue, gathered)
    written, unchanged = write(destination, files, force=force, dry_run=dry_run)
    return Report((*reports, catalogue, *listed), 0 if dry_run else written, unchanged, dry_run, _FIELDS)


def _gathered(source: Path) -> tuple[Gathered, list[FileReport]]:
    gathered = Gathered()
    reports = []
    found = 0
    for document in documents(source):
        report = FileReport(document.path, refused=list(document.refused))
        report.left += [document.left] if document.left else []
        count = sum(gathered.take(value, document.path) for value in document.values)
        for told, times in Counter(gathered.odd.pop(document.path, ())).items():
            report.left.append(told + (f" ({times} times)" if times > 1 else ""))
        if count:
            report.target = "1 object" if count == 1 else f"{count} objects"
        elif document.values and not report.refused:
            report.left.append("nothing in it is an incident, a maintenance, a component or a page")
        found += count
        reports.append(report)
    if not found:
        why = [f"  {report.source}: {told}" for report in reports for told in (*report.refused, *report.left)]
        what = "there is nothing of a Statuspage in it" if why else "it is empty"
        more = ["  …"] if len(why) > 20 else []
        raise ImportMisused("\n".join([f"{source}: {what}. {WHAT_IT_IS}", *why[:20], *more]))
    return gathered, reports


def _zone(page: Mapping[str, Any], report: FileReport) -> tzinfo:
    """The zone of times that have none."""
    name = line(page.get("time_zone"))
    if not name or name in {"UTC", "Etc/UTC"}:
        return UTC
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        report.guessed.append(f"time_zone: {name!r} is unknown: UTC")
        return UTC


def _identifiers(items: Sequence[Item], zone: tzinfo) -> list[str]:
    """The id of each record: its day and its title, with the code for the later ones of equal days and titles.

    An address or a code that reads as an id of ours is one: that is what an export holds.
    """
    given = [_own(last_part(item.raw)) or _own(item.code) for item in items]
    often = Counter(given)
    taken = {*given, *(item.code for item in items)}
    made = []
    for item, own in zip(items, given, strict=True):
        if own and often[own] == 1:
            made.append(own)
            continue
        day = began(item, zone)[0].date().isoformat()
        name = f"{day}-{slug(title_of(item) or item.code or 'incident')[:56].strip('-')}"
        found = name
        if found in taken and item.code:
            found = name = f"{name[:50].strip('-')}-{slug(item.code)[:24]}".strip("-")
        number = 2
        while found in taken:
            found, number = f"{name[:72]}-{number}", number + 1
        taken.add(found)
        made.append(found)
    return made


def _own(name: str) -> str:
    return name if "-" in name and ID.fullmatch(name) else ""


def _led(items: Sequence[Item], identifiers: Sequence[str]) -> dict[str, list[str]]:
    """The address of each item there, where it can lead to the record here."""
    addresses = Addresses()
    for identifier in identifiers:
        for folder in ("incidents", "maintenance"):
            addresses.claim(f"{folder}/{identifier}/index.html", identifier)
    led: dict[str, list[str]] = {}
    for item, identifier in zip(items, identifiers, strict=True):
        led[identifier] = []
        address = f"/incidents/{quote(item.code, safe='')}"
        file = page_of(address) if item.code else None
        own = file == f"{'maintenance' if item.planned else 'incidents'}/{identifier}/index.html"
        if (
            file is not None
            and not own
            and not is_own(file)
            and addresses.claim(file, identifier) in {None, identifier}
        ):
            led[identifier].append(address)
    return led


def _catalogue(page: Mapping[str, Any], parts: Parts, report: FileReport) -> str:
    name, url = line(page.get("name")) or "Status", line(page.get("url"))
    if not page:
        report.guessed.append("organisation: no page is in the source: 'Status'")
    try:
        fits = bool(urlsplit(url).hostname) and urlsplit(url).scheme in {"http", "https"} and " " not in url
    except ValueError:
        fits = False
    if url and not fits:
        report.left.append(f"url: {url!r} is no web address")
    notes = (
        [f"time_zone: {line(page['time_zone'])}"] if line(page.get("time_zone")) not in {"", "UTC", "Etc/UTC"} else []
    )
    if notes:
        report.kept.append("time_zone: a comment in the catalogue; the option timezone of mkdocs.yml sets it here")
    report.mapped.insert(0, "organisation")
    lines = [f"organisation: {mapping({'name': name, 'url': url if fits else ''})}", *(f"  # {note}" for note in notes)]
    return "\n".join([*lines, *parts.lines(report)]) + "\n"


def _tell_left(items: Sequence[Item], report: FileReport, gathered: Gathered) -> None:
    keys = sorted({key for item in items for key in item.raw if key in BOOKKEEPING and item.raw[key]})
    report.left += [f"Statuspage's own books: {', '.join(keys)}; ids and flags of updates"] if keys else []
    if gathered.repeated:
        what = "1 record stands" if gathered.repeated == 1 else f"{gathered.repeated} records stand"
        report.guessed.append(f"{what} in the source again: brought together")
