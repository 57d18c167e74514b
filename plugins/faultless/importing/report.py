"""What an import did with each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class FileReport:
    """One source file.

    Attributes:
        source: POSIX path relative to the source.
        target: where it went, relative to the destination; None where it was not imported.
        becomes: what it became, in a word: `incident`, `notice`, `catalogue`, `file`; empty where it was not imported.
        mapped: what was recognised and became a field or an update.
        guessed: what was inferred, and from what.
        kept: what has no place in our format and stays as text, and where.
        left: what there is no use for here, such as settings of the other site's looks, with the reason.
        refused: what should have been taken over and could not be, with the reason.
    """

    source: str
    target: str | None = None
    becomes: str = ""
    mapped: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """What a person reads of it."""
        yield f"{self.source} → {self.target}" if self.target else f"{self.source}: not imported"
        if self.mapped:
            yield f"  mapped: {', '.join(self.mapped)}"
        for what, told in _TOLD:
            for entry in getattr(self, what):
                yield f"  {told}: {entry}"


_TOLD = (("guessed", "guessed"), ("kept", "kept"), ("left", "left out"), ("refused", "refused"))


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did: one entry a file, or a record of a file, in their order, and whether anything was written.

    Attributes:
        written, unchanged: files of the destination.
        fields: those whose confidence is told at the end, in this order; empty: none.
    """

    files: tuple[FileReport, ...]
    written: int
    unchanged: int
    dry_run: bool = False
    fields: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[FileReport, ...]:
        """The files that were not imported as a whole, and should have been."""
        return tuple(file for file in self.files if file.refused)

    def text(self) -> str:
        """The report for a person; the same for the same input."""
        lines = [line for file in self.files for line in file.lines()]
        counts = Counter(file.becomes for file in self.files if file.becomes and file.becomes != "catalogue")
        made = ", ".join(_counted(count, kind) for kind, count in sorted(counts.items())) or "no record"
        totals = ", ".join(
            f"{sum(len(getattr(file, what)) for file in self.files)} {told}"
            for what, told in (
                ("mapped", "values mapped"),
                ("guessed", "guessed"),
                ("kept", "kept as text"),
                ("left", "left out"),
                ("refused", "refused"),
            )
        )
        imported = len({file.source.partition("#")[0] for file in self.files if file.target is not None})
        lines += self._confidence()
        lines += ["", f"{made} and a catalogue from {_counted(imported, 'file')}; {totals}"]
        if self.refused:
            lines.append(f"{_counted(len(self.refused), 'file')} not imported, or not as a whole:")
            lines += [f"  {file.source}: {'; '.join(file.refused)}" for file in self.refused]
        if self.dry_run:
            lines.append("Nothing was written: this was a dry run.")
        return "\n".join(lines) + "\n"

    def confidence(self) -> dict[str, tuple[int, int]]:
        """Of each field how many records have it for certain, and how many by a guess."""
        found = {name: [0, 0] for name in self.fields}
        for file in self.files:
            guessed = {_field(told) for told in file.guessed}
            for name in {_field(told) for told in file.mapped} & found.keys():
                found[name][name in guessed] += 1
        return {name: (sure, guessed) for name, (sure, guessed) in found.items() if sure or guessed}

    def _confidence(self) -> Iterator[str]:
        told = self.confidence()
        if told:
            width = max(map(len, told))
            yield ""
            yield f"{'field':{width}}  certain  guessed"
            yield from (f"{name:{width}}  {sure:7}  {guessed:7}" for name, (sure, guessed) in told.items())


def _field(told: str) -> str:
    """The field that an entry is about: `started` of `started: the first update`."""
    return told.partition(":")[0]


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
