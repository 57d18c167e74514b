"""The status site, from records to files on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from faultless.caching import Kept
from faultless.checks import Finding, Level, exit_code, run
from faultless.checks.holding import hold
from faultless.model import KnowledgeBase, Postmortem, Visibility
from faultless.outputs import Ledger, render_site, site_files
from faultless.policy import Policy
from faultless.public.publish import publish
from faultless.public.records import customer_message
from faultless.public.site import PublicSite
from faultless.publishing.standing import Standing
from faultless.reading import Records, public_assets
from faultless.tree import Changes, OpenTree


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Attributes:
        changes: on disk.
        rendered: the paths of the files that were made, each with the reason.
        reused: those of the others, which stand as they were, each with what it was made from.
        url: the absolute address that feeds and links say.
        read: how many files of the content were read; None where somebody else had read them.
    """

    changes: Changes
    rendered: Mapping[str, str]
    reused: Mapping[str, tuple[str, ...]]
    url: str
    read: int | None = None

    def __str__(self) -> str:
        pages = sum(path.endswith(".html") for path in self.rendered)
        rendered = (
            f"{pages:,} pages and {len(self.rendered) - pages:,} other files rendered, {len(self.reused):,} reused"
        )
        read = "" if self.read is None else f"{self.read:,} files read; "
        return f"{read}{rendered}; {self.changes}"

    def explained(self, path: str) -> str | None:
        """Why a file was made, or why not; None where there is no such file."""
        if path in self.rendered:
            return f"rendered; {self.rendered[path]}"
        if path in self.reused:
            return f"reused; alike: {', '.join(self.reused[path]) or 'everything'}"
        return None


_PUBLISHED_FROM = {".", "catalogue.yml", "incidents", "public"}
"""What the status site is made from, beside the messages of postmortems: files and folders of the content root."""


def files_of_status(
    records: Records, policy: Policy, now: datetime, overrides: Path | None = None, kept: Kept | None = None
) -> dict[str, bytes]:
    """Every file of the status site by its path; nothing is written.

    Args:
        records: what the content says.
        policy: the options in force.
        now: UTC; what is active, planned and past hangs on it.
        overrides: folder of templates that replace the shipped ones, or None.
        kept: what earlier runs have kept, or None.
    """
    return render_site(publish(records.base, policy, now, public_assets(records.root)), overrides, kept)


def published_findings(records: Records, now: datetime, kept: Kept | None = None) -> tuple[Finding, ...]:
    """The errors in what the status site publishes: catalogue, public incidents, customer messages, assets.

    An outage is no time to mend a postmortem, so what is internal does not stop a public update. A file that could not
    be read at all counts as published where it may be a public incident. What a baseline holds stops nothing, and the
    baseline is not even read where there is nothing to hold: a damaged one must not keep an update from customers.

    Raises:
        BadBaseline: there are errors, and the baseline that may hold them cannot be read.
    """
    return beyond_baseline(published_errors(records, now, kept), records)


def beyond_baseline(errors: Errors, records: Records) -> tuple[Finding, ...]:
    """What stops the site: the published errors that no baseline holds.

    Raises:
        BadBaseline: there are errors, and the baseline that may hold them cannot be read.
    """
    if not errors.published:
        return ()
    new = frozenset(hold(errors.found, records).new)
    return tuple(one for one in errors.published if one in new)


class Errors(NamedTuple):
    """The errors that were found while the status site was looked at, and those in what it publishes."""

    found: tuple[Finding, ...]
    published: tuple[Finding, ...]


def published_errors(records: Records, now: datetime, kept: Kept | None = None, select: Sequence[str] = ()) -> Errors:
    """The errors in what the status site publishes, also those that a baseline holds; see `published_findings`.

    Args:
        records: what was read.
        now: UTC.
        kept: what earlier runs have kept, or None.
        select: the codes of the rules to run; none: all.
    """
    public = {record.path for record in records.incidents if record.value.visibility is Visibility.PUBLIC}
    internal = {record.path for record in records if record.kind != "catalogue"} - public
    parts = {record.path: _published_lines(record.value, records.base) for record in records.postmortems}

    def published(finding: Finding) -> bool:
        if finding.path in parts:
            return any(finding.span.line in lines for lines in parts[finding.path])
        return finding.path not in internal and finding.path.partition("/")[0] in _PUBLISHED_FROM

    unseen = frozenset(internal.difference(path for path, lines in parts.items() if lines))
    found = run(records, now, select=select, skip=unseen, at_least=Level.ERROR, kept=kept)
    return Errors(found, tuple(one for one in found if exit_code((one,)) and published(one)))


def _published_lines(postmortem: Postmortem, base: KnowledgeBase) -> list[range]:
    """The lines of a postmortem that customers read: its message to them, and the actions that belong to it."""
    named = (base.incident_by_id.get(one) for one in postmortem.incidents)
    section = customer_message(postmortem)
    if section is None or not any(one is not None and one.visibility is Visibility.PUBLIC for one in named):
        return []
    message = range(section.span.line, section.body_line + section.body.count("\n") + 1)
    return [message, *(range(one.span.line, one.span.end_line + 1) for one in postmortem.actions if one.public)]


def build_status(
    records: Records, policy: Policy, now: datetime, out: Path, overrides: Path | None = None, kept: Kept | None = None
) -> Built:
    """Write the status site to `out`, whole or not at all, and say what was done; arguments as of `files_of_status`.

    Raises:
        faultless.tree.TreeError: `out` cannot or must not be written; the tree that was there still stands.
    """
    site = publish(records.base, policy, now, public_assets(records.root))
    return bring(site, out, overrides, kept)


def bring(site: PublicSite, out: Path, overrides: Path | None = None, kept: Kept | None = None) -> Built:
    """Write a site to `out`: only those of its files are made of which something has changed."""
    with OpenTree(out) as tree:
        before = Standing() if kept is None else Standing.recalled(kept, out, overrides)
        standing = {path for path, stamp in before.stamps.items() if tree.standing.get(path) == stamp}
        ledger = Ledger(tree.put, before.traces, standing)
        ledger.fill(site_files(site, overrides, kept))
        tree.keep(ledger.reused)
        changes = tree.finish()
        if kept is not None:
            Standing(tree.stamps(changes), ledger.traces).keep(kept, out, overrides)
    return Built(changes, ledger.rendered, ledger.reused, site.url)
