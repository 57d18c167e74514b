"""How the postmortems of a folder are written: guessed from all of them together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from faultless.archives.paper import Paper
from faultless.model import Section
from faultless.policy import SECTION_IDS, SectionNames, section_names
from faultless.policy.sections import LANGUAGES, normalised
from faultless.reading.labels import LABEL_LEVEL
from faultless.reading.sections import split_sections

_ALSO: Mapping[str, tuple[str, ...]] = {
    "summary": ("Background", "Description", "Incident description", "Problem", "Problem statement", "Narrative"),
    "root-cause": ("Analysis", "Diagnosis", "Trigger"),
    "timeline": ("Events", "Log", "Incident log"),
}
"""Headings that answer a question in some houses only: they count in a folder where they mostly do."""

_EMOJI = re.compile(r"\W*(?::[a-z0-9_+-]+:|[\u2190-\u2bff\U0001f000-\U0001faff])")
_NUMBERED = re.compile(r"\W*\d+(?:\.\d+)*[.):]?\s")
_SHORTCODE = re.compile(r"^\W*:?[a-z0-9_+-]+:\s+(?=\w)")
_TIMED = re.compile(r"\d")
_BOLD_FILES, _OWN, _OWN_LEAST, _MOST_OWN = 0.1, 0.25, 2, 8
"""Shares and numbers of files from which on labels count, and from which on a heading of the folder's own is named."""

_ALONE = 3
"""How many times as often a heading of `_ALSO` must be the only answer as it stands beside another one."""

_USUAL, _FREQUENT = 0.75, 0.5
"""Shares of a folder's files with a section from which on it is asked for, as an error and as a warning."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What was guessed of a folder.

    Attributes:
        path: POSIX, relative to the archive; empty for the archive itself.
        files: how many postmortems it holds.
        labels: share of the sections found that stand under a label, not a heading.
        bold: labels have to count as headings.
        level: that of most headings, or None where there are only labels.
        marks: `emoji`, `numbers`: what most headings begin with.
        language: of its headings.
        aliases: headings that count here, by section.
        own: headings that no section is known by, and in how many files each stands.
        required, warned: sections that nearly all and that most files have.
    """

    path: str
    files: int
    labels: float
    bold: bool
    level: int | None
    marks: tuple[str, ...]
    language: str
    aliases: Mapping[str, tuple[str, ...]]
    own: tuple[tuple[str, int], ...]
    required: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()

    @property
    def names(self) -> SectionNames:
        """The headings that are recognised in it."""
        return section_names((self.language,), tuple(sorted(self.aliases.items())))


def grouped(found: Sequence[Paper]) -> Mapping[str, tuple[Paper, ...]]:
    """Papers by the folder they belong to: one that holds a single paper belongs to the folder above it."""
    folder = {paper.path: paper.folder for paper in found}
    for depth in range(max((place.count("/") + 1 for place in folder.values()), default=0), 0, -1):
        alone = [place for place, count in Counter(folder.values()).items() if count == 1 and place]
        for path, place in folder.items():
            if place in alone and place.count("/") + 1 == depth:
                above = PurePosixPath(place).parent.as_posix()
                folder[path] = "" if above == "." else above
    groups: dict[str, list[Paper]] = {}
    for paper in found:
        groups.setdefault(folder[paper.path], []).append(paper)
    return {place: tuple(groups[place]) for place in sorted(groups)}


def sections_in(paper: Paper, names: SectionNames) -> tuple[Section, ...]:
    """The sections of a paper; what only looks like a heading counts."""
    return split_sections(paper.body, paper.body_line, names, bold=True)[1]


def guess(path: str, group: Sequence[Paper]) -> Folder:
    """How the papers of a folder are written."""
    language = _language(group)
    plain = [sections_in(paper, section_names((language,))) for paper in group]
    aliases = _aliases(plain)
    names = section_names((language,), tuple(sorted(aliases.items())))
    read = [sections_in(paper, names) for paper in group]
    known = [section for sections in read for section in sections if section.id is not None]
    headed = [section for section in known if section.level < LABEL_LEVEL]
    labelled = sum(_only_labelled(sections) for sections in read)
    levels = Counter(section.level for section in headed)
    have = Counter(section for sections in read for section in {one.id for one in sections if one.id is not None})
    share = {section: have[section] / len(group) for section in SECTION_IDS}
    return Folder(
        path=path,
        files=len(group),
        labels=1 - len(headed) / len(known) if known else 0.0,
        bold=labelled > len(group) * _BOLD_FILES,
        level=min(levels, key=lambda level: (-levels[level], level), default=None),
        marks=_marks(known),
        language=language,
        aliases=aliases,
        own=_own(read),
        required=tuple(section for section in SECTION_IDS if share[section] >= _USUAL),
        warned=tuple(section for section in SECTION_IDS if _FREQUENT <= share[section] < _USUAL),
    )


def _language(group: Sequence[Paper]) -> str:
    """The language in which most sections are recognised, English where another one gains nothing."""
    gains = {
        language: sum(
            len({one.id for one in sections_in(paper, section_names((language,))) if one.id}) for paper in group
        )
        for language in LANGUAGES
    }
    return max(LANGUAGES, key=lambda language: (gains[language], language == "en"))


def _aliases(read: Iterable[Sequence[Section]]) -> dict[str, tuple[str, ...]]:
    """Which of the headings of `_ALSO` count: those that mostly are the only answer to their question."""
    alone: Counter[tuple[str, str]] = Counter()
    beside: Counter[tuple[str, str]] = Counter()
    for sections in read:
        have = {section.id for section in sections}
        titles = {normalised(section.title) for section in sections if section.id is None and section.level > 1}
        for section, candidates in _ALSO.items():
            present = [(section, title) for title in candidates if normalised(title) in titles]
            (beside if section in have or len(present) > 1 else alone).update(present)
    kept = sorted(one for one, count in alone.items() if count >= _ALONE * beside[one])
    return {section: tuple(title for known, title in kept if known == section) for section in dict(kept)}


def _only_labelled(sections: Sequence[Section]) -> bool:
    headed = {section.id for section in sections if section.level < LABEL_LEVEL}
    return any(section.id is not None and section.id not in headed for section in sections)


def _marks(known: Sequence[Section]) -> tuple[str, ...]:
    patterns = (("emoji", _EMOJI), ("numbers", _NUMBERED))
    return tuple(
        name for name, mark in patterns if sum(bool(mark.match(one.title)) for one in known) * 2 > max(1, len(known))
    )


def _own(read: Sequence[Sequence[Section]]) -> tuple[tuple[str, int], ...]:
    """Headings that several files share and nothing is known by, outside known sections."""
    found: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for sections in read:
        end = 0
        mine: set[str] = set()
        for section in sections:
            if section.id is not None:
                end = max(end, section.body_line + section.body.count("\n") + 1)
            elif section.level > 1 and section.span.line >= end and not _TIMED.search(section.title):
                title = normalised(section.title)
                shown.setdefault(title, _SHORTCODE.sub("", section.title).strip(" :"))
                mine.add(title)
        found.update(mine)
    least = max(_OWN_LEAST, len(read) * _OWN)
    listed = [(shown[title], count) for title, count in found.items() if title and count >= least]
    return tuple(sorted(listed, key=lambda pair: (-pair[1], pair[0]))[:_MOST_OWN])
