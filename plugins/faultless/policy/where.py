"""Where an option stands: its plugin, the keys and numbers that lead to it, and the line in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from faultless.policy.errors import Problem

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_INHERITANCE = 10


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the options of a plugin: keys, and numbers of list entries from 0; none is the plugin itself."""

    plugin: str
    steps: tuple[str | int, ...] = ()

    def key(self, name: object) -> Where:
        """The place of a key in a mapping here."""
        return replace(self, steps=(*self.steps, str(name)))

    def entry(self, number: int) -> Where:
        """The place of an entry in a list here, counted from 0."""
        return replace(self, steps=(*self.steps, number))

    def __str__(self) -> str:
        """As messages name it: `profiles, entry 2: paths`."""
        said = ""
        for step in self.steps:
            said += f", entry {step + 1}" if isinstance(step, int) else f"{': ' if said else ''}{step}"
        return said or self.plugin


def located(config: Path | None, where: Where | None, text: str) -> Problem:
    """A problem with its place, as far as it is known: `config` is the configuration, `where` the option."""
    place = line_of(where, config) if where is not None and config is not None else None
    return Problem(text) if place is None else Problem(text, *place)


def line_of(where: Where, config: Path) -> tuple[Path, int] | None:
    """The file and the line, from 1, where an option stands, or what is nearest to it; None where nobody can tell.

    Args:
        where: the option.
        config: the configuration; what is not there is looked for in the ones it inherits from.
    """
    nearest: tuple[Path, int] | None = None
    for _ in range(_MAX_INHERITANCE):
        root = _composed(config)
        line, found = _walked(_plugin(root, where.plugin), where.steps)
        if line is not None and (found or nearest is None):
            nearest = config, line
        parent = _value(root, "INHERIT")
        if found or not isinstance(parent, yaml.ScalarNode):
            break
        config = config.parent / parent.value
    return nearest


def line_of_key(config: Path, key: str) -> int | None:
    """The line, from 1, where a configuration states an option of MkDocs itself; None where it does not."""
    pair = _pair(_composed(config), key)
    return None if pair is None else pair[0].start_mark.line + 1


def _composed(config: Path) -> yaml.Node | None:
    try:
        loader = _LOADER(config.read_text(encoding="utf-8-sig"))
        try:
            node: yaml.Node | None = loader.get_single_node()
        finally:
            loader.dispose()
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return None
    return node


def _plugin(root: yaml.Node | None, name: str) -> tuple[yaml.Node, yaml.Node | None] | None:
    """The name of a plugin where `plugins` lists it, and its options."""
    listed = _value(root, "plugins")
    for entry in listed.value if isinstance(listed, yaml.SequenceNode) else [listed]:
        if isinstance(entry, yaml.ScalarNode) and entry.value == name:
            return entry, None
        pair = _pair(entry, name)
        if pair is not None:
            return pair
    return None


def _walked(start: tuple[yaml.Node, yaml.Node | None] | None, steps: tuple[str | int, ...]) -> tuple[int | None, bool]:
    """The line of the last place on the way that is there, and whether that is the end of the way."""
    if start is None:
        return None, False
    named, node = start
    for step in steps:
        if isinstance(step, int):
            entry = node.value[step] if isinstance(node, yaml.SequenceNode) and step < len(node.value) else None
            pair = None if entry is None else (entry, entry)
        else:
            pair = _pair(node, step)
        if pair is None:
            return named.start_mark.line + 1, False
        named, node = pair
    return named.start_mark.line + 1, True


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pair = _pair(node, key)
    return None if pair is None else pair[1]


def _pair(node: yaml.Node | None, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    """A key of a mapping and what it leads to; the last one where it is given twice, as it counts."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((pair for pair in reversed(pairs) if pair[0].value == key), None)
