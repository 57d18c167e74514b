"""The sections of a postmortem: the headings they are known by, and who has to have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

import yaml

from faultless.policy.options import Policy, Profile

SECTION_IDS = (
    "summary", "root-cause", "impact", "user-impact", "timeline", "detection", "response", "resolution",
    "recurrence", "lessons", "actions", "not-doing", "customer-message",
)  # fmt: skip
"""Canonical section ids, in the order of the template."""

LANGUAGES = ("en", "de", "fr", "es", "ja")
"""Languages whose headings are known."""

_NOISE = re.compile(r"^(?:[\W_]+|\d+(?:\.\d+)*[.):]?(?=\s)|[ivxIVX]+[.)](?=\s))+")
_PARENTHESIS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def normalised(heading: str) -> str:
    """A heading in the form that aliases are compared in: no emoji, numbering, parenthesis, mark-up or case."""
    text = _PARENTHESIS.sub("", heading).replace("’", "'").replace("*", "").replace("`", "").casefold()
    text = _NOISE.sub("", text).rstrip(" \t:：.!?-–—_#")
    return _SPACE.sub(" ", text).strip()


@dataclass(frozen=True)
class SectionNames:
    """How headings are recognised: each normalised alias and the section it means, longest first."""

    aliases: tuple[tuple[str, str], ...]

    def find(self, heading: str) -> str | None:
        """The id of the section a heading begins; the longest alias that ends at a word's end wins."""
        text = normalised(heading)
        for length in self._lengths:
            identifier = self._by_alias.get(text[:length]) if length <= len(text) else None
            if identifier is not None and (len(text) == length or not _continues(text, text[:length])):
                return identifier
        return None

    @cached_property
    def _by_alias(self) -> Mapping[str, str]:
        return dict(self.aliases)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(alias) for alias, _ in self.aliases}, reverse=True))


def _continues(text: str, alias: str) -> bool:
    """Whether the word at the alias's end goes on; scripts without spaces have no such boundary."""
    after = text[len(alias)]
    return (after.isalnum() or after == "_") and after.isascii() == alias[-1].isascii()


@lru_cache(maxsize=32)
def section_names(
    languages: tuple[str, ...] = ("en",), more: tuple[tuple[str, tuple[str, ...]], ...] = ()
) -> SectionNames:
    """The headings known in some languages (English always), and `more` by section id."""
    found: dict[str, str] = {}
    for section, extra in more:
        for alias in extra:
            found.setdefault(normalised(alias), section)
    for language in (*languages, "en"):
        for section, known in _headings(language).items():
            for alias in known:
                found.setdefault(normalised(alias), section)
    found.pop("", None)
    return SectionNames(tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair))))


@lru_cache(maxsize=16)
def _headings(language: str) -> Mapping[str, tuple[str, ...]]:
    file = resources.files("faultless.policy") / "headings" / f"{language}.yml"
    if not file.is_file():
        return {}
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    loaded: dict[str, list[str]] = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - text only
    return {section: tuple(known) for section, known in loaded.items()}


def section_title(identifier: str, language: str = "en") -> str:
    """What a section is called where its heading has to be proposed."""
    return _headings(language).get(identifier, _headings("en").get(identifier, (identifier,)))[0]


@dataclass(frozen=True, slots=True)
class Requirement:
    """That documents of a severity have a section.

    Attributes:
        section: canonical id.
        required: an error where it is missing; else a warning.
        when: None for always; `seen-before` (a root cause struck before), `no-actions` (there is no action item),
            `customer-message` (the front matter announces one).
    """

    section: str
    required: bool
    when: str | None = None


# Sections by severity, most severe first; the last column also serves near misses. R required, w warned, o optional.
_DEFAULT: Mapping[str, tuple[str, str | None]] = {
    "summary": ("RRRR", None),
    "root-cause": ("RRwo", None),
    "impact": ("RRRo", None),
    "user-impact": ("Rwoo", None),
    "timeline": ("RRRw", None),
    "detection": ("RRwo", None),
    "response": ("Rwoo", None),
    "resolution": ("RRwo", None),
    "recurrence": ("RRwo", "seen-before"),
    "lessons": ("Rwoo", None),
    "actions": ("RRwo", None),
    "not-doing": ("wwoo", "no-actions"),
    "customer-message": ("RRRR", "customer-message"),
}


def requirements(
    policy: Policy, path: str, severity: str | None, *, near_miss: bool = False
) -> tuple[Requirement, ...]:
    """The sections a document must or should have, in the order of the template.

    Args:
        policy: its profiles; the last one whose paths match wins.
        path: POSIX, relative to the content root.
        severity: the worst severity the document is about; None counts as the mildest.
        near_miss: it is about a near miss; counts as the mildest, too.
    """
    order = [known.id for known in policy.severities]
    column = len(order) - 1 if near_miss or severity not in order else order.index(severity)
    found = {}
    for section, (letters, when) in _DEFAULT.items():
        letter = letters[min(column, len(letters) - 1)]
        if letter != "o":
            found[section] = Requirement(section, required=letter == "R", when=when)
    profile = profile_of(policy, path)
    if profile is not None and order:
        here = order[column]
        if here in profile.required or here in profile.warned:
            required, warned = profile.required.get(here, ()), profile.warned.get(here, ())
            found = {section: Requirement(section, required=False) for section in warned}
            found.update({section: Requirement(section, required=True) for section in required})
            found["customer-message"] = Requirement("customer-message", required=True, when="customer-message")
    return tuple(
        found[section] for section in (*SECTION_IDS, *sorted(set(found) - set(SECTION_IDS))) if section in found
    )


def profile_of(policy: Policy, path: str) -> Profile | None:
    """The last profile whose paths match, or None for the default."""
    return next((one for one in reversed(policy.profiles) if _matches(path, one.paths)), None)


def _matches(path: str, patterns: Iterable[str]) -> bool:
    return any(_glob(pattern).fullmatch(path) for pattern in patterns)


_WILD = re.compile(r"(\*\*/|\*\*|\*|\?)")
_MEANS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@lru_cache(maxsize=128)
def _glob(pattern: str) -> re.Pattern[str]:
    """`*` and `?` stay within a folder, `**` goes through any number of them."""
    parts = _WILD.split(pattern)
    return re.compile("".join(_MEANS.get(part, re.escape(part)) for part in parts), re.DOTALL)


def names_for(policy: Policy, path: str) -> SectionNames:
    """The headings recognised in a document: the policy's languages and the aliases of its profile."""
    profile = profile_of(policy, path)
    more = tuple(sorted((section, tuple(aliases)) for section, aliases in profile.aliases.items())) if profile else ()
    return section_names(tuple(policy.languages), more)
