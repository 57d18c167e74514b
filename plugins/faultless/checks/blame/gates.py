"""Which kinds of frames may apply to a sentence, from its words alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, reduce
from operator import or_

from faultless.checks.blame.aftermaths import aftermaths
from faultless.checks.blame.causes import causes
from faultless.checks.blame.claims import claims
from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.counterfactuals import counterfactuals
from faultless.checks.blame.damages import damages
from faultless.checks.blame.evidence import BIT, HUMAN, UNKNOWN, WE, spoken_of
from faultless.checks.blame.faults import faults
from faultless.checks.blame.found import Blame, Setting
from faultless.checks.blame.human_errors import human_errors
from faultless.checks.blame.mistakes import mistakes
from faultless.checks.blame.negations import negations
from faultless.checks.blame.omissions import omissions
from faultless.checks.blame.people import People
from faultless.checks.blame.qualities import qualities
from faultless.checks.blame.slights import slights

Frame = Callable[[Sentence, Setting], Iterator[Blame]]


def _marks(*names: str) -> int:
    return reduce(or_, (BIT[name] for name in names))


_ANYBODY = HUMAN | WE | UNKNOWN
_GATES: tuple[tuple[Frame, int, int], ...] = (
    (causes, HUMAN, _marks("cause")),
    (causes, HUMAN, _marks("cause-noun")),
    (causes, UNKNOWN, _marks("cause", "cause-noun")),
    (faults, _ANYBODY, _marks("fault")),
    (faults, HUMAN, _marks("on", "is-on")),
    (human_errors, 0, _marks("error-word", "error-kind")),
    (human_errors, HUMAN, _marks("typo")),
    (mistakes, HUMAN, _marks("mistake")),
    (mistakes, WE | UNKNOWN, _marks("slip")),
    (mistakes, WE | UNKNOWN, _marks("mistake", "maker")),
    (mistakes, 0, _marks("mistake", "rookie")),
    (claims, HUMAN, _marks("cause")),
    (claims, HUMAN, _marks("damage")),
    (claims, UNKNOWN, _marks("cause", "clausal", "clause-verb")),
    (negations, HUMAN, _marks("omission")),
    (negations, HUMAN, _marks("had", "not")),
    (negations, UNKNOWN, _marks("omission", "strong")),
    (omissions, HUMAN, _marks("left-out")),
    (omissions, WE | UNKNOWN, _marks("left-out", "forgotten")),
    (omissions, WE | UNKNOWN, _marks("left-out", "strong")),
    (omissions, 0, _marks("forget", "strong")),
    (counterfactuals, _ANYBODY, _marks("modal", "have")),
    (counterfactuals, _ANYBODY, _marks("supposed")),
    (counterfactuals, 0, _marks("duty", "have")),
    (damages, HUMAN, _marks("damage")),
    (damages, HUMAN, _marks("moved")),
    (damages, HUMAN, _marks("beside", "work")),
    (qualities, 0, _marks("quality")),
    (slights, HUMAN, _marks("slight")),
    (aftermaths, HUMAN, _marks("wrong")),
    (aftermaths, HUMAN, _marks("mis")),
    (aftermaths, HUMAN, _marks("cleft", "whom")),
    (aftermaths, HUMAN, _marks("with", "letting")),
    (aftermaths, HUMAN, _marks("risky", "tie", "harm")),
    (aftermaths, HUMAN, _marks("risky", "aftermath")),
    (aftermaths, HUMAN, _marks("risky", "harmful", "that")),
)
"""A kind of frame, whom it speaks of (0: nobody in particular), and the marks that its sentence has."""


FRAMES: tuple[Frame, ...] = tuple(dict.fromkeys(frame for frame, _, _ in _GATES))
"""Every kind of frame."""


def frames_for(prose: str, known: frozenset[str], marks: int, setting: Setting, people: People) -> list[Frame]:
    """The kinds of frames that may apply to a sentence of these words."""
    open_gates = [*_open(marks)]
    if setting.opening or setting.label:
        open_gates.append((claims, HUMAN | UNKNOWN))
    if not open_gates:
        return []
    spoken = spoken_of(prose, known, marks, people)
    return list(dict.fromkeys(frame for frame, whom in open_gates if not whom or whom & spoken))


@lru_cache(maxsize=4096)
def _open(marks: int) -> tuple[tuple[Frame, int], ...]:
    """The kinds of frames whose marks a sentence has: most sentences have the same few."""
    return tuple((frame, whom) for frame, whom, wanted in _GATES if marks & wanted == wanted)
