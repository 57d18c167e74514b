"""A whole cState site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path, PurePosixPath

from faultless.importing.cstate.hugo import Page, Unreadable, read_text, split
from faultless.importing.cstate.issue import Issue, record_of
from faultless.importing.cstate.site import Found, address_of, files_of, read_config, zone_of
from faultless.importing.cstate.systems import Systems
from faultless.importing.destination import write
from faultless.importing.emit import clean, slug
from faultless.importing.errors import ImportRefused
from faultless.importing.report import FileReport, Report


def import_cstate(source: Path, destination: Path, *, force: bool = False, dry_run: bool = False) -> Report:
    """Turn a cState site into a content root: a catalogue from its configuration, a record from each issue.

    Args:
        source: the folder that holds `config.yml` (or another name Hugo knows) and `content/issues`.
        destination: the content root; new, empty, or what an earlier import left.
        force: replace files that were changed since, or that stand where a new one goes.
        dry_run: report, but write nothing.

    Raises:
        ImportRefused: the source is no cState site, two issues claim one id, or the destination holds other work;
            nothing was written.
    """
    config_file, config = read_config(source)
    _refuse_overlap(source, destination)
    reports = [FileReport(config_file, "catalogue.yml", "catalogue")]
    systems = Systems(config, reports[0])
    issues = []
    for found in files_of(source, config):
        report = FileReport(clean(found.path))
        reports.append(report)
        issue = _issue(source, found, zone_of(config), report)
        if issue is not None:
            issues.append((issue, report))
    _refuse_collisions({report.source: issue.identifier for issue, report in issues})
    files = {f"incidents/{issue.identifier}.md": record_of(issue, systems, report) for issue, report in issues}
    for issue, report in issues:
        report.target = f"incidents/{issue.identifier}.md"
    files["catalogue.yml"] = systems.catalogue()
    written, unchanged = write(destination, files, force=force, dry_run=dry_run)
    return Report(tuple(reports), 0 if dry_run else written, unchanged, dry_run)


def _refuse_overlap(source: Path, destination: Path) -> None:
    inner, outer = destination.resolve(), source.resolve()
    if inner == outer or outer in inner.parents:
        raise ImportRefused(f"{destination} lies in {source}; name a folder outside the site that is imported")
    if inner in outer.parents:
        raise ImportRefused(f"{source} lies in {destination}; name a folder that does not hold the site")


def _refuse_collisions(identifiers: Mapping[str, str]) -> None:
    origins: dict[str, list[str]] = {}
    for name, identifier in identifiers.items():
        origins.setdefault(identifier, []).append(name)
    listed = [
        f"  {' and '.join(names)} would {'both' if len(names) == 2 else 'all'} become incidents/{identifier}.md"
        for identifier, names in origins.items()
        if len(names) > 1
    ]
    if listed:
        raise ImportRefused(
            "\n".join(["names that collide; rename all but one of each:", *listed, "Nothing was written"])
        )


def _issue(source: Path, found: Found, zone: tzinfo, report: FileReport) -> Issue | None:
    if found.refused:
        report.refused.append(found.refused)
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
    return Issue(identifier, stem, clean(address_of(found.inner, page.front or {})), page, zone)
