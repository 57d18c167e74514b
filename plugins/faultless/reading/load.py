"""A content root, read: every file becomes a record, everything wrong becomes a fault."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from faultless.aside import Aside
from faultless.caching import Kept, packed
from faultless.model import Catalogue
from faultless.policy import Policy, SectionNames, names_for, profile_of, section_names
from faultless.reading.catalogue import read_catalogue, shipped_taxonomy
from faultless.reading.collecting import without_collecting
from faultless.reading.document import Document
from faultless.reading.fault import Fault
from faultless.reading.front_matter import FrontMatter, read_front_matter
from faultless.reading.identity import duplicates, reference_faults
from faultless.reading.incident import read_incident
from faultless.reading.keys import Keys
from faultless.reading.lookup import Lookup
from faultless.reading.postmortem import read_postmortem
from faultless.reading.readings import Reading, Readings, heard, told
from faultless.reading.record import Page, Record, Records
from faultless.reading.root import Found, Tree, printable
from faultless.reading.root_cause import read_root_cause
from faultless.reading.source import Source, decode, read_source


def load(
    root: Path, policy: Policy, kept: Kept | None = None, *, instead: Mapping[str, bytes] | None = None
) -> Records:
    """Read a content root. Never raises on content; a root that is not there is one fault.

    Args:
        root: the folder that holds `incidents/`, `postmortems/`, `root-causes/`, `catalogue.yml` and pages.
        policy: its severities, people and profiles decide what names are known and which headings count.
        kept: where earlier runs left what they have read, and this one may; None: nowhere.
        instead: what some files are taken to hold, by path, before anybody writes them.
    """
    with without_collecting():
        return _Loading(root, policy, kept, instead or {}).records()


def load_some(root: Path, policy: Policy, files: Iterable[Found]) -> Records:
    """Read some files, the catalogue among them. What only all files together tell is not in the faults."""
    with without_collecting():
        return _Loading(root, policy, None, {}).some(tuple(files))


def public_assets(root: Path) -> tuple[tuple[str, bytes], ...]:
    """The files under `public/`, which public text may use: POSIX path within that folder and content."""
    tree = Tree(root)
    found = [(item.path.partition("/")[2], item.file) for item in tree.files() if item.kind == "asset"]
    return tuple((path, file.read_bytes()) for path, file in found)


_KINDS = ("incident", "postmortem", "root-cause", "page")

_MANY = 100
"""Files from which on a second process is worth the while."""

_SHARE = frozenset({1, 3})
"""Which of five files the second process reads: it has to tell of them as well, which takes a third of its time."""


Looked = tuple[Source, "Reading | bytes | None"]
"""A file as it stands, and what it was read as; that may come as bytes from another process."""


class _Loading:
    def __init__(self, root: Path, policy: Policy, kept: Kept | None, instead: Mapping[str, bytes]) -> None:
        self.root = root
        self.policy = policy
        self.kept = kept
        self.instead = instead
        self.readings: Readings | None = None
        self.faults: list[Fault] = []
        self.lookup = Lookup(Catalogue(taxonomy=shipped_taxonomy()), policy)
        self.listed: dict[str, list[Record[Any]]] = {kind: [] for kind in _KINDS}
        self.unread: set[str] = set()
        self.names = section_names(tuple(policy.languages))

    def records(self) -> Records:
        tree = Tree(self.root)
        files = tuple(tree.files())
        catalogue = None
        for found in files:
            if found.kind == "catalogue":
                catalogue = self.catalogue(found)
        if self.kept is not None:
            declared = "" if catalogue is None else catalogue.text
            self.readings = Readings(self.kept, self.root, self.policy, self.lookup, declared)
        self.files([found for found in files if found.kind in self.listed])
        if self.readings is not None:
            self.readings.keep()
        self.faults.extend(tree.faults)
        incidents, postmortems, root_causes, _ = (tuple(self.listed[kind]) for kind in _KINDS)
        for records in (incidents, postmortems, root_causes):
            self.faults.extend(duplicates(records))
        self.faults.extend(reference_faults(postmortems, root_causes, self.unread))
        return self.gathered(catalogue)

    def gathered(self, catalogue: Record[Catalogue] | None) -> Records:
        incidents, postmortems, root_causes, pages = (tuple(self.listed[kind]) for kind in _KINDS)
        return Records(
            root=self.root,
            policy=self.policy,
            incidents=incidents,
            postmortems=postmortems,
            root_causes=root_causes,
            pages=pages,
            catalogue=catalogue,
            taxonomy_catalogue=self.lookup.catalogue,
            faults=tuple(self.faults),
        )

    def some(self, files: tuple[Found, ...]) -> Records:
        catalogue = None
        for found in files:
            if found.kind == "catalogue":
                catalogue = self.catalogue(found)
        for found in files:
            if found.kind in self.listed:
                self.take(found, self.look(found))
        return self.gathered(catalogue)

    def files(self, files: Sequence[Found]) -> None:
        """Read all files, side by side where that pays."""
        many = len(files) >= _MANY and (self.readings is None or self.readings.shelf.is_empty)
        others = [found for place, found in enumerate(files) if place % 5 in _SHARE] if many else []
        ahead = Aside(lambda: packed([self.fresh(found) for found in others]), pays=many)
        if not ahead.is_meanwhile:
            for found in files:
                self.take(found, self.look(found))
            return
        try:
            mine = [self.look(found) for place, found in enumerate(files) if place % 5 not in _SHARE]
            looked = iter(mine), iter(pickle.loads(ahead.result()))  # noqa: S301 - our own process wrote it
        finally:
            ahead.leave()
        for place, found in enumerate(files):
            self.take(found, next(looked[place % 5 in _SHARE]))

    def source(self, found: Found) -> Source:
        content = self.instead.get(found.path)
        path = printable(found.path)
        return read_source(found.file, path, self.policy.max_file_size) if content is None else decode(content, path)

    def catalogue(self, found: Found) -> Record[Catalogue] | None:
        source = self.source(found)
        self.faults.extend(source.faults)
        if not source.text.strip():
            self.lookup = Lookup(self.lookup.catalogue, self.policy, complete=False)
            return None
        value, read = read_catalogue(source.text, source.path)
        self.faults.extend(read.faults)
        self.lookup = Lookup(value, self.policy, complete=all(fault.code != "FM002" for fault in read.faults))
        return Record("catalogue", source.path, source.text, value, read.keys, body_line=1)

    def fresh(self, found: Found) -> tuple[Source, bytes | None]:
        """A file, and what it is read as, told; None where it says nothing."""
        source = self.source(found)
        return source, told(self.read(found.kind, source)) if source.text.strip() else None

    def look(self, found: Found) -> Looked:
        """A file, and what it is read as, here and now or by an earlier run."""
        source = self.source(found)
        if not source.text.strip():
            return source, None
        reading = self.readings.find(found.kind, source) if self.readings is not None else None
        if reading is None:
            reading = self.read(found.kind, source)
            if self.readings is not None:
                self.readings.learn(found.kind, source, told(reading))
        return source, reading

    def take(self, found: Found, looked: Looked) -> None:
        """Have a file that was looked at among the records, after those before it."""
        source, reading = looked
        self.faults.extend(source.faults)
        if reading is None:
            if found.kind == "root-cause":
                self.unread.add(PurePosixPath(source.path).stem)
            return
        if isinstance(reading, bytes):
            if self.readings is not None:
                self.readings.learn(found.kind, source, reading)
            reading = heard(reading)
        self.faults.extend(reading.faults)
        names, bold = self.names_of(found.kind, source), self.bold(found.kind, source)
        self.listed[found.kind].append(_record(found.kind, source, reading, names, bold=bold))

    def names_of(self, kind: str, source: Source) -> SectionNames:
        """What headings count in a file."""
        return names_for(self.policy, source.path) if self.policy.profiles and kind != "page" else self.names

    def bold(self, kind: str, source: Source) -> bool:
        """Whether labels count as headings in a file."""
        profile = profile_of(self.policy, source.path) if kind == "postmortem" else None
        return profile is not None and profile.labels == "bold"

    def read(self, kind: str, source: Source) -> Reading:
        identifier = PurePosixPath(source.path).stem
        head = read_front_matter(source.text, source.path, wanted=kind != "page")
        value, faults = self.value(kind, source, identifier, head)
        extra = {"checks": head.yaml.values["checks"]} if "checks" in head.yaml.values else {}
        return Reading(value, head.yaml.keys, extra, head.body_line, len(source.text) - len(head.body), tuple(faults))

    def value(self, kind: str, source: Source, identifier: str, head: FrontMatter) -> tuple[Any, Sequence[Fault]]:
        names = self.names_of(kind, source)
        if kind == "incident":
            return read_incident(identifier, source.path, head, self.lookup, names)
        if kind == "postmortem":
            bold = self.bold(kind, source)
            return read_postmortem(identifier, source.path, head, self.lookup, names, bold=bold)
        if kind == "root-cause":
            return read_root_cause(identifier, source.path, head, self.lookup)
        keys = Keys(head.yaml.values, head.yaml.keys, source.path, [])
        title = keys.text("title") or _first_heading(head.body) or identifier
        return Page(identifier, title), head.yaml.faults


def _record(kind: str, source: Source, reading: Reading, names: SectionNames, *, bold: bool) -> Record[Any]:
    parse: Callable[[], Document] = partial(_parse, source.text, reading.head, reading.body_line, names, bold=bold)
    return Record(kind, source.path, source.text, reading.value, reading.keys, reading.extra, reading.body_line, parse)


def _parse(text: str, head: int, body_line: int, names: SectionNames, *, bold: bool) -> Document:
    from faultless.reading.blocks import parse_document  # noqa: PLC0415 - 45 ms that the status site does not need

    return parse_document(text[head:], body_line, names, bold=bold)


def _first_heading(body: str) -> str | None:
    for line in body.split("\n"):
        if line.startswith("# "):
            return line[2:].strip().rstrip("#").strip()
        if line.strip():
            return None
    return None
