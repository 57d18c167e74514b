"""The public site after an edit, from what is kept of the content before it: only what the edit touches is read.

Touched is what has changed, what depends on the time, and what reads something of these: a mention, a postmortem and
its incident, a former address. Whenever that cannot be told from what is kept, everything is read instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from faultless.aside import Aside
from faultless.insight import Period
from faultless.model import Catalogue, Incident, KnowledgeBase, State
from faultless.outputs import Fingerprints
from faultless.policy import Policy
from faultless.public.components import Components, Effect, effect, public_components
from faultless.public.publish import assembled
from faultless.public.records import PublicRecords, is_public
from faultless.public.shelf import Label, rest_of, unshelve
from faultless.public.site import PublicIncident, PublicSite
from faultless.publishing.facts import Facts, OutlinedBase, Unkept, facts_of, outline, owners, published, unpublished
from faultless.publishing.front import Front, Seen
from faultless.reading import Record, Records, load_some


@dataclass(frozen=True)
class Advanced:
    """What an edit comes to.

    Attributes:
        facts: of each file, in their order.
        texts: the rest of the public records of which it is new, by path, each with the digest of the record.
        read: how many files were read.
        judging: whether nothing is wrong with what is published now, found out meanwhile.
    """

    site: PublicSite
    facts: Mapping[str, Facts]
    texts: Mapping[str, tuple[bytes, bytes]]
    read: int
    judging: Aside[bool]


def advanced(front: Front, seen: Mapping[str, Seen], policy: Policy, now: datetime) -> Advanced | None:
    """The site as of `now`, or None where it takes reading everything to know.

    Args:
        front: the content as of the last build.
        seen: the files as they are now, in their order.
        policy: the one in force, then as now.
        now: UTC.
    """
    if not front.facts:
        return None
    try:
        return _Advance(front, seen, policy, now).site()
    except Unkept:
        return None


class _Advance:
    def __init__(self, front: Front, seen: Mapping[str, Seen], policy: Policy, now: datetime) -> None:
        self.front, self.seen, self.policy, self.now = front, seen, policy, now
        self.before = front.facts
        self.after = {path: self.before[path] for path in seen if path in self.before}
        self.read: dict[str, Record[Any]] = {}
        self.loaded: list[Records] = []

    def site(self) -> Advanced | None:
        """The site, once everything that is touched was read and found right."""
        fresh = {path for path, one in self.seen.items() if not self.front.is_unchanged(path, one)}
        gone = [one.kind for path, one in self.before.items() if path not in self.seen]
        if {"asset", "catalogue"} & {*gone, *(self.seen[path].found.kind for path in fresh)}:
            return None
        fresh |= {path for path, one in self.after.items() if one.kind == "incident" and not self._is_settled(one)}
        if not self._look(fresh) or not self._look(self._touched() - self.read.keys()):
            return None
        base = self._base()
        judging = Aside(lambda: self._is_right(base), pays=bool(self.read or self.changed))
        try:
            return self._assembled(base, judging)
        except BaseException:
            judging.leave()
            raise

    def _is_right(self, base: KnowledgeBase) -> bool:
        """Whether there is nothing wrong with what is published now, as far as that can be told."""
        if not (self.read or self.changed):
            return True
        from faultless.publishing.judging import are_clean, clash  # noqa: PLC0415 - 50 ms, where something was read

        try:
            if self.changed and clash(self.front.root, self.policy, self.now, self.after):
                return False
            return not self.read or are_clean(base, self.loaded, self.policy, self.now)
        except Unkept:
            return False

    def _is_settled(self, facts: Facts) -> bool:
        return facts.since is not None and facts.since <= self.now

    def _look(self, paths: Iterable[str]) -> bool:
        """Read some files, and what they are told by now; whether there is a record in each."""
        chosen = [self.seen[path].found for path in sorted(paths)]
        if chosen or not self.loaded:
            declared = [one.found for one in self.seen.values() if one.found.kind == "catalogue"]
            self.loaded.append(load_some(self.front.root, self.policy, (*declared, *chosen)))
        for record in self.loaded[-1]:
            if record.kind != "catalogue" and record.path not in self.read:
                self.read[record.path] = record
                facts = facts_of(record, self.seen[record.path].size, self.seen[record.path].changed)
                if isinstance(record.value, Incident):
                    facts = facts._replace(told=is_public(record.value, self.now))
                self.after[record.path] = facts
        return all(found.path in self.read for found in chosen)

    @cached_property
    def changed(self) -> list[tuple[Facts | None, Facts | None]]:
        """The files of which others are told something else, before and after."""
        paths = {*self.read, *(path for path in self.before if path not in self.seen)}
        pairs = [(self.before.get(path), self.after.get(path)) for path in sorted(paths)]
        return [(was, now) for was, now in pairs if was is None or now is None or was.identity != now.identity]

    def _touched(self) -> set[str]:
        """The records to be looked at: what was read, and what reads something of it."""
        names = {name for pair in self.changed for one in pair if one is not None for name in one.names}
        was, now = owners(self.before.items(), "incident"), owners(self.after.items(), "incident")
        touched = set(self.read)
        for path, one in (*_reports(self.before), *_reports(self.after)):
            new = path in self.read or path not in self.after
            for name in one.said[0]:
                if new or name in names:
                    touched |= {owner for owner in (was.get(name), now.get(name)) if owner in self.after}
        if self.changed:
            touched |= {path for path, one in self.after.items() if one.refers and one.names}
            touched |= self._readdressed()
        incidents = {path for path in touched if self.after[path].kind == "incident"}
        for path, one in _reports(self.after):
            if any(now.get(name) in incidents for name in one.said[0]):
                touched.add(path)
        return touched

    def _readdressed(self) -> set[str]:
        """The public records to which other former addresses lead than before."""
        leading = self._gate(self._base()).redirects
        return {path for path, one in self._told() if leading[one.names[0]] != one.former}

    def _told(self) -> list[tuple[str, Facts]]:
        """The records that customers know of, in the order of their files."""
        return [(path, one) for path, one in self.after.items() if one.told]

    def _base(self) -> KnowledgeBase:
        """The model, in outline where it was not read."""
        self.after = {path: self.after[path] for path in self.seen if path in self.after}
        parts: dict[str, list[Any]] = {"incident": [], "postmortem": [], "root-cause": []}
        for path, one in self.after.items():
            if one.kind in parts:
                parts[one.kind].append(self.read[path].value if path in self.read else outline(one))
        incidents, postmortems, root_causes = map(tuple, parts.values())
        return OutlinedBase(self._catalogue, incidents, postmortems, root_causes)

    @property
    def _catalogue(self) -> Catalogue:
        return self.loaded[0].base.catalogue

    def _gate(self, base: KnowledgeBase) -> PublicRecords:
        by_id = {one.id: one for one in base.incidents}
        known = public_components(base.catalogue)
        effects = {}
        for path, one in self._told():
            incident = by_id[one.names[0]]
            effects[incident.id] = effect(incident, self.now, known) if path in self.read else _effect(one)
        components = Components(base, self.policy, self.now, effects)
        files = (path.partition("/")[2] for path, one in self.seen.items() if one.found.kind == "asset")
        told = tuple(by_id[one.names[0]] for _, one in self._told())
        return PublicRecords(base, self.policy, self.now, components, frozenset(files), told)

    def _assembled(self, base: KnowledgeBase, judging: Aside[bool]) -> Advanced:
        gate = self._gate(base)
        if not self.changed:
            gate = replace(gate, former={one.names[0]: self.before[path].former for path, one in self._told()})
        prints, texts = Fingerprints(), {}
        records: list[PublicIncident] = []
        for path, facts in list(self.after.items()):
            if path not in self.read:
                if facts.told:
                    records.append(unshelve(_label(facts), facts.digest, self.front.fetch(path, facts.digest)))
            elif facts.told:
                incident = self.read[path].value
                record = gate.record(incident)
                self.after[path] = told = published(facts, incident, record, prints(record), self.now)
                if told.label is not None and (path not in self.before or self.before[path].digest != told.digest):
                    texts[path] = told.digest, rest_of(record)
                records.append(record)
            elif facts.kind == "incident":
                self.after[path] = unpublished(facts, self.read[path].value, self.now)
        assets = (one.found for one in self.seen.values() if one.found.kind == "asset")
        files = tuple((found.path.partition("/")[2], found.file.read_bytes()) for found in assets)
        return Advanced(assembled(gate, records, files), self.after, texts, len(self.read), judging)


def _reports(facts: Mapping[str, Facts]) -> list[tuple[str, Facts]]:
    return [(path, one) for path, one in facts.items() if one.kind == "postmortem" and one.names]


def _label(facts: Facts) -> Label:
    if facts.label is None:
        raise Unkept(facts.names[0])
    return facts.label


def _effect(facts: Facts) -> Effect:
    """What a record did that was not read."""
    (name, *_), affected = facts.names, _label(facts)[0]
    periods = (
        Period(component, State(state), start, end, name)
        for component, _, _, lasted in affected
        for state, start, end in lasted
    )
    return Effect(facts.start, tuple(periods))
