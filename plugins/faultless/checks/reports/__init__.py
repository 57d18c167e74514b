"""The formats of a report: one module each, listed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from faultless.checks.report import Reported, Summary
from faultless.checks.reports.concise import concise
from faultless.checks.reports.github import github
from faultless.checks.reports.json import json
from faultless.checks.reports.text import text

FORMATS: Mapping[str, Callable[[Sequence[Reported], Summary, bool], str]] = {
    "text": text,
    "concise": concise,
    "json": json,
    "github": github,
}
"""Formats by name: each takes the findings in their order, the totals and whether colour is wanted."""


def render(style: str, findings: Sequence[Reported], summary: Summary, *, colour: bool = False) -> str:
    """A report, ending in a line end if there is anything in it.

    Raises:
        KeyError: there is no such format.
    """
    return FORMATS[style](findings, summary, colour)
