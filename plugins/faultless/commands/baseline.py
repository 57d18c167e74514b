"""What `faultless check` does with a baseline, and what it says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from faultless.terminal import Misuse

if TYPE_CHECKING:
    from faultless.checks import Finding, Scope
    from faultless.checks.fingerprint import Fingerprint
    from faultless.checks.holding import Asked, Held, Written
    from faultless.reading import Records

_LISTED = 10


@dataclass(slots=True)
class Baselines:
    """What the command line says about baselines.

    Attributes:
        file: the baseline to use in place of the policy's.
        off: use none.
        write: accept what is found.
        notes: what is to be said after the report.
    """

    file: Path | None
    off: bool
    write: bool
    notes: list[str] = field(default_factory=list)
    _written: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.off and (self.write or self.file is not None):
            raise Misuse("--no-baseline uses none, so it cannot stand beside --baseline or --write-baseline")

    def new(self, findings: Sequence[Finding], records: Records, asked: Asked) -> tuple[Finding, ...]:
        """The findings that no baseline holds, after writing one if that was asked for."""
        from faultless.checks.baseline import BadBaseline, baseline_to_write
        from faultless.checks.holding import hold, rewrite

        if self.off:
            return tuple(findings)
        try:
            if not self.write:
                held = hold(findings, records, self.file, asked=asked)
                self._tell_held(held)
                return held.new
            file = (self.file or baseline_to_write(records.policy)).absolute()
            if file in self._written:
                raise Misuse(
                    f"{_shown(file)} cannot be the baseline of two content roots; "
                    "check them one by one, and name another file for each with --baseline"
                )
            self._written.add(file)
            written = rewrite(findings, records, file, asked=asked)
        except BadBaseline as problem:
            raise Misuse(str(problem)) from None
        self._tell_written(file, written)
        return written.left

    def _tell_held(self, held: Held) -> None:
        if held.file is None:
            return
        file = _shown(held.file)
        if held.held:
            self.notes.append(f"{_count(held.held, 'finding is', 'findings are')} held by {file}")
        if held.removable:
            many = _count(len(held.removable), "entry of {} holds", "entries of {} hold").format(file)
            self.notes.append(f"{many} nothing any more; faultless check --write-baseline removes:")
            self.notes += [f"  {_entry(one)}" for one in held.removable[:_LISTED]]
            more = len(held.removable) - _LISTED
            self.notes += [f"  and {more:,} more"] if more > 0 else []

    def _tell_written(self, file: Path, written: Written) -> None:
        many = _count(written.entries, "finding", "findings")
        self.notes.append(f"{_shown(file)} holds {many}: {written.added:,} added, {written.removed:,} removed")
        leaks = sum(1 for one in written.left if not one.reminder)
        if leaks:
            them = _count(leaks, "leak is", "leaks are")
            self.notes.append(f"{them} not held: put them right, or allow each in place with a reason")


def asked_of(scope: Scope, select: Sequence[str], ignore: Sequence[str], only: frozenset[str] | None = None) -> Asked:
    """What a check looks at: the codes that were chosen, on the files asked for or, of these, on some only."""
    from faultless.checks.holding import everything

    if not (scope.only or select or ignore) and only is None:
        return everything

    def asked(code: str, path: str | None) -> bool:
        if (select and not code.startswith(tuple(select))) or (ignore and code.startswith(tuple(ignore))):
            return False
        if path is None:
            return not scope.only and only is None
        return path in scope and (only is None or path in only)

    return asked


def _shown(file: Path) -> str:
    from faultless.checks.report import display

    return display(file, Path.cwd())


def _entry(one: Fingerprint) -> str:
    from faultless.checks.report import on_one_line

    place = one.key or one.section
    return on_one_line(" ".join(part for part in (one.code, one.record, place and f"({place})", one.text) if part))


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
