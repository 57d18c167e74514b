"""Suggestions that a program can carry out: one word put in the place of another."""

from __future__ import annotations

import re

from faultless.checks.finding import Finding
from faultless.model import Span
from faultless.patterns import expression

_MEANT = expression(r"did you mean (\w[\w ./-]*)\?")
"""What proposes one known word; whatever YAML or Markdown would read as more than a word is left to a person."""

_NAMED = expression(r"'([^']+)'|\"([^\"]+)\"|\[\[([^\[\]]+)\]\]")


def replacement(finding: Finding, line: str) -> tuple[Span, str] | None:
    """What stands in the place of which stretch of the line, or None where the suggestion is for a person to follow.

    A suggestion "did you mean checkout?" can be carried out if the message names the word that is wrong, and the place
    of the finding holds that word exactly once.
    """
    span, meant = finding.span, _MEANT.fullmatch(finding.suggestion)
    if meant is None or span.end_line != span.line:
        return None
    there = line[span.column - 1 : span.end_column - 1]
    named = {next(filter(None, words)) for words in _NAMED.findall(finding.message)}
    wrong = [word for word in named if len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", there)) == 1]
    if len(wrong) != 1:
        return None
    place = re.search(rf"(?<!\w){re.escape(wrong[0])}(?!\w)", there)
    assert place is not None
    return Span.on_line(span.line, span.column + place.start(), span.column + place.end()), meant[1]
