"""A folder of postmortems as a content root."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from faultless.archives import POSTMORTEM, Dated, Paper, dated, kind_of, papers, title_of
from faultless.emit import Value, clean, instant, record, slug
from faultless.importing.archive.clock import UTC
from faultless.importing.archive.profiles import PROFILES
from faultless.importing.archive.told import Told, told_by
from faultless.importing.collisions import refuse_collisions
from faultless.importing.destination import refuse_overlap, write
from faultless.importing.errors import ImportMisused
from faultless.importing.relink import relinked
from faultless.importing.report import FileReport, Report
from faultless.policy import Policy, section_names
from faultless.policy.sections import LANGUAGES
from faultless.reading.front_matter import read_front_matter
from faultless.reading.sections import split_sections

_FIELDS = (
    "title", "incident", "published", "authors", "severity", "started", "detected", "acknowledged", "declared",
    "identified", "mitigated", "resolved", "commander",
)  # fmt: skip
_KEPT = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf", ".txt", ".log", ".csv", ".json", ".zip"}
_TAKEN = {"title", "authors", "author"}
_TIMES = ("started", "detected", "acknowledged", "declared", "identified", "mitigated", "resolved")
_ALL_NAMES = section_names(LANGUAGES)


def import_archive(
    source: Path,
    destination: Path,
    *,
    profile: str = "auto",
    zone: tzinfo = UTC,
    force: bool = False,
    dry_run: bool = False,
) -> Report:
    """Turn a folder of postmortems into a content root: a postmortem from each, and an incident where times are told.

    Args:
        source: any folder of Markdown.
        destination: the content root; new, empty, or what an earlier import left.
        profile: of `PROFILES`: where a document tells an incident's times.
        zone: of times where a document does not say.
        force: replace files that were changed since, or that stand where a new one goes.
        dry_run: report, but write nothing.

    Raises:
        ImportMisused: there is no postmortem in the source, or one of the two folders lies in the other.
        ImportRefused: two documents claim one id, or the destination holds other work. Nothing was written in any case.
    """
    if not source.is_dir():
        raise ImportMisused(f"{source} is no folder; name the folder that holds the postmortems")
    refuse_overlap(source, destination)
    found = tuple(papers(source, Policy().max_file_size))
    kept, reports = _sorted_out(found)
    if not kept:
        listed = [f"  {one.source}: {told}" for one in reports for told in (*one.refused, *one.left)]
        more = ["  …"] if len(listed) > 20 else []
        raise ImportMisused("\n".join([f"there is no postmortem in {source}", *listed[:20], *more]))
    identifiers = _identifiers(list(kept))
    files: dict[str, str | bytes] = {}
    assets = _Assets(source, {path: f"{identifier}.md" for path, identifier in identifiers.items()})
    for path, (paper, day) in kept.items():
        report = next(one for one in reports if one.source == path)
        identifier = identifiers[path]
        told = told_by(paper, day.day if day is not None else None, PROFILES[profile], zone)
        report.target, report.becomes = f"postmortems/{identifier}.md", "postmortem"
        if told.times:
            files[f"incidents/{identifier}.md"] = _incident(paper, told, report)
        files[report.target] = _postmortem(paper, identifier, day, told, assets, report)
    files["catalogue.yml"] = "organisation: {name: Status}\n"
    files.update(assets.files)
    written, unchanged = write(destination, files, force=force, dry_run=dry_run)
    return Report(tuple(reports), 0 if dry_run else written, unchanged, dry_run, _FIELDS)


def _sorted_out(found: Sequence[Paper]) -> tuple[dict[str, tuple[Paper, Dated | None]], list[FileReport]]:
    """The postmortems by their paths, and a report a file."""
    beside = Counter(paper.folder for paper in found)
    kept: dict[str, tuple[Paper, Dated | None]] = {}
    reports = []
    for paper in found:
        report = FileReport(paper.path)
        reports.append(report)
        title = title_of(paper)
        day = dated(paper, title)
        sections = split_sections(paper.body, paper.body_line, _ALL_NAMES, bold=True)[1]
        known = len({one.id for one in sections if one.id is not None})
        kind, why = kind_of(paper, title, day, known, beside)
        if paper.problem is not None:
            report.refused.append(paper.problem)
        elif kind == POSTMORTEM:
            kept[paper.path] = (paper, day)
        else:
            report.left.append(f"{kind}: {why}")
    return kept, reports


def _identifiers(paths: Sequence[str]) -> dict[str, str]:
    """An id for each file: of its name, with that of its folder where several have the name.

    Raises:
        ImportRefused: two are alike even so; both are named.
    """
    names: dict[str, str] = {}
    for path in paths:
        whole = PurePosixPath(path)
        stem = whole.name.partition(".")[0]
        if stem.casefold() in {"index", "readme"} and whole.parent.name:
            stem = whole.parent.name
        names[path] = slug(stem, least=3)
    often = Counter(names.values())
    made = {
        path: slug(f"{PurePosixPath(path).parent.as_posix()}-{name}", least=3) if often[name] > 1 else name
        for path, name in names.items()
    }
    refuse_collisions(made, "postmortems")
    return made


def _title(paper: Paper) -> str:
    return " ".join(clean(title_of(paper)).split())


def _incident(paper: Paper, told: Told, report: FileReport) -> str:
    """The incident of a postmortem: internal, with the times it tells."""
    fields: list[tuple[str, Value]] = [
        ("title", _title(paper)),
        ("severity", told.severity),
        ("visibility", "internal"),
        *((name, _instant(told.times.get(name))) for name in _TIMES),
        ("commander", told.commander),
        ("imported", "archive"),
    ]
    report.mapped += ["incident", *(key for key, value in fields if value and key in _FIELDS and key != "title")]
    report.guessed += told.guessed
    if not told.severity:
        report.left.append("severity: it is not said")
    return record(fields, "")


def _instant(at: datetime | None) -> str:
    return instant(at) if at is not None else ""


def _postmortem(
    paper: Paper, identifier: str, day: Dated | None, told: Told, assets: _Assets, report: FileReport
) -> str:
    head, problem = _head(paper)
    named = _names(head.get("authors") or head.get("author")) or told.authors
    published = _published(day, told, report)
    own = head.get("title")
    if not (isinstance(own, str) and own.strip()):
        report.guessed.append("title: its first heading, or its name")
    fields: list[tuple[str, Value]] = [
        ("title", _title(paper) or identifier),
        ("incident", identifier if told.times else ""),
        ("status", "published" if published is not None else "draft"),
        ("published", published.isoformat() if published is not None else ""),
        ("authors", list(named)),
        ("imported", "archive"),
    ]
    report.mapped += [key for key, value in fields if value and key in _FIELDS and key != "incident"]
    if not told.times:
        report.left.append("incident: the document tells no time of it")
    others = _others(paper, head, problem, report)
    body = assets.relinked(clean(paper.body), paper, report)
    report.kept.append("the whole text, as it is")
    return record(fields, f"{body.rstrip(chr(10))}\n\n{others}" if others else body)


def _head(paper: Paper) -> tuple[Mapping[str, Any], str]:
    """The front matter, and what is wrong with it, with its line."""
    read = read_front_matter(paper.text, paper.path, wanted=False)
    broken = next((fault for fault in read.yaml.faults if fault.code == "FM002"), None)
    return paper.head, f"line {broken.span.line}: {broken.message}" if broken is not None else ""


def _others(paper: Paper, head: Mapping[str, Any], problem: str, report: FileReport) -> str:
    """The document's own front matter as text, where there is more in it than has a place here."""
    names = [key for key in head if key not in _TAKEN]
    if problem:
        report.refused.append(f"{problem}; its front matter is kept as text")
    elif not names:
        return ""
    report.kept += [f"{key}: at the end of the text" for key in names]
    lines = clean(paper.text).split("\n")[1 : paper.body_line - 2]
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", "\n".join(lines))), 3)
    return "\n".join(["## Front matter of the original", "", f"{fence}yaml", *lines, fence, ""])


