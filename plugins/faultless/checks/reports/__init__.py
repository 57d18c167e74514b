"""The formats of a report: one module each, listed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from faultless.checks.report import Report, Screen
from faultless.checks.reports.concise import concise
from faultless.checks.reports.github import github
from faultless.checks.reports.json import json
from faultless.checks.reports.junit import junit
from faultless.checks.reports.markdown import markdown
from faultless.checks.reports.rdjson import rdjson
from faultless.checks.reports.sarif import sarif
from faultless.checks.reports.text import text

FORMATS: Mapping[str, Callable[[Report, Screen], str]] = {
    "text": text,
    "concise": concise,
    "json": json,
    "github": github,
    "markdown": markdown,
    "sarif": sarif,
    "rdjson": rdjson,
    "junit": junit,
}
"""Formats by name: each takes what there is to tell and what it is shown on."""


def render(style: str, report: Report, screen: Screen = Screen()) -> str:  # noqa: B008 - it cannot be changed
    """A report, ending in a line end if there is anything in it.

    Raises:
        KeyError: there is no such format.
    """
    return FORMATS[style](report, screen)
