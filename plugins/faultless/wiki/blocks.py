"""Tables that a page of the content asks for and that are made from the policy in force, so that nobody types them.

`<!-- faultless/wiki: severities -->` stands where the table is to be. On a code host it is not to be seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from faultless.policy import SECTION_IDS, Policy, Requirement, requirements, section_title
from faultless.reading import Record, did_you_mean
from faultless.reading.comments import hidden
from faultless.wiki.addresses import Addresses, way_up
from faultless.wiki.measures import MEASURES

_MARKER = re.compile(r"<!--\s*faultless/wiki:\s*(?P<name>.*?)\s*-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class UnknownBlock:
    """A marker that names no table: where it stands, and which name is near.

    Attributes:
        path: POSIX, relative to the content root.
        line, column: 1-based.
        name: as written.
        hint: what to write instead.
    """

    path: str
    line: int
    column: int
    name: str
    hint: str

    def __str__(self) -> str:
        """The complaint, without the place."""
        return f"the wiki has no block {' '.join(self.name.split())!r}: {self.hint}"


@dataclass(frozen=True, slots=True)
class Blocks:
    """The tables of a wiki, as HTML.

    Args:
        policy: what they are made from.
        jinja: the wiki's own templates.
        addresses: for the links in them.
    """

    policy: Policy
    jinja: Environment
    addresses: Addresses

    def placed(self, markdown: str, file: str) -> str:
        """The Markdown of the page written to `file` with its tables in it; unknown markers stay as they are."""
        pieces: list[str] = []
        position = 0
        for start, end, name in _markers(markdown):
            if name in BLOCKS:
                pieces += (markdown[position:start], "\n\n", self.html(name, file), "\n\n")
                position = end
        return "".join((*pieces, markdown[position:])) if pieces else markdown

    def html(self, name: str, file: str) -> str:
        """One table, for the page written to `file`.

        Raises:
            KeyError: there is none of this name.
        """
        given = BLOCKS[name](self.policy)
        glossary = way_up(file) + self.addresses.link_to(self.addresses.file_of_index("glossary"))
        html = self.jinja.get_template(f"block_{name}.html").render(glossary=glossary, **given)
        return re.sub(r"\n\s*\n", "\n", html).strip()


def unknown_blocks(record: Record[Any]) -> Iterator[UnknownBlock]:
    """The markers of a page that name no table."""
    for start, _, name in _markers(record.text):
        if name not in BLOCKS:
            line, column = record.text.count("\n", 0, start) + 1, start - record.text.rfind("\n", 0, start)
            yield UnknownBlock(record.path, line, column, name, did_you_mean(name, BLOCKS))


def _markers(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of each marker, outside of code."""
    if "faultless/wiki:" not in text:
        return
    for start, end in hidden(text):
        match = _MARKER.fullmatch(text, start, end)
        if match is not None:
            yield start, end, match["name"]


def _severities(policy: Policy) -> dict[str, Any]:
    return {"severities": policy.severities}


_WHEN = {
    "seen-before": "if the cause struck before",
    "no-actions": "if there are no action items",
    "customer-message": "if the front matter announces one",
}


@dataclass(frozen=True, slots=True)
class SectionRow:
    """How much each severity asks for a section, `needs` in the order of the severities, and on which condition."""

    title: str
    when: str
    needs: tuple[str, ...]


def _sections(policy: Policy) -> dict[str, Any]:
    """By the default profile; what the documents of some folder need instead is that folder's own business."""
    asked = [{one.section: one for one in requirements(policy, "", one.id)} for one in policy.severities]
    return {"severities": policy.severities, "rows": [_section_row(section, asked) for section in SECTION_IDS]}


def _section_row(section: str, asked: Sequence[Mapping[str, Requirement]]) -> SectionRow:
    found = [requirement.get(section) for requirement in asked]
    when = next((_WHEN[one.when] for one in found if one is not None and one.when is not None), "")
    needs = ("optional" if one is None else "required" if one.required else "advised" for one in found)
    return SectionRow(section_title(section), when, tuple(needs))


def _measures(_: Policy) -> dict[str, Any]:
    return {"measures": MEASURES}


BLOCKS: Mapping[str, Callable[[Policy], dict[str, Any]]] = {
    "severities": _severities,
    "sections": _sections,
    "measures": _measures,
}
"""What each table is made from, by the name that a marker gives."""
