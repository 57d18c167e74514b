"""What makes two findings the same, although the files around them were edited, moved and rewrapped.

A finding is known by its rule, the record it stands in, and what it points at: in the text by the section and the
words there; in a front matter, where the value is often the thing to be changed, by the key and by what the message
puts in quotes. Line numbers and the numbering of headings have no part in it, and neither have the wording of a
message, which may get better, and what it quotes of other files, which are edited for reasons of their own.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from faultless.checks.finding import Finding
from faultless.checks.masking import Masks
from faultless.model import Postmortem, Section, Span
from faultless.patterns import expression
from faultless.policy.sections import normalised
from faultless.reading import Document, Record, Records

_KINDS = ("incident", "postmortem", "root-cause")
_QUOTED = expression(r"(?<!\w)(?:'(?P<single>(?:[^'\\]|(?<=\w)'(?=\w)|\\.)*)'|\"(?P<double>[^\"]*)\")(?!\w)")
_CONTINUED = expression(r"\n[ \t>]*")
_LONGEST = 160


@dataclass(frozen=True, slots=True, order=True)
class Fingerprint:
    """A finding without what moves.

    Attributes:
        record: `incident/<id>`, `postmortem/<id>` or `root-cause/<id>`; of any other file its path.
        code: of the rule.
        key: of the front matter or the catalogue, without the numbers of list items; empty in the text.
        section: the canonical id of the section it stands in, else its heading without a number and in lower case;
            empty above the first.
        text: the words it points at, white space made even; long ones are cut, and told apart by a digest.
    """

    record: str
    code: str
    key: str = ""
    section: str = ""
    text: str = ""


class Fingerprints:
    """The fingerprints of findings on some records."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.by_path: Mapping[str, Record[Any]] = {record.path: record for record in records}
        self._masks: dict[str, Masks] = {}

    def __call__(self, finding: Finding) -> Fingerprint:
        """What a finding is known by."""
        record = self.by_path.get(finding.path)
        if record is None:
            return Fingerprint(finding.path, finding.code, text=_even(_subjects(finding.message)))
        name, span = name_of(record), finding.span
        pointed = self._masked(_pointed(record, span), finding)
        said = self._masked(_subjects(finding.message, record.text), finding)
        if record.kind == "catalogue" or span.line < record.body_line:
            key = _key_at(record, span)
            return Fingerprint(name, finding.code, key=key, text=_even(said if key else pointed or said))
        section = _section_at(record, span.line)
        if section is None:
            return Fingerprint(name, finding.code, text=_even(pointed or said))
        place = section.id or _heading(self._masked(section.title, finding))
        words = _heading(pointed) if span.line == section.span.line else pointed
        return Fingerprint(name, finding.code, section=place, text=_even(words) or _even(said))

    def _masked(self, text: str, finding: Finding) -> str:
        """Without the secrets of its file, which may be gone from there one day."""
        path, span = finding.path, finding.span
        if path not in self._masks:
            self._masks[path] = Masks((self.by_path[path],))
        return self._masks[path].mask(text, path, span.line, span.end_line).text

    def today(self, fingerprint: Fingerprint) -> Fingerprint:
        """The same under the name that its record has now, where an alias keeps the former one."""
        return replace(fingerprint, record=self._named.get(fingerprint.record, fingerprint.record))

    def path(self, fingerprint: Fingerprint) -> str | None:
        """The file it belongs to, or None where that is gone."""
        return self._paths.get(self.today(fingerprint).record)

    @cached_property
    def _named(self) -> Mapping[str, str]:
        base = self.records.base
        named: dict[str, str] = {}
        named.update((f"incident/{name}", f"incident/{one.id}") for name, one in base.incident_by_id.items())
        named.update((f"postmortem/{name}", f"postmortem/{one.id}") for name, one in base.postmortem_by_id.items())
        named.update((f"root-cause/{name}", f"root-cause/{one.id}") for name, one in base.root_cause_by_id.items())
        return named

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        unread = {fault.path: fault.path for fault in self.records.faults}
        return unread | {name_of(record): record.path for record in self.records}


def name_of(record: Record[Any]) -> str:
    """What a record is called in a fingerprint."""
    return f"{record.kind}/{record.value.id}" if record.kind in _KINDS else record.path


def _section_at(record: Record[Any], line: int) -> Section | None:
    """The innermost section that holds a line; of a postmortem they are known without parsing it."""
    known = Document((), record.value.sections) if isinstance(record.value, Postmortem) else record.document
    return known.section_at(line)


def _pointed(record: Record[Any], span: Span) -> str:
    """The source that a span covers, without the marks of lists and quotes at the head of further lines."""
    lines = list(record.lines[span.line - 1 : span.end_line])
    if not lines:
        return ""
    if len(lines) == span.end_line - span.line + 1:
        lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return _CONTINUED.sub(" ", "\n".join(lines))


def _key_at(record: Record[Any], span: Span) -> str:
    """The innermost key that a span stands in, or empty."""
    start = (span.line, span.column)
    at = [
        key
        for key, place in record.keys.items()
        if any((one.line, one.column) <= start < (one.end_line, one.end_column) for one in (place.key, place.value))
    ]
    return ".".join(part for part in max(at, key=len, default="").split(".") if not part.isdigit())


def _heading(title: str) -> str:
    """A heading by its words alone, as far as it has any."""
    return _even(normalised(title) or title)


def _subjects(message: str, text: str = "") -> str:
    """What a message puts in quotes: the things it is about, of these the ones that stand in the text if any do."""
    quoted = [match["single"] or match["double"] or "" for match in _QUOTED.finditer(message)]
    return " · ".join([one for one in quoted if one.strip() and one in text] or quoted)


def _even(text: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 40]}… {hashlib.sha256(text.encode()).hexdigest()[:12]}"
