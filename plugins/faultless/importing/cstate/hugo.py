"""Reading what Hugo reads: configuration and front matter in YAML, TOML or JSON, every scalar as text."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from faultless.emit import clean

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = {"~", "null", "Null", "NULL"}
_MAX_VALUES = 20_000
"""Values in one file beyond which it is taken for a bomb of YAML aliases."""

MAX_BYTES = 2_000_000
"""What our own reader takes of a file without being told otherwise."""


class Unreadable(ValueError):
    """A file that is not what its name says; the message names the line where that is known."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file of Hugo's content.

    Attributes:
        front: its front matter; None where there is none.
        body: the text after it.
        comments: whole-line comments of the front matter that say something, without their marks.
        unopened: the front matter had no line of dashes before it.
        hidden: nothing says that it was to be published.
    """

    front: dict[str, Any] | None
    body: str
    comments: tuple[str, ...] = ()
    unopened: bool = False
    hidden: bool = False


def read_text(file: Path) -> tuple[str, str]:
    """A file's clean text, and what had to be guessed of its encoding (empty: nothing).

    Raises:
        Unreadable: it is no text, or larger than any record may be.
        OSError: the disk does not give it.
    """
    if file.stat().st_size > MAX_BYTES:
        raise Unreadable(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    content = file.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return clean(content.decode("utf-16")), "it is UTF-16"
        except UnicodeDecodeError:
            raise Unreadable("it is no text") from None
    if b"\0" in content:
        raise Unreadable("it is no text: it holds NUL bytes")
    try:
        return clean(content.decode("utf-8")), ""
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        return clean(content.decode("latin-1")), f"line {line} is not UTF-8: the file was read as Latin-1"


def parse(text: str, style: str, first_line: int = 1) -> dict[str, Any]:
    """A mapping in `yaml`, `toml` or `json`, of texts, lists and mappings.

    Raises:
        Unreadable: it is broken, or no mapping.
    """
    try:
        if style == "toml":
            loaded: Any = _Texts().of(tomllib.loads(text))
        elif style == "json":
            loaded = _Texts().of(json.loads(text))
        else:
            node = yaml.compose(text, Loader=_LOADER)
            loaded = {} if node is None else _Texts(first_line).of_node(node)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        where = f"line {mark.line + first_line}: " if mark is not None else ""
        raise Unreadable(f"{where}{problem.problem or problem.context or 'it cannot be parsed'}") from None
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except (yaml.YAMLError, ValueError) as problem:
        raise Unreadable(" ".join(clean(str(problem)).split())) from None
    if not isinstance(loaded, dict):
        raise Unreadable("it is no mapping of keys and values")
    return loaded


class _Texts:
    """Turns loaded values into texts, so many and no more."""

    def __init__(self, first_line: int = 1) -> None:
        self.first_line = first_line
        self.left = _MAX_VALUES

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Unreadable(f"it holds more than {_MAX_VALUES} values")

    def of(self, value: Any) -> Any:
        """A value of TOML or JSON."""
        self._count()
        if isinstance(value, dict):
            return {clean(str(key)): self.of(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [self.of(entry) for entry in value]
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, (datetime, date, time)):
            return value.isoformat()
        return "" if value is None else clean(str(value))

    def of_node(self, node: Any) -> Any:
        """A value of YAML; a key given twice is an error, as it is to Hugo."""
        self._count()
        if isinstance(node, yaml.SequenceNode):
            return [self.of_node(entry) for entry in node.value]
        if isinstance(node, yaml.ScalarNode):
            return "" if not node.style and node.value in _NOTHING else clean(str(node.value))
        made: dict[str, Any] = {}
        for key, value in node.value:
            name = clean(str(key.value)) if isinstance(key, yaml.ScalarNode) else ""
            line = key.start_mark.line + self.first_line
            if not name:
                raise Unreadable(f"line {line}: a key that is no word")
            if name in made:
                raise Unreadable(f"line {line}: the key {name!r} is given twice")
            made[name] = self.of_node(value)
        return made


def named(values: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """The same values with their keys spelt as the known ones, for Hugo does not mind their case."""
    spelt = {name.casefold(): name for name in known}
    made: dict[str, Any] = {}
    for key, value in values.items():
        name = spelt.get(key.casefold(), key)
        made[key if name in made else name] = value
    return made


_FENCES = {"---": "yaml", "+++": "toml"}
_ENTRY = re.compile(r"[A-Za-z][\w-]*:(?:[ \t]|$)|[ \t]+\S|#|-[ \t]|$")


def split(text: str) -> Page:
    """A page's front matter and body.

    Raises:
        Unreadable: the front matter is broken.
    """
    lines = text.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Page(None, text)
    style = _FENCES.get(lines[first].rstrip())
    if style is not None:
        fence = lines[first].rstrip()
        end = next((index for index in range(first + 1, len(lines)) if lines[index].strip() == fence), None)
        if end is None:
            raise Unreadable(f"line {first + 1}: the front matter is not closed by a line {fence}")
        front = parse("\n".join(lines[first + 1 : end]), style, first + 2)
        return Page(front, "\n".join(lines[end + 1 :]), _comments(lines[first + 1 : end]))
    if re.match(r'\{\s*["}]', text.lstrip()):
        return _json(text.lstrip())
    return _unopened(text, lines)


def _json(text: str) -> Page:
    try:
        loaded, end = json.JSONDecoder().raw_decode(text)
        return Page(_Texts().of(loaded), text[end:])
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except ValueError as problem:
        raise Unreadable(str(problem)) from None


def _unopened(text: str, lines: list[str]) -> Page:
    """A head whose first line of dashes was forgotten: nothing but keys, a title among them, up to a line of dashes."""
    end = next((index for index, line in enumerate(lines) if line.rstrip() == "---"), None)
    if end is None or not all(_ENTRY.match(line) for line in lines[:end]):
        return Page(None, text)
    try:
        front = parse("\n".join(lines[:end]), "yaml")
    except Unreadable:
        return Page(None, text)
    if not front.get("title"):
        return Page(None, text)
    return Page(front, "\n".join(lines[end + 1 :]), _comments(lines[:end]), unopened=True)


_TEMPLATE = ("possible severity levels", "you can use:")
"""How the comments begin that cState's own template puts into every issue."""


def _comments(lines: list[str]) -> tuple[str, ...]:
    found = [line.strip().lstrip("#").strip() for line in lines if line.lstrip().startswith("#")]
    return tuple(text for text in found if " " in text and not text.casefold().startswith(_TEMPLATE))
