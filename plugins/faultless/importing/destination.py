"""Writing an import's files: all of them or none, and never over what somebody changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from faultless.importing.errors import ImportMisused, ImportRefused
from faultless.tree import UnsafePath, check_path

MANIFEST = ".faultless-import.json"
"""What an import wrote: the digest of each file, so that the next one knows what was changed since."""


def refuse_overlap(source: Path, destination: Path) -> None:
    """Refuse to import something into itself, or out of where it would go.

    Raises:
        ImportMisused: one of the two lies in the other.
    """
    inner, outer = destination.resolve(), source.resolve()
    if inner == outer or outer in inner.parents:
        raise ImportMisused(f"{destination} lies in {source}; name a folder outside the one that is imported")
    if inner in outer.parents:
        raise ImportMisused(f"{source} lies in {destination}; name a folder that does not hold it")


def write(destination: Path, files: Mapping[str, str | bytes], *, force: bool, dry_run: bool) -> tuple[int, int]:
    """Bring a content root to an import's files; files of others are left alone.

    Args:
        destination: the content root; it may not exist.
        files: text or bytes by POSIX path.
        force: replace files that were changed since the last import, and files of others.
        dry_run: only say whether it would be refused.

    Returns:
        How many files were written, and how many stood as they are.

    Raises:
        ImportRefused: something stands in the way; everything is as it was.
    """
    contents = {path: one if isinstance(one, bytes) else one.encode("utf-8") for path, one in files.items()}
    try:
        root = destination.resolve()
        known = _known(destination, root, force=force)
        _refuse_ways_out(root, {*contents, *known, MANIFEST})
        _refuse_changed(destination, root, contents, known, force=force)
        changed = {path: content for path, content in contents.items() if _read(root / path) != content}
        if not dry_run:
            listed = {path: _digest(content) for path, content in sorted(contents.items())}
            manifest = (json.dumps(listed, indent=1, sort_keys=True) + "\n").encode()
            if _read(root / MANIFEST) != manifest:
                changed[MANIFEST] = manifest
            gone = [path for path in known if path not in contents and _read(root / path) is not None]
            if changed or gone:
                _replace(root, changed, gone)
    except OSError as problem:
        reason = f"{problem.filename or destination}: {problem.strerror or problem}"
        raise ImportRefused(f"{reason}. Nothing was changed in {destination}") from None
    return len(changed.keys() - {MANIFEST}), len(contents) - len(changed.keys() - {MANIFEST})


def _known(destination: Path, root: Path, *, force: bool) -> dict[str, str]:
    """The digests of what the last import left."""
    if not root.exists():
        return {}
    if not root.is_dir():
        raise ImportRefused(f"{destination} is a file; name a folder")
    known = _manifest(root)
    if known is None and not force and any(root.iterdir()):
        raise ImportRefused(
            f"{destination} is not empty and holds no earlier import; name a new folder, or use --force"
        )
    return known or {}


def _manifest(root: Path) -> dict[str, str] | None:
    content = _read(root / MANIFEST)
    try:
        loaded = json.loads(content) if content is not None else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(loaded, dict):
        return None
    known = {}
    for path, digest in loaded.items():
        try:
            check_path(path)
        except UnsafePath:
            continue
        known[path] = str(digest)
    return known


def _refuse_ways_out(root: Path, paths: Iterable[str]) -> None:
    """Refuse to write through a link to somewhere else, or where a folder stands."""
    for folder in sorted({(root / path).parent for path in paths}):
        if folder.resolve() != folder:
            raise ImportRefused(f"{folder} is a link to another folder; nothing was written")
        for place in (folder, *folder.parents):
            if place.exists() and not place.is_dir():
                raise ImportRefused(f"{place} is a file where a folder is needed; nothing was written")
            if place == root:
                break
    for path in sorted(paths):
        if (root / path).is_dir():
            raise ImportRefused(f"{root / path} is a folder where a file is to be; nothing was written")


def _refuse_changed(
    destination: Path, root: Path, contents: Mapping[str, bytes], known: Mapping[str, str], *, force: bool
) -> None:
    """Refuse where a file stands that this import would write or delete, and that the last one did not leave so."""
    stale = []
    for path in sorted({*contents, *known}):
        standing = _read(root / path)
        if standing is not None and standing != contents.get(path) and known.get(path) != _digest(standing):
            stale.append(path)
    if stale and not force:
        listed = "\n".join(f"  {path}" for path in stale[:20]) + ("\n  …" if len(stale) > 20 else "")
        what = "1 file" if len(stale) == 1 else f"{len(stale)} files"
        raise ImportRefused(
            f"{what} in {destination} changed since the last import, or not from one:\n{listed}\n"
            "Nothing was written. Keep them by importing into a new folder, or replace them with --force"
        )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _replace(root: Path, changed: Mapping[str, bytes], gone: Iterable[str]) -> None:
    """Put new files in place of old ones; what fails on the way is undone.

    Everything is written to a folder beside the root first, so that a full disk is noticed before anything happens.
    """
    root.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{root.name}.import-", dir=root.parent))
    try:
        for path, content in changed.items():
            (stage / "new" / path).parent.mkdir(parents=True, exist_ok=True)
            (stage / "new" / path).write_bytes(content)
        if not root.exists():
            (stage / "new").rename(root)
            return
        undo: list[tuple[Path, Path | None]] = []
        made: list[Path] = []
        try:
            for path in (*changed, *gone):
                target, old, new = root / path, stage / "old" / path, stage / "new" / path
                made += _make_folder(target.parent)
                old.parent.mkdir(parents=True, exist_ok=True)
                if target.exists() or target.is_symlink():
                    os.replace(target, old)  # noqa: PTH105 - a plain rename
                    undo.append((target, old))
                else:
                    undo.append((target, None))
                if path in changed:
                    os.replace(new, target)  # noqa: PTH105 - a plain rename
        except BaseException:
            for target, saved in reversed(undo):
                if saved is None:
                    target.unlink(missing_ok=True)
                else:
                    os.replace(saved, target)  # noqa: PTH105 - a plain rename
            for folder in reversed(made):
                folder.rmdir()
            raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _make_folder(folder: Path) -> list[Path]:
    """The folders that had to be made, outermost first."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()][::-1]
    for place in missing:
        place.mkdir()
    return missing
