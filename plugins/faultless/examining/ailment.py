"""One thing that is wrong, why that matters, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Weight(str, Enum):
    """Whether it must be put right."""

    PROBLEM = "problem"
    """Something fails, or does something else than it seems to."""
    ADVICE = "advice"
    """It works, and could work better."""


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing that is wrong.

    Attributes:
        weight: whether it must be put right.
        where: the file with its line, the package or the folder that it is about.
        what: what is wrong.
        why: what follows from it.
        remedy: what to do.
    """

    weight: Weight
    where: str
    what: str
    why: str
    remedy: str


def problem(where: object, what: str, why: str, remedy: str) -> Ailment:
    """Something that must be put right."""
    return Ailment(Weight.PROBLEM, str(where), what, why, remedy)


def advice(where: object, what: str, why: str, remedy: str) -> Ailment:
    """Something that could be better."""
    return Ailment(Weight.ADVICE, str(where), what, why, remedy)
