"""Turns of phrase as patterns: found by one of their words, and compiled only then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from faultless.checks.blame.morphology import forms

_COMMON = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "of",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "be",
        "not",
        "it",
        "this",
        "that",
        "his",
        "her",
        "their",
        "my",
        "our",
        "your",
        "with",
        "from",
        "by",
        "out",
        "up",
        "down",
        "no",
        "all",
        "more",
        "have",
        "do",
        "get",
        "go",
        "make",
        "take",
        "is",
        "was",
        "are",
        "were",
        "been",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "one",
        "any",
        "some",
        "as",
    ]
)


_GAPS = frozenset({"…", "……"})
"""Up to four words, and up to eight."""


@dataclass(frozen=True)
class Idiom:
    """A pattern over words.

    `~drop` is every form of drop, `+fire` its past forms, `a/b` are alternatives, `[word]` may be missing, `…` a gap.
    """

    source: str
    code: str
    severe: bool
    needs: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """It as an expression over folded text."""
        whole = ""
        glue = ""
        for piece in _pieces(self.source):
            if piece in _GAPS:
                whole += rf"(?:[\s,]+[\w'@/-]+){{0,{4 * len(piece)}}}?"
                glue = r"[\s,]+"
                continue
            options = "|".join(sorted(map(re.escape, _expand(piece.strip("[]"))), key=len, reverse=True))
            if piece.startswith("["):
                whole += rf"(?:{glue}(?:{options})(?![\w-]))?"
                glue = glue or r"\s*"
            else:
                mark = not piece[-1].isalnum()
                before, after = (r"\s*", "") if mark else (glue, r"(?![\w-])")
                whole += f"{before}(?:{options}){after}"
            glue = r"\s+" if whole else ""
        return re.compile(("" if self.source.startswith(("'", ",")) else r"(?<![\w-])") + whole)

    @cached_property
    def required(self) -> tuple[frozenset[str], ...]:
        """For each piece that must be there, the words it may be."""
        kept = (
            piece
            for piece in _pieces(self.source)
            if piece not in _GAPS and piece[-1].isalnum() and not piece.startswith(("[", "'", "n't"))
        )
        return tuple(_expand(piece) for piece in kept)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Words of which a text that holds the idiom has at least one."""
        best: frozenset[str] = frozenset()
        rank = (99, 0, 0)
        for piece in _pieces(self.source):
            if piece in _GAPS or piece.startswith(("[", "'")) or not piece[-1].isalnum():
                continue
            options = _expand(piece)
            common = sum(option in _COMMON for option in options)
            found = (common, len(options), -max(map(len, options)))
            if found < rank:
                best, rank = options, found
        return frozenset(option.removeprefix("'s").lstrip("'") or option for option in best)


def _pieces(source: str) -> list[str]:
    return re.findall(r"\[[^\]]*\]|\S+", source)


@lru_cache(maxsize=4096)
def _expand(piece: str) -> frozenset[str]:
    """The words a piece stands for."""
    found: set[str] = set()
    for option in piece.split("/"):
        if option.startswith("~"):
            found.update(_all_be() if option == "~be" else forms(option[1:]))
        elif option.startswith("+"):
            found.update(forms(option[1:])[3:])
        elif option:
            found.add(option)
    return frozenset(found)


def _all_be() -> tuple[str, ...]:
    return ("be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re")


@lru_cache(maxsize=1)
def idioms() -> Mapping[str, tuple[Idiom, ...]]:
    """All idioms by each of their anchor words."""
    found: dict[str, list[Idiom]] = {}
    for title, listed in sections_whole("idioms").items():
        code, level, needs = title.split()
        for source in listed:
            idiom = Idiom(source, code, level == "error", needs)
            for anchor in idiom.anchors:
                found.setdefault(anchor, []).append(idiom)
    return {anchor: tuple(listed) for anchor, listed in found.items()}


@lru_cache(maxsize=4)
def sections_whole(name: str) -> Mapping[str, tuple[str, ...]]:
    """Like `lexicon.sections`, but a line is one entry, commas and all."""
    from importlib import resources  # noqa: PLC0415

    file = resources.files("faultless.checks.words") / "en" / "blame" / f"{name}.txt"
    found: dict[str, list[str]] = {}
    into: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if re.fullmatch(r"\[[A-Z]{2}\d{3} \w+ \w+\]", text):
            into = found.setdefault(text[1:-1], [])
        elif text and not text.startswith("#"):
            into.append(text)
    return {title: tuple(listed) for title, listed in found.items()}


def found_idioms(low: str, words: frozenset[str]) -> Iterator[tuple[Idiom, int, int]]:
    """Every idiom in a folded sentence, with its offsets there."""
    index = idioms()
    seen: set[int] = set()
    for anchor in words & index.keys():
        for idiom in index[anchor]:
            for piece in idiom.required:
                if piece.isdisjoint(words):
                    break
            else:
                if id(idiom) not in seen:
                    seen.add(id(idiom))
                    match = idiom.pattern.search(low)
                    if match is not None:
                        yield idiom, match.start(), match.end()
