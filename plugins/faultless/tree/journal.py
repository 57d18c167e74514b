"""Moving a staged set of files into a tree, so that an interruption at any moment can be completed.

The order: the files are written to a staging folder beside the tree; a journal that lists every move and deletion is
written whole; the moves are made file by file; the journal is deleted. Before the journal is there nothing has
happened, and the next build throws the stage away; after it everything will happen, and the next build finishes it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_MANY = 200
"""Files from which on the system settles them all faster at once."""

_LAST = ("feed.rss", "feed.atom", "feed.json", "history.rss", "history.atom", "sitemap.xml", "index.html")


@dataclass(frozen=True, slots=True)
class Beside:
    """The names beside a tree that a build uses: all hidden, all made of the tree's own name."""

    tree: Path

    @property
    def stage(self) -> Path:
        """Where files are written before they are moved."""
        return self.tree.parent / f".{self.tree.name}.stage"

    @property
    def journal(self) -> Path:
        """What is about to happen."""
        return self.tree.parent / f".{self.tree.name}.journal"

    @property
    def lock(self) -> Path:
        """The lock of the one writer."""
        return self.tree.parent / f".{self.tree.name}.lock"


def commit(beside: Beside, moves: Sequence[str], deletions: Sequence[str]) -> None:
    """Move staged files into the tree and delete others, surviving an interruption.

    Args:
        beside: the tree and its companions.
        moves: paths that lie in the stage, in the order in which they are to appear.
        deletions: paths to delete from the tree.
    """
    _settle(beside.stage, moves)
    if not beside.tree.exists():
        beside.tree.parent.mkdir(parents=True, exist_ok=True)
        beside.stage.rename(beside.tree)
        return
    if moves or deletions:
        _write_journal(beside.journal, {"moves": list(moves), "deletions": list(deletions)})
        _carry_out(beside, moves, deletions)
    _finish(beside)


def _settle(stage: Path, paths: Sequence[str]) -> None:
    """Have staged files on the disk before anything says that they are: a power cut leaves no hole where one was."""
    if len(paths) > _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        with (stage / path).open("rb+") as file:
            os.fsync(file.fileno())


def recover(beside: Beside) -> None:
    """Complete what an interrupted build had decided, or throw away what it had not."""
    if beside.journal.exists():
        try:
            planned = json.loads(beside.journal.read_text(encoding="utf-8"))
        except ValueError:
            planned = None
        if isinstance(planned, dict) and beside.tree.exists():
            _carry_out(beside, planned["moves"], planned["deletions"])
    _finish(beside)
    beside.journal.with_name(beside.journal.name + ".new").unlink(missing_ok=True)


def _write_journal(file: Path, planned: Mapping[str, list[str]]) -> None:
    new = file.with_name(file.name + ".new")
    with new.open("w", encoding="utf-8") as stream:
        json.dump(planned, stream)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)


def _carry_out(beside: Beside, moves: Sequence[str], deletions: Sequence[str]) -> None:
    """Every step may have been done before."""
    for path in moves:
        source, target = beside.stage / path, beside.tree / path
        if source.exists():
            _make_way(beside, path)
            source.replace(target)
    replaced = {str(parent) for path in moves for parent in (PurePosixPath(path), *PurePosixPath(path).parents)}
    for path in deletions:
        if path not in replaced and not (beside.tree / path).is_dir():
            with suppress(FileNotFoundError, NotADirectoryError):
                (beside.tree / path).unlink()
    _drop_empty_folders(beside.tree, deletions)


def _make_way(beside: Beside, path: str) -> None:
    """Let a file appear where a folder was, or a folder where a file was; new folders have the staged permissions."""
    target = beside.tree / path
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    for parent in reversed(PurePosixPath(path).parents[:-1]):
        folder = beside.tree / parent
        if folder.is_file():
            folder.unlink()
        if not folder.exists():
            folder.mkdir()
            shutil.copymode(beside.stage / parent, folder)


def _drop_empty_folders(tree: Path, deletions: Sequence[str]) -> None:
    folders = {parent for path in deletions for parent in (tree / path).relative_to(tree).parents[:-1]}
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        place = tree / folder
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()


def _finish(beside: Beside) -> None:
    """The journal goes first: from here on the stage is worth nothing."""
    beside.journal.unlink(missing_ok=True)
    if beside.stage.exists():
        shutil.rmtree(beside.stage)


def in_order(created: Sequence[str], changed: Sequence[str]) -> list[str]:
    """New files first, then changed ones, pages that list others and feeds last: a link never leads nowhere."""
    last = [path for path in (*created, *changed) if path.rsplit("/", 1)[-1] in _LAST and path.count("/") <= 1]
    lasting = set(last)
    return [path for path in (*sorted(created), *sorted(changed)) if path not in lasting] + sorted(
        last, key=lambda path: (-path.count("/"), path == "index.html", path)
    )
