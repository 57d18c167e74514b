"""The baseline: a file of findings that are known and accepted, so that only new ones are reported.

One JSON object a line, sorted, so that a diff shows what came and went and a merge of two branches keeps both sides;
the same finding twice is two lines. The first line says what the file is, the last one that nothing is missing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from pathlib import Path

from faultless.checks.fingerprint import Fingerprint
from faultless.files import write_whole
from faultless.policy import Policy

DEFAULT = "faultless-baseline.jsonl"
"""The name of the file where the policy gives none."""

VERSION = 1
_MARK = "faultless-baseline"
_HEAD = {_MARK: VERSION, "about": "findings that are known and accepted; faultless check --write-baseline writes them"}
_END = {"end": _MARK}
_NAMES = frozenset(field.name for field in fields(Fingerprint))
_BOM = b"\xef\xbb\xbf"
_CONFLICT = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
_AGAIN = "write it again with faultless check --write-baseline"


class BadBaseline(Exception):
    """A baseline that cannot be read or written; the message names the file, the line and the remedy."""


def baseline_file(policy: Policy) -> Path | None:
    """The baseline in force: the policy's, else `faultless-baseline.jsonl` beside the configuration if it is there.

    Without a configuration that is beside the content root.
    """
    file = baseline_to_write(policy)
    return file if policy.baseline is not None or file.exists() else None


def baseline_to_write(policy: Policy) -> Path:
    """Where a baseline is written: where it is looked for."""
    return policy.root / (policy.baseline or DEFAULT)


def read_baseline(file: Path) -> tuple[Fingerprint, ...]:
    """The findings that a baseline holds, one for each.

    Raises:
        BadBaseline: it is not there, cannot be read, is cut short, unmerged, damaged, or not of this version.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise BadBaseline(f"{file} does not exist; {_AGAIN}") from None
    except OSError as problem:
        raise BadBaseline(f"{file} cannot be read: {problem.strerror or problem}") from None
    lines = content.removeprefix(_BOM).split(b"\n")
    found: list[Fingerprint] = []
    begun = ended = False
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        if not line:
            continue
        if line.startswith(_CONFLICT):
            remedy = f"keep the lines of both sides without the marks, or {_AGAIN}"
            raise _wrong(file, number, f"an unresolved merge; {remedy}")
        entry = _object(file, number, line)
        if not begun:
            _check_head(file, number, entry)
            begun = True
        elif ended:
            raise _wrong(file, number, f"there is more after the end; {_AGAIN}")
        elif entry == _END:
            ended = True
        else:
            found.append(_fingerprint(file, number, entry))
    if not ended:
        raise _wrong(file, len(lines), f"the end is missing, the file was cut short; restore it, or {_AGAIN}")
    return tuple(found)


def _wrong(file: Path, number: int, problem: str) -> BadBaseline:
    return BadBaseline(f"{file}:{number}: {problem}")


def _object(file: Path, number: int, line: bytes) -> dict[str, object]:
    try:
        entry = json.loads(line.decode())
        json.dumps(entry, ensure_ascii=False).encode()  # halves of characters, which no file can hold
    except (ValueError, RecursionError):
        entry = None
    if isinstance(entry, dict):
        return entry
    raise _wrong(file, number, f"this line cannot be read, it is damaged or cut short; restore it, or {_AGAIN}")


def _check_head(file: Path, number: int, entry: dict[str, object]) -> None:
    version = entry.get(_MARK)
    if version is None:
        raise _wrong(file, number, f"this is no baseline, its first line is missing; name another file, or {_AGAIN}")
    if version != VERSION:
        raise _wrong(
            file, number, f"a baseline of version {version}, and this Faultless reads {VERSION}; upgrade, or {_AGAIN}"
        )


def _fingerprint(file: Path, number: int, entry: dict[str, object]) -> Fingerprint:
    texts = {name: value for name, value in entry.items() if isinstance(value, str)}
    if set(entry) <= _NAMES and len(texts) == len(entry) and texts.get("record") and texts.get("code"):
        return Fingerprint(**texts)
    raise _wrong(file, number, f"this is no entry of a baseline; delete the line, or {_AGAIN}")


def write_baseline(file: Path, entries: Iterable[Fingerprint]) -> None:
    """Write a baseline whole or not at all; the same entries are the same bytes, and are not written again.

    Raises:
        BadBaseline: something else stands there, or the disk refuses.
    """
    lines = sorted(_line({name: value for name, value in asdict(entry).items() if value}) for entry in entries)
    content = "".join(f"{line}\n" for line in (_line(_HEAD), *lines, _line(_END))).encode()
    target = Path(os.path.realpath(file))
    try:
        standing = target.read_bytes() if target.exists() else None
        if standing == content:
            return
        if standing and not _is_baseline(standing):
            raise BadBaseline(f"{file} is something else, and was left as it is; name another file, or delete it")
        write_whole(target, content)
    except OSError as problem:
        raise BadBaseline(f"{file} cannot be written: {problem.strerror or problem}") from None


def _is_baseline(content: bytes) -> bool:
    """Whether a file begins as a baseline does, damaged or in the middle of a merge as it may be."""
    lines = content.removeprefix(_BOM).split(b"\n")
    first = next((line for line in lines if line.strip() and not line.startswith(_CONFLICT)), b"")
    return first.startswith(f'{{"{_MARK}"'.encode())


def _line(entry: Mapping[str, object]) -> str:
    return json.dumps(entry, ensure_ascii=False)
