"""Findings that a writer allows, with a reason.

`<!-- faultless: allow CODE -- reason -->` on the line before a block or inside it,
`<!-- faultless: off CODE -- reason -->` … `<!-- faultless: on CODE -->` around a stretch (`on` alone ends all), and
`checks: {allow: {CODE: reason}}` in the front matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from faultless.checks.finding import Finding
from faultless.checks.rule import Hit
from faultless.model import Span
from faultless.patterns import expression
from faultless.reading import BlockKind, Record, Records

_PIECE = expression(
    r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)"  # inline code, which may show a comment
    r"|<!--(?P<comment>.*?)-->",
    re.DOTALL,
)
_MARK = expression(r"<!--\s*faultless:", re.IGNORECASE)
_DIRECTIVE = expression(r"\s*faultless:\s*(?P<said>.*?)\s*", re.DOTALL | re.IGNORECASE)
_SAID = expression(
    r"(?P<verb>allow|off|on)\b(?P<codes>[\s,\w]*)(?:(?:--?|—|–)\s*(?P<reason>.*))?", re.DOTALL | re.IGNORECASE
)
_CODE = expression(r"[A-Z]{2}\d{0,3}")
_EXAMPLE = "write <!-- faultless: allow BL202 -- the reason -->"


@dataclass(slots=True)
class _Allowance:
    """A code, or prefix of codes, allowed on some lines of a file, and whether anything there needed it."""

    code: str
    first: int
    last: int
    place: Span
    used: bool = False


_END = 1 << 60


class Suppressions:
    """The allowances of a knowledge base.

    What FM013 and FM014 say, and that a rule failed, cannot be allowed: it does not pass through here.

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
            if record.kind != "catalogue" and _MARK.search(record.text):
                self._comments(record)

    def apply(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that are not allowed."""
        for finding in findings:
            if not self._allows(finding):
                yield finding

    def _allows(self, finding: Finding) -> bool:
        allowed = False
        for allowance in self.by_path.get(finding.path, ()):
            if finding.code.startswith(allowance.code) and allowance.first <= finding.span.line <= allowance.last:
                allowance.used = True
                allowed = True
        return allowed

    def malformed(self) -> Iterator[Hit]:
        """Allowances that name no rule or give no reason."""
        return iter(self.wrong)

    def unused(self, ran: Callable[[str, str], bool]) -> Iterator[Hit]:
        """Allowances that allowed nothing although their rule was run.

        Args:
            ran: whether one was, of a code or prefix and a path.
        """
        for path in sorted(self.by_path):
            for allowance in self.by_path[path]:
                if not allowance.used and ran(allowance.code, path):
                    message = f"nothing here needs {allowance.code} to be allowed"
                    yield Hit(path, allowance.place, message, "delete the allowance")

    def _add(self, record: Record[Any], code: str, lines: tuple[int, int], place: Span) -> None:
        self.by_path.setdefault(record.path, []).append(_Allowance(code, *lines, place))

    def _refuse(self, record: Record[Any], place: Span, message: str, hint: str) -> None:
        self.wrong.append(Hit(record.path, place, message, hint))

    def _known(self, record: Record[Any], code: str, place: Span) -> bool:
        if _CODE.fullmatch(code) and any(known.startswith(code) for known in self.codes):
            return True
        self._refuse(record, place, f"{code!r} is no rule", "faultless rules lists them all")
        return False

    def _front_matter(self, record: Record[Any]) -> None:
        value = record.extra["checks"]
        allow = value.get("allow") if isinstance(value, dict) and set(value) == {"allow"} else None
        if not isinstance(allow, dict):
            hint = 'write checks: {allow: {BL202: "the reason"}}'
            self._refuse(record, record.place("checks"), "`checks` allows nothing", hint)
            return
        for code, reason in allow.items():
            place = record.place(f"checks.allow.{code}", "checks")
            if not isinstance(reason, str) or not reason.strip():
                self._refuse(record, place, f"{code} is allowed without a reason", "say why it is right here")
            elif self._known(record, code, place):
                self._add(record, code, (1, _END), place)

    def _comments(self, record: Record[Any]) -> None:
        open_: dict[str, tuple[int, Span]] = {}
        for said, place in _directives(record):
            match = _SAID.fullmatch(said)
            verb = match["verb"].lower() if match is not None else ""
            codes = re.split(r"[\s,]+", match["codes"].strip(" \t\n,")) if match is not None else []
            codes = [code for code in codes if code]
            if match is None or not (codes or verb == "on"):
                message = f"cannot make sense of {' '.join(said.split())!r}"
                self._refuse(record, place, message, _EXAMPLE)
            elif verb == "on":
                self._on(record, codes or list(open_), place, open_)
            elif not match["reason"]:
                self._refuse(record, place, f"{', '.join(codes)} is allowed without a reason", _EXAMPLE)
            else:
                for code in codes:
                    if not self._known(record, code, place):
                        continue
                    if verb == "allow":
                        self._add(record, code, _block_at(record, place), place)
                    else:
                        open_.setdefault(code, (place.line, place))
        for code, (first, place) in open_.items():
            self._add(record, code, (first, _END), place)

    def _on(self, record: Record[Any], codes: Sequence[str], place: Span, open_: dict[str, tuple[int, Span]]) -> None:
        hint = "delete it, or switch it off before"
        if not codes:
            self._refuse(record, place, "nothing is off that could be switched on", hint)
        for code in codes:
            if code in open_:
                first, began = open_.pop(code)
                self._add(record, code, (first, place.line), began)
            elif self._known(record, code, place):
                self._refuse(record, place, f"{code} is switched on, but it was not off", hint)


def _directives(record: Record[Any]) -> Iterator[tuple[str, Span]]:
    """What the comments to us say, in the order of the file, and the place of each; none that is shown as code."""
    lines = list(record.lines)
    code = (block.span for block in record.document.blocks if block.kind is BlockKind.CODE)
    for number in (*range(1, record.body_line), *(number for span in code for number in _lines(span))):
        lines[number - 1] = ""
    text = "\n".join(lines)
    for match in _PIECE.finditer(text):
        directive = _DIRECTIVE.fullmatch(match["comment"] or "")
        if directive is not None:
            yield directive["said"], Span(*_position(text, match.start()), *_position(text, match.end()))


def _lines(span: Span) -> range:
    return range(span.line, span.end_line + 1)


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _block_at(record: Record[Any], place: Span) -> tuple[int, int]:
    """The lines of the block that holds a comment, or of the first block after it.

    A comment on a line of its own in the middle of a paragraph ends that paragraph in CommonMark; to its writer it
    stands inside, and so it counts for both halves.
    """
    first, last = place.line, place.end_line
    for block in record.document.blocks:
        if block.kind is BlockKind.HTML:
            if place.line in _lines(block.span):
                last = max(last, block.span.end_line)
        elif place.line in _lines(block.span):
            return block.span.line, block.span.end_line
        elif block.span.line > last:
            halved = block.kind is BlockKind.PARAGRAPH and block.span.line == last + 1
            return first if halved else place.line, block.span.end_line
        elif block.kind is BlockKind.PARAGRAPH and block.span.end_line == place.line - 1:
            first = block.span.line
    return place.line, last
