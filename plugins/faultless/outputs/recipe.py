"""A file that can be made, and everything it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol


class Reads(Protocol):
    """What a file may look up beside what it is handed, by name, and which of it a rendering has looked up."""

    def begin(self) -> None:
        """Forget what was looked up so far."""

    def looked_up(self) -> tuple[str, ...]:
        """The names that were looked up since, in one order."""

    def prints(self, names: tuple[str, ...]) -> bytes:
        """The fingerprints of what some names say now."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to make a file.

    Attributes:
        path: POSIX, within the site.
        make: makes it of `given`, and of nothing else but what `reads` has.
        given: plain values, public records and components; no set, whose order is no order.
        reads: None where there is nothing to look up.
        names: what each of `given` is called, for people; may be left out.
        mend: makes the same file of one that stands, given first its bytes, the fingerprints of what that was made
            from, and those of now. None: it is made anew.
    """

    path: str
    make: Callable[..., bytes]
    given: tuple[object, ...] = ()
    reads: Reads | None = None
    names: tuple[str, ...] = field(default=(), compare=False)
    mend: Callable[..., bytes] | None = None


def made(recipes: Iterable[Recipe]) -> dict[str, bytes]:
    """The files themselves, by their paths."""
    return {recipe.path: recipe.make(*recipe.given) for recipe in recipes}