def _names(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    names = [" ".join(clean(one).split()) for one in listed if isinstance(one, str)]
    return tuple(dict.fromkeys(name for name in names if name))


def _published(day: Dated | None, told: Told, report: FileReport) -> date | None:
    """The day on which it was published: that of the incident, for want of another."""
    found = day.day if day is not None else None
    ended = told.times.get("resolved") or told.times.get("started")
    if ended is not None and (found is None or found < ended.date()):
        found = ended.date()
    if found is not None:
        report.guessed.append("published: the day of the incident")
    return found


class _Assets:
    """Where links between documents and to files of the archive lead now."""

    def __init__(self, source: Path, moved: Mapping[str, str]) -> None:
        self._source = source
        self._moved = moved
        self.files: dict[str, bytes] = {}

    def relinked(self, text: str, paper: Paper, report: FileReport) -> str:
        """The text with them changed; all others stay."""

        def moved(target: str, image: bool) -> str | None:  # noqa: ARG001, FBT001 - as `relinked` calls it
            path, mark, fragment = target.partition("#")
            if not path or "://" in path or path.startswith(("/", "mailto:")) or "\\" in path:
                return None
            parts: list[str] = list(PurePosixPath(paper.folder).parts)
            for part in PurePosixPath(unquote(path)).parts:
                if part == ".." and not parts:
                    return None
                parts = parts[:-1] if part == ".." else [*parts, part]
            inside = "/".join(parts)
            if inside in self._moved:
                return self._moved[inside] + mark + fragment
            return self._file(inside, report)

        return relinked(text, moved)

    def _file(self, path: str, report: FileReport) -> str | None:
        """A file that is no document, copied; None where there is none that could be."""
        file = self._source / path
        name = PurePosixPath(path)
        if name.suffix.casefold() not in _KEPT or not all(part.isprintable() for part in name.parts):
            return None
        target = "files/" + "/".join(
            f"{slug(PurePosixPath(part).stem)}{PurePosixPath(part).suffix.casefold()}" for part in name.parts
        )
        try:
            if not file.resolve(strict=True).is_relative_to(self._source.resolve()) or not file.is_file():
                return None
            self.files.setdefault(f"postmortems/{target}", file.read_bytes())
        except (OSError, RuntimeError, ValueError):
            return None
        report.mapped.append(f"a file: {path}")
        return quote(target)
