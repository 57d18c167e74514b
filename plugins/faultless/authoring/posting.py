"""One more update for a record: judged before it is written, and found again as it was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from faultless.authoring.editing import CannotEdit, Lines, with_keys, with_update
from faultless.authoring.replacing import rewrite
from faultless.caching import Kept
from faultless.checks import Finding, Level, run
from faultless.model import PHASES, ComponentState, Incident, Instant, Phase, State, Update
from faultless.reading import Record, Records, load

_SECOND = timedelta(seconds=1)


class Objections(Exception):
    """What the checks find in an update that must not be published as it is; nothing was written."""

    def __init__(self, findings: Sequence[Finding], records: Records) -> None:
        super().__init__("the checks object to it")
        self.findings = tuple(findings)
        self.records = records


@dataclass(frozen=True, slots=True)
class Draft:
    """An update that somebody wants to post.

    Attributes:
        phase: how far things have come.
        at: when it is published.
        message: Markdown for customers.
        components: the states that change with it, by id.
        keys: what the front matter says from now on, as YAML on one line.
    """

    phase: Phase
    at: Instant
    message: str
    components: Mapping[str, State] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of a draft.

    Attributes:
        file: that was edited.
        records: the content as it is now.
        incident: the record, and the update in it.
        findings: what the checks say of it; none of it is an error.
    """

    file: Path
    records: Records
    incident: Incident
    update: Update
    findings: tuple[Finding, ...]


def post(
    record: Record[Incident],
    records: Records,
    draft: Draft,
    now: datetime,
    *,
    force: bool = False,
    kept: Kept | None = None,
) -> Posted:
    """Write an update into a record's file, every other byte as it was.

    The time is moved on by seconds where the record has an update of that time already. Two posts at once both arrive.

    Args:
        record: the incident, maintenance or notice.
        records: it was read with.
        draft: to be posted.
        now: UTC, of the checks.
        force: write it although the checks object.
        kept: what earlier runs have kept, or None.

    Raises:
        CannotEdit: the file cannot be edited safely, or would not say what the draft says.
        Objections: the checks find an error that was not there before.
        faultless.authoring.replacing.Changed: another program keeps writing the file.
        OSError: it cannot be written.
    """
    file = records.root / record.path
    made: list[Posted] = []

    def edit(content: bytes) -> bytes:
        before = load(records.root, records.policy, kept, instead={record.path: content})
        one = _record(before, record.path)
        wanted = replace(draft, at=_free(draft.at, one.value))
        after = edited(content, one, wanted)
        now_read = load(records.root, records.policy, kept, instead={record.path: after})
        posted = _verified(one, _record(now_read, record.path), wanted)
        new = _new(
            run(before, now, skip=_others(before, record.path)),
            run(now_read, now, skip=_others(now_read, record.path)),
            record.path,
        )
        if not force and any(finding.level is Level.ERROR for finding in new):
            raise Objections(new, now_read)
        made[:] = [Posted(file, now_read, _record(now_read, record.path).value, posted, new)]
        return after

    rewrite(file, edit)
    return made[0]


def edited(content: bytes, record: Record[Incident], draft: Draft) -> bytes:
    """A file's bytes with an update in it, and with what the front matter says from now on."""
    lines = Lines.of(content, record.path)
    heading = f"## {draft.phase.value} — {draft.at}"
    states = ", ".join(f"{name} {state.words}" for name, state in draft.components.items())
    update = [heading, "", *draft.message.strip().splitlines(), *(["", f"Components: {states}"] if states else [])]
    return with_keys(with_update(lines, record, update), record, draft.keys).content()


def _record(records: Records, path: str) -> Record[Incident]:
    for record in records.incidents:
        if record.path == path:
            return record
    raise CannotEdit(f"{path} is gone; nothing was written")


def _free(at: Instant, incident: Incident) -> Instant:
    """The time itself, or the next second at which the record has no update."""
    taken = {one.at.at for one in incident.updates}
    while at.at in taken:
        at = Instant(at.at + _SECOND, seconds=True)
    return at


def _verified(before: Record[Incident], after: Record[Incident], draft: Draft) -> Update:
    """The update as it is read again; the record must be what it was, and this update.

    Raises:
        CannotEdit: it is not.
    """
    old = [(one.at, one.written, one.text, one.components) for one in before.value.updates]
    new = [one for one in after.value.updates if (one.at, one.written, one.text, one.components) not in old]
    states = tuple(ComponentState(name, state) for name, state in draft.components.items()) or None
    text = "\n".join(draft.message.strip().splitlines())
    kept = len(after.value.updates) == len(old) + 1 and len(after.value.sections) == len(before.value.sections)
    if kept and len(new) == 1 and (new[0].at, new[0].text, new[0].components) == (draft.at, text, states):
        return new[0]
    raise CannotEdit(
        f"{before.path} would not say what you wrote: a message has no headings, no comments, and no lines that begin "
        "with Components: or Revised:; nothing was written"
    )


def _others(records: Records, path: str) -> frozenset[str]:
    return frozenset(record.path for record in records if record.path != path)


def _new(before: Sequence[Finding], after: Sequence[Finding], path: str) -> tuple[Finding, ...]:
    """What is found on a file now and was not before; where it stands has no part in it."""
    left = Counter((one.code, one.message) for one in before if one.path == path)
    found = []
    for one in after:
        if one.path == path and not one.reminder:
            if left[one.code, one.message]:
                left[one.code, one.message] -= 1
            else:
                found.append(one)
    return tuple(found)


def phase_of(text: str, incident: Incident) -> Phase | None:
    """The phase that somebody means: `in-progress`, `In progress`; None where this kind of record has no such phase."""
    said = text.casefold().replace("-", " ").replace("_", " ").strip()
    said = "cancelled" if said == "canceled" else said
    return next((phase for phase in PHASES[incident.kind] if phase.value.casefold() == said), None)


def closing_keys(phase: Phase, at: Instant, incident: Incident) -> Mapping[str, str]:
    """What an update says of the record's own times: its end, and about when the cause was known."""
    if phase is Phase.RESOLVED and incident.resolved is None:
        return {"resolved": str(at)}
    if phase is Phase.IDENTIFIED and incident.identified is None:
        return {"identified": str(replace(at, approximate=True))}
    return {}
