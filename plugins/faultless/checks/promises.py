"""Promises in public prose: that something works again at a time, or that it never breaks again.

A promise of time is a clause with three parts: a word that looks ahead (will, should, expect, ETA), a word of repair or
progress (fixed, recovery, deployed), and a time. A clause that speaks of the next message promises only that, and one
that denies or sets a condition promises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from faultless.checks import promise_words as words
from faultless.checks.blanking import folded

_REACH = 240
"""How far to either side of a word that looks ahead its clause is followed, characters."""

_MAX_LOOKS = 40
"""How many words that look ahead are weighed in one sentence; prose has a handful."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise in some prose, by its offsets there.

    Attributes:
        vague: its time is a word such as "soon".
    """

    start: int
    end: int
    vague: bool = False


def promised_times(text: str, *, announcement: bool = False) -> Iterator[Promise]:
    """The promises of a time in some English prose, in its order; none overlaps another.

    Args:
        text: prose without mark-up, quotations blanked out.
        announcement: it tells what is planned; only words of repair make a promise there.
    """
    low = folded(text)
    repair = words.RECOVERY_ONLY if announcement else words.REPAIR
    for start, end in _sentences(low):
        if words.HINT.search(low, start, end) is not None:
            yield from _in_sentence(low, start, end, repair)


def may_promise_a_fix(low: str) -> bool:
    """Whether a text in lower case may promise a repair: a quick look that leaves out most."""
    return any(map(low.__contains__, words.AHEAD_LITERALS))


def promised_fixes(text: str) -> Iterator[Promise]:
    """The promises in some English prose that something will be repaired, or never break again; none tells a time."""
    low = folded(text)
    if not may_promise_a_fix(low):
        return
    for start, end in _sentences(low):
        again = words.NEVER_AGAIN.search(low, start, end)
        if again is not None and words.CONDITION.search(low, start, again.start()) is None:
            yield Promise(again.start(), again.end())
            continue
        for clause in _clauses(low, start, end):
            stop = _fixes(clause)
            if stop is not None and not clause.promises_nothing and _promise(clause, words.REPAIR) is None:
                yield Promise(_subject_start(clause), stop)
                break


def _sentences(low: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in words.SENTENCE_END.finditer(low):
        yield start, match.start()
        start = match.end()
    yield start, len(low)


def _clauses(low: str, start: int, end: int) -> Iterator[_Clause]:
    for ahead in islice(words.AHEAD.finditer(low, start, end), _MAX_LOOKS):
        yield _Clause.around(low, ahead, start, end)


def _in_sentence(low: str, start: int, end: int, repair: re.Pattern[str]) -> Iterator[Promise]:
    last = start
    for clause in _clauses(low, start, end):
        found = None if clause.at < last else _promise(clause, repair)
        if found is not None:
            last = found.end
            yield found
    if last == start:
        yield from _without_verb(low, start, end)


def _without_verb(low: str, start: int, end: int) -> Iterator[Promise]:
    """`unavailable until 14:00`, and a sentence that is nothing but `Back in ten minutes`."""
    if "ntil " in low[start:end] or "till " in low[start:end]:
        down = words.DOWN_UNTIL.search(low, start, end)
        until = None if down is None else words.UNTIL.search(low, down.start(), end)
        if down is not None and until is not None and words.PLANNED.search(low, start, end) is None:
            yield Promise(down.start(), until.end())
            return
    if end - start < 80:
        fragment = words.FRAGMENT.match(low[start:end])
        if fragment is not None:
            text = low[start:end]
            yield Promise(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A word that looks ahead, with what stands before and after it in its clause.

    Attributes:
        begin: offset of the subject.
        stop: offset of the end of the predicate.
        wide: offset from which the subject is sought where "and" may stand within it.
    """

    low: str
    word: str
    at: int
    after: int
    begin: int
    stop: int
    wide: int

    @classmethod
    def around(cls, low: str, ahead: re.Match[str], start: int, end: int) -> _Clause:
        at, after = ahead.span()
        far = max(start, at - _REACH)
        begin, wide = far, far
        for edge in words.SUBJECT_EDGE.finditer(low, far, at):
            begin = edge.end()
        for edge in words.WIDE_EDGE.finditer(low, far, at):
            wide = edge.end()
        edge_after = words.PREDICATE_EDGE.search(low, after, min(end, after + _REACH))
        stop = min(end, after + _REACH) if edge_after is None else edge_after.start()
        return cls(low, ahead[0], at, after, begin, stop, wide)

    @property
    def subject(self) -> str:
        return self.low[self.begin : self.at]

    @property
    def predicate(self) -> str:
        return self.low[self.after : self.stop]

    @property
    def promises_nothing(self) -> bool:
        """Whether it denies, sets a condition, looks back, looks into something, gives advice or tells of a plan."""
        before = self.low[max(self.begin, self.at - 60) : self.at]
        looks_back = self.word.endswith("ed") and words.PAST.search(self.low[max(0, self.at - 40) : self.at])
        denies = words.DENIED.search(before) or words.DENIED_AFTER.match(self.predicate)
        cannot_tell = words.CANNOT_TELL.search(self.low, self.wide, self.at)
        looks = words.LOOKS.match(self.predicate)
        plans = words.PLANNED.search(self.low, self.begin, self.stop)
        depends = words.CONDITION.search(self.low, self.wide, self.stop)
        advises = self.word == "should" and words.ADVICE.search(before) and not words.MET.match(self.predicate)
        return any((looks_back, denies, cannot_tell, looks, plans, depends, advises))


