"""What an import did with each file."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class FileReport:
    """One source file.

    Attributes:
        source: POSIX path relative to the source.
        target: where it went, relative to the destination; None where it was refused.
        mapped: what was recognised and became a field or an update.
        guessed: what was inferred, and from what.
        kept: what stays as text because its meaning is not known.
        refused: what could not be taken over, with the reason.
    """

    source: str
    target: str | None = None
    mapped: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did: one entry a file, in the order of their paths, and whether anything was written."""

    files: tuple[FileReport, ...]
    written: int
    unchanged: int
    dry_run: bool = False

    def text(self) -> str:
        """The report for a person; the same for the same input."""
        lines = []
        for file in self.files:
            lines.append(f"{file.source} → {file.target}" if file.target else f"{file.source}: not imported")
            for what, entries in (("guessed", file.guessed), ("kept", file.kept), ("refused", file.refused)):
                lines.extend(f"  {what}: {entry}" for entry in entries)
            if file.mapped:
                lines.append(f"  mapped: {', '.join(file.mapped)}")
        imported = sum(1 for file in self.files if file.target)
        lines.append("")
        lines.append(
            f"{imported} of {len(self.files)} files imported; {_total(self.files, 'mapped')} values mapped,"
            f" {_total(self.files, 'guessed')} guessed, {_total(self.files, 'kept')} kept as text,"
            f" {_total(self.files, 'refused')} refused"
        )
        if self.dry_run:
            lines.append("Nothing was written: this was a dry run.")
        return "\n".join(lines) + "\n"


def _total(files: tuple[FileReport, ...], what: str) -> int:
    return sum(len(getattr(file, what)) for file in files)
