"""The sections of a postmortem: the headings they are known by, and who has to have them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

import yaml

from faultless.policy.folders import profile_of
from faultless.policy.options import Policy

SECTION_IDS = (
    "summary", "root-cause", "impact", "user-impact", "timeline", "detection", "response", "resolution",
    "recurrence", "lessons", "actions", "not-doing", "customer-message",
)  # fmt: skip
"""Canonical section ids, in the order of the template."""

LANGUAGES = ("en", "de", "fr", "es", "ja")
"""Languages whose headings are known."""

_NOISE = re.compile(
    r"^(?::[a-z0-9_+-]+:|\d\ufe0f?\u20e3|\d+(?:[.．]\d+)*(?:[.):．、：]?(?=\s)|[.．、：](?=[^\x00-\x7f]))"
    r"|(?:[ivx]+|[a-z])[.)](?=\s)|[\W_\u2460-\u24ff\u2776-\u2793])+"
)
"""What may stand before a heading's words: emoji, also by name (`:eye:`), marks and numbering."""

_PARENTHESIS = re.compile(r"(?<!\s)\s*[(\[（][^()\[\]（）]{0,200}[)\]）]")
_SPACE = re.compile(r"\s+")
_LONGEST = 400
"""Characters of a heading beyond which nothing is looked for: no alias is as long."""


_MOST = 4096
"""Headings that are known again."""


@lru_cache(maxsize=_MOST)
def normalised(heading: str) -> str:
    """A heading in the form that aliases are compared in: no emoji, numbering, parenthesis, mark-up or case."""
    text = heading[:_LONGEST].replace("’", "'").replace("*", "").replace("`", "").casefold()
    text = _PARENTHESIS.sub("", text)
    text = _NOISE.sub("", text).rstrip(" \t:：.!?-–—_#")
    return _SPACE.sub(" ", text).strip()


def _joined(text: str) -> str:
    """A normalised heading in which a hyphen is a space: `follow-ups` is `follow ups`."""
    return text.replace("-", " ")


_FIRST_IDEOGRAPH = "\u2e80"


@dataclass(frozen=True)
class SectionNames:
    """How headings are recognised: each normalised alias and the section it means, longest first."""

    aliases: tuple[tuple[str, str], ...]

    def find(self, heading: str) -> str | None:
        """The id of the section a heading begins; the longest alias that ends at a word's end wins."""
        known = self._found
        if heading not in known:
            if len(known) >= _MOST:
                known.clear()
            known[heading] = self._find(heading)
        return known[heading]

    def _find(self, heading: str) -> str | None:
        text = _joined(normalised(heading))
        for length in self._lengths:
            identifier = self._by_alias.get(text[:length]) if length <= len(text) else None
            if identifier is not None and (len(text) == length or not _continues(text, text[:length])):
                return identifier
        return None

    def exactly(self, heading: str) -> str | None:
        """The id of the section that all of a heading's words name, nothing beside them; else None."""
        return self._by_alias.get(_joined(normalised(heading)))

    @cached_property
    def _found(self) -> dict[str, str | None]:
        """What headings that were asked for begin: records have the same ones."""
        return {}

    @cached_property
    def _by_alias(self) -> Mapping[str, str]:
        return {_joined(alias): section for alias, section in self.aliases}

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(alias) for alias, _ in self.aliases}, reverse=True))


def _continues(text: str, alias: str) -> bool:
    """Whether the word at the alias's end goes on; scripts without spaces have no such boundary."""
    after = text[len(alias)]
    return (after.isalnum() or after == "_") and alias[-1] < _FIRST_IDEOGRAPH


@lru_cache(maxsize=32)
def section_names(
    languages: tuple[str, ...] = ("en",), more: tuple[tuple[str, tuple[str, ...]], ...] = ()
) -> SectionNames:
    """The headings known in some languages (English always), and `more` by section id."""
    found: dict[str, str] = {}
    taken: dict[str, str] = {}
    listed = (dict(more), *(_headings(language) for language in (*languages, "en")))
    for section, known in ((section, known) for mapping in listed for section, known in mapping.items()):
        for alias in known:
            text = normalised(alias)
            if text and taken.setdefault(_joined(text), section) == section:
                found[text] = section
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


@lru_cache(maxsize=16)
def _default(column: int) -> Mapping[str, Requirement]:
    """The sections that a document of some severity must or should have, where the policy says nothing."""
    letters = {section: letters[min(column, len(letters) - 1)] for section, (letters, _) in _DEFAULT.items()}
    return {
        section: Requirement(section, required=letters[section] == "R", when=when)
        for section, (_, when) in _DEFAULT.items()
        if letters[section] != "o"
    }


def requirements(
    policy: Policy, path: str, severity: str | None, *, near_miss: bool = False
) -> tuple[Requirement, ...]:
    """The sections a document must or should have, in the order of the template.

    Args:
        policy: its profiles; see `profile_of`.
        path: POSIX, relative to the content root.
        severity: the worst severity the document is about; None counts as the mildest.
        near_miss: it is about a near miss; counts as the mildest, too.
    """
    order = [known.id for known in policy.severities]
    column = len(order) - 1 if near_miss or severity not in order else order.index(severity)
    found = dict(_default(column))
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


def names_for(policy: Policy, path: str) -> SectionNames:
    """The headings recognised in a document: the policy's languages and the aliases of its profile."""
    profile = profile_of(policy, path)
    more = tuple(sorted((section, tuple(aliases)) for section, aliases in profile.aliases.items())) if profile else ()
    return section_names(tuple(policy.languages), more)
