"""English inflection: the forms of a verb, and from a form back to the verb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from faultless.checks.blame.lexicon import entries, sections, words

_VOWELS = "aeiou"


class Forms(NamedTuple):
    """The forms of a verb: `forget`, `forgets`, `forgetting`, `forgot`, `forgotten`."""

    base: str
    present: str
    gerund: str
    past: str
    participle: str


@lru_cache(maxsize=4096)
def forms(verb: str) -> Forms:
    """The forms of a verb; of a verb with a particle or an object (`drop the ball`) the first word is inflected."""
    first, space, rest = verb.partition(" ")
    head, hyphen, stem = first.rpartition("-")
    known = _irregular().get(first) or _irregular().get(stem)
    lead = "" if _irregular().get(first) else head + hyphen
    core = first if _irregular().get(first) else stem
    doubled = core + core[-1] if core in _doubling() else core
    past, participle = known or (_past(core, doubled),) * 2
    tail = space + rest
    return Forms(
        verb,
        lead + _present(core) + tail,
        lead + _gerund(core, doubled) + tail,
        lead + past + tail,
        lead + participle + tail,
    )


def _present(core: str) -> str:
    if core in {"be", "have"}:
        return {"be": "is", "have": "has"}[core]
    if core.endswith("y") and core[-2:-1] not in _VOWELS:
        return core[:-1] + "ies"
    return core + ("es" if core.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _gerund(core: str, doubled: str) -> str:
    if core == "be":
        return "being"
    if core.endswith("ie"):
        return core[:-2] + "ying"
    if core.endswith("e") and not core.endswith(("ee", "oe", "ye")):
        return core[:-1] + "ing"
    return doubled + "ing"


def _past(core: str, doubled: str) -> str:
    if core.endswith("e"):
        return core + "d"
    if core.endswith("y") and core[-2:-1] not in _VOWELS:
        return core[:-1] + "ied"
    return doubled + "ed"


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, tuple[str, str]]:
    parts = (line.split() for line in entries("verbs", "irregular"))
    return {base: (past, participle) for base, past, participle in parts}


@lru_cache(maxsize=1)
def _doubling() -> frozenset[str]:
    return words("verbs", "double")


_MORE = {
    "burned": "burn",
    "learned": "learn",
    "gotten": "get",
    "spilled": "spill",
    "woken": "wake",
    "proven": "prove",
    "misspelled": "misspell",
    "quitted": "quit",
    "leant": "lean",
    "dreamt": "dream",
    "were": "be",
    "are": "be",
    "am": "be",
    "cancelled": "cancel",
    "canceled": "cancel",
    "labeled": "label",
    "shown": "show",
}


class Reading(NamedTuple):
    """What a word can be as a verb: its bare form, and which of `base`, `present`, `gerund`, `past`, `participle`."""

    verb: str
    form: str


@lru_cache(maxsize=1)
def known_verbs() -> Mapping[str, Reading]:
    """Every form of every single-word verb in the lists, and what it is a form of."""
    found: dict[str, Reading] = {}
    for title, listed in sections("verbs").items():
        if title not in {"double", "negligent-adverb", "irregular"}:
            for verb in listed:
                if " " not in verb and verb not in found:
                    _enter(found, forms(verb))
                elif " " in verb:
                    first = verb.partition(" ")[0]
                    if first not in found:
                        _enter(found, forms(first))
    for verb in _irregular():
        _enter(found, forms(verb))
    for form, verb in _MORE.items():
        found[form] = Reading(verb, "past")
    return found


def _enter(found: dict[str, Reading], of: Forms) -> None:
    base = of.base
    found.setdefault(of.gerund, Reading(base, "gerund"))
    found.setdefault(of.present, Reading(base, "present"))
    found.setdefault(of.participle, Reading(base, "participle" if of.participle != of.past else "past"))
    found[of.past] = Reading(base, "past") if of.past != base else Reading(base, "base")
    found[base] = Reading(base, "base")


def all_forms(verbs: Iterable[str]) -> frozenset[str]:
    """Every form of some verbs."""
    return frozenset(form for verb in verbs for form in forms(verb))


def reading(word: str) -> Reading | None:
    """What a word is as a verb; regular pasts of verbs in no list are recognised by their ending."""
    known = known_verbs().get(word)
    if known is not None or len(word) < 5 or not word.isascii():
        return known
    if word.endswith("ed") and not word.endswith(("eed", "red")):
        return Reading(word[:-2], "past")
    if word.endswith("ing") and len(word) > 5:
        return Reading(word[:-3], "gerund")
    return None
