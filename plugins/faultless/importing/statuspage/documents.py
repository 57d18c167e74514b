"""JSON as it lies on a disk: whole, a value a line, or broken in one of many ways."""

from __future__ import annotations

import codecs
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faultless.emit import clean
from faultless.importing.errors import ImportMisused

_JSON = {".json", ".jsonl", ".ndjson"}
_LINES = {".jsonl", ".ndjson"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the source.

    Attributes:
        path: POSIX, relative to the source; the name of the file where the source is one.
        values: the JSON in it; several where it holds one a line.
        left: why it is passed over; empty: it is not.
        refused: what in it cannot be read, each with its line.
    """

    path: str
    values: tuple[Any, ...] = ()
    left: str = ""
    refused: tuple[str, ...] = ()


def documents(source: Path) -> Iterator[Document]:
    """Every file of the source in the order of their paths, hidden ones apart.

    Args:
        source: a file, whatever its name, or a folder, in which only JSON is read.

    Raises:
        ImportMisused: there is no such file or folder.
    """
    if source.is_dir():
        for file in sorted(_files(source)):
            path = clean(file.relative_to(source).as_posix().encode("utf-8", "replace").decode("utf-8"))
            if file.suffix.casefold() not in _JSON:
                yield Document(path, left="not JSON by its name")
            elif not _is_inside(file, source):
                yield Document(path, refused=("a link that leads out of the folder, or nowhere",))
            else:
                yield _read(file, path)
    elif source.exists():
        yield _read(source, clean(source.name))
    else:
        raise ImportMisused(f"{source} does not exist; name a file or a folder of Statuspage's JSON")


def _files(source: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(source):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place) / name for name in files if not name.startswith("."))


def _is_inside(file: Path, source: Path) -> bool:
    try:
        return file.resolve(strict=True).is_relative_to(source.resolve()) and file.is_file()
    except (OSError, RuntimeError):
        return False


def _read(file: Path, path: str) -> Document:
    try:
        content = file.read_bytes()
        text = content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig")
    except OSError as problem:
        return Document(path, refused=(f"it cannot be read: {problem.strerror or problem}",))
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        return Document(path, refused=(f"line {line}: it is not UTF-8, and so no JSON",))
    return _of_text(path, text, by_line=file.suffix.casefold() in _LINES)


def _of_text(path: str, text: str, *, by_line: bool) -> Document:
    if not text.strip():
        return Document(path, refused=("the file is empty",))
    if text.lstrip().startswith("<"):
        line = text[: len(text) - len(text.lstrip())].count("\n") + 1
        return Document(path, refused=(f"line {line}: HTML or XML, not JSON: perhaps an error page that was saved",))
    if not by_line:
        try:
            return Document(path, (_loaded(text),))
        except json.JSONDecodeError as problem:
            if not _is_listed(text):
                return Document(path, refused=(_told(problem, text),))
        except (ValueError, RecursionError) as problem:
            return Document(path, refused=(_deep(problem),))
    return _lines(path, text)


def _lines(path: str, text: str) -> Document:
    values, refused = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                values.append(_loaded(line))
            except json.JSONDecodeError as problem:
                refused.append(f"line {number}: {_told(problem, line, of_line=True)}")
            except (ValueError, RecursionError) as problem:
                refused.append(f"line {number}: {_deep(problem)}")
    return Document(path, tuple(values), refused=tuple(refused))


def _loaded(text: str) -> Any:
    return json.loads(text, parse_constant=lambda _: None)


def _is_listed(text: str) -> bool:
    """Whether a text that is no JSON as a whole has a value in its first line."""
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest) and isinstance(_loaded(first), (dict, list))
    except (ValueError, RecursionError):
        return False


def _told(problem: json.JSONDecodeError, text: str, *, of_line: bool = False) -> str:
    place = f"column {problem.colno}" if of_line else f"line {problem.lineno}, column {problem.colno}"
    if problem.pos >= len(text.rstrip()) or problem.msg.startswith("Unterminated string"):
        return f"{place}: the JSON ends in the middle, as if it had been cut off"
    return f"{place}: it is no JSON: {problem.msg}"


def _deep(problem: Exception) -> str:
    return "values are nested too deeply" if isinstance(problem, RecursionError) else f"it is no JSON: {problem}"
