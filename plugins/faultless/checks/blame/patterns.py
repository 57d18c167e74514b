"""Turns of phrase as patterns: found by one of their words, and compiled only then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from faultless.checks.blame.lexicon import cue, sections
from faultless.checks.blame.morphology import forms

_COMMON = cue("patterns common")
_GAPS = {"…": "{0,4}", "……": "{0,8}"}
"""Up to four words, and up to eight."""
_OWNERS = frozenset({"his", "her", "their"})
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re"})


class Idiom(NamedTuple):
    """A pattern over words.

    `~drop` is every form of drop, `+fire` its past forms, `a/b` are alternatives, `[word]` may be missing, `…` a gap.
    `number` is its place in the list, `needs` what else must hold in the sentence.
    """

    number: int
    source: str
    code: str
    severe: bool
    needs: str


@lru_cache(maxsize=2048)
def pattern(source: str) -> re.Pattern[str]:
    """An idiom as an expression over folded text."""
    whole = ""
    glue = ""
    for piece in source.split():
        if piece in _GAPS:
            whole += rf"(?:[\s,]+[\w'@/-]+){_GAPS[piece]}?"
            glue = r"[\s,]+"
            continue
        options = "|".join(sorted(map(re.escape, _words_of(piece.strip("[]"))), key=len, reverse=True))
        if piece.startswith("["):
            whole += rf"(?:{glue}(?:{options})(?![\w-]))?"
            glue = glue or r"\s*"
        else:
            mark = not piece[-1].isalnum()
            before, after = (r"\s*", "") if mark else (glue, r"(?![\w-])")
            whole += f"{before}(?:{options}){after}"
        glue = r"\s+" if whole else ""
    return re.compile(("" if source.startswith(("'", ",")) else r"(?<![\w-])") + whole)


def _fixed(source: str) -> Iterator[str]:
    """The pieces that must be there, as words."""
    return (
        piece for piece in source.split() if piece not in _GAPS and piece[-1].isalnum() and not piece.startswith("'")
    )


@lru_cache(maxsize=2048)
def _required(source: str) -> tuple[frozenset[str], ...]:
    """For each piece that must be there, except the least common, the words it may be; the seldom first."""
    pieces = sorted((piece for piece in _fixed(source) if not piece.startswith("n't")), key=_rank)
    return tuple(map(_words_of, pieces[1:]))


@lru_cache(maxsize=4096)
def _words_of(piece: str) -> frozenset[str]:
    """The words a piece stands for."""
    found: set[str] = set()
    for option in piece.split("/"):
        if option.startswith("~"):
            found.update(_BE if option == "~be" else forms(option[1:]))
        elif option.startswith("+"):
            found.update(forms(option[1:])[3:])
        elif option:
            found.add(option)
    if found >= _OWNERS:
        found.update({"its", "my"})
    if "without" in found:
        found.add("w/o")
    return frozenset(found)


@lru_cache(maxsize=4096)
def _rank(piece: str) -> tuple[int, int, int]:
    """How often a piece may be met: how many of its words are common, how many it has, and how short they are."""
    options = piece.split("/")
    common = sum(option.lstrip("~+") in _COMMON for option in options)
    return common, len(options) + 4 * piece.count("~"), -len(piece)


@lru_cache(maxsize=4096)
def _anchors(piece: str) -> frozenset[str]:
    return frozenset(option.removeprefix("'s").lstrip("'") or option for option in _words_of(piece))


@lru_cache(maxsize=1)
def idioms() -> Mapping[str, tuple[Idiom, ...]]:
    """All idioms by each word of their least common piece: a text that holds the idiom holds one of these."""
    found: dict[str, list[Idiom]] = {}
    number = 0
    for title, listed in sections("idioms", whole=True).items():
        code, level, needs = title.split()
        for source in listed:
            number += 1
            idiom = Idiom(number, source, code, level == "error", needs)
            for anchor in _anchors(min(_fixed(source), key=_rank)):
                found.setdefault(anchor, []).append(idiom)
    return {anchor: tuple(listed) for anchor, listed in found.items()}


@lru_cache(maxsize=1)
def anchors() -> frozenset[str]:
    """The words by which idioms are found."""
    return frozenset(idioms())


def found_idioms(low: str, start: int, end: int, words: frozenset[str]) -> Iterator[tuple[Idiom, int, int]]:
    """Every idiom in a sentence of a folded text, with its offsets in the text, in the order of the list.

    Args:
        low: the folded text.
        start: where the sentence begins in it.
        end: where it ends.
        words: the sentence's.
    """
    tried: set[Idiom] = set()
    for word in words & anchors():
        for idiom, required in _tries(word):
            for piece in required:
                if piece.isdisjoint(words):
                    break
            else:
                tried.add(idiom)
    for idiom in sorted(tried) if tried else ():
        match = pattern(idiom.source).search(low, start, end)
        if match is not None:
            yield idiom, match.start(), match.end()


@lru_cache(maxsize=4096)
def _tries(word: str) -> tuple[tuple[Idiom, tuple[frozenset[str], ...]], ...]:
    """The idioms that are found by a word, each with what else must be there."""
    return tuple((idiom, _required(idiom.source)) for idiom in idioms()[word])
