from __future__ import annotations

import pytest

from faultless.checks.blame.people import People
from faultless.checks.blame.reading import Placed, read_document
from faultless.policy import section_names
from faultless.reading.blocks import parse_document


@pytest.fixture
def placed():
    """The findings of some Markdown: Placed values without BL204, which is off."""

    def read(markdown: str, *names: str) -> list[Placed]:
        document = parse_document(markdown, 1, section_names(("en",)))
        people = People().with_names(names)
        found = read_document(document, markdown.split("\n"), people)
        return [one for one in found if one.blame.code != "BL204"]

    return read


@pytest.fixture
def codes(placed):
    """The codes of the findings of some Markdown, with `!` behind those that are errors."""

    def read(markdown: str, *names: str) -> list[str]:
        return [one.blame.code + "!" * one.blame.severe for one in placed(markdown, *names)]

    return read
