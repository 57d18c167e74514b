"""YAML as text: every scalar stays what was written, every key and value has its place, nothing is executed.

YAML's implicit types are not applied, so `no`, `12:30` and bare dates stay text; an empty value is None. Anchors,
aliases and tags are refused: no record needs them, and they are how a small file becomes a large one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Union

import yaml

from faultless.model import Span
from faultless.reading.fault import Fault
from faultless.reading.place import KeyPlace
from faultless.reading.source import CONTROL
from faultless.reading.yaml_mistake import explained, mistake

Plain = Union[str, None, "list[Plain]", "dict[str, Plain]"]
"""What a value is read as: text, nothing, a list or a mapping."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MAX_DEPTH = 20
_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_NOTHING = {"", "~", "null"}
_MAX_FAULTS = 100


@dataclass(slots=True)
class YamlText:
    """A YAML document that was read.

    Attributes:
        values: its top mapping.
        keys: the place of every key by dotted path, list items by index: `components.checkout`, `tags.0`.
        faults: what was wrong with it: FM002, FM003 and FM010.
    """

    values: dict[str, Plain] = field(default_factory=dict)
    keys: dict[str, KeyPlace] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_yaml(text: str, path: str, first_line: int = 1) -> YamlText:
    """Read a mapping; the first line of `text` is line `first_line` of the file `path`. Never raises.

    Where it is broken, the entry with the first mistake is one fault, and the others are read as far as they can be.
    """
    found = YamlText()
    places = _Places(text, path, first_line)
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        found.faults.append(_broken(problem, places))
        node = _salvaged(places, problem)
    if node is None:
        return found
    if not isinstance(node, yaml.MappingNode):
        message = "a list of keys and values is wanted here, such as `title: …`"
        found.faults.append(Fault("FM002", path, places.span(node), "not a mapping", message))
        return found
    _Construction(found, places).mapping(node, "", 0)
    return found


class _Places:
    """Where in a file the parts of its YAML stand; by offsets, for YAML knows line ends that no editor does."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line, counted from 0 within the YAML, and column, counted from 1."""
        line = bisect_right(self.starts, min(offset, len(self.text))) - 1
        return line, offset - self.starts[line] + 1

    def span(self, node: yaml.Node) -> Span:
        """A node without the space behind it; an empty one is one code point wide."""
        start = node.start_mark.index
        end = start + len(self.text[start : node.end_mark.index].rstrip())
        (line, column), (end_line, end_column) = self.at(start), self.at(end)
        if end == start:
            end_column += 1
        return Span(self.first_line + line, column, self.first_line + end_line, end_column)


_MAX_SALVAGED = 10
_MAX_SALVAGED_SIZE = 100_000


def _broken(problem: Exception, places: _Places) -> Fault:
    line, column = places.at(mistake(problem, places.text))
    what, hint = explained(problem, places.text)
    return Fault("FM002", places.path, Span.on_line(places.first_line + line, column), f"broken YAML: {what}", hint)


def _salvaged(places: _Places, problem: Exception) -> yaml.Node | None:
    """The YAML without its broken entries, or None where nothing of it can be read."""
    if len(places.text) > _MAX_SALVAGED_SIZE:
        return None
    text = places.text
    for _ in range(_MAX_SALVAGED):
        start, end = _entry(text, mistake(problem, text))
        if not text[start:end].strip():
            return None
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
        try:
            node = yaml.compose(text, Loader=_LOADER)
        except (yaml.YAMLError, ValueError, RecursionError) as another:
            problem = another
        else:
            return node if isinstance(node, yaml.MappingNode) else None
    return None


def _entry(text: str, offset: int) -> tuple[int, int]:
    """Where the entry of the top mapping begins and ends that holds an offset: at lines that are not indented."""
    start = text.rfind("\n", 0, offset) + 1
    while start and text[start : start + 1] in {" ", "\t", "\n", "#", "-", "", "]", "}"}:
        start = text.rfind("\n", 0, start - 1) + 1
    following = re.compile(r"^[^\s#\-\]}]", re.MULTILINE).search(text, text.find("\n", offset) + 1 or len(text))
    return start, following.start() if following is not None else len(text)


class _Construction:
    """Turns nodes into plain values, once each: a node met twice is an alias."""

    def __init__(self, found: YamlText, places: _Places) -> None:
        self.found = found
        self.places = places
        self.seen: set[int] = set()
        self.aliased = False

    def fault(self, code: str, node: yaml.Node, message: str, hint: str) -> None:
        if len(self.found.faults) < _MAX_FAULTS:
            self.found.faults.append(Fault(code, self.places.path, self.places.span(node), message, hint))

    def value(self, node: yaml.Node, where: str, depth: int) -> Plain:
        if id(node) in self.seen:
            if not self.aliased:
                hint = "write the value out; put text that begins with * in quotes"
                self.fault("FM002", node, "a YAML alias (`*name`)", hint)
            self.aliased = True
            return None
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            if not (node.tag.startswith("!") and isinstance(node, yaml.ScalarNode) and not node.value):
                hint = "tags are not used here; put text that begins with ! in quotes"
                self.fault("FM002", node, f"a YAML tag ({node.tag})", hint)
            return None
        if depth > _MAX_DEPTH:
            self.fault("FM002", node, "nested too deeply", f"records nest at most {_MAX_DEPTH} levels deep")
            return None
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value in _NOTHING else self.scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return self.sequence(node, where, depth)
        return self.mapping(node, where, depth)

    def scalar(self, node: yaml.ScalarNode) -> str:
        """The text; a control character that was written as an escape in double quotes is refused like a plain one."""
        text = str(node.value)
        control = CONTROL.search(text) if node.style == '"' else None
        if control is None:
            return text
        self.fault("FM010", node, f"a control character (U+{ord(control[0]):04X}), written as an escape", "delete it")
        return CONTROL.sub("", text)

    def sequence(self, node: yaml.SequenceNode, where: str, depth: int) -> list[Plain]:
        items: list[Plain] = []
        for index, item in enumerate(node.value):
            span = self.places.span(item)
            self.found.keys[f"{where}.{index}"] = KeyPlace(span, span)
            items.append(self.value(item, f"{where}.{index}", depth + 1))
        return items

    def mapping(self, node: yaml.Node, where: str, depth: int) -> dict[str, Plain]:
        values: dict[str, Plain] = {} if depth else self.found.values
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or id(key) in self.seen or key.tag not in _PLAIN_TAGS:
                self.fault("FM002", key, "a key that is not plain text", "write the key as a word")
                continue
            name = str(key.value)
            at = f"{where}.{name}" if depth else name
            place = KeyPlace(self.places.span(key), self.places.span(value))
            if name in values:
                first = self.found.keys[at].key.line
                self.fault("FM003", key, f"{name!r} is given twice, first on line {first}", "keep one of the two")
                continue
            self.found.keys[at] = place
            whole = not self.aliased
            values[name] = self.value(value, at, depth + 1)
            if whole and self.aliased:
                values[name] = None
        return values
