"""What customers will read: the words that the gate lets through, each with its place in the source.

Public is what is meant for customers, whether or not its time has come: an update of tomorrow and the message of a
postmortem that is still in review are checked before anybody reads them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from faultless.checks.blanking import blanked, comments_in, lines_in, mentioned_ids, quotations_in
from faultless.checks.rule import Context
from faultless.model import ActionStatus, Catalogue, Incident, Postmortem, Section, Span, Update, Visibility
from faultless.patterns import expression
from faultless.public.folders import FOLDER
from faultless.reading import Block, Record

_MARK_LINE = expression(r"[ \t]*(?:\*\*|__)?(?:components|revised):", re.IGNORECASE)
_LINE_END = expression(r"\n")
_MENTION_TARGET = expression(r"\[\[[^\[\]\n|]{1,200}(?:\||(?=\]\]))")

Place = Callable[[int, int], Span]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of public text.

    Attributes:
        shown: its words without mark-up.
        own: the same with every quotation blanked out; offsets stay what they are.
        place: from offsets in the words to the source.
        update: the update it stands in, if it stands in one.
    """

    shown: str
    own: str
    place: Place
    update: Update | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A public text of one line that is no Markdown document of its own: a title, a name, a reason."""

    text: str
    place: Place


@dataclass(frozen=True)
class Region:
    """Lines of a file that are public Markdown, first and last included.

    Attributes:
        hidden: lines among them that the gate takes out: `Components:` and `Revised:`.
        update: the update they are; None for a customer message.
    """

    record: Record[Any]
    first: int
    last: int
    hidden: frozenset[int] = frozenset()
    update: Update | None = None

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in it."""
        return tuple(one for one in self.record.document.blocks if self.first <= one.span.line <= self.last)

    def passages(self) -> Iterator[Passage]:
        """Its prose, block by block."""
        for block in self.blocks:
            if block.prose:
                shown = blanked(block.prose, [*lines_in(block, self.hidden), *mentioned_ids(block)])
                yield Passage(shown, blanked(shown, block.quotations), block.place, self.update)

    def source(self) -> Passage:
        """Its Markdown as written, code and link targets included; comments and mentioned ids are blank."""
        raw = self._raw
        text = _MENTION_TARGET.sub(_blank, blanked(raw, comments_in(raw)))
        starts = [0, *(match.end() for match in _LINE_END.finditer(raw))]

        def place(start: int, end: int) -> Span:
            first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
            return Span(self.first + first, start - starts[first] + 1, self.first + last, end - starts[last] + 1)

        return Passage(text, text, place, self.update)

    def markdown(self) -> str:
        """Its Markdown as the gate renders it, without its comments."""
        raw, at, kept = self._raw, 0, []
        for start, end in comments_in(raw):
            kept.append(raw[at:start])
            at = end
        return "".join((*kept, raw[at:]))

    @cached_property
    def _raw(self) -> str:
        lines = enumerate(self.record.lines[self.first - 1 : self.last], start=self.first)
        return "\n".join("" if number in self.hidden else line for number, line in lines)


@dataclass(frozen=True)
class PublicText:
    """The public text of one file."""

    record: Record[Any]
    lines: tuple[Line, ...] = ()
    regions: tuple[Region, ...] = field(default=())

    def passages(self) -> tuple[Passage, ...]:
        """Every line, and the prose of every region."""
        return self._passages

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        lines = (Passage(one.text, blanked(one.text, quotations_in(one.text)), one.place) for one in self.lines)
        return (*lines, *(passage for region in self.regions for passage in region.passages()))

    def holds(self, place: Span) -> bool:
        """Whether a place of the file is public."""
        for region in self.regions:
            if region.first <= place.line <= region.last and place.line not in region.hidden:
                return True
        spans = (line.place(0, len(line.text)) for line in self.lines)
        return any(span.line <= place.line <= span.end_line and place.column < span.end_column for span in spans)

    def sources(self) -> Iterator[Passage]:
        """Every line, and the Markdown of every region."""
        for line in self.lines:
            yield Passage(line.text, line.text, line.place)
        for region in self.regions:
            yield region.source()


def public_texts(context: Context, prefilter: Callable[[str], object] | None = None) -> Iterator[PublicText]:
    """The public text of every file that has any.

    Args:
        context: what is checked.
        prefilter: asked with the lower-cased text of a file; where it says no, the file is left out unparsed.
    """
    made: dict[str, PublicText] = context.once(public_texts, dict)
    for record in (context.records.catalogue, *context.incidents, *context.postmortems):
        if record is None or record.path in context.skipped or not _is_read(context, record.value):
            continue
        if prefilter is None or prefilter(record.lowered):
            if record.path not in made:
                made[record.path] = _public_text(record)
            yield made[record.path]


