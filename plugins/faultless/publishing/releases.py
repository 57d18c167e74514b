"""Releases on a server of one's own: whole trees side by side, and a link that says which of them is served.

    DIR/.faultless-publish                  says that the folder is ours
    DIR/releases/000012-4f0c9d…/            a tree as it was published; the numbers tell the order
    DIR/current -> releases/000012-4f0c9d…  what the server serves

A release is written aside, flushed to the disk, and never touched again; the link is replaced in one step. So a reader
meets the old tree or the new one, and whatever interrupts a publication leaves the old one served and a leftover that
the next publication removes.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from faultless.publishing.copying import compared, copied, files_of, flush
from faultless.tree import MARKER, Changes, ForeignTree, TreeError, still
from faultless.tree.errors import told
from faultless.tree.lock import locked

OURS = ".faultless-publish"
"""A file in every folder that was published to; another folder is not ours to change."""

_MARK = b"Written by faultless publish: serve `current`, and leave the rest alone.\n"
_LOCK = f"{OURS}.lock"
_NAME = re.compile(r"(\d{6,})-[0-9a-f]{16}")
_STAGE, _GONE = ".new", ".gone-"


@dataclass(frozen=True, slots=True)
class Release:
    """What is served now.

    Attributes:
        name: of its folder.
        before: the name of the release that was served until now; the same where nothing had to be done, None where
            there was none.
        changes: what readers find different.
    """

    name: str
    before: str | None
    changes: Changes


def release(source: Path, destination: Path, *, keep: int = 5, force: bool = False) -> Release:
    """Serve a copy of a tree from now on; a tree that is served already stays as it is.

    Args:
        source: a built site.
        destination: the folder on the server; it is made if it is not there.
        keep: how many earlier releases stay.
        force: take over a folder that holds something else, which stays beside.

    Raises:
        ForeignTree: the folder is not ours, or `source` is no site.
        TreeBusy: another publication holds the folder, or a build holds `source`.
        TreeError: the disk refuses; what was served is still served.
    """
    shelf = _Shelf(destination)
    with shelf.held(force=force), still(source):
        files = files_of(source)
        shelf.tidy()
        before = shelf.served
        with told(source):
            digest, changes = compared(source, files, before)
        if before is not None and not changes.addresses:
            return Release(before.name, before.name, changes)
        name = f"{shelf.next_number:06d}-{digest}"
        with shelf.staged() as stage:
            copied(source, files, before, stage)
            stage.rename(shelf.releases / name)
        shelf.serve(name)
        shelf.prune(keep)
        return Release(name, before.name if before is not None else None, changes)


def roll_back(destination: Path) -> Release:
    """Serve the release before the present one again.

    Raises:
        ForeignTree: nothing was ever published there.
        TreeError: there is no earlier release, or the disk refuses.
    """
    if not (destination / OURS).is_file():
        raise ForeignTree(f"{destination} is no folder that faultless publish has written to; name the one that is")
    shelf = _Shelf(destination)
    with shelf.held():
        served = shelf.served
        earlier = [] if served is None else [name for name in shelf.names if _number(name) < _number(served.name)]
        if served is None or not earlier:
            raise TreeError(f"{destination} keeps no release before the one that is served; publish an earlier tree")
        target = shelf.releases / earlier[-1]
        with told(target):
            _, changes = compared(target, files_of(target), served)
        shelf.serve(target.name)
        return Release(target.name, served.name, changes)


class _Shelf:
    """The folder on the server."""

    def __init__(self, destination: Path) -> None:
        self.root = Path(os.path.abspath(destination))  # noqa: PTH100 - a link to the folder stays a link
        self.releases = self.root / "releases"
        self.link = self.root / "current"

    @contextmanager
    def held(self, *, force: bool = False) -> Iterator[None]:
        """For one publication at a time, and only if the folder is ours or may become so."""
        with told(self.root):
            self._refuse_foreign(force=force)
            _readable(self.root)
            with locked(self.root / _LOCK):
                self._refuse_foreign(force=force)
                _readable(self.releases)
                if not (self.root / OURS).exists():
                    (self.root / OURS).write_bytes(_MARK)
                yield

    def _refuse_foreign(self, *, force: bool) -> None:
        if self.root.exists() and not self.root.is_dir():
            raise ForeignTree(f"{self.root} is a file; name a folder")
        if (self.root / MARKER).exists():
            raise ForeignTree(f"{self.root} is a built site, and the next build deletes what is none of it")
        for place, wanted in ((self.link, self.link.is_symlink()), (self.releases, self.releases.is_dir())):
            if os.path.lexists(place) and not wanted:
                raise ForeignTree(f"{place} is there already, and no release of ours; move it away, or name a folder")
        if force:
            return
        if not (self.root / OURS).exists() and self.root.exists():
            others = sorted(one.name for one in self.root.iterdir() if one.name not in {_LOCK, "releases"})
            others += [] if not self.releases.exists() else sorted(one.name for one in self.releases.iterdir())
            if others:
                raise ForeignTree(
                    f"{self.root} holds {others[0]}, which faultless publish has not put there; name a folder of its"
                    " own, or let releases come beside what is there with --force"
                )
        if self.link.is_symlink() and self.served is None:
            raise ForeignTree(
                f"{self.link} leads to {self.link.readlink()}, which is no release here; --force replaces the link"
            )

    @property
    def names(self) -> list[str]:
        """The releases, oldest first."""
        found = [one.name for one in self.releases.iterdir() if _NAME.fullmatch(one.name)]
        return sorted(found, key=_number)

    @property
    def served(self) -> Path | None:
        """The release that the link leads to."""
        if not self.link.is_symlink():
            return None
        target = self.link.readlink()
        place = self.releases / target.name
        named = target == Path("releases") / target.name and _NAME.fullmatch(target.name)
        return place if named and place.is_dir() else None

    @property
    def next_number(self) -> int:
        """One more than that of the latest release."""
        return max(map(_number, self.names), default=0) + 1

    @contextmanager
    def staged(self) -> Iterator[Path]:
        """Where a release is written; nothing of it stays unless it was moved away."""
        place = self.releases / _STAGE
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def serve(self, name: str) -> None:
        """Replace the link, in one step and for good."""
        new = self.root / ".current.new"
        new.unlink(missing_ok=True)
        flush(self.releases)
        new.symlink_to(f"releases/{name}")
        new.replace(self.link)
        flush(self.root)

    def tidy(self) -> None:
        """Remove what nobody will serve: leftovers, and releases after the one that was gone back to."""
        for place in (*self.releases.glob(_STAGE), *self.releases.glob(f"{_GONE}*")):
            shutil.rmtree(place)
        served = self.served
        if served is not None:
            for name in self.names:
                if _number(name) > _number(served.name):
                    self._drop(name)

    def prune(self, keep: int) -> None:
        """Remove the oldest releases, but for the one that is served and some before it."""
        for name in self.names[: -keep - 1]:
            self._drop(name)

    def _drop(self, name: str) -> None:
        """Delete a release; while that lasts, it is none any more."""
        gone = self.releases / f"{_GONE}{name}"
        (self.releases / name).rename(gone)
        shutil.rmtree(gone)


def _readable(folder: Path) -> None:
    """Make a folder that is not there yet, which a server of another user can pass through."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)


def _number(name: str) -> int:
    return int(name.partition("-")[0])
