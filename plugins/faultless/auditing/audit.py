"""An archive, audited: the facts of each postmortem and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median_low

from faultless.archives import POSTMORTEM, Paper, dated, kind_of, papers, title_of
from faultless.auditing.facts import Facts, Presence, facts, link_name, template_lines
from faultless.auditing.folders import Folder, grouped, guess, sections_in
from faultless.policy import SECTION_IDS, Policy, requirements, section_names
from faultless.policy.sections import LANGUAGES

DEFAULT_SEVERITY = "sev2"
"""The severity whose postmortems are asked for as much as most archives could give."""

_REQUIRED, _WARNED = 2, 1
"""Points for a section whose lack is an error, and for one whose lack is a warning."""

_ALL_NAMES = section_names(LANGUAGES)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no postmortem: its path, its kind (of `kinds`) and why it is one of these."""

    path: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What an archive has and lacks.

    Attributes:
        root: the folder, as it was named.
        severity: the one whose postmortems the scores are measured by.
        weights: points by section, in the order of the template.
        files: the postmortems in the order of their paths.
        unchecked: how many of them have names that the checks do not read.
    """

    root: str
    severity: str
    weights: Mapping[str, int]
    files: tuple[Facts, ...] = ()
    folders: tuple[Folder, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    unchecked: int = 0

    def count(self, section: str, presence: Presence = Presence.HAS) -> int:
        """In how many files a section is there so."""
        return sum(1 for file in self.files if file.answers[section].presence is presence)

    def share(self, count: int) -> float:
        """What part of the files a number of them is, 0 to 1."""
        return count / len(self.files) if self.files else 0.0

    @property
    def score(self) -> int:
        """The median of the scores; 0 where there is no file."""
        return median_low(file.score for file in self.files) if self.files else 0

    @property
    def complete(self) -> int:
        """How many files have a timeline, causes and actions."""
        return sum(1 for file in self.files if all(file.has(one) for one in ("timeline", "root-cause", "actions")))

    @property
    def also(self) -> tuple[tuple[str, int], ...]:
        """What else there is to have, and how many files have it."""
        files = self.files
        return (
            ("a timeline, causes and actions", self.complete),
            ("a day", sum(file.day is not None for file in files)),
            ("a stated severity", sum(file.severity for file in files)),
            ("a stated duration", sum(file.duration for file in files)),
            ("a link to another postmortem", sum(file.links > 0 for file in files)),
            ("an action item", sum(file.actions > 0 for file in files)),
            ("an action item with an owner", sum(file.owned > 0 for file in files)),
            ("wording that blames", sum(file.errors + file.warnings > 0 for file in files)),
        )

    def of(self, folder: Folder) -> tuple[Facts, ...]:
        """The files of a folder."""
        return tuple(file for file in self.files if file.folder == folder.path)


def audit(root: Path, *, severity: str = DEFAULT_SEVERITY) -> Audit:
    """Read an archive and tell what each of its postmortems has. Never raises on content.

    Args:
        root: any folder of Markdown.
        severity: of the default scale; its sections make the score.
    """
    found = tuple(papers(root, Policy().max_file_size))
    beside = Counter(paper.folder for paper in found)
    titles = {paper.path: title_of(paper) for paper in found}
    days = {paper.path: dated(paper, titles[paper.path]) for paper in found}
    kept: list[Paper] = []
    skipped: list[Skipped] = []
    for paper in found:
        known = len({one.id for one in sections_in(paper, _ALL_NAMES) if one.id is not None})
        kind, why = kind_of(paper, titles[paper.path], days[paper.path], known, beside)
        if kind == POSTMORTEM:
            kept.append(paper)
        else:
            skipped.append(Skipped(paper.path, kind, why))
    weights = weights_of(severity)
    names = _names(kept)
    folders, files = [], []
    for place, group in grouped(kept).items():
        folder = guess(place, group)
        copied = template_lines(folder, group)
        folders.append(folder)
        files += [facts(paper, titles[paper.path], days[paper.path], folder, copied, weights, names) for paper in group]
    return Audit(
        root=str(root),
        severity=severity,
        weights=weights,
        files=tuple(sorted(files, key=lambda file: file.path)),
        folders=tuple(folders),
        skipped=tuple(skipped),
        unchecked=sum(not paper.is_checked for paper in kept),
    )


def weights_of(severity: str) -> Mapping[str, int]:
    """Points by section: what the default profile asks of every postmortem of a severity."""
    asked = {one.section: one for one in requirements(Policy(), "", severity) if one.when is None}
    return {section: _REQUIRED if asked[section].required else _WARNED for section in SECTION_IDS if section in asked}


def _names(kept: Sequence[Paper]) -> Mapping[str, str]:
    """Paths by what a link ends in; a name that several files have leads nowhere."""
    names = [(link_name(paper.path), paper.path) for paper in kept]
    often = Counter(name for name, _ in names)
    return {name: path for name, path in names if often[name] == 1}
