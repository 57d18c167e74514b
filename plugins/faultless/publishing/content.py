"""From a content root to the status site on disk, without the wiki."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from faultless.caching import Kept
from faultless.checks import Finding
from faultless.policy import Policy
from faultless.publishing.status import Built, build_status, published_findings
from faultless.reading import Records, load


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing was written: there are errors in what would be published, and no baseline holds them."""

    findings: tuple[Finding, ...]
    records: Records


def build_content(
    content: Path, policy: Policy, now: datetime, out: Path, overrides: Path | None = None, kept: Kept | None = None
) -> Built | Stopped:
    """Bring the status site in `out` up to what some content says as of `now`.

    Args:
        content: the content root.
        policy: the options in force.
        now: UTC.
        out: the folder of the site.
        overrides: folder of templates that replace the shipped ones, or None.
        kept: what earlier runs have kept, or None; the site is the same either way, byte for byte.

    Raises:
        faultless.checks.baseline.BadBaseline: there are errors, and the baseline that may hold them cannot be read.
        faultless.tree.TreeError: `out` cannot or must not be written; the tree that was there still stands.
    """
    records = load(content, policy, kept)
    stopping = published_findings(records, now, kept)
    if stopping:
        return Stopped(stopping, records)
    return build_status(records, policy, now, out, overrides, kept)
