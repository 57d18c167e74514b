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
        target: where it went, relative to the destination; None where it was refused.
        becomes: what it became, in a word: `incident`, `notice`, `catalogue`; empty where it was refused.
        mapped: what was recognised and became a field or an update.
        guessed: what was inferred, and from what.
        kept: what has no place in our format and stays as text, and where.
        refused: what was not taken over, with the reason.
    """

    source: str
    target: str | None = None
    becomes: str = ""
    mapped: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """What a person reads of it."""
        yield f"{self.source} → {self.target}" if self.target else f"{self.source}: not imported"
        if self.mapped:
            yield f"  mapped: {', '.join(self.mapped)}"
        for what, entries in (("guessed", self.guessed), ("kept", self.kept), ("refused", self.refused)):
            for entry in entries:
                yield f"  {what}: {entry}"


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did: one entry a file, in the order of their paths, and whether anything was written."""

    files: tuple[FileReport, ...]
    written: int
    unchanged: int
    dry_run: bool = False

    @property
    def refused(self) -> tuple[FileReport, ...]:
        """The files that were not imported."""
        return tuple(file for file in self.files if file.target is None)

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
                ("refused", "refused"),
            )
        )
        lines += ["", f"{made} and a catalogue from {_counted(len(self.files) - len(self.refused), 'file')}; {totals}"]
        if self.refused:
            lines.append(f"{_counted(len(self.refused), 'file')} not imported:")
            lines += [f"  {file.source}: {'; '.join(file.refused)}" for file in self.refused]
        if self.dry_run:
            lines.append("Nothing was written: this was a dry run.")
        return "\n".join(lines) + "\n"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
