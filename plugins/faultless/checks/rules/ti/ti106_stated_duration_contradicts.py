"""TI106 stated-duration-contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.se.se101_missing_section import incidents_of
from faultless.checks.words import word_groups
from faultless.insight import Length, Speech, Stated, Statements, in_words, lengths
from faultless.model import Incident, KnowledgeBase, Phase
from faultless.policy import Tolerance
from faultless.reading import Block, BlockKind, Record

_ELSEWHERE = frozenset({"recurrence", "lessons", "actions", "not-doing"})
"""Sections that tell of other outages, or of what could have been."""

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL})


def check(context: Context) -> Iterator[Hit]:
    """Words about how long an outage was that fit none of its times, and no words beside them that do."""
    statements = _statements(tuple(dict.fromkeys((*context.policy.languages, "en"))))
    for record in context.postmortems:
        yield from _record(context, record, incidents_of(context.base, record.value), statements, frozenset())
    for one in context.incidents:
        if one.value.resolved is not None and one.value.imported is None:
            before = frozenset(update.span.line for update in one.value.updates if update.phase is not Phase.RESOLVED)
            yield from _record(context, one, (one.value,), statements, before)


def _record(
    context: Context,
    record: Record[Any],
    incidents: tuple[Incident, ...],
    statements: Statements,
    passed_over: frozenset[int],
) -> Iterator[Hit]:
    if not incidents or not statements.worth(record.text.casefold()):
        return
    names = _names(context.base, incidents)
    tolerance = context.policy.improvement_tolerance
    known: dict[str, tuple[Length, ...]] = {}
    for block, words, said in _said(record, passed_over, statements, names):
        for one in said:
            known.setdefault(one.measure, lengths(incidents, one.measure, context.now))
        if not any(_fits(one, length, tolerance) for one in said for length in known[one.measure]):
            for one in said:
                if known[one.measure]:
                    yield _hit(record, block, words, one, known[one.measure])


def _said(
    record: Record[Any], passed_over: frozenset[int], statements: Statements, names: frozenset[str]
) -> Iterator[tuple[Block, str, list[Stated]]]:
    """What each paragraph states, and each row of a table that is a label and its value, with their words."""
    for _, row in groupby(_blocks(record, passed_over), key=_row):
        cells = list(row)
        label = statements.label(cells[0].prose) if len(cells) == 2 else None
        if label is not None:
            words = cells[1].own_words
            yield cells[1], words, list(statements.value(words, label))
            continue
        for block in cells:
            if statements.worth(block.prose.casefold()):
                words = block.own_words
                yield block, words, list(statements.find(words, names))


def _row(block: Block) -> tuple[int, int]:
    """What blocks of one row of a table have in common, and no others."""
    return block.span.line, 0 if block.kind is BlockKind.TABLE_CELL else block.span.column


def _blocks(record: Record[Any], passed_over: frozenset[int]) -> Iterator[Block]:
    """The prose that tells of this outage: not under headings on some lines, nor in sections that look elsewhere."""
    sections = {section.span.line: section for section in record.value.sections}
    hidden = 0
    for block in record.document.blocks:
        section = sections.get(block.span.line)
        level = block.level or (section.level if section is not None else 0)
        if level and level <= hidden:
            hidden = 0
        if level and not hidden and (block.span.line in passed_over or (section and section.id in _ELSEWHERE)):
            hidden = level
        if not hidden and block.kind in _PROSE:
            yield block


def _names(base: KnowledgeBase, incidents: tuple[Incident, ...]) -> frozenset[str]:
    hit = (base.component_by_id.get(one.component) for incident in incidents for one in incident.components)
    names = (name for one in hit if one is not None for name in (one.id, one.name, *one.aliases))
    return frozenset(name.casefold() for name in names)


def _fits(stated: Stated, length: Length, tolerance: Tolerance) -> bool:
    spoken = stated.spoken
    slack = max(spoken.slack, tolerance.minutes, length.minutes * tolerance.percent / 100)
    return spoken.least - slack <= length.most and length.least <= spoken.most + slack


def _hit(record: Record[Any], block: Block, words: str, stated: Stated, known: tuple[Length, ...]) -> Hit:
    start, end = stated.spoken.start, stated.spoken.end
    said = " ".join(words[start:end].split())
    told = ", ".join(f"{in_words(round(length.minutes))} {length.of}" for length in known[:3])
    message = f"the text says {said!r}, but it was {told}"
    hint = 'correct the words or the times; an estimate is "about", or ~ before a time'
    return Hit(record.path, block.place(start, end), message, hint)


@lru_cache(maxsize=8)
def _statements(languages: tuple[str, ...]) -> Statements:
    return Statements(word_groups("outages", languages), Speech(word_groups("durations", languages)))


RULE = Rule(
    "TI106",
    "stated-duration-contradicts",
    Level.ERROR,
    "readers remember the sentence, charts show the times, and one of the two is wrong",
    check,
    of_file=True,
)
