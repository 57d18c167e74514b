"""Words of the content in Markdown that others show: a comment, the summary of a pull request."""

from __future__ import annotations

import html
import re

from faultless.checks.report import on_one_line, printable

_MARKS = re.compile(r"([\\`*_\[\])|~#!@:$.+=-])")

MOST = 400_000
"""Characters of a report in Markdown; GitHub refuses a summary of more than a mebibyte."""


def literal(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no link, nobody mentioned."""
    return _MARKS.sub(r"\\\1", html.escape(printable(text), quote=False))


def code(text: str) -> str:
    """Text as code on one line."""
    return f"`{on_one_line(text).replace('`', '')}`"
