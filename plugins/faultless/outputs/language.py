"""A language of the interface: its messages, and how it writes days, numbers and lists.

Messages are English in the code and in templates; `locale/<code>.po` says them in another language. Days, numbers and
lists are written as the Unicode CLDR says, which Babel knows. Both are worked out once and kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from faultless.caching import Kept

LOCALE = Path(__file__).with_name("locale")
"""The translations, a file for each language but English."""

_REGION = {"en": "en_001"}
"""English as the world writes it: the day before the month, a clock of 24 hours."""

_RANGE = "–-~〜～ \N{THIN SPACE}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{EN DASH}"
"""What stands between the two ends of a range."""


@dataclass(frozen=True, slots=True)
class Forms:
    """How a language writes what is not words.

    Attributes:
        day, month, short_month: `%(d)s %(MMMM)s %(y)s`, with the names of `babel.dates`.
        first_in_month, first_in_year: the first of two days of one month, or of one year, before `last`.
        last_in_month, last_in_year: the second of them.
        months: their names within a date; `short` a few letters of them.
        decimal: the sign between whole and part; `percent`: `%s` for the number, and the sign.
        pair, list_end, comma: how two, the last of more, and those before are joined, each with `{0}` and `{1}`.
        right_to_left: how it is written.
        name: what it calls itself, `Deutsch`.
    """

    day: str
    month: str
    short_month: str
    first_in_month: str
    last_in_month: str
    first_in_year: str
    last_in_year: str
    months: tuple[str, ...]
    short: tuple[str, ...]
    decimal: str
    percent: str
    pair: str
    list_end: str
    comma: str
    right_to_left: bool
    name: str


@dataclass(frozen=True, slots=True)
class Language:
    """What the interface says, in one language.

    Attributes:
        code: `de`.
        forms: days, numbers and lists.
        messages: from the English one to its translation, or translations by plural form.
        plural: from a number to the index of its form.
    """

    code: str
    forms: Forms
    messages: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    plural: Callable[[int], int] = field(default=lambda number: int(number != 1))
    _parts: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _days: dict[date, str] = field(default_factory=dict, repr=False, compare=False)

    def text(self, message: str, /, **values: object) -> str:
        """A message as plain text, `%(name)s` replaced by the value of that name."""
        said = self._one(message)
        return said % values if values else said

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form of a message for a number, which it names `%(number)s`, as plain text."""
        return self._form(one, many, number) % {"number": number, **values}

    def html(self, message: str, /, **values: object) -> str | Markup:
        """A message for a template: text in it is escaped, and so are values unless they are markup already."""
        return self._filled(self._one(message), values) if values else self._one(message)

    def html_count(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """The form of a message for a number, for a template."""
        return self._filled(self._form(one, many, number), {"number": number, **values})

    def _one(self, message: str) -> str:
        said = self.messages.get(message, message)
        return said if isinstance(said, str) else said[0]

    def _form(self, one: str, many: str, number: int) -> str:
        said = self.messages.get(one)
        if said is None or isinstance(said, str):
            return one if number == 1 else many
        return said[min(self.plural(number), len(said) - 1)]

    def _filled(self, said: str, values: Mapping[str, object]) -> Markup:
        parts = self._parts.get(said)
        if parts is None:
            pieces = said.replace("%%", "%").replace(")s", "%(").split("%(")
            parts = self._parts[said] = tuple(
                one if index % 2 else str(escape(one)) for index, one in enumerate(pieces)
            )
        filled = [escape(values[one]) if index % 2 else one for index, one in enumerate(parts)]
        return Markup("".join(filled))  # noqa: S704 - every part is escaped

    def day(self, one: date) -> str:
        """`14 March 2026`."""
        known = self._days.get(one)
        if known is None:
            known = self._days[one] = self._written(self.forms.day, one)
        return known

    def days(self, first: date, last: date) -> str:
        """`14 March 2026`, or from the first day to the last: `14 to 16 March 2026`, `28 February to 2 March 2026`."""
        if first == last:
            return self.day(first)
        forms = self.forms
        begins, ends = forms.day, forms.day
        if first.year == last.year:
            alike = first.month == last.month
            begins, ends = (
                (forms.first_in_month, forms.last_in_month) if alike else (forms.first_in_year, forms.last_in_year)
            )
        return self.text("%(start)s to %(end)s", start=self._written(begins, first), end=self._written(ends, last))

    def month(self, name: str) -> str:
        """`March 2026` from `2026-03`."""
        return self._written(self.forms.month, _first(name))

    def short_month(self, name: str) -> str:
        """`Mar 2026` from `2026-03`."""
        return self._written(self.forms.short_month, _first(name))

    def _written(self, form: str, one: date) -> str:
        name = self.forms.months[one.month - 1]
        short = self.forms.short[one.month - 1]
        names = {"MMMM": name, "LLLL": name, "MMM": short, "LLL": short}
        return form % {**names, "M": one.month, "MM": f"{one.month:02}", "d": one.day, "y": one.year}

    def number(self, said: str) -> str:
        """A number that was written with a point."""
        return said.replace(".", self.forms.decimal)

    def percent(self, said: str) -> str:
        """A number that was written with a point, with the sign of percent."""
        return self.forms.percent % self.number(said)

    def joined(self, names: Iterable[str]) -> str:
        """`Checkout`, `Checkout and API`, `Checkout, API and search`."""
        known = list(names)
        if len(known) < 2:
            return "".join(known)
        if len(known) == 2:
            return self.forms.pair.replace("{1}", known[1], 1).replace("{0}", known[0], 1)
        said = known[0]
        for name in known[1:-1]:
            said = self.forms.comma.replace("{1}", name, 1).replace("{0}", said, 1)
        return self.forms.list_end.replace("{1}", known[-1], 1).replace("{0}", said, 1)


def _first(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


@lru_cache(maxsize=32)
def language(code: str, kept: Kept | None = None) -> Language:
    """A language by its code, `de`; one without translations speaks English in its own forms.

    Raises:
        LookupError: nobody speaks it.
    """
    known = kept.get(name) if kept is not None and (name := f"language-{code}-{_fingerprint(code)}") else None
    if known is None:
        known = json.dumps(_learnt(code), ensure_ascii=False, separators=(",", ":")).encode()
        if kept is not None:
            kept.put(name, known)
    learnt = json.loads(known)
    forms: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in learnt["forms"].items()}
    messages = {key: tuple(one) if isinstance(one, list) else one for key, one in learnt["messages"].items()}
    from gettext import c2py  # noqa: PLC0415 - 3 ms, and only here

    return Language(code, Forms(**forms), messages, c2py(learnt["plural"]))


def _fingerprint(code: str) -> str:
    """What a language is worked out from: its translations, and what the CLDR says of it."""
    spec = find_spec("babel")
    data = Path(spec.origin).parent / "locale-data" if spec is not None and spec.origin is not None else LOCALE
    digest = blake2b(digest_size=16)
    for file in (LOCALE / f"{code}.po", data / f"{_REGION.get(code, code)}.dat", data / f"{code}.dat"):
        digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()


def _learnt(code: str) -> dict[str, Any]:
    """Everything of a language, as it is kept."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415 - 30 ms, and what it says is kept

    try:
        locale = Locale.parse(_REGION.get(code, code))
    except (UnknownLocaleError, ValueError):
        raise LookupError(f"{code!r} is no language that is known") from None
    messages: dict[str, str | tuple[str, ...]] = {}
    plural = "n != 1"
    file = LOCALE / f"{code}.po"
    if file.is_file():
        from babel.messages.pofile import read_po  # noqa: PLC0415 - likewise

        with file.open("rb") as source:
            catalogue = read_po(source, locale=locale)
        plural = catalogue.plural_expr
        for one in catalogue:
            if one.id and one.string and not one.fuzzy:
                string = one.string if isinstance(one.string, str) else tuple(one.string)
                messages[one.id if isinstance(one.id, str) else one.id[0]] = string
    return {"forms": _forms(locale), "messages": messages, "plural": plural}


def _forms(locale: Any) -> dict[str, Any]:
    from babel.dates import parse_pattern  # noqa: PLC0415 - likewise

    def form(pattern: str) -> str:
        return str(parse_pattern(pattern).format)

    day = locale.date_formats["long"].pattern
    in_month, in_year = (_ends(locale.interval_formats.get("yMMMd", {}).get(part), day) for part in "dM")
    lists = locale.list_patterns["standard"]
    symbols = locale.number_symbols.get("latn", locale.number_symbols)
    names = locale.months["format"]
    return {
        "day": form(day),
        "month": form(locale.datetime_skeletons["yMMMM"].pattern),
        "short_month": form(locale.datetime_skeletons["yMMM"].pattern),
        "first_in_month": form(in_month[0]),
        "last_in_month": form(in_month[1]),
        "first_in_year": form(in_year[0]),
        "last_in_year": form(in_year[1]),
        "months": [names["wide"][number] for number in range(1, 13)],
        "short": [names["abbreviated"][number] for number in range(1, 13)],
        "decimal": symbols["decimal"],
        "percent": locale.percent_formats[None].pattern.replace("%", "%%").replace("#,##0", "%s"),
        "pair": lists["2"],
        "list_end": lists["end"],
        "comma": lists["middle"],
        "right_to_left": locale.character_order == "right-to-left",
        "name": locale.languages[locale.language].capitalize(),
    }


def _ends(known: tuple[str, str] | None, day: str) -> tuple[str, str]:
    """The patterns of the two ends of a range of days, months spelled out; whole days where the CLDR has no such range.

    The CLDR knows ranges with short months only: where those are joined to the day otherwise than long ones, it is the
    number of the day alone that may stand without its month.
    """
    if known is None:
        return day, day
    first, last = (one.strip(_RANGE).replace("MMM", "MMMM") for one in known)
    if last == day or not day.startswith("d"):
        return first, last
    return (first if set(first) <= set("d.") else day), day
