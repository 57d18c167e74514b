"""What rules found on files that have not changed since, so that nobody has to look again.

A file is known again by its text, the texts it is bound to, the catalogue, the policy, the rules themselves and,
while an incident lasts, the time. What was kept and does not fit is left out, never mended; deleting it is always safe.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import datetime
from typing import Any

from faultless.caching import Kept, digest_of, sources_of
from faultless.checks.rule import Hit
from faultless.model import Incident, Span
from faultless.reading import Records

_VERSION = 2
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
        self.marks: Mapping[str, str] = {}
        self.whole = ""
        if kept is not None:
            self.marks, self.whole = _marks(records, now, kept)
        self.new = False
        self._everywhere: dict[str, tuple[Hit, ...]] = {}
        self._looked: dict[str, set[str]] = {}
        self._found: dict[str, dict[str, tuple[Hit, ...]]] = {}
        with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self._recall(json.loads((kept.get(self.name) if kept is not None else None) or b"{}"))

    def paths(self, code: str) -> AbstractSet[str]:
        """The files of which it is known what a rule finds there."""
        return self._looked.get(code, frozenset())

    def hits(self, code: str, skipped: Container[str] = frozenset()) -> Iterator[Hit]:
        """What a rule found on the files of which that is known, except some."""
        found = self._found.get(code, {})
        return (hit for path, hits in found.items() if path not in skipped for hit in hits)

    def everywhere(self, code: str) -> tuple[Hit, ...] | None:
        """What a rule finds where every file says what it says; None where that is not known."""
        return self._everywhere.get(code)

    def learn_everywhere(self, code: str, hits: Iterable[Hit]) -> None:
        """Keep what a rule has just found on all files together."""
        if self.marks:
            self._everywhere[code] = tuple(hits)
            self.new = True

    def known(self, code: str, path: str) -> tuple[Hit, ...] | None:
        """What a rule finds on a file; None where that is not known."""
        return self._found[code].get(path, ()) if path in self.paths(code) else None

    def of(self, path: str) -> Hits:
        """What is known of one file."""
        return {code: self._found[code].get(path, ()) for code, paths in self._looked.items() if path in paths}

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
        if path in self.marks:
            self._looked.setdefault(code, set()).add(path)
            self._found.setdefault(code, {}).pop(path, None)
            if hits:
                self._found[code][path] = hits
            self.new = True

    def keep(self) -> None:
        """Leave it all for the next run, if there is anything new."""
        if self.kept is None or not self.new:
            return
        looked: dict[str, list[str]] = {path: [] for path in self.marks}
        for code in sorted(self._looked):
            for path in self._looked[code]:
                looked[path].append(code)
        told: dict[str, list[list[object]]] = {}
        for code in sorted(self._found):
            for path, hits in self._found[code].items():
                told.setdefault(path, []).extend([code, *_told(hit)] for hit in hits)
        rules: dict[tuple[str, ...], int] = {}
        files = {
            path: [self.marks[path], rules.setdefault(tuple(codes), len(rules)), told.get(path, [])]
            for path, codes in sorted(looked.items())
        }
        everywhere = {code: [[hit.path, *_told(hit)] for hit in hits] for code, hits in self._everywhere.items()}
        said = {
            "version": _VERSION,
            "rules": list(rules),
            "files": files,
            "whole": self.whole,
            "everywhere": everywhere,
        }
        self.kept.put(self.name, json.dumps(said).encode())

    def _recall(self, said: Any) -> None:
        if said.get("version") != _VERSION:
            return
        alike: dict[int, list[str]] = {}
        known: dict[str, dict[str, list[Hit]]] = {}
        for path, (mark, looked, told) in said["files"].items():
            if self.marks.get(path) != mark:
                continue
            alike.setdefault(looked, []).append(path)
            for code, *of_hit in told:
                known.setdefault(code, {}).setdefault(path, []).append(_hit(path, *of_hit))
        for looked, those in alike.items():
            for code in said["rules"][looked]:
                self._looked.setdefault(code, set()).update(those)
                self._found.setdefault(code, {})
        for code, of_code in known.items():
            self._found[code].update({path: tuple(hits) for path, hits in of_code.items()})
        if said["whole"] == self.whole:
            self._everywhere = {code: tuple(_hit(*one) for one in told) for code, told in said["everywhere"].items()}


def _hit(
    path: str, line: int, column: int, end_line: int, end_column: int, message: str, suggestion: str, *weight: bool
) -> Hit:
    return Hit(path, Span(line, column, end_line, end_column), message, suggestion, *weight)


def _told(hit: Hit) -> list[object]:
    span = hit.span
    place = [span.line, span.column, span.end_line, span.end_column]
    return [*place, hit.message, hit.suggestion, hit.mild, hit.reminder]


def _goes_on(incident: Incident, now: datetime) -> bool:
    """Whether the time changes what is to be said of an incident: it is not over, or part of it is to come."""
    if incident.resolved is None or incident.resolved.at > now:
        return True
    return any(update.at.at > now for update in incident.updates)


def _marks(records: Records, now: datetime, kept: Kept) -> tuple[dict[str, str], str]:
    """By path what a file is known again by, and what all of them together are, whatever the time."""
    catalogue = records.catalogue.text if records.catalogue is not None else ""
    every = digest_of(sources_of(kept, *_SOURCES), repr(records.policy), catalogue)
    texts = {record.path: digest_of(record.text) for record in records}
    whole = digest_of(every, *(f"{path} {text}" for path, text in sorted(texts.items())))
    incidents: dict[str, list[str]] = {}
    for incident in records.incidents:
        if _goes_on(incident.value, now):
            texts[incident.path] += now.isoformat()
        for name in (incident.value.id, *incident.value.aliases):
            incidents.setdefault(name, []).append(incident.path)
    bound: dict[str, list[str]] = {}
    for postmortem in records.postmortems:
        for path in (path for name in postmortem.value.incidents for path in incidents.get(name, ())):
            bound.setdefault(postmortem.path, []).append(texts[path])
            bound.setdefault(path, []).append(texts[postmortem.path])
    marks = {
        record.path: digest_of(every, record.path, record.kind, texts[record.path], *bound.get(record.path, ()))
        for record in records
    }
    return marks, whole
