"""Reading what Hugo reads: configuration and front matter in YAML, TOML or JSON, every scalar as text."""

from __future__ import annotations

import json
import re
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from faultless.importing.emit import clean

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
CONFIGS = tuple(f"{stem}.{ending}" for stem in ("config", "hugo") for ending in ("yml", "yaml", "toml", "json"))


class Unreadable(ValueError):
    """A file that is not what its name says; the message names the line where that is known."""


def read_text(file: Path) -> str:
    """A file's text: BOM and control characters removed, LF line ends; bytes that are no UTF-8 become U+FFFD."""
    return clean(file.read_bytes().decode("utf-8-sig", errors="replace"))


def parse(text: str, style: str) -> dict[str, Any]:
    """A mapping in `yaml`, `toml` or `json`.

    Raises:
        Unreadable: it is broken, or no mapping.
    """
    try:
        if style == "toml":
            loaded: Any = _texts(tomllib.loads(text))
        elif style == "json":
            loaded = _texts(json.loads(text))
        else:
            loaded = yaml.load(text, Loader=_LOADER)  # noqa: S506 - the base loader makes text only
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise Unreadable(" ".join(str(problem).split())) from None
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise Unreadable("it is no mapping of keys and values")
    return {str(key): value for key, value in loaded.items()}


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _texts(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_texts(entry) for entry in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return "" if value is None else str(value)


_FRONT = (
    (re.compile(r"\s*---[ \t]*\n(.*?)\n ?---[ \t]*(?:\n|$)", re.DOTALL), "yaml"),
    (re.compile(r"\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL), "toml"),
)


def split(text: str) -> tuple[dict[str, Any] | None, str]:
    """The front matter (None where there is none) and the body of a page.

    Raises:
        Unreadable: the front matter is broken.
    """
    for pattern, style in _FRONT:
        match = pattern.match(text)
        if match is not None:
            return parse(match[1], style), text[match.end() :]
    if text.lstrip().startswith("{"):
        try:
            loaded, end = json.JSONDecoder().raw_decode(text.lstrip())
        except ValueError:
            return None, text
        if isinstance(loaded, dict):
            return _texts(loaded), text.lstrip()[end:]
    return None, text
