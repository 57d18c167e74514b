"""What one postmortem of an archive has and lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from faultless.archives.dates import Dated
from faultless.archives.paper import Paper
from faultless.auditing.counts import action_items, timeline_entries
from faultless.auditing.folders import Folder, sections_in
from faultless.checks.rules.se.se102_empty_section import has_text
from faultless.checks.words import word_groups
from faultless.insight import Speech, Statements
from faultless.model import Section
from faultless.policy import SECTION_IDS
from faultless.reading import Block, BlockKind, Document
from faultless.reading.labels import LABEL_LEVEL
from faultless.reading.postmortem import outermost


class Presence(str, Enum):
    """How a section is there: with text, without any of the author's, or not at all."""

    HAS = "has"
    EMPTY = "empty"
    LACKS = "lacks"


@dataclass(frozen=True, slots=True)
class Answer:
    """How a file answers the question of a section.

    Attributes:
        title: the heading, as written; empty where there is none.
        line: that of the heading, 1-based; 0 where there is none.
        label: it is a label, not a heading.
    """

    presence: Presence
    title: str = ""
    line: int = 0
    label: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a postmortem has.

    Attributes:
        path: POSIX, relative to the archive.
        folder: of which `Folder` it is.
        answers: by section id, all of them.
        entries: of its timeline, those with a time.
        actions, owned: action items, and those that somebody owns.
        severity, duration: whether it states them.
        links: how many other files of the archive it links to.
        errors, warnings: of the blame rules.
        score: 0 to 100, what it has of what its severity asks for.
    """

    path: str
    folder: str
    title: str
    day: Dated | None
    answers: Mapping[str, Answer]
    entries: int
    actions: int
    owned: int
    severity: bool
    duration: bool
    links: int
    errors: int
    warnings: int
    score: int

    def has(self, section: str) -> bool:
        """Whether a section is there with text."""
        return self.answers[section].presence is Presence.HAS


_SEVERITY = re.compile(
    r"\b(?:sev|severity|priority)[\s:#|*_-]{0,12}(?:level[\s:|*_-]{0,4})?(?:[0-5]\b|critical|high|major|medium|moderate|minor|low)"
    r"|\bsev[\s-]?[0-5]\b|(?-i:\bP[0-5]\b)",
    re.IGNORECASE,
)
_SEVERITY_KEYS = ("severity", "sev", "priority", "impact_level")
_ENDING = re.compile(r"\.(?:md|markdown|html?)\b.*$|/$", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")
_SHORTEST_NAME = 6
"""Letters of a file's name below which a link elsewhere may end in the same by chance."""

_SHORTEST_LINE, _COPIES, _COPIED = 12, 3, 1 / 3
"""A line is the template's if it has so many characters and stands in so many files and this share of a folder's."""


def template_lines(folder: Folder, group: Sequence[Paper]) -> frozenset[str]:
    """The lines under known headings that many of a folder's files share word for word: nobody wrote them anew."""
    found: Counter[str] = Counter()
    for paper in group:
        sections = (one for one in sections_in(paper, folder.names) if one.id is not None)
        found.update({line.strip() for one in sections for line in one.body.split("\n")})
    least = max(_COPIES, len(group) * _COPIED)
    return frozenset(line for line, count in found.items() if count >= least and len(line) >= _SHORTEST_LINE)


def answers_of(sections: Sequence[Section], copied: frozenset[str]) -> Mapping[str, Answer]:
    """How each section is there; of several headings for one question, the first that has text counts."""
    found = dict.fromkeys(SECTION_IDS, Answer(Presence.LACKS))
    for section in sections:
        if section.id not in found or found[section.id].presence is Presence.HAS:
            continue
        own = "\n".join(line for line in section.body.split("\n") if line.strip() not in copied)
        presence = Presence.HAS if has_text(own) else Presence.EMPTY
        if presence is Presence.HAS or found[section.id].presence is Presence.LACKS:
            found[section.id] = Answer(presence, section.title, section.span.line, section.level == LABEL_LEVEL)
    return found


def facts(
    paper: Paper,
    title: str,
    day: Dated | None,
    folder: Folder,
    copied: frozenset[str],
    weights: Mapping[str, int],
    names: Mapping[str, str],
) -> Facts:
    """What a postmortem has.

    Args:
        paper: the file.
        title: its title.
        day: its day.
        folder: what was guessed of its folder.
        copied: lines of that folder's template.
        weights: points by section.
        names: paths of the archive's postmortems by what a link to them ends in, see `link_name`.
    """
    from faultless.reading.blocks import parse_document  # noqa: PLC0415 - 45 ms, only where there is something to read

    document = parse_document(paper.body, paper.body_line, folder.names, bold=True)
    answers = answers_of(document.sections, copied)
    outer = outermost(document.sections)
    actions, owned = action_items([one for one in outer if one.id == "actions"], paper.path)
    errors, warnings = _blame(document, paper)
    points = sum(weight for section, weight in weights.items() if answers[section].presence is Presence.HAS)
    return Facts(
        path=paper.path,
        folder=folder.path,
        title=title,
        day=day,
        answers=answers,
        entries=timeline_entries([one for one in outer if one.id == "timeline"]),
        actions=actions,
        owned=owned,
        severity=any(paper.head.get(key) for key in _SEVERITY_KEYS) or _SEVERITY.search(paper.body) is not None,
        duration=_states_duration(document, folder.language),
        links=len({names[name] for name in _targets(document) if name in names} - {paper.path}),
        errors=errors,
        warnings=warnings,
        score=round(100 * points / max(1, sum(weights.values()))),
    )


def link_name(path: str) -> str:
    """What a link to a file ends in, without what differs between sites: endings, marks and case."""
    whole = PurePosixPath(_ENDING.sub("", path))
    name = whole.parent.name if whole.name.casefold() in {"index", "readme"} else whole.name
    return _NO_LETTER.sub("-", name.casefold()).strip("-")


def _targets(document: Document) -> Iterator[str]:
    for block in document.blocks:
        for link in block.links:
            name = link_name(unquote(link.target.partition("#")[0].partition("?")[0]))
            if not link.image and len(name) >= _SHORTEST_NAME:
                yield name


@lru_cache(maxsize=8)
def _statements(language: str) -> Statements:
    languages = tuple(dict.fromkeys((language, "en")))
    return Statements(word_groups("outages", languages), Speech(word_groups("durations", languages)))


def _states_duration(document: Document, language: str) -> bool:
    statements = _statements(language)
    before: Block | None = None
    for block in document.blocks:
        if block.kind is BlockKind.CODE:
            continue
        beside = before is not None and before.kind is block.kind is BlockKind.TABLE_CELL
        label = statements.label(before.prose) if beside and before is not None else None
        if label is not None and next(statements.value(block.prose, label), None) is not None:
            return True
        if statements.worth(block.prose.casefold()) and next(statements.find(block.own_words), None) is not None:
            return True
        before = block
    return False


def _blame(document: Document, paper: Paper) -> tuple[int, int]:
    """How many findings the blame rules have, errors and warnings."""
    from faultless.checks.blame.people import People  # noqa: PLC0415 - the engine's lists are loaded by the first file
    from faultless.checks.blame.reading import read_document  # noqa: PLC0415

    found = [placed.blame.severe for placed in read_document(document, paper.text.split("\n"), People())]
    return sum(found), len(found) - sum(found)
