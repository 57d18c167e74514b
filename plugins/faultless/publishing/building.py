"""The status site, from records to files on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from faultless.caching import Kept, digest_of
from faultless.outputs import Ledger, render_site, site_files
from faultless.policy import Policy
from faultless.public.publish import publish
from faultless.public.site import PublicSite
from faultless.publishing.denied import Denied
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


def build_status(
    records: Records, policy: Policy, now: datetime, out: Path, overrides: Path | None = None, kept: Kept | None = None
) -> Built:
    """Write the status site to `out`, whole or not at all, and say what was done; arguments as of `files_of_status`.

    Raises:
        faultless.tree.TreeError: `out` cannot or must not be written; the tree that was there still stands.
    """
    site = publish(records.base, policy, now, public_assets(records.root))
    return bring(site, Place(out, overrides, kept, Denied.of(records.base.catalogue, policy)))


class Place(NamedTuple):
    """Where a site comes to stand.

    Attributes:
        out: the folder.
        overrides: folder of templates that replace the shipped ones, or None.
        kept: what earlier runs have kept, or None.
        denied: what none of its files may say.
    """

    out: Path
    overrides: Path | None = None
    kept: Kept | None = None
    denied: Denied = Denied()


def bring(site: PublicSite, place: Place) -> Built:
    """Write a site: only those of its files are made of which something has changed."""
    with Bringing(place) as bringing:
        bringing.render(site)
        return bringing.finish()


class Bringing:
    """A site on its way to its place: it is rendered beside it, and appears there at the end, or not at all."""

    def __init__(self, place: Place) -> None:
        self.place, self.kept = place, place.kept
        self.tree = OpenTree(place.out)
        self.before = Standing()
        self.ledger = Ledger(self._put)
        self.site: PublicSite | None = None
        self.url = ""

    def __enter__(self) -> Bringing:  # noqa: PYI034 - Self is not in the typing of Python 3.10
        self.tree.__enter__()
        if self.kept is not None:
            self.before = Standing.recalled(self.kept, self.place.out, self.place.overrides)
        standing = {path for path, stamp in self.before.stamps.items() if self.tree.standing.get(path) == stamp}
        self.ledger = Ledger(self._put, self.before.traces, standing, self.tree.read, noting=self.kept is not None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.tree.__exit__(kind, problem, trace)

    def _put(self, path: str, content: bytes) -> None:
        self.place.denied.refuse(path, content, self.site)
        self.tree.put(path, content)

    def _look_again(self) -> None:
        """Look at the files that stand, too, where they were last looked at for other words."""
        name, digest = f"looked-{digest_of(str(self.place.out.absolute()))}", self.place.denied.digest.encode()
        if self.kept is None or self.kept.get(name) == digest:
            return
        for path in self.ledger.reused:
            self.place.denied.refuse(path, self.tree.read(path), self.site)
        self.kept.put(name, digest)

    def render(self, site: PublicSite) -> None:
        """Make those files of a site of which something has changed."""
        self.url, self.site = site.url, site
        self.ledger.fill(site_files(site, self.place.overrides, self.kept))

    def finish(self) -> Built:
        """Let them appear.

        Raises:
            LeakFound: one of them says what is internal.
        """
        self._look_again()
        self.tree.keep(self.ledger.reused)
        changes = self.tree.finish()
        if self.kept is not None and (self.ledger.rendered or changes.deleted):
            Standing(self.tree.stamps(changes), self.ledger.traces).keep(
                self.kept, self.place.out, self.place.overrides
            )
        return Built(changes, self.ledger.rendered, self.ledger.reused, self.url)
