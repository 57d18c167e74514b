"""What each file was made from, so that one for which nothing has changed need not be made again.

Nobody writes down what a page depends on: what it is handed and what it looks up while it is rendered is recorded, and
compared with what there is now. A file whose record is alike, and which still stands as it was written, is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import zip_longest
from typing import NamedTuple

from faultless.outputs.fingerprint import SIZE, Fingerprints
from faultless.outputs.recipe import Recipe

_UNKNOWN = "nothing is known of an earlier one"


class Trace(NamedTuple):
    """What a file was made from.

    Attributes:
        given: the fingerprints of what it was handed, one after another.
        names: what it looked up; `said` the fingerprints of that.
    """

    given: bytes
    names: tuple[str, ...] = ()
    said: bytes = b""


class Ledger:
    """Makes files, as far as that is necessary.

    Args:
        put: what becomes of a file: it is given its path and its bytes.
        before: what the files that there are were made from, by their paths.
        standing: those of them that are still as they were written.
        read: has the bytes of one of these.
        noting: whether to note what files are made from: a build that keeps nothing has no use for it.

    Attributes:
        traces: what every file was made from, by its path; nothing where that is not noted.
        rendered: the paths of those that were made now, each with the reason.
        reused: the paths of those that were left as they are, each with what it was made from.
    """

    def __init__(
        self,
        put: Callable[[str, bytes], None],
        before: Mapping[str, Trace] | None = None,
        standing: Collection[str] = (),
        read: Callable[[str], bytes] | None = None,
        *,
        noting: bool = True,
    ) -> None:
        self.noting = noting
        self.put, self.before, self.standing, self.read = put, before or {}, standing, read
        self.prints = Fingerprints()
        self.traces: dict[str, Trace] = {}
        self.rendered: dict[str, str] = {}
        self.reused: dict[str, tuple[str, ...]] = {}

    def fill(self, recipes: Iterable[Recipe]) -> None:
        """Make sure of some files."""
        for recipe in recipes:
            self._one(recipe)

    def _one(self, recipe: Recipe) -> None:
        if not self.noting:
            self.rendered[recipe.path] = _UNKNOWN
            self.put(recipe.path, recipe.make(*recipe.given))
            return
        given = self.prints.of_all((recipe.make.__name__, *recipe.given))
        before = self.before.get(recipe.path)
        if before is not None and recipe.path in self.standing and _alike(recipe, before, given):
            self.traces[recipe.path] = before
            self.reused[recipe.path] = recipe.names + before.names
            return
        self.rendered[recipe.path] = self._why(recipe, given)
        if recipe.reads is not None:
            recipe.reads.begin()
        self.put(recipe.path, self._made(recipe, before, given))
        names = recipe.reads.looked_up() if recipe.reads is not None else ()
        self.traces[recipe.path] = Trace(given, names, _said(recipe, names))

    def _made(self, recipe: Recipe, before: Trace | None, given: bytes) -> bytes:
        if recipe.mend is None or before is None or self.read is None or recipe.path not in self.standing:
            return recipe.make(*recipe.given)
        return recipe.mend(self.read(recipe.path), _parts(before.given)[1:], _parts(given)[1:], *recipe.given)

    def _why(self, recipe: Recipe, given: bytes) -> str:
        """What is different, in words."""
        before = self.before.get(recipe.path)
        if before is None:
            return _UNKNOWN
        if recipe.path not in self.standing:
            return "the file is not as it was written"
        handed = ("the kind of file", *(recipe.names or (f"part {number}" for number, _ in enumerate(recipe.given, 1))))
        said = _said(recipe, before.names)
        different = [*_different(handed, before.given, given), *_different(before.names, before.said, said)]
        return f"different: {', '.join(different)}"


def _alike(recipe: Recipe, before: Trace, given: bytes) -> bool:
    """Whether a file would be made from the same as before; what it looked up then is all it would look up now."""
    return before.given == given and before.said == _said(recipe, before.names)


def _said(recipe: Recipe, names: tuple[str, ...]) -> bytes:
    return recipe.reads.prints(names) if recipe.reads is not None else b""


def _different(names: Iterable[str], before: bytes, now: bytes) -> list[str]:
    """The names of fingerprints that are not alike."""
    parts = zip_longest(names, _parts(before), _parts(now), fillvalue=None)
    return [name or "how much there is" for name, one, other in parts if one != other]


def _parts(prints: bytes) -> list[bytes]:
    return [prints[start : start + SIZE] for start in range(0, len(prints), SIZE)]
