"""Texts that tell nearly the same, found without comparing each with each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

_WORD = re.compile(r"[^\W\d_]{3,30}")
_ADDRESS = re.compile(r"\b[a-z][a-z+.-]{1,10}://[^\s<>()\[\]]+", re.IGNORECASE)
_TERMS = 60
"""How many of its most telling words stand for a text."""

_RARE = 12
"""How many of those lead to texts worth comparing."""

_COMMON = 40
"""A word of more texts than this leads only to the last ones: it bounds the work, however many texts there are."""

_SHARED = 3
"""How many rare words two texts share before they are compared."""

_FEW = 3
"""So many texts may have a word before it counts as one that most have."""

_COMPARED = 24
"""How many texts before it a text is compared with, those first that share most rare words."""

_OF_GROUPS = 0.2
"""How much of a likeness is that two texts are about the same things; the rest are their words."""

_OF_WORDS = 0.6
"""How much of the least likeness the words alone must reach: one component in common is no likeness."""

_GRAMMAR = """
about after again against also although among and another any are because been before being between both but can
could did does doing done down due during each either else even ever every few for from further had has have having
her here hers him his how however into its itself just less let like made make may might more most much must near
neither next nor not now off once one only onto other our ours out over own per quite rather same shall she should
since some such than that the their them then there these they this those though through thus too two under until
upon use used using very via was way were what when where whether which while who whom whose why will with within
without would yet you your
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
october november december utc today tomorrow yesterday
"""
_EMPTY = frozenset(_GRAMMAR.split())
"""English words that say how a sentence is built, or on which day, and not what it is about."""


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


@dataclass(frozen=True, slots=True)
class Kin:
    """A text that tells nearly the same as another, and what the two have in common.

    Attributes:
        key: of the text.
        share: 0 for nothing in common, 1 for the same words about the same things.
        words: in the form in which they are compared, the most telling first; see `spellings`.
        groups: in their order.
    """

    key: int
    share: float
    words: tuple[str, ...]
    groups: tuple[str, ...]


def words_of(text: str) -> Sequence[str]:
    """The words of a text in the form in which they are compared.

    That is without case, numbers, days, short words, words that only build sentences, and addresses.
    """
    return [_stem(word) for word in _words(text) if word not in _EMPTY]


def _words(text: str) -> list[str]:
    return _WORD.findall((_ADDRESS.sub(" ", text) if "://" in text else text).casefold())


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """A word without the commonest endings, so that `services` is `service` and `restarted` is `restart`."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def spellings(text: str) -> Mapping[str, str]:
    """How a text writes each of its words first, in lower case, by the form in which they are compared."""
    first: dict[str, str] = {}
    for word in _words(text):
        if word not in _EMPTY:
            first.setdefault(_stem(word), word)
    return first


def likenesses(texts: Iterable[Text], least: float) -> Iterator[Likeness]:
    """For each text the most similar one before it that shares a group, if it is at least so similar.

    The measure is the cosine of the two texts' words, each weighted by how often it stands there and how few texts have
    it (tf-idf). The work grows with the number of texts, not with its square.
    """
    listed = list(texts)
    known = _known(listed)
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


def kindred(texts: Iterable[Text], least: float, most: int) -> Mapping[int, tuple[Kin, ...]]:
    """For each text those that are most like it, before and after it, by its key; the most similar first.

    The measure is that of `likenesses` for the words, and for the groups the share of those that both have, each
    weighted by how few texts have it. Texts need not share a group, but they must share words. Each is compared with a
    bounded number of others, so the work grows with the number of texts.

    Args:
        texts: in the order of time. Where many are alike, a text is compared with the last before it.
        least: how similar they must be.
        most: how many are wanted for each.
    """
    listed = list(texts)
    known, groups = _known(listed), Counter(group for text in listed for group in text.groups)
    vectors: list[dict[str, float]] = []
    having: dict[str, list[int]] = {}
    found: dict[int, list[tuple[float, int]]] = {}
    for index, text in enumerate(listed):
        vector = _vector(text.words, known, len(listed))
        telling = [word for word in vector if known[word] > 1][:_RARE]  # the heaviest first
        shared = Counter(other for word in telling for other in having.get(word, ())[-_COMMON:])
        nearest = sorted(shared, key=lambda other: (-shared[other], -other))[:_COMPARED]
        for other in nearest:
            words = _cosine(vector, vectors[other])
            alike = _overlap(text.groups, listed[other].groups, groups, len(listed))
            share = (1 - _OF_GROUPS) * words + _OF_GROUPS * alike
            if share >= least and words >= least * _OF_WORDS:
                found.setdefault(index, []).append((share, other))
                found.setdefault(other, []).append((share, index))
        vectors.append(vector)
        for word in telling:
            having.setdefault(word, []).append(index)
    return {
        listed[index].key: tuple(
            Kin(
                listed[other].key,
                share,
                _in_common(vectors[index], vectors[other], known, len(listed)),
                tuple(sorted(listed[index].groups & listed[other].groups)),
            )
            for share, other in sorted(pairs, key=lambda pair: (-pair[0], -pair[1]))[:most]
        )
        for index, pairs in found.items()
    }


def _known(texts: Sequence[Text]) -> Counter[str]:
    """In how many texts each word stands."""
    return Counter(word for text in texts for word in set(text.words))


def _vector(words: Sequence[str], known: Counter[str], total: int) -> dict[str, float]:
    """The most telling words of a text with their weights; its length is 1."""
    weights = {word: (1 + log(count)) * log((total + 1) / known[word]) for word, count in Counter(words).items()}
    kept = sorted(weights, key=lambda word: (-weights[word], word))[:_TERMS]
    length = sqrt(sum(weights[word] ** 2 for word in kept))
    return {word: weights[word] / length for word in kept} if length else {}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _overlap(one: frozenset[str], other: frozenset[str], known: Counter[str], total: int) -> float:
    """How much of all groups of two texts both have; one that every text has says little."""
    both = sorted(one & other)
    if not both:
        return 0.0
    weights = {group: log((total + 1) / known[group]) for group in sorted(one | other)}
    return sum(weights[group] for group in both) / sum(weights.values())


def _in_common(one: dict[str, float], other: dict[str, float], known: Counter[str], total: int) -> tuple[str, ...]:
    """The words of both, but for those that most texts have."""
    shared = {
        word: weight * other[word]
        for word, weight in one.items()
        if word in other and known[word] <= max(_FEW, total / 2)
    }
    return tuple(sorted(shared, key=lambda word: (-shared[word], word)))
