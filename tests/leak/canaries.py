"""Words that occur nowhere else, and the search for them in everything that is published."""

from __future__ import annotations

import gzip
import html
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import unquote

from faultless.policy import policy_from_options
from faultless.publishing.building import files_of_status
from faultless.reading import Records, load

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)


class Canaries:
    """Makes a word of its own for each place; what it is called says where it stood."""

    def __init__(self, stem: str = "kanari") -> None:
        self.stem = stem
        self.made: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        """A word with all that HTML, XML, JSON and addresses must escape around its heart."""
        return f"ä&<{self.id(place)}>\"'/ö"

    def text(self, place: str) -> str:
        """The same where a quotation mark would end the value."""
        return f"ä & {self.id(place)} / ö"

    def id(self, place: str) -> str:
        """The heart alone, for ids and file names."""
        word = f"{self.stem}-{len(self.made):03}-vogel"
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
    """Text as it is, unpacked, without HTML and XML escapes, without percent signs, and as JSON would have it, in one."""
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    raw = content.decode("utf-8", "replace")
    unescaped = html.unescape(html.unescape(raw)) if "&" in raw else raw
    plain = unquote(unescaped) if "%" in unescaped else unescaped
    spoken = re.sub(r"\\u[0-9a-fA-F]{4}", lambda match: json.loads(f'"{match[0]}"'), plain)
    return "\n".join(dict.fromkeys((raw, unescaped, plain, spoken))).casefold()


def needles(word: str) -> Iterator[str]:
    """A word as `forms` would hold it: plain, in hexadecimal, and in base64 wherever it begins in a longer text."""
    yield word.casefold()
    yield word.encode().hex()
    for before in range(3):
        coded = b64encode(b"\0" * before + word.encode()).decode().rstrip("=")
        whole = slice(before and before + 1, len(coded) - ((before + len(word.encode())) % 3 > 0))
        yield coded[whole].casefold()


def found(words: Iterable[str], files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Which of some words stand in the bytes or the name of which files, in any form and any case."""
    searched = {path: f"{forms(path.encode())}\n{forms(content)}" for path, content in files.items()}
    places: dict[str, list[str]] = {}
    for word in words:
        sought = tuple(needles(word))
        where = [path for path, text in searched.items() if any(needle in text for needle in sought)]
        if where:
            places[word] = where
    return places
