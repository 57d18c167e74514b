"""The one place where findings become log lines and, at the end, an error."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from faultless.checks import Level, Summary, reported
from faultless.checks.holding import Held
from faultless.checks.report import display
from faultless.reading import Records

log = get_plugin_logger(__name__)

_LEVELS = {Level.ERROR: logging.ERROR, Level.WARNING: logging.WARNING, Level.INFO: logging.DEBUG}


def report(held: Held, records: Records, *, stops: bool, strict: bool = False) -> None:
    """Log every finding that no baseline holds, and refuse to build where one is an error.

    Args:
        held: what was found in the whole content, and what a baseline holds of it.
        records: they were found in.
        stops: errors end the build; the preview of `mkdocs serve` goes on.
        strict: MkDocs ends at whatever is logged as a warning; a preview therefore tells its findings as information.

    Raises:
        PluginError: after the last finding.
    """
    for item in reported(held.new, records, Path.cwd()):
        finding = item.finding
        place = f"{item.path}:{finding.span.line}:{finding.span.column}"
        suggestion = f"\n    say: {finding.suggestion}" if finding.suggestion else ""
        text = f"{place}: {finding.code} {finding.message} [{finding.name}]{suggestion}"
        level = _LEVELS[finding.level]
        log.log(min(level, logging.INFO) if strict and not stops else level, "%s", text)
    total = Summary.of(held.new, files=0, seconds=0.0)
    if total.info or total.reminders:
        log.info("%d notes and %d reminders; faultless check lists them", total.info, total.reminders)
    file = display(held.file, Path.cwd()) if held.file is not None else ""
    if held.held:
        log.info("%d findings are held by %s", held.held, file)
    if held.removable:
        many = len(held.removable)
        log.info("%d entries of %s hold nothing any more; faultless check --write-baseline removes them", many, file)
    if total.error and stops:
        raise PluginError(
            f"faultless: {total.error} errors and {total.warning} warnings in the content. "
            "Nothing was written: the sites of the last good build stand."
        )