def _promise(clause: _Clause, repair: re.Pattern[str]) -> Promise | None:
    low = clause.low
    time = _time(clause)
    if time is None or clause.promises_nothing:
        return None
    vague, start, end = time
    if words.OF_MESSAGES.search(low, clause.begin, clause.stop) is not None:
        return None
    repaired = _repaired(clause, repair, start, end)
    if repaired is None and clause.word != "eta":
        return None
    return Promise(min(clause.at, start), max(clause.after, end, repaired or 0), vague)


def _time(clause: _Clause) -> tuple[bool, int, int] | None:
    """Whether the time of a clause is vague, and where it stands: after the word, before the subject, or as a value."""
    low = clause.low
    found = words.TIME.search(low, clause.after, clause.stop)
    if found is None and (clause.word == "eta" or words.NOUN_OF_REPAIR.match(low, clause.after, clause.stop)):
        found = words.BARE_TIME.search(low, clause.after, clause.stop)
    if found is None:
        subject = low[clause.wide : clause.at]
        found = words.TIME.match(low, clause.wide + len(subject) - len(subject.lstrip()), clause.at)
    if found is not None:
        return False, found.start(), found.end()
    vague = words.VAGUE.search(low, clause.after, clause.stop)
    return None if vague is None else (True, vague.start(), vague.end())


def _repaired(clause: _Clause, repair: re.Pattern[str], start: int, end: int) -> int | None:
    """Where the word ends that says what is put right; what belongs to the time of the clause does not count."""
    stretches = (
        (clause.after, max(clause.after, start)),
        (max(clause.after, end), clause.stop),
        (clause.wide, clause.at),
    )
    found = (repair.search(clause.low, first, last) for first, last in stretches if first < last)
    return next((match.end() for match in found if match is not None), None)


def _fixes(clause: _Clause) -> int | None:
    """Where the promise of a repair in a clause ends; None where it makes none."""
    if clause.word not in {"will", "'ll", "shall", "going to"}:
        return None
    low, subject = clause.low, clause.subject
    passive = words.WILL_BE_FIXED.match(low, clause.after, clause.stop)
    if passive is not None and words.TIME_OF.search(subject) is None:
        return passive.end()
    active = words.WILL_FIX.match(low, clause.after, clause.stop)
    fixer = words.REMEDY.search(subject) or (words.US.search(subject) if active is not None else None)
    return None if active is None or fixer is None else active.end()


def _subject_start(clause: _Clause) -> int:
    """Where the last words of a clause's subject begin."""
    fixer = words.REMEDY.search(clause.subject) or words.US.search(clause.subject)
    return clause.at if fixer is None else clause.begin + fixer.start()
