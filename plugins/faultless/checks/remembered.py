"""What rules found on files that have not changed since, so that nobody has to look again.

A file is known again by its text, the texts it is bound to, the catalogue, the policy, the rules themselves and,
while an incident lasts, the time. What was kept and does not fit is left out, never mended; deleting it is always safe.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from faultless.caching import Kept, digest_of, sources_of
from faultless.checks.rule import Hit
from faultless.model import Span
from faultless.reading import Records

_VERSION = 1
_SOURCES = ("checks", "insight", "model", "policy", "public", "reading")

Hits = Mapping[str, tuple[Hit, ...]]
"""What each rule that looked at a file found there, by its code."""


class Remembered:
    """The hits of earlier runs on the files of a knowledge base, and those of this one.

    Args:
        records: what is checked.
        now: UTC.
        kept: where earlier runs left them; None: nowhere.
    """

    def __init__(self, records: Records, now: datetime, kept: Kept | None) -> None:
        self.kept = kept
        self.name = f"checks-{digest_of(str(records.root.absolute()))}"
        self.marks = _marks(records, now, kept) if kept is not None else {}
        self.found: dict[str, dict[str, tuple[Hit, ...]]] = {path: {} for path in self.marks}
        self.new = False
        with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self._recall(json.loads((kept.get(self.name) if kept is not None else None) or b"{}"))

    def paths(self, code: str) -> frozenset[str]:
        """The files of which it is known what a rule finds there."""
        return frozenset(path for path, hits in self.found.items() if code in hits)

    def hits(self, code: str, paths: Iterable[str]) -> Iterator[Hit]:
        """What a rule found on some files of which that is known."""
        return (hit for path in paths for hit in self.found[path][code])

    def learn(self, code: str, skipped: frozenset[str], hits: Iterable[Hit]) -> None:
        """Keep what a rule has just found on every file that it did not skip."""
        if not self.marks:
            return
        here: dict[str, list[Hit]] = {}
        for hit in hits:
            here.setdefault(hit.path, []).append(hit)
        for path in self.marks.keys() - skipped:
            self.learn_of(path, code, tuple(here.get(path, ())))

    def learn_of(self, path: str, code: str, hits: tuple[Hit, ...]) -> None:
        """Keep what has just been found on one file."""
        if path in self.found:
            self.found[path][code] = hits
            self.new = True

    def keep(self) -> None:
        """Leave it all for the next run, if there is anything new."""
        if self.kept is None or not self.new:
            return
        rules: dict[tuple[str, ...], int] = {}
        files = {}
        for path, hits in sorted(self.found.items()):
            looked = rules.setdefault(tuple(sorted(hits)), len(rules))
            told = [[code, *_told(hit)] for code in sorted(hits) for hit in hits[code]]
            files[path] = [self.marks[path], looked, told]
        self.kept.put(self.name, json.dumps({"version": _VERSION, "rules": list(rules), "files": files}).encode())

    def _recall(self, said: Any) -> None:
        if said.get("version") != _VERSION:
            return
        for path, (mark, looked, told) in said["files"].items():
            if self.marks.get(path) == mark:
                hits: dict[str, list[Hit]] = {code: [] for code in said["rules"][looked]}
                for code, line, column, end_line, end_column, message, suggestion, mild, reminder in told:
                    span = Span(line, column, end_line, end_column)
                    hits[code].append(Hit(path, span, message, suggestion, mild, reminder))
                self.found[path] = {code: tuple(found) for code, found in hits.items()}


def _told(hit: Hit) -> list[object]:
    span = hit.span
    place = [span.line, span.column, span.end_line, span.end_column]
    return [*place, hit.message, hit.suggestion, hit.mild, hit.reminder]


def _marks(records: Records, now: datetime, kept: Kept) -> dict[str, str]:
    """By path what a file is known again by."""
    catalogue = records.catalogue.text if records.catalogue is not None else ""
    every = digest_of(sources_of(kept, *_SOURCES), repr(records.policy), catalogue)
    texts = {record.path: digest_of(record.text) for record in records}
    incidents: dict[str, list[str]] = {}
    for incident in records.incidents:
        if incident.value.resolved is None:
            texts[incident.path] += now.isoformat()
        for name in (incident.value.id, *incident.value.aliases):
            incidents.setdefault(name, []).append(incident.path)
    bound: dict[str, list[str]] = {}
    for postmortem in records.postmortems:
        for path in (path for name in postmortem.value.incidents for path in incidents.get(name, ())):
            bound.setdefault(postmortem.path, []).append(texts[path])
            bound.setdefault(path, []).append(texts[postmortem.path])
    return {
        record.path: digest_of(every, record.path, record.kind, texts[record.path], *bound.get(record.path, ()))
        for record in records
    }
