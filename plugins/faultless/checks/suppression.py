"""Findings that a writer allows, with a reason.

`<!-- faultless: allow CODE -- reason -->` on the line before a block or inside it,
`<!-- faultless: off CODE -- reason -->` … `<!-- faultless: on CODE -->` around a stretch, and
`checks: {allow: {CODE: reason}}` in the front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from faultless.checks.finding import Finding
from faultless.checks.rule import Hit
from faultless.model import Span
from faultless.reading import BlockKind, Record, Records

INTERNAL = "IN001"
"""The code of the finding that a rule failed."""

_DIRECTIVE = re.compile(
    r"<!--\s*faultless:\s*(?P<verb>\w+)\s*(?P<codes>[^>]*?)\s*(?:(?:--|—|–)\s*(?P<reason>[^>]*?)\s*)?-->"
)
_CODE = re.compile(r"[A-Z]{2}\d{0,3}")
_NEVER = ("FM013", "FM014", INTERNAL)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_EXAMPLE = "write <!-- faultless: allow BL202 -- the reason -->"


@dataclass(slots=True)
class _Allowance:
    """Codes that are allowed on some lines of a file, and whether any of it was needed."""

    path: str
    code: str
    first: int
    last: int
    place: Span
    used: bool = False


_END = 1 << 60


class Suppressions:
    """The allowances of a knowledge base.

    Args:
        records: what was read.
        codes: the rules there are; anything else cannot be allowed.
    """

    def __init__(self, records: Records, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        self.wrong: list[Hit] = []
        self.by_path: dict[str, list[_Allowance]] = {}
        for record in records:
            if "checks" in record.extra:
                self._front_matter(record)
            if "faultless:" in record.text:
                self._comments(record)

    def apply(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that are not allowed."""
        for finding in findings:
            if not self._allows(finding):
                yield finding

    def _allows(self, finding: Finding) -> bool:
        if finding.code in _NEVER:
            return False
        allowed = False
        for allowance in self.by_path.get(finding.path, ()):
            if finding.code.startswith(allowance.code) and allowance.first <= finding.span.line <= allowance.last:
                allowance.used = True
                allowed = True
        return allowed

    def malformed(self) -> Iterator[Hit]:
        """Allowances that name no rule or give no reason."""
        return iter(self.wrong)

    def unused(self, ran: set[str]) -> Iterator[Hit]:
        """Allowances that allowed nothing although their rule was run."""
        for path in sorted(self.by_path):
            for allowance in self.by_path[path]:
                if not allowance.used and any(code.startswith(allowance.code) for code in ran):
                    message = f"nothing here needs {allowance.code} to be allowed"
                    yield Hit(path, allowance.place, message, "delete the allowance")

    def _add(self, record: Record[Any], code: str, lines: tuple[int, int], place: Span) -> None:
        self.by_path.setdefault(record.path, []).append(_Allowance(record.path, code, *lines, place))

    def _checked(self, record: Record[Any], code: str, place: Span) -> bool:
        if not _CODE.fullmatch(code) or not any(known.startswith(code) for known in self.codes):
            self.wrong.append(Hit(record.path, place, f"{code!r} is no rule", "faultless rules lists them all"))
            return False
        return True

    def _front_matter(self, record: Record[Any]) -> None:
        value = record.extra["checks"]
        allow = value.get("allow") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(allow, dict) or set(value) != {"allow"}:
            hint = 'write checks: {allow: {BL202: "the reason"}}'
            self.wrong.append(Hit(record.path, record.place("checks"), "`checks` allows nothing", hint))
            return
        for code, reason in allow.items():
            place = record.place(f"checks.allow.{code}", "checks")
            if not isinstance(reason, str) or not reason.strip():
                self.wrong.append(
                    Hit(record.path, place, f"{code} is allowed without a reason", "say why it is right here")
                )
            elif self._checked(record, code, place):
                self._add(record, code, (1, _END), place)

    def _comments(self, record: Record[Any]) -> None:
        open_: dict[str, tuple[int, Span]] = {}
        for number, line in _outside_code(record):
            for match in _DIRECTIVE.finditer(line):
                place = Span.on_line(number, match.start() + 1, match.end() + 1)
                verb = match["verb"].lower()
                codes = [code for code in re.split(r"[\s,]+", match["codes"].strip()) if code]
                if verb not in {"allow", "off", "on"} or not codes:
                    self.wrong.append(Hit(record.path, place, f"cannot make sense of {match[0]}", _EXAMPLE))
                elif verb != "on" and not match["reason"]:
                    message = f"{', '.join(codes)} is allowed without a reason"
                    self.wrong.append(Hit(record.path, place, message, _EXAMPLE))
                else:
                    for code in codes:
                        self._directive(record, verb, code, number, place, open_)
        for code, (first, place) in open_.items():
            self._add(record, code, (first, _END), place)

    def _directive(
        self, record: Record[Any], verb: str, code: str, number: int, place: Span, open_: dict[str, tuple[int, Span]]
    ) -> None:
        if not self._checked(record, code, place):
            return
        if verb == "allow":
            self._add(record, code, _block_at(record, number), place)
        elif verb == "off":
            open_.setdefault(code, (number, place))
        elif code in open_:
            first, began = open_.pop(code)
            self._add(record, code, (first, number), began)
        else:
            message = f"{code} is switched on, but it was not off"
            self.wrong.append(Hit(record.path, place, message, "delete it, or switch it off before"))


def _outside_code(record: Record[Any]) -> Iterator[tuple[int, str]]:
    fence = ""
    for number, line in enumerate(record.lines, start=1):
        match = _FENCE.match(line)
        if match is not None:
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence):
                fence = ""
        elif not fence and "faultless:" in line:
            yield number, re.sub(r"(`+)[^`].*?\1", lambda code: " " * len(code[0]), line)


def _block_at(record: Record[Any], number: int) -> tuple[int, int]:
    """The lines of the block that holds a line, or of the first block after it."""
    after: int | None = None
    for block in record.document.blocks:
        if block.kind is BlockKind.HTML:
            if block.span.line <= number <= block.span.end_line:
                after = block.span.end_line
            continue
        if block.span.line <= number <= block.span.end_line:
            return block.span.line, block.span.end_line
        if block.span.line > (after or number):
            return number, block.span.end_line
    return number, number
