"""What reading returns: the model, and where each part of it stands in the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from faultless.model import (
    START_OF_FILE,
    Catalogue,
    Incident,
    KnowledgeBase,
    Postmortem,
    RootCause,
    Span,
)
from faultless.policy import Policy
from faultless.reading.document import Document
from faultless.reading.fault import Fault
from faultless.reading.place import KeyPlace

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Page:
    """An ordinary wiki page: no record, but prose that is checked and that may mention records."""

    id: str
    title: str


@dataclass(frozen=True)
class Record(Generic[Value_co]):
    """One file and what it says.

    Attributes:
        kind: `incident`, `postmortem`, `root-cause`, `catalogue` or `page`.
        path: POSIX path relative to the content root.
        text: the whole file as read (BOM removed, line ends as line feeds).
        keys: places of front matter keys by dotted path; list items by index: `components.checkout`, `tags.0`.
        body_line: the source line on which the Markdown body begins.
        extra: front matter values that are not part of the model, such as `checks`.
    """

    kind: str
    path: str
    text: str
    value: Value_co
    keys: Mapping[str, KeyPlace] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)
    body_line: int = 1
    parse: Callable[[], Document] | None = None

    @cached_property
    def document(self) -> Document:
        """The body as blocks; parsed at the first look."""
        return self.parse() if self.parse is not None else Document((), ())

    @cached_property
    def lowered(self) -> str:
        """The whole file in lower case, for a first look whether anything is there."""
        return self.text.lower()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The source lines, without their ends."""
        return tuple(self.text.split("\n"))

    def place(self, *keys: str) -> Span:
        """The value of the first of these front matter keys that is there, else the start of the file."""
        for key in keys:
            if key in self.keys:
                return self.keys[key].value
        return START_OF_FILE


@dataclass(frozen=True)
class Records:
    """A content root, read: the model, the files behind it and what was wrong with them.

    Each tuple stands in the order of its paths.
    """

    root: Path
    policy: Policy
    incidents: tuple[Record[Incident], ...] = ()
    postmortems: tuple[Record[Postmortem], ...] = ()
    root_causes: tuple[Record[RootCause], ...] = ()
    pages: tuple[Record[Page], ...] = ()
    catalogue: Record[Catalogue] | None = None
    taxonomy_catalogue: Catalogue = field(default_factory=Catalogue)
    faults: tuple[Fault, ...] = ()

    @cached_property
    def base(self) -> KnowledgeBase:
        """The model alone."""
        return KnowledgeBase(
            catalogue=self.catalogue.value if self.catalogue is not None else self.taxonomy_catalogue,
            incidents=tuple(record.value for record in self.incidents),
            postmortems=tuple(record.value for record in self.postmortems),
            root_causes=tuple(record.value for record in self.root_causes),
        )

    def __iter__(self) -> Iterator[Record[object]]:
        """Every file, catalogue first, then by kind and path."""
        if self.catalogue is not None:
            yield self.catalogue
        yield from self.incidents
        yield from self.postmortems
        yield from self.root_causes
        yield from self.pages


@dataclass(frozen=True)
class SomeRecords(Records):
    """Some records, and what all there are come to; `base` is that of all."""

    whole: KnowledgeBase = field(default_factory=KnowledgeBase)

    @property
    def base(self) -> KnowledgeBase:
        """The model of all records."""
        return self.whole
