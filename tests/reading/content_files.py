"""Small content roots read in one line, and what was found wrong in them at which words."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from faultless.model import Incident, Postmortem, RootCause, Span
from faultless.policy import Policy
from faultless.reading import Fault, Record, Records, load

Value = TypeVar("Value")

CATALOGUE = """\
components:
  - {id: checkout, name: Checkout}
  - {id: api, name: Public API, aliases: [gateway]}
  - {id: search-index, name: Search}
people:
  - {id: amara, name: Amara Okafor}
"""
INCIDENT = "title: Down\nseverity: sev2\nvisibility: public\nstarted: 2026-03-14 09:02 UTC\n"
POSTMORTEM = "title: Down\nincident: some-incident\n"
UPDATE = "## Investigating — 2026-03-14 09:14 UTC\n\n"


def read(files: Mapping[str, str | bytes], policy: Policy | None = None) -> Records:
    """These files, written and read."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return load(Path(folder), policy or Policy())


def cut(lines: Sequence[str], span: Span) -> str:
    """The source text of a span."""
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    middle = lines[span.line : span.end_line - 1]
    return "\n".join(
        [lines[span.line - 1][span.column - 1 :], *middle, lines[span.end_line - 1][: span.end_column - 1]]
    )


@dataclass(frozen=True)
class One(Generic[Value]):
    """A file read beside the catalogue."""

    record: Record[Value]
    faults: tuple[Fault, ...]

    @property
    def value(self) -> Value:
        return self.record.value

    @property
    def codes(self) -> list[str]:
        return [fault.code for fault in self.faults]

    @property
    def told(self) -> list[tuple[str, str]]:
        """The code of each fault and the words it stands at."""
        return [(fault.code, self.text(fault.span)) for fault in self.faults]

    def text(self, span: Span) -> str:
        return cut(self.record.lines, span)


def incident(
    head: str = INCIDENT,
    body: str = "",
    *,
    catalogue: str = CATALOGUE,
    policy: Policy | None = None,
    name: str = "some-incident",
) -> One[Incident]:
    """An incident with this front matter and this body."""
    text = f"---\n{head}---\n{body}"
    records = read({"catalogue.yml": catalogue, f"incidents/{name}.md": text}, policy)
    return One(records.incidents[0], records.faults)


def postmortem(
    head: str = POSTMORTEM, body: str = "", *, files: Mapping[str, str] | None = None, policy: Policy | None = None
) -> One[Postmortem]:
    """A postmortem with this front matter and this body."""
    text = f"---\n{head}---\n{body}"
    records = read({"catalogue.yml": CATALOGUE, "postmortems/some-id.md": text, **(files or {})}, policy)
    return One(records.postmortems[0], records.faults)


def root_cause(head: str, body: str = "", *, catalogue: str = CATALOGUE) -> One[RootCause]:
    """A root cause with this front matter and this body."""
    records = read({"catalogue.yml": catalogue, "root-causes/some-id.md": f"---\n{head}---\n{body}"})
    return One(records.root_causes[0], records.faults)
