"""Writing an import's files: aside first, and never over what somebody changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from faultless.importing.errors import ImportRefused

MANIFEST = ".faultless-import.json"
"""What an import wrote: the digest of each file, so that the next one knows what was changed since."""


def write(destination: Path, files: Mapping[str, str], *, force: bool, dry_run: bool) -> tuple[int, int]:
    """Bring a content root to an import's files; files of others are left alone.

    Args:
        destination: the content root; it may not exist.
        files: text by POSIX path.
        force: replace files that were changed since the last import, and files of others.
        dry_run: only say whether it would be refused.

    Returns:
        How many files were written, and how many stood as they are.

    Raises:
        ImportRefused: something stands in the way; nothing was written.
    """
    contents = {path: text.encode("utf-8") for path, text in files.items()}
    before = _manifest(destination)
    if destination.exists() and not destination.is_dir():
        raise ImportRefused(f"{destination} is a file; name a folder")
    if before is None and not force and destination.is_dir() and any(destination.iterdir()):
        raise ImportRefused(
            f"{destination} is not empty and holds no earlier import; name a new folder, or use --force"
        )
    known = before or {}
    stale = _stale(destination, contents, known)
    if stale and not force:
        listed = "\n".join(f"  {path}" for path in stale[:20]) + ("\n  …" if len(stale) > 20 else "")
        raise ImportRefused(
            f"{len(stale)} files below {destination} were changed since the last import:\n{listed}\n"
            "Nothing was written. Keep them by importing into a new folder, or replace them with --force"
        )
    changed = [path for path in contents if _read(destination / path) != contents[path]]
    if not dry_run:
        manifest = {path: _digest(content) for path, content in sorted(contents.items())}
        gone = [path for path in known if path not in contents and _read(destination / path) is not None]
        _write(destination, {path: contents[path] for path in changed}, gone, manifest)
    return len(changed), len(contents) - len(changed)


def _manifest(destination: Path) -> dict[str, str] | None:
    content = _read(destination / MANIFEST)
    if content is None:
        return None
    try:
        loaded = json.loads(content)
    except ValueError:
        return None
    return {str(path): str(digest) for path, digest in loaded.items()} if isinstance(loaded, dict) else None


def _stale(destination: Path, contents: Mapping[str, bytes], known: Mapping[str, str]) -> list[str]:
    """Files that stand where this import writes or deletes, and that the last import did not leave like that."""
    found = []
    for path in sorted({*contents, *known}):
        standing = _read(destination / path)
        if standing is not None and standing != contents.get(path) and known.get(path) != _digest(standing):
            found.append(path)
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise ImportRefused(f"{file}: {problem.strerror}") from None


def _write(destination: Path, changed: Mapping[str, bytes], gone: list[str], manifest: Mapping[str, str]) -> None:
    """Everything is written to a folder beside the destination first; then each file is moved into place."""
    stage = destination.parent / f".{destination.name}.import"
    try:
        if stage.exists():
            shutil.rmtree(stage)
        listed = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
        for path, content in {**changed, MANIFEST: listed.encode()}.items():
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            (stage / path).write_bytes(content)
        if not destination.exists():
            stage.rename(destination)
            return
        for path in (*changed, MANIFEST):
            (destination / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / path, destination / path)  # noqa: PTH105 - a plain rename
        for path in gone:
            (destination / path).unlink(missing_ok=True)
    except OSError as problem:
        raise ImportRefused(f"{problem.filename or destination}: {problem.strerror}") from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)
