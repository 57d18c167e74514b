"""Who a document is about: the names it declares, and the names that are given to people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from faultless.checks.blame.lexicon import compiled, cue, words
from faultless.checks.blame.tokens import folded

PARTICLES = cue("people particles")
_SPEAKER = (
    r"(?:^|[-–—|]\s+)@?(?P<name>[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’.-]+)?)(?:\s*:\s|\s+\((?:[A-Z]{2,5}|"
    r"[a-z][\w -]{2,30})\)[\s:,])"
)
_ROLE_IN_BRACKETS = (
    r"\b(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’.-]+)?) \((?:SRE|DBA|IC|CTO|CEO|VP|PM|EM|QA|Ops|on-call|oncall|"
    r"incident commander|"
    r"engineer|developer|commander|responder|author|scribe|lead|support|[a-z-]+ (?:engineer|lead|team|manager|"
    r"developer))\)"
)


@dataclass(frozen=True, slots=True)
class People:
    """The names that mean people in a document, in lower case.

    Attributes:
        names: single words: given and family names, handles without their `@`.
        teams: names of the catalogue's teams.
    """

    names: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()

    def with_names(self, full: Iterable[str]) -> People:
        """The same with more full names."""
        more = frozenset(part for name in full for part in name_parts(name))
        return self if more <= self.names else People(self.names | more, self.teams)


def name_parts(full: str) -> tuple[str, ...]:
    """The words of a full name that may stand for it: `Lee van der Ng` gives `lee` and `ng`."""
    parts = [part.strip(".,'") for part in folded(full.lstrip("@")).split()]
    return tuple(part for part in parts if len(part) > 1 and part not in PARTICLES and part[0].isalpha())


def declared_in(prose: str) -> tuple[str, ...]:
    """The names a text declares by itself: `Priya (SRE)` anywhere, `Priya:` where a line or an entry begins."""
    found: list[str] = []
    if "(" in prose:
        found.extend(match["name"] for match in compiled(_ROLE_IN_BRACKETS).finditer(prose))
    if ":" in prose[:80] or "(" in prose[:80]:
        match = compiled(_SPEAKER).search(prose[:80])
        if match is not None:
            name = match["name"]
            first = folded(name).split()[0]
            if name[0].isupper() and first in given_names():
                found.append(name)
    return tuple(found)


@lru_cache(maxsize=1)
def tools() -> frozenset[str]:
    """Names of software."""
    return words("tools", "tool")


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Names that are people's and hardly anything else's."""
    return words("names", "given") - words("names", "never") - words("names", "weak") - tools()


@lru_cache(maxsize=1)
def weak_names() -> frozenset[str]:
    """Names that are words or software as well: what is said of them decides."""
    both = words("names", "weak") | words("names", "surname")
    shared = words("names", "given") & (words("names", "never") | tools())
    return (both | shared) - words("names", "never") - given_names()
