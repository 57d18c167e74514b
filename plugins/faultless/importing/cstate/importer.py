"""A whole cState site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from faultless.emit import clean, slug
from faultless.importing.collisions import refuse_collisions
from faultless.importing.cstate.addresses import former
from faultless.importing.cstate.assets import Assets, Place
from faultless.importing.cstate.config import read_config, zone_of
from faultless.importing.cstate.hugo import Page, Unreadable, named, read_text, split
from faultless.importing.cstate.issue import KEYS, Issue, record_of
from faultless.importing.cstate.site import Found, address_of, files_of
from faultless.importing.cstate.systems import Systems
from faultless.importing.destination import refuse_overlap, write
from faultless.importing.report import FileReport, Report


def import_cstate(source: Path, destination: Path, *, force: bool = False, dry_run: bool = False) -> Report:
    """Turn a cState site into a content root: a catalogue from its configuration, a record from each issue.

    Args:
        source: the folder that holds `config.yml` (or another name Hugo knows) and `content/issues`.
        destination: the content root; new, empty, or what an earlier import left.
        force: replace files that were changed since, or that stand where a new one goes.
        dry_run: report, but write nothing.

    Raises:
        ImportMisused: the source is no cState site, or one of the two folders lies in the other.
        ImportRefused: two issues claim one id, or the destination holds other work. Nothing was written in any case.
    """
    config_file, config = read_config(source)
    refuse_overlap(source, destination)
    reports = [FileReport(config_file, "catalogue.yml", "catalogue")]
    systems = Systems(config, reports[0])
    issues = []
    assets = Assets(source, config)
    for found in files_of(source, config):
        report = FileReport(clean(found.path))
        reports.append(report)
        issue = _issue(source, found, config, report, assets)
        if issue is not None:
            issues.append((issue, report))
    refuse_collisions({report.source: issue.identifier for issue, report in issues}, "incidents")
    led = former([issue for issue, _ in issues])
    files: dict[str, str | bytes] = {
        f"incidents/{issue.identifier}.md": record_of(issue, led[issue.identifier], systems, report)
        for issue, report in issues
    }
    for issue, report in issues:
        report.target = f"incidents/{issue.identifier}.md"
    files["catalogue.yml"] = systems.catalogue()
    files.update(assets.files)
    _tell_of(assets, reports)
    written, unchanged = write(destination, files, force=force, dry_run=dry_run)
    reports[1:] = sorted(reports[1:], key=lambda report: report.source)
    return Report(tuple(reports), 0 if dry_run else written, unchanged, dry_run)


def _tell_of(assets: Assets, reports: list[FileReport]) -> None:
    """Report each file that was copied; one among the issues was reported as left out before."""
    known = {report.source: report for report in reports}
    for target, origin in assets.origins.items():
        report = known.get(origin)
        if report is None:
            report = FileReport(origin)
            reports.append(report)
        report.target, report.becomes, report.left = target, "public file", []


def _issue(source: Path, found: Found, config: Mapping[str, Any], report: FileReport, assets: Assets) -> Issue | None:
    if found.left or found.refused:
        report.left += [found.left] if found.left else []
        report.refused += [found.refused] if found.refused else []
        return None
    try:
        text, guessed = read_text(source / found.path)
        page = split(text)
    except OSError as problem:
        report.refused.append(f"it cannot be read: {problem.strerror or problem}")
        return None
    except Unreadable as problem:
        report.refused.append(str(problem))
        return None
    if not text.strip():
        report.refused.append("the file is empty")
        return None
    report.guessed += [guessed] if guessed else []
    if page.front is None:
        report.guessed.append("there is no front matter: an internal notice with the whole text")
        page = Page({"informational": "true"}, page.body, hidden=True)
    elif page.unopened:
        report.guessed.append("the line of dashes before the front matter is missing: read as if it were there")
    stem = clean(PurePosixPath(found.inner).name)
    identifier = slug(stem, least=3)
    if stem != identifier:
        report.guessed.append(f"id: {stem!r} becomes {identifier!r}")
    page = replace(page, front=named(page.front or {}, KEYS))
    address = clean(address_of(found, page.front or {}, config))
    issue = Issue(identifier, stem, address, page, zone_of(config))
    place = Place(found.path, address, hidden=issue.hidden)
    return replace(issue, page=replace(page, body=assets.localised(page.body, place, report)))
