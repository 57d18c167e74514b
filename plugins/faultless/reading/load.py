"""A content root, read: every file becomes a record, everything wrong becomes a fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from faultless.model import Catalogue, Incident, Postmortem, RootCause
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
from faultless.reading.record import Page, Record, Records
from faultless.reading.root import Found, Tree, printable
from faultless.reading.root_cause import read_root_cause
from faultless.reading.source import Source, read_source


def load(root: Path, policy: Policy) -> Records:
    """Read a content root. Never raises on content; a root that is not there is one fault.

    Args:
        root: the folder that holds `incidents/`, `postmortems/`, `root-causes/`, `catalogue.yml` and pages.
        policy: its severities, people and profiles decide what names are known and which headings count.
    """
    with without_collecting():
        return _Loading(root, policy).records()


def public_assets(root: Path) -> tuple[tuple[str, bytes], ...]:
    """The files under `public/`, which public text may use: POSIX path within that folder and content."""
    tree = Tree(root)
    found = [(item.path.partition("/")[2], item.file) for item in tree.files() if item.kind == "asset"]
    return tuple((path, file.read_bytes()) for path, file in found)


class _Loading:
    def __init__(self, root: Path, policy: Policy) -> None:
        self.root = root
        self.policy = policy
        self.faults: list[Fault] = []
        self.lookup = Lookup(Catalogue(taxonomy=shipped_taxonomy()), policy)
        self.incidents: list[Record[Incident]] = []
        self.postmortems: list[Record[Postmortem]] = []
        self.root_causes: list[Record[RootCause]] = []
        self.pages: list[Record[Page]] = []
        self.unread: set[str] = set()
        self.names = section_names(tuple(policy.languages))

    def records(self) -> Records:
        tree = Tree(self.root)
        files = tuple(tree.files())
        catalogue = None
        for found in files:
            if found.kind == "catalogue":
                catalogue = self.catalogue(found)
        for found in files:
            if found.kind in {"incident", "postmortem", "root-cause", "page"}:
                self.file(found)
        self.faults.extend(tree.faults)
        listed: tuple[Sequence[Record[Any]], ...] = (self.incidents, self.postmortems, self.root_causes)
        for records in listed:
            self.faults.extend(duplicates(records))
        self.faults.extend(reference_faults(self.postmortems, self.root_causes, self.unread))
        return Records(
            root=self.root,
            policy=self.policy,
            incidents=tuple(self.incidents),
            postmortems=tuple(self.postmortems),
            root_causes=tuple(self.root_causes),
            pages=tuple(self.pages),
            catalogue=catalogue,
            taxonomy_catalogue=self.lookup.catalogue,
            faults=tuple(self.faults),
        )

    def source(self, found: Found) -> Source:
        source = read_source(found.file, printable(found.path), self.policy.max_file_size)
        self.faults.extend(source.faults)
        return source

    def catalogue(self, found: Found) -> Record[Catalogue] | None:
        source = self.source(found)
        if not source.text.strip():
            self.lookup = Lookup(self.lookup.catalogue, self.policy, complete=False)
            return None
        value, read = read_catalogue(source.text, source.path)
        self.faults.extend(read.faults)
        self.lookup = Lookup(value, self.policy, complete=all(fault.code != "FM002" for fault in read.faults))
        return Record("catalogue", source.path, source.text, value, read.keys, body_line=1)

    def file(self, found: Found) -> None:
        source = self.source(found)
        identifier = PurePosixPath(source.path).stem
        if not source.text.strip():
            if found.kind == "root-cause":
                self.unread.add(identifier)
            return
        head = read_front_matter(source.text, source.path, wanted=found.kind != "page")
        if found.kind == "page":
            self.page(identifier, source, head)
            return
        names = names_for(self.policy, source.path) if self.policy.profiles else self.names
        if found.kind == "incident":
            incident, faults = read_incident(identifier, source.path, head, self.lookup, names)
            self.incidents.append(_record(found.kind, source, head, incident, names))
        elif found.kind == "postmortem":
            profile = profile_of(self.policy, source.path)
            bold = profile is not None and profile.labels == "bold"
            postmortem, faults = read_postmortem(identifier, source.path, head, self.lookup, names, bold=bold)
            self.postmortems.append(_record(found.kind, source, head, postmortem, names))
        else:
            cause, faults = read_root_cause(identifier, source.path, head, self.lookup)
            self.root_causes.append(_record(found.kind, source, head, cause, names))
        self.faults.extend(faults)

    def page(self, identifier: str, source: Source, head: FrontMatter) -> None:
        self.faults.extend(head.yaml.faults)
        keys = Keys(head.yaml.values, head.yaml.keys, source.path, [])
        title = keys.text("title") or _first_heading(head.body) or identifier
        self.pages.append(_record("page", source, head, Page(identifier, title), self.names))


def _record(kind: str, source: Source, head: FrontMatter, value: Any, names: SectionNames) -> Record[Any]:
    extra: Mapping[str, object] = {"checks": head.yaml.values["checks"]} if "checks" in head.yaml.values else {}
    parse: Callable[[], Document] = partial(_parse, head.body, head.body_line, names)
    return Record(kind, source.path, source.text, value, head.yaml.keys, extra, head.body_line, parse)


def _parse(body: str, body_line: int, names: SectionNames) -> Document:
    from faultless.reading.blocks import parse_document  # noqa: PLC0415 - 45 ms that the status site does not need

    return parse_document(body, body_line, names)


def _first_heading(body: str) -> str | None:
    for line in body.split("\n"):
        if line.startswith("# "):
            return line[2:].strip().rstrip("#").strip()
        if line.strip():
            return None
    return None
