"""Which files of an archive are postmortems, and what the others are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from faultless.archives.dates import Dated
from faultless.archives.paper import Paper

POSTMORTEM, INDEX, TEMPLATE, OTHER, UNREADABLE = "postmortem", "index", "template", "other", "unreadable"
"""What a file can be; only postmortems are counted."""

_INDEXES = frozenset({"readme", "index", "_index", "toc", "summary"})
_PROJECT = frozenset({"changelog", "code_of_conduct", "contributing", "glossary", "license", "licence", "security"})
_TEMPLATE_NAME = re.compile(r"(?:^|[^a-z])(?:template|boilerplate|skeleton)(?:[^a-z]|$)", re.IGNORECASE)
_BLANK = re.compile(
    r"\{\{|<%|\b(?:YYYY|yyyy)\b|\[(?:date|title|incident|name)[^\]]*\](?!\()|<(?:date|title|incident|name)\b",
    re.IGNORECASE,
)
"""What stands in a title that has yet to be filled in."""

_TOPIC = re.compile(r"post-?\s?mortem|incident|outage|retrospective|post-?incident", re.IGNORECASE)
_FEW = 2
"""Known sections from which on a text is a postmortem, whatever its name."""


def kind_of(paper: Paper, title: str, day: Dated | None, known: int, beside: Mapping[str, int]) -> tuple[str, str]:
    """What a file is, and why, in a few words.

    Args:
        paper: the file.
        title: its title.
        day: its day.
        known: how many different sections it has.
        beside: how many Markdown files each folder holds.
    """
    stem = paper.stem.casefold()
    source = "text" if day is None else day.source
    named = source != "text"
    if paper.problem is not None:
        return UNREADABLE, paper.problem
    if _TEMPLATE_NAME.search(stem) or _BLANK.search(title):
        return TEMPLATE, "its name or title has yet to be filled in"
    if stem in _PROJECT:
        return OTHER, "a file about the project"
    if stem in _INDEXES and not (known >= _FEW and beside.get(paper.folder, 0) == 1 and paper.folder):
        return INDEX, "an index or an introduction"
    if known >= _FEW or (named and (known or _TOPIC.search(f"{paper.path} {title}") or source == "name")):
        return POSTMORTEM, ""
    return OTHER, "no day in its name or title, and no two sections that are known"
