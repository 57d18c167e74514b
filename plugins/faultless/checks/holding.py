"""What a baseline holds back, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from faultless.checks.baseline import BadBaseline, baseline_file, read_baseline, write_baseline
from faultless.checks.finding import INTERNAL, Finding
from faultless.checks.fingerprint import Fingerprint, Fingerprints
from faultless.reading import Records

NEVER_HELD = (INTERNAL, "PU103", "PU104")
"""Codes that no baseline holds: that we failed, and leaks.

A baseline is written over a whole archive at once, and nobody looks at each entry; an internal name in what customers
read is for somebody to decide on, in place and with a reason. A secret has to be revoked, and an entry would copy it.
"""

Asked = Callable[[str, "str | None"], bool]
"""Whether findings of a rule on a file were asked for: code, and path within the content root (None: it is gone)."""


@dataclass(frozen=True, slots=True)
class Held:
    """Findings, parted by a baseline.

    Attributes:
        file: the baseline, or None where there is none.
        new: what it does not hold, in the order given.
        held: how many it holds, of what was asked for.
        removable: entries that hold nothing any more, of what was asked for.
    """

    file: Path | None
    new: tuple[Finding, ...]
    held: int = 0
    removable: tuple[Fingerprint, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What writing a baseline came to: how many entries it has, how many came and went, and what it cannot hold."""

    entries: int
    added: int
    removed: int
    left: tuple[Finding, ...]


def everything(code: str, path: str | None) -> bool:  # noqa: ARG001 - one of the ways to ask
    """Asks for all findings."""
    return True


def holdable(finding: Finding) -> bool:
    """Whether a baseline may hold a finding; a reminder comes and goes with the time, and fails nothing."""
    return not finding.reminder and finding.code not in NEVER_HELD


def hold(findings: Iterable[Finding], records: Records, file: Path | None = None, *, asked: Asked = everything) -> Held:
    """Leave out the findings that a baseline holds; of equal ones, the first in the order given.

    Args:
        findings: over the records.
        records: they were found in; their policy names the baseline.
        file: another baseline.
        asked: what the findings are about, where they are not all there are.

    Raises:
        BadBaseline: the baseline cannot be read.
    """
    file = file or baseline_file(records.policy)
    if file is None:
        return Held(None, tuple(findings))
    fingerprints = Fingerprints(records)
    entries = [fingerprints.today(entry) for entry in read_baseline(file)]
    left = Counter(entry for entry in entries if entry.code not in NEVER_HELD)
    standing = left.copy()
    new = tuple(beyond(findings, left, fingerprints))
    used = (standing - left).elements()
    held = sum(1 for entry in used if asked(entry.code, fingerprints.path(entry)))
    left.update(entry for entry in entries if entry.code in NEVER_HELD)
    removable = (entry for entry in left.elements() if asked(entry.code, fingerprints.path(entry)))
    return Held(file, new, held, tuple(sorted(removable)))


def beyond(findings: Iterable[Finding], known: Counter[Fingerprint], fingerprints: Fingerprints) -> Iterator[Finding]:
    """The findings beyond those that are known, each of which is taken away by the first like it; and all reminders."""
    codes = {one.code for one in known}
    for finding in findings:
        one = fingerprints(finding) if finding.code in codes and not finding.reminder else None
        if one is not None and known[one] > 0:
            known[one] -= 1
        else:
            yield finding


def rewrite(findings: Sequence[Finding], records: Records, file: Path, *, asked: Asked = everything) -> Written:
    """Write the present findings into a baseline; entries for what was not asked about stay.

    Raises:
        BadBaseline: it cannot be written; or a rule failed, and nobody knows what it would have found.
    """
    failed = next((one for one in findings if one.code == INTERNAL), None)
    if failed is not None:
        raise BadBaseline(f"no baseline was written, for it would lack something: {failed.message}")
    fingerprints = Fingerprints(records)
    present = Counter(fingerprints(one) for one in findings if holdable(one))
    before = Counter(fingerprints.today(entry) for entry in _standing(file, needed=asked is not everything))
    kept = {entry: count for entry, count in before.items() if not asked(entry.code, fingerprints.path(entry))}
    now = present + Counter(kept)
    write_baseline(file, now.elements())
    left = tuple(one for one in findings if not holdable(one))
    return Written(now.total(), (now - before).total(), (before - now).total(), left)


def _standing(file: Path, *, needed: bool) -> tuple[Fingerprint, ...]:
    """The entries there are; a file that is damaged has none, unless some of them are to stay."""
    if not file.exists():
        return ()
    try:
        return read_baseline(file)
    except BadBaseline:
        if needed:
            raise
        return ()
