"""Sections."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.model import Postmortem, Section


def outer_sections(postmortem: Postmortem) -> Iterator[tuple[str, Section]]:
    """The known sections of a postmortem with their ids, without those that are a part of another known one."""
    end = 0
    for section in postmortem.sections:
        if section.id is not None and section.span.line >= end:
            end = section.body_line + section.body.count("\n") + 1
            yield section.id, section
