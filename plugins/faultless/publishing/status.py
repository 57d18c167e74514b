"""The status site, from records to files on disk."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from faultless.checks import Finding, exit_code, run
from faultless.model import Visibility
from faultless.outputs import render_site
from faultless.policy import Policy
from faultless.public.publish import publish
from faultless.reading import Records, public_assets
from faultless.tree import Changes, write_tree


def files_of_status(records: Records, policy: Policy, now: datetime, overrides: Path | None = None) -> dict[str, bytes]:
    """Every file of the status site by its path; nothing is written.

    Args:
        records: what the content says.
        policy: the options in force.
        now: UTC; what is active, planned and past hangs on it.
        overrides: folder of templates that replace the shipped ones, or None.
    """
    return render_site(publish(records.base, policy, now, public_assets(records.root)), overrides)


def published_findings(records: Records, now: datetime) -> tuple[Finding, ...]:
    """The errors in what the status site publishes: catalogue, public incidents, postmortems with a customer message.

    An outage is no time to mend a postmortem, so what is internal does not stop a public update.
    """
    published = {record.path for record in records.incidents if record.value.visibility is Visibility.PUBLIC}
    published |= {record.path for record in records.postmortems if record.value.customer_message}
    if records.catalogue is not None:
        published.add(records.catalogue.path)
    internal = {record.path for record in records} - published
    found = run(records, now)
    return tuple(one for one in found if exit_code((one,)) and one.path not in internal)


def build_status(records: Records, policy: Policy, now: datetime, out: Path, overrides: Path | None = None) -> Changes:
    """Write the status site to `out`, whole or not at all, and say what changed there.

    Raises:
        faultless.tree.TreeError: `out` cannot or must not be written; the tree that was there still stands.
    """
    return write_tree(out, files_of_status(records, policy, now, overrides))