def _is_read(context: Context, value: object) -> bool:
    """Whether customers may read a part of what a file says."""
    if isinstance(value, Incident):
        return is_told(value)
    return not isinstance(value, Postmortem) or is_told_to_customers(context, value)


def _public_text(record: Record[Any]) -> PublicText:
    if isinstance(record.value, Catalogue):
        return PublicText(record, tuple(_names(record)))
    if isinstance(record.value, Incident):
        return PublicText(record, tuple(_incident_lines(record)), tuple(_update_regions(record)))
    section = record.value.section("customer-message")
    regions = () if section is None else (_message(record, section),)
    return PublicText(record, tuple(_actions(record)), regions)


def is_told(incident: Incident) -> bool:
    """Whether a record is meant for customers."""
    return incident.visibility is Visibility.PUBLIC and incident.kind in FOLDER


def is_told_to_customers(context: Context, postmortem: Postmortem) -> bool:
    """Whether a postmortem has a message for customers, and an incident they know to read it with."""
    known = context.base.incident_by_id
    found = (known.get(name) for name in postmortem.incidents)
    return postmortem.customer_message and any(one is not None and is_told(one) for one in found)


def _names(record: Record[Catalogue]) -> Iterator[Line]:
    """Names and descriptions of public components, and the names of groups."""
    components, groups = _indexes(record, "components"), _indexes(record, "groups")
    for one in record.value.components:
        if one.visibility is Visibility.PUBLIC and one.id in components:
            where = f"components.{components[one.id]}"
            yield _line(record, one.name, f"{where}.name", where)
            if one.description:
                yield _line(record, one.description, f"{where}.description", where)
    members = {one.group: components.get(one.id) for one in reversed(record.value.components)}
    for group in record.value.groups:
        named, member = groups.get(group.id), members.get(group.id)
        keys = (f"groups.{named}.name", f"groups.{named}") if named is not None else (f"components.{member}.group",)
        yield _line(record, group.name, *keys)


def _indexes(record: Record[Catalogue], key: str) -> dict[str, int]:
    """The position of each entry of a list in the file, by its id; entries without a usable id are not in the model."""
    found: dict[str, int] = {}
    index = 0
    while f"{key}.{index}" in record.keys:
        place = record.keys.get(f"{key}.{index}.id")
        if place is not None:
            span = place.value
            written = record.lines[span.line - 1][span.column - 1 : span.end_column - 1].strip("\"' ")
            found.setdefault(written, index)
        index += 1
    return found


def _incident_lines(record: Record[Incident]) -> Iterator[Line]:
    yield _line(record, record.value.title, "title")
    for update in record.value.updates:
        if update.revised is not None and update.revised.why:
            at = next((number for number in _lines_of(record, update) if _is(record, number, "revised")), None)
            span = update.span if at is None else Span.on_line(at, 1, len(record.lines[at - 1]) + 1)
            yield Line(update.revised.why, _placing(record, update.revised.why, span))


def _update_regions(record: Record[Incident]) -> Iterator[Region]:
    for update in record.value.updates:
        lines = _lines_of(record, update)
        if lines:
            hidden = frozenset(number for number in lines if _MARK_LINE.match(record.lines[number - 1]))
            yield Region(record, lines.start, lines.stop - 1, hidden, update)


def _lines_of(record: Record[Incident], update: Update) -> range:
    """The source lines of an update, from below its heading to the next heading of its level or a higher one."""
    incident = record.value
    others = (other.span.line for other in incident.updates)
    sections = (section.span.line for section in incident.sections if section.level <= 2)
    after = (line for line in (*others, *sections) if line > update.span.line)
    return range(update.span.end_line + 1, min(after, default=len(record.lines) + 1))


def _is(record: Record[Any], number: int, mark: str) -> bool:
    line = record.lines[number - 1]
    return _MARK_LINE.match(line) is not None and mark in line.lower()


def _message(record: Record[Postmortem], section: Section) -> Region:
    return Region(record, section.body_line, section.body_line + section.body.count("\n"))


def _actions(record: Record[Postmortem]) -> Iterator[Line]:
    for action in record.value.actions:
        if action.public and action.status is not ActionStatus.DECLINED:
            yield Line(action.text, _placing(record, action.text, action.span))


def _line(record: Record[Any], text: str, *keys: str) -> Line:
    return Line(text, _placing(record, text, record.place(*keys)))


def _placing(record: Record[Any], text: str, span: Span) -> Place:
    """The places of a text that stands within a span: exact where it is written there as it is, else all of it."""
    line = record.lines[span.line - 1] if 0 < span.line <= len(record.lines) else ""
    at = line.find(text, span.column - 1) if span.end_line == span.line else -1
    return lambda start, end: span if at < 0 else Span.on_line(span.line, at + start + 1, at + max(start + 1, end) + 1)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
