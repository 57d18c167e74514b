"""Everything that blames in one sentence, each stretch once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.evidence import BIT, evidence
from faultless.checks.blame.found import Blame, Setting
from faultless.checks.blame.gates import Frame, frames_for
from faultless.checks.blame.patterns import Idiom, found_idioms
from faultless.checks.blame.people import People
from faultless.checks.blame.scope import talks_about_wording
from faultless.checks.blame.tokens import MAX_TOKENS, Token, raw_words, tokenise
from faultless.checks.blame.turns import turns


def blames(prose: str, low: str, start: int, end: int, setting: Setting, people: People) -> Iterator[Blame]:
    """What blames in `prose[start:end]`, in the order of the text."""
    text = low[start:end]
    known = raw_words(text)
    marks = evidence(text, known)
    frames = frames_for(prose[start:end], known, marks, setting, people)
    spoken = [*found_idioms(low, start, end, known)] if marks & BIT["anchor"] else []
    if frames or spoken:
        yield from weighed(prose, low, tokenise(prose, low, start, end), setting, people, frames, spoken)


def weighed(
    prose: str,
    low: str,
    tokens: Sequence[Token],
    setting: Setting,
    people: People,
    frames: Iterable[Frame],
    spoken: Sequence[tuple[Idiom, int, int]],
) -> Iterator[Blame]:
    """What some kinds of frames find in a sentence, and which of the idioms that were found in it blame."""
    for begin in range(0, len(tokens), MAX_TOKENS):
        sentence = Sentence(prose, low, tokens[begin : begin + MAX_TOKENS], people)
        if talks_about_wording(sentence.text):
            continue
        found = [*turns(sentence, setting, spoken)]
        for frame in frames:
            found.extend(frame(sentence, setting))
        yield from _once(found)


def _rank(found: Blame) -> tuple[bool, int, int, int]:
    order = (
        "BL501",
        "BL502",
        "BL503",
        "BL102",
        "BL103",
        "BL301",
        "BL402",
        "BL401",
        "BL104",
        "BL105",
        "BL302",
        "BL201",
        "BL202",
        "BL203",
        "BL101",
        "BL403",
    )
    return (not found.severe, order.index(found.code) if found.code in order else 99, found.start, -found.end)


def _once(found: Iterable[Blame]) -> list[Blame]:
    """Of findings that overlap the weightiest."""
    kept: list[Blame] = []
    for candidate in sorted(found, key=_rank):
        if all(candidate.end <= other.start or candidate.start >= other.end for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda one: one.start)
