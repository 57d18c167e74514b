"""A whole cState site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from faultless.importing.cstate.hugo import CONFIGS, Unreadable, parse, read_text, split
from faultless.importing.cstate.issue import Issue, record_of
from faultless.importing.cstate.systems import Systems
from faultless.importing.destination import write
from faultless.importing.emit import slug
from faultless.importing.errors import ImportRefused
from faultless.importing.report import FileReport, Report


def import_cstate(source: Path, destination: Path, *, force: bool = False, dry_run: bool = False) -> Report:
    """Turn a cState site into a content root: a catalogue from its configuration, an incident from each issue.

    Args:
        source: the folder that holds `config.yml` (or another name Hugo knows) and `content/issues`.
        destination: the content root; new, empty, or what an earlier import left.
        force: replace files that were changed since, or that stand where a new one goes.
        dry_run: report, but write nothing.

    Raises:
        ImportRefused: the source is no cState site, two issues claim one id, or the destination holds other work;
            nothing was written.
    """
    if destination.resolve() == source.resolve() or source.resolve() in destination.resolve().parents:
        raise ImportRefused(f"{destination} lies in {source}; name a folder outside the site that is imported")
    config_file, config = _config(source)
    reports = [FileReport(config_file, "catalogue.yml")]
    systems = Systems(config, reports[0])
    files: dict[str, str] = {}
    origins: dict[str, str] = {}
    for path in _issues(source, str(config.get("defaultContentLanguage") or "en")):
        name = path.relative_to(source).as_posix()
        report = FileReport(name)
        reports.append(report)
        issue = _issue(path, report)
        if issue is None:
            continue
        target = f"incidents/{issue.identifier}.md"
        if target in files:
            raise ImportRefused(
                f"{origins[target]} and {name} would both become {target}; rename one of them. Nothing was written"
            )
        report.target = target
        origins[target] = name
        files[target] = record_of(issue, systems, report)
    files["catalogue.yml"] = systems.catalogue()
    written, unchanged = write(destination, files, force=force, dry_run=dry_run)
    return Report(tuple(reports), 0 if dry_run else written, unchanged, dry_run)


def _config(source: Path) -> tuple[str, dict[str, Any]]:
    for name in CONFIGS:
        if (source / name).is_file():
            try:
                return name, parse(read_text(source / name), name.rpartition(".")[2])
            except Unreadable as problem:
                raise ImportRefused(f"{source / name}: {problem}") from None
    raise ImportRefused(f"{source} is no cState site: there is none of {', '.join(CONFIGS)}")


def _issues(source: Path, language: str) -> list[Path]:
    """The files of issues in the default language, in the order of their paths."""
    folders = (source / "content" / "issues", source / "content" / language / "issues")
    found = [path for folder in folders if folder.is_dir() for path in folder.rglob("*.md")]
    if not found and not any(folder.is_dir() for folder in folders):
        raise ImportRefused(f"{source} is no cState site: there is no folder content/issues")
    return sorted(path for path in found if path.name != "_index.md")


def _issue(path: Path, report: FileReport) -> Issue | None:
    stem = path.parent.name if path.stem == "index" else path.stem
    identifier = slug(stem, least=3)
    try:
        text = read_text(path)
        front, body = split(text)
    except OSError as problem:
        report.refused.append(f"{path.name}: {problem.strerror}")
        return None
    except Unreadable as problem:
        report.refused.append(f"line 1: the front matter is broken: {problem}")
        return None
    if not text.strip():
        report.refused.append("line 1: the file is empty")
        return None
    if front is None:
        report.guessed.append("there is no front matter: an internal notice with the whole text")
        front = {"draft": "true", "informational": "true"}
    if stem != identifier:
        report.guessed.append(f"id: {stem!r} becomes {identifier!r}")
    return Issue(stem, identifier, front, body)
