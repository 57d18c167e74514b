"""Taking typed values out of a front matter, noting what does not fit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from faultless.model import START_OF_FILE, Instant, Span
from faultless.reading.fault import Fault
from faultless.reading.place import KeyPlace
from faultless.reading.schema import Key
from faultless.reading.times import parse_day, parse_instant
from faultless.reading.yaml_text import Plain

_MAX_UNKNOWN = 50
"""Unknown keys of one mapping that are told; more of them are no slips of the pen."""

_Chosen = TypeVar("_Chosen", bound=str)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one, or None where none is alike."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - 18 ms that only a mistake costs

    choices = sorted(known)
    found = process.extractOne(word.casefold(), choices, scorer=fuzz.ratio, score_cutoff=60)
    return None if found is None else str(found[0])


def did_you_mean(word: str, known: Collection[str], *, otherwise: str = "") -> str:
    """A hint that proposes the nearest known word, or lists them where they are few."""
    near = nearest(word, known)
    if near is not None:
        return f"did you mean {near}?"
    if known and len(known) <= 12:
        return f"known are {', '.join(sorted(known))}"
    return otherwise


class Keys:
    """The values of one mapping, read by name; everything wrong is noted in `faults`.

    Args:
        values: the mapping.
        places: where keys and values stand, by dotted path.
        path: of the file.
        prefix: dotted path of the mapping itself, ending in a dot, or empty.
        faults: where faults are noted.
    """

    def __init__(
        self,
        values: Mapping[str, Plain],
        places: Mapping[str, KeyPlace],
        path: str,
        faults: list[Fault],
        prefix: str = "",
    ) -> None:
        self.values = values
        self.places = places
        self.path = path
        self.prefix = prefix
        self.faults = faults

    def fault(self, code: str, key: str, message: str, hint: str = "") -> None:
        """Note a fault at a key's value."""
        self.at(code, self.place(key), message, hint)

    def place(self, key: str) -> Span:
        """Where the value of a key stands."""
        place = self.places.get(self.prefix + key)
        return START_OF_FILE if place is None else place.value

    def at(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Note a fault at a place."""
        self.faults.append(Fault(code, self.path, span, message, hint))

    def known(self, keys: Sequence[Key] | Sequence[str]) -> None:
        """Note every key that is not one of these."""
        names = [key.name if isinstance(key, Key) else key for key in keys]
        unknown = [key for key in self.values if key not in names]
        for key in unknown[:_MAX_UNKNOWN]:
            place = self.places.get(self.prefix + key)
            span = START_OF_FILE if place is None else place.key
            self.at("FM004", span, f"unknown key {key!r}", did_you_mean(key, names, otherwise="delete it"))

    def required(self, keys: Iterable[str], what: str) -> None:
        """Note every one of these keys that is missing or empty."""
        for key in keys:
            if self.values.get(key) is None:
                place = self.places.get(self.prefix + key)
                if place is None:
                    self.at("FM005", START_OF_FILE, f"{what} needs the key {key!r}", f"add a line `{key}: …`")
                else:
                    hint = "give it a value; a text that begins with # must be in quotes"
                    self.at("FM005", place.key, f"the key {key!r} is empty", hint)

    def text(self, key: str) -> str | None:
        """A text on one line, or None."""
        value = self.values.get(key)
        if value is None or isinstance(value, str):
            return None if value is None else (" ".join(value.split()) if "\n" in value else value.strip()) or None
        self.fault("FM006", key, f"{key!r} must be text, not a {_what(value)}", f"write `{key}: …` on one line")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        return tuple(text for text, _ in self.texts_with_places(key))

    def texts_with_places(self, key: str) -> tuple[tuple[str, Span], ...]:
        """The same, each with the place where it stands."""
        value = self.values.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return ((value.strip(), self.place(key)),) if value.strip() else ()
        if isinstance(value, dict):
            self.fault("FM006", key, f"{key!r} must be a list, not a mapping", f"write `{key}: [one, two]`")
            return ()
        found = []
        for index, item in enumerate(value):
            if isinstance(item, str) and item.strip():
                found.append((item.strip(), self.place(f"{key}.{index}")))
            elif item is not None and not isinstance(item, str):
                self.fault("FM006", f"{key}.{index}", f"{key!r} holds a {_what(item)}", "write each entry as text")
        return tuple(found)

    def choice(self, key: str, options: Sequence[_Chosen]) -> _Chosen | None:
        """One of some words, in any case."""
        value = self.text(key)
        if value is None:
            return None
        for option in options:
            if value.casefold() == option.casefold():
                return option
        hint = did_you_mean(value, list(options), otherwise=f"one of {', '.join(options)}")
        self.fault("FM006", key, f"{key!r} cannot be {value!r}", hint)
        return None

    def flag(self, key: str) -> bool:
        """True or false, by any of YAML's words."""
        value = self.text(key)
        if value is None or value.casefold() in {"false", "no", "off"}:
            return False
        if value.casefold() not in {"true", "yes", "on"}:
            self.fault("FM006", key, f"{key!r} must be true or false, not {value!r}", f"write `{key}: true`")
            return False
        return True

    def number(self, key: str) -> int:
        """A whole number from 0; missing is 0."""
        value = self.text(key)
        if value is None:
            return 0
        if not value.isascii() or not value.isdigit() or len(value) > 9:
            self.fault("FM006", key, f"{key!r} must be a whole number, not {value!r}", f"write `{key}: 1`")
            return 0
        return int(value)

    def instant(self, key: str) -> Instant | None:
        """An instant with its zone."""
        value = self.text(key)
        if value is None:
            return None
        read = parse_instant(value)
        if isinstance(read, Instant):
            return read
        self.fault(read.code, key, f"{key}: {read.message}", read.hint)
        return None

    def day(self, key: str) -> date | None:
        """A day."""
        value = self.text(key)
        if value is None:
            return None
        read = parse_day(value)
        if isinstance(read, date):
            return read
        self.fault(read.code, key, f"{key}: {read.message}", read.hint)
        return None

    def mappings(self, key: str) -> tuple[Keys, ...]:
        """A list of mappings."""
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fault(
                "FM006", key, f"{key!r} must be a list, not a {_what(value)}", f"write `{key}:` and `- …` below it"
            )
            return ()
        found = []
        for index, item in enumerate(value):
            if isinstance(item, dict):
                where = f"{self.prefix}{key}.{index}."
                found.append(Keys(item, self.places, self.path, self.faults, where))
            else:
                hint = "write it as {id: …, name: …}"
                self.fault("FM006", f"{key}.{index}", f"an entry of {key!r} must be a mapping", hint)
        return tuple(found)

    def mapping(self, key: str) -> Keys | None:
        """A mapping."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault("FM006", key, f"{key!r} must be a mapping, not a {_what(value)}", f"write `{key}: {{name: …}}`")
            return None
        return Keys(value, self.places, self.path, self.faults, f"{self.prefix}{key}.")


def _what(value: Plain) -> str:
    return "mapping" if isinstance(value, dict) else "list" if isinstance(value, list) else "text"
