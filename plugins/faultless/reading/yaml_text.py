"""YAML as text: every scalar stays what was written, every key and value has its place, nothing is executed.

YAML's implicit types are not applied, so `no`, `12:30` and bare dates stay text; an empty value is None. Anchors,
aliases and tags are refused: no record needs them, and they are how a small file becomes a large one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Union

import yaml

from faultless.model import Span
from faultless.reading.fault import Fault
from faultless.reading.place import KeyPlace

Plain = Union[str, None, "list[Plain]", "dict[str, Plain]"]
"""What a value is read as: text, nothing, a list or a mapping."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MAX_DEPTH = 20
_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_NOTHING = {"", "~", "null", "Null", "NULL"}


@dataclass(slots=True)
class YamlText:
    """A YAML document that was read.

    Attributes:
        values: its top mapping.
        keys: the place of every key by dotted path, list items by index: `components.checkout`, `tags.0`.
        faults: what was wrong with it: FM002 and FM003.
    """

    values: dict[str, Plain] = field(default_factory=dict)
    keys: dict[str, KeyPlace] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_yaml(text: str, path: str, first_line: int = 1) -> YamlText:
    """Read a mapping; the first line of `text` is line `first_line` of the file `path`. Never raises."""
    found = YamlText()
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as problem:
        found.faults.append(_broken(problem, text, path, first_line))
        return found
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        found.faults.append(
            Fault("FM002", path, Span.on_line(first_line), f"not YAML: {_first_line(problem)}", _INDENT)
        )
        return found
    if node is None:
        return found
    if not isinstance(node, yaml.MappingNode):
        message = "a list of keys and values is wanted here, such as `title: …`"
        found.faults.append(Fault("FM002", path, _span(node, first_line), "not a mapping", message))
        return found
    _Construction(found, path, first_line).mapping(node, "", 0)
    return found


_INDENT = "check the indentation and the quotes of this line and the one above"


def _first_line(problem: Exception) -> str:
    return str(problem).split("\n", 1)[0]


def _broken(problem: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Fault:
    mark = problem.problem_mark or problem.context_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = text.split("\n")
    line = min(line, len(lines) - 1)
    hint = _INDENT
    what = problem.problem or "it cannot be parsed"
    if problem.problem is not None and "mapping values are not allowed" in problem.problem:
        written = re.match(r"\s*(?:- *)?([\w-]+):\s+(.*)$", lines[line])
        hint = f'put the text in quotes: {written[1]}: "{written[2].strip()}"' if written else "put the text in quotes"
        what = "a second colon in an unquoted text"
    elif "found character that cannot start any token" in what:
        hint = "put the text in quotes; indent with spaces, not tabs"
    elif "tab" in what:
        hint = "indent with spaces, not tabs"
    elif "end of stream" in what and problem.context_mark is not None:
        line, column = problem.context_mark.line, problem.context_mark.column
        what, hint = "the quote or bracket that opens here is not closed", "close it on the same line"
    elif "maximum nesting depth" in what:
        what, hint = "nested too deeply", f"records nest at most {_MAX_DEPTH} levels deep"
    elif what.startswith("found undefined alias") or "anchor" in what:
        hint = "YAML anchors and aliases (`&`, `*`) are not used here; put text that begins with `*` or `&` in quotes"
    return Fault("FM002", path, Span.on_line(first_line + line, column + 1), f"broken YAML: {what}", hint)


def _span(node: yaml.Node, first_line: int) -> Span:
    start, end = node.start_mark, node.end_mark
    if end.line > start.line and end.column == 0:
        return Span(first_line + start.line, start.column + 1, first_line + start.line, start.column + 2)
    return Span(first_line + start.line, start.column + 1, first_line + end.line, max(end.column, start.column) + 1)


class _Construction:
    """Turns nodes into plain values, once each: a node met twice is an alias."""

    def __init__(self, found: YamlText, path: str, first_line: int) -> None:
        self.found = found
        self.path = path
        self.first_line = first_line
        self.seen: set[int] = set()
        self.aliased = False

    def fault(self, code: str, node: yaml.Node, message: str, hint: str) -> None:
        self.found.faults.append(Fault(code, self.path, _span(node, self.first_line), message, hint))

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
            return None if not node.style and node.value in _NOTHING else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return self.sequence(node, where, depth)
        return self.mapping(node, where, depth)

    def sequence(self, node: yaml.SequenceNode, where: str, depth: int) -> list[Plain]:
        items: list[Plain] = []
        for index, item in enumerate(node.value):
            span = _span(item, self.first_line)
            self.found.keys[f"{where}.{index}"] = KeyPlace(span, span)
            items.append(self.value(item, f"{where}.{index}", depth + 1))
        return items

    def mapping(self, node: yaml.Node, where: str, depth: int) -> dict[str, Plain]:
        values: dict[str, Plain] = self.found.values if not where else {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or id(key) in self.seen or key.tag not in _PLAIN_TAGS:
                self.fault("FM002", key, "a key that is not plain text", "write the key as a word")
                continue
            name = str(key.value)
            at = f"{where}.{name}" if where else name
            place = KeyPlace(_span(key, self.first_line), _span(value, self.first_line))
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
