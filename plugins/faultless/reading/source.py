"""From a file's bytes to clean text."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from faultless.model import START_OF_FILE, Span
from faultless.reading.fault import Fault

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that XML 1.0 forbids or discourages (https://www.w3.org/TR/xml/#charsets); no feed could carry them."""

_MAXCONTROL_FAULTS = 5

_MOST = {"\n": (100_000, "lines"), "|": (250_000, "bars of table cells")}
"""How many lines and table cells of one file are read: each is a block with a place of its own, whatever its length,
and beyond these a file within `max_file_size` could keep a build busy for many seconds."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text: BOM removed, lines ending in LF, control characters replaced by U+FFFD."""

    path: str
    text: str
    faults: tuple[Fault, ...] = ()


def read_source(file: Path, path: str, max_size: int) -> Source:
    """Read a file; what is wrong with it comes back as FM001 and FM010, with as much of the text as can be had.

    Args:
        file: where it is.
        path: what it is called in faults: POSIX, relative to the content root.
        max_size: bytes; a larger file is not read.
    """
    try:
        stated = file.stat()
        size = stated.st_size
        if not stat.S_ISREG(stated.st_mode):
            message = "not a file that holds text"
            return Source(path, "", (Fault("FM001", path, START_OF_FILE, message, "put an ordinary file here"),))
        if size > max_size:
            message = f"the file has {size:,} bytes, more than max_file_size allows ({max_size:,})"
            return Source(path, "", (Fault("FM001", path, START_OF_FILE, message, "split it, or raise max_file_size"),))
        content = file.read_bytes()
    except OSError as problem:
        message = f"the file cannot be read: {problem.strerror or problem}"
        return Source(path, "", (Fault("FM001", path, START_OF_FILE, message, "check that it exists and may be read"),))
    return decode(content, path)


def decode(content: bytes, path: str) -> Source:
    """The text of some bytes; see `read_source`."""
    faults: list[Fault] = []
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = _with_line_feeds(content[: problem.start].decode("utf-8"))
        message = f"byte 0x{content[problem.start]:02x} is not UTF-8"
        faults.append(Fault("FM001", path, _place(before, len(before)), message, "save the file as UTF-8"))
        text = content.decode("utf-8", errors="replace")
    text = _with_line_feeds(text)
    for mark, (most, what) in _MOST.items():
        count = text.count(mark)
        if count > most:
            message = f"the file has {count:,} {what}, more than are read of one file ({most:,})"
            return Source(path, "", (Fault("FM001", path, START_OF_FILE, message, "split it into several files"),))
    if not faults and not text.strip():
        faults.append(Fault("FM001", path, START_OF_FILE, "the file is empty", "write it, or delete it"))
    for number, match in enumerate(CONTROL.finditer(text)):
        if number == _MAXCONTROL_FAULTS:
            break
        message = f"a control character (U+{ord(match[0]):04X})"
        faults.append(Fault("FM010", path, _place(text, match.start()), message, "delete it"))
    if any(fault.code == "FM010" for fault in faults):
        text = CONTROL.sub("\ufffd", text)
    return Source(path, text, tuple(faults))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(text: str, offset: int) -> Span:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span.on_line(line, column)
