"""Words that occur nowhere else, and the search for them in everything that is published."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import unquote

from faultless.policy import policy_from_options
from faultless.publishing.building import files_of_status
from faultless.reading import Records, load

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)


class Canaries:
    """Makes a word of its own for each place; what it is called says where it stood."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        """A word with all that HTML, XML, JSON and addresses must escape around its heart."""
        return f"ä&<{self.id(place)}>\"'/ö"

    def text(self, place: str) -> str:
        """The same where a quotation mark would end the value."""
        return f"ä & {self.id(place)} / ö"

    def id(self, place: str) -> str:
        """The heart alone, for ids and file names."""
        word = f"kanari-{len(self.made):03}-vogel"
        self.made[word] = place
        return word


def load_text(root: Path, files: Mapping[str, str], options: Mapping[str, object] | None = None) -> Records:
    """The records of some files, written below `root`; options of the plugin `faultless`."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return load(root, policy_from_options(options or {}, {}, root=root.parent))


def rendered(records: Records) -> dict[str, bytes]:
    """Every file of the status site."""
    return files_of_status(records, records.policy, NOW)


def forms(content: bytes) -> str:
    """Text as it is, without HTML and XML escapes, without percent signs, and as JSON would have it, all in one."""
    raw = content.decode("utf-8", "replace")
    unescaped = html.unescape(html.unescape(raw))
    plain = unquote(unescaped)
    spoken = re.sub(r"\\u[0-9a-fA-F]{4}", lambda match: json.loads(f'"{match[0]}"'), plain)
    return f"{raw}\n{unescaped}\n{plain}\n{spoken}".casefold()


def found(words: Iterable[str], files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Which of some words stand in the bytes or the name of which files, in any form and any case."""
    searched = {path: forms(path.encode() + b"\n" + content) for path, content in files.items()}
    places: dict[str, list[str]] = {}
    for word in words:
        needle = word.casefold()
        where = [path for path, text in searched.items() if needle in text]
        if where:
            places[word] = where
    return places
