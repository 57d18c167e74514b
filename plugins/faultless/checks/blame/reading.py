"""Blame in a document: which of its blocks speak for themselves, and where in the source each finding stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from faultless.checks.blame.found import Blame, Setting
from faultless.checks.blame.language import is_english
from faultless.checks.blame.lexicon import compiled
from faultless.checks.blame.people import People, declared_in
from faultless.checks.blame.sentence_blame import blames
from faultless.checks.blame.tokens import folded, sentences
from faultless.model import Span
from faultless.reading import Block, BlockKind, Document

_BAD_LABEL = (
    r"\W*(?:bad|avoid|instead of|not|don'?t(?: (?:write|say|use))?|do not (?:write|say|use)|wrong|blameful|"
    r"before|blaming|never (?:write|say)|rather than|"
    r"less helpful|unhelpful|anti-?pattern|weak|poor|worse|❌|✗|👎|counter-?example)\b[^:\w]{0,3}(?:example|"
    r"wording|phrasing|version)?s?\W{0,3}:"
)
_BAD_HEAD = (
    r"\W*(?:bad|avoid|instead of|don'?t (?:write|say)|do not (?:write|say|use)|not|wrong|blameful|blaming|"
    r"before|never (?:write|say)|rather than|unhelpful|less helpful|"
    r"anti-?pattern|poor|we do not say|words? to avoid|phrases? to avoid)\b"
)
_TEACHING_INTRO = (
    r"\b(?:avoid|instead of|do not (?:write|say|use)|don't (?:write|say|use)|rather than|bad examples?|"
    r"examples? of (?:blame|bad|blameful)|never (?:write|say)|"
    r"such as|like these|phrases|wording|wordings|sentences like|language)\b.*:$"
)


_MARKS_OF_QUOTATION = "[\"'‘“„«「『]"
_CAUSE_LABELS = frozenset(
    {"root cause", "root causes", "cause", "trigger", "reason", "proximate cause", "direct cause"}
)
_CAUSE_ASKED = r"(?:so |and )?(?:why did|why was|why were|what went wrong|what caused|what happened)[^?]{0,60}\?"
"""A question that the next sentence answers with a cause."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding in the source: the span, what blames, and the words of it."""

    span: Span
    blame: Blame
    words: str


def read_document(document: Document, lines: Sequence[str], people: People) -> Iterator[Placed]:
    """Every finding in a document's prose, in the order of the source."""
    prose = [
        block for block in document.blocks if block.kind is not BlockKind.CODE and block.prose and not block.quoted
    ]
    if not is_english(" ".join(block.prose for block in prose)[:20_000]):
        return
    declared = [name for block in prose for name in declared_in(block.prose)]
    people = people.with_names(declared)
    reader = _Reader(document, lines, people)
    for block in prose:
        yield from reader.block(block)


class _Reader:
    def __init__(self, document: Document, lines: Sequence[str], people: People) -> None:
        self.document = document
        self.lines = lines
        self.people = people
        self.starts = [section.span.line for section in document.sections]
        self.known_sections: dict[int, str | None] = {}
        self.teaching_depth = -1
        self.headers: Mapping[int, str] = {}
        self.header_line = 0
        self.last_row = 0
        self.section_line = 0
        self.bad_heading = 0
        self.cell = (0, "")

    def block(self, block: Block) -> Iterator[Placed]:
        low = folded(block.prose)
        if self._sets_example(block, low):
            return
        if compiled(_MARKS_OF_QUOTATION).search(block.prose):
            low = folded(block.own_words)
        if not low.strip():
            return
        setting = self._setting(block)
        if block.kind is BlockKind.TABLE_CELL:
            beside, self.cell = self.cell, (block.span.line, low.strip(" :*"))
            if beside[0] == block.span.line and beside[1] in _CAUSE_LABELS:
                setting = replace(setting, label="cause")
        yield from read_prose(block, low, setting, self.people)

    def _setting(self, block: Block) -> Setting:
        line = block.span.line
        section = self._section(line)
        opening = False
        if section == "root-cause" and block.kind is not BlockKind.HEADING:
            innermost = self.document.section_at(line)
            opening = innermost is not None and innermost.body_line != self.section_line
            if opening and innermost is not None:
                self.section_line = innermost.body_line
        return Setting(
            section, block.kind is BlockKind.HEADING, block.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_CELL}, opening
        )

    def _section(self, line: int) -> str | None:
        """The nearest known section that holds a line: of nested headings the innermost that has an id."""
        before = bisect_right(self.starts, line)
        if before not in self.known_sections:
            self.known_sections[before] = self._innermost(before)
        return self.known_sections[before]

    def _innermost(self, before: int) -> str | None:
        found = None
        level = 99
        for section in reversed(self.document.sections[:before]):
            if section.level < level:
                level = section.level
                if section.id is not None:
                    found = section.id
                    break
        return found

    def _sets_example(self, block: Block, low: str) -> bool:
        """Whether a block is an example of how not to write: labelled, in such a column, or in such a list."""
        if block.kind is BlockKind.HEADING:
            self.teaching_depth = -1
            self.bad_heading = (
                block.level
                if compiled(_BAD_HEAD).match(low) and len(low) < 60
                else (0 if not self.bad_heading or block.level <= self.bad_heading else self.bad_heading)
            )
            return False
        if self.bad_heading:
            return True
        if block.kind is BlockKind.TABLE_CELL:
            return self._bad_cell(block, low)
        if ":" in low[:48] and compiled(_BAD_LABEL).match(low[:48]):
            return True
        if block.kind is BlockKind.PARAGRAPH:
            introduces = low.endswith(":") and compiled(_TEACHING_INTRO).search(low[-200:])
            self.teaching_depth = block.depth if introduces else -1
            return False
        return self.teaching_depth >= 0 and block.kind is BlockKind.LIST_ITEM

    def _bad_cell(self, block: Block, low: str) -> bool:
        line = block.span.line
        column = self.lines[line - 1][: block.span.column - 1].count("|") if line <= len(self.lines) else 0
        if line > self.last_row + 2 or not self.header_line:
            self.header_line, self.headers = line, {}
        self.last_row = line
        if line == self.header_line:
            self.headers = {**self.headers, column: low}
            return False
        return bool(compiled(_BAD_HEAD).match(self.headers.get(column, "")))


def read_title(title: str, place: Span, lines: Sequence[str], people: People) -> Iterator[Placed]:
    """The findings in a front matter's title; where its text is not as written, they span all of it."""
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    at = line.find(title, place.column - 1)
    low = folded(title)
    for start, end in sentences(title):
        for found in blames(title, low, start, end, Setting(heading=True), people):
            span = place if at < 0 else Span.on_line(place.line, at + found.start + 1, at + found.end + 1)
            yield Placed(span, found, title[found.start : found.end])


def read_prose(block: Block, low: str, setting: Setting, people: People) -> Iterator[Placed]:
    """The findings in one block."""
    for start, end in sentences(block.prose):
        for found in blames(block.prose, low, start, end, setting, people):
            yield Placed(block.place(found.start, found.end), found, block.prose[found.start : found.end])
        asked = low.find("?", start, end) > 0 and compiled(_CAUSE_ASKED).match(low, start, end) is not None
        if setting.opening or setting.label or asked:
            setting = replace(setting, opening=False, label="cause" if asked else "")
