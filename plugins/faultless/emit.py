"""Writing our own format: front matter that reads as if a person had written it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from functools import lru_cache
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_BREAKS = re.compile("[\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")

Value = str | Sequence[str] | Mapping[str, str]
"""What a key can have: text, a list of texts, or a mapping of texts."""


def record(fields: Sequence[tuple[str, Value]], body: str) -> str:
    """A Markdown file with its front matter; empty values are left out."""
    lines = ["---"]
    for key, value in fields:
        if isinstance(value, str):
            if value:
                lines.append(f"{key}: {value if key in _INSTANTS else scalar(value)}")
        elif isinstance(value, Mapping):
            if value:
                lines.append(f"{key}:")
                lines += [f"  {scalar(name)}: {scalar(entry)}" for name, entry in value.items()]
        elif value:
            lines.append(f"{key}: {sequence(value)}")
    lines.append("---")
    text = body.strip("\n")
    return "\n".join([*lines, "", text, ""] if text else [*lines, ""])


_INSTANTS = {"started", "resolved", "until", "scheduled_for", "scheduled_until", "published"}


def scalar(text: str) -> str:
    """A text as a YAML value, in quotes only where it would be read as something else without them."""
    return _written(text, "k: {}", "k")


def mapping(entries: Mapping[str, str]) -> str:
    """A flow mapping: `{id: x, name: "X: y"}`; empty values are left out."""
    return (
        "{" + ", ".join(f"{key}: {_written(value, '{{k: {}}}', 'k')}" for key, value in entries.items() if value) + "}"
    )


def sequence(entries: Sequence[str]) -> str:
    """A flow list: `[a, "b, c"]`."""
    return "[" + ", ".join(_written(entry, "[{}]", 0) for entry in entries) + "]"


@lru_cache(maxsize=32_768)
def _written(text: str, form: str, at: str | int) -> str:
    try:
        plain = "\n" not in text and yaml.load(form.format(text), Loader=_LOADER)[at] == text  # noqa: S506 - a safe one
    except (yaml.YAMLError, ValueError, TypeError, LookupError, RecursionError):
        plain = False
    return text if plain else _BREAKS.sub(lambda one: f"\\u{ord(one[0]):04x}", json.dumps(text, ensure_ascii=False))


def instant(at: datetime) -> str:
    """`2026-03-14 09:02 UTC`, with seconds where there are any."""
    at = at.astimezone(timezone.utc)
    return at.strftime("%Y-%m-%d %H:%M:%S UTC" if at.second else "%Y-%m-%d %H:%M UTC")


def clean(text: str) -> str:
    """Text that any feed can carry, with LF line ends: no control character, no invisible mark, no half character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _FORBIDDEN.sub("", text))


def slug(name: str, least: int = 1) -> str:
    """An id made of a name: lower case, runs of other characters become `-`; shorter than `least` gets `-item`."""
    made = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:80].strip("-")
    return made if len(made) >= least else (f"{made}-item" if made else "item")
