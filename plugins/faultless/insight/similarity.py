"""Texts that tell nearly the same, found without comparing each with each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt

_WORD = re.compile(r"[^\W\d_]{3,30}")
_TERMS = 60
"""How many of its most telling words stand for a text."""

_RARE = 12
"""How many of those lead to texts worth comparing."""

_COMMON = 40
"""A word of more texts than this leads nowhere: it bounds the work for each text, however many there are."""

_SHARED = 3
"""How many rare words two texts share before they are compared."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to compare: its key, its words, and the groups of which two texts must share one."""

    key: int
    words: Sequence[str]
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A text and the one before it that is most like it; `share` is 0 for nothing in common, 1 for the same words."""

    key: int
    earlier: int
    share: float


def words_of(text: str) -> Sequence[str]:
    """The words of a text in the form in which they are compared: without case, numbers and short ones."""
    return [_stem(word) for word in _WORD.findall(text.casefold())]


def _stem(word: str) -> str:
    """A word without the commonest endings, so that `nodes` is `node` and `restarted` is `restart`."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def likenesses(texts: Iterable[Text], least: float) -> Iterator[Likeness]:
    """For each text the most similar one before it that shares a group, if it is at least so similar.

    The measure is the cosine of the two texts' words, each weighted by how often it stands there and how few texts have
    it (tf-idf). The work grows with the number of texts, not with its square.
    """
    listed = list(texts)
    known = Counter(word for text in listed for word in set(text.words))
    vectors: list[dict[str, float]] = []
    having: dict[str, list[int]] = {}
    for index, text in enumerate(listed):
        vector = _vector(text.words, known, len(listed))
        rare = [word for word in vector if 1 < known[word] <= _COMMON]  # the heaviest first
        shared = Counter(other for word in rare[:_RARE] for other in having.get(word, ()))
        best: tuple[float, int] | None = None
        for other, count in shared.items():
            if count >= _SHARED and text.groups & listed[other].groups:
                found = _cosine(vector, vectors[other]), other
                best = found if best is None or found > best else best
        if best is not None and best[0] >= least:
            yield Likeness(text.key, listed[best[1]].key, best[0])
        vectors.append(vector)
        for word in rare[:_RARE]:
            having.setdefault(word, []).append(index)


def _vector(words: Sequence[str], known: Counter[str], total: int) -> dict[str, float]:
    """The most telling words of a text with their weights; its length is 1."""
    weights = {word: (1 + log(count)) * log((total + 1) / known[word]) for word, count in Counter(words).items()}
    kept = sorted(weights, key=lambda word: (-weights[word], word))[:_TERMS]
    length = sqrt(sum(weights[word] ** 2 for word in kept))
    return {word: weights[word] / length for word in kept} if length else {}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)
