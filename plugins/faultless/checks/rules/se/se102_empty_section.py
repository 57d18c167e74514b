"""SE102 empty-section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.patterns import expression

_COMMENT = expression(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = expression(r" {0,3}#{1,6}(?:\s|$)")
_WORD = expression(r"\w")


def check(context: Context) -> Iterator[Hit]:
    """Known sections with nothing below them but comments, rules and further headings."""
    for record in context.postmortems:
        for section in record.value.sections:
            if section.id is not None and not has_text(section.body):
                message = f"the section {section.title!r} is empty"
                yield Hit(
                    record.path, section.span, message, "write it; if there is nothing to say, say why in one sentence"
                )


def has_text(body: str) -> bool:
    """Whether a section says anything but comments, rules and further headings."""
    lines = _COMMENT.sub("", body).split("\n")
    return any(_WORD.search(line) for line in lines if not _HEADING.match(line))


RULE = Rule(
    "SE102",
    "empty-section",
    Level.ERROR,
    "a heading without text looks answered and is not",
    check,
    of_file=True,
)
