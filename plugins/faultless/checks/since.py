"""Findings that a change brings: those in the files it touches, and those it causes in others."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from faultless.checks.changes import Changes, as_it_was
from faultless.checks.engine import run
from faultless.checks.finding import INTERNAL, Finding
from faultless.checks.fingerprint import Fingerprint, Fingerprints
from faultless.checks.holding import beyond
from faultless.policy import Policy, PolicyError, read_policy
from faultless.reading import Records, load


def earlier(changes: Changes, policy: Policy) -> Records:
    """What the files said that changed since, as far as it can be read without the others.

    Raises:
        NoHistory: Git fails.
    """
    with as_it_was(changes, all_files=False) as root:
        return load(root, policy)


def brought(
    findings: Iterable[Finding],
    records: Records,
    changes: Changes,
    now: datetime,
    *,
    new: Iterable[Finding],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """What a change answers for, of the findings on what the content says now.

    Everything on the files it touches, and on any other file what was not found there before: a link whose target it
    took away, a cause that strikes again because of what it says.

    Args:
        findings: all there are, in the order of a report.
        records: they were found in.
        changes: what changed.
        now: UTC, of this check.
        new: those that no baseline holds; of the others nothing is told.
        select: as it was given to find them.
        ignore: likewise.

    Raises:
        NoHistory: Git fails.
    """
    new = tuple(new)
    paths = {one.path for one in new if not _is_own(one, changes) and not one.reminder}
    caused: set[Finding] = set()
    if paths:
        known = _before(changes, records, now, paths, (select, ignore))
        there = (one for one in findings if one.path in paths and not one.reminder)
        caused.update(beyond(there, known, Fingerprints(records)))
    return tuple(one for one in new if _is_own(one, changes) or one in caused)


def _is_own(finding: Finding, changes: Changes) -> bool:
    return finding.path in changes.now or finding.code == INTERNAL


def _before(
    changes: Changes, records: Records, now: datetime, paths: set[str], chosen: tuple[Sequence[str], Sequence[str]]
) -> Counter[Fingerprint]:
    """What was found on some files before the change, by the policy of then."""
    select, ignore = chosen
    today = Fingerprints(records)
    policy = former_policy(changes, records.policy)
    with as_it_was(changes) as root:
        before = load(root, policy)
        other = frozenset(record.path for record in before if record.path not in paths)
        found = run(before, now, select=select, ignore=ignore, skip=other)
        known = Fingerprints(before)
        return Counter(today.today(known(one)) for one in found)


def former_policy(changes: Changes, policy: Policy) -> Policy:
    """The policy of then; the present one where that cannot be had: it inherits from a file, or was broken."""
    if changes.config is None:
        return policy
    with tempfile.TemporaryDirectory(prefix="faultless-") as folder:
        file = Path(folder) / "mkdocs.yml"
        file.write_bytes(changes.config)
        try:
            return read_policy(file)
        except PolicyError:
            return policy
