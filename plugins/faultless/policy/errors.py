"""What is wrong with a configuration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right in a configuration.

    Attributes:
        text: which option, what is wrong with it, and the remedy.
        file: where it stands, if not in the configuration itself but in one that it inherits from.
        line: from 1, or None where that is not known.
    """

    text: str
    file: Path | None = None
    line: int | None = None


class PolicyError(Exception):
    """Options that cannot be used; `problems` names each with its remedy, the message also the file and the line."""

    def __init__(self, source: Path | None, problems: Iterable[Problem]) -> None:
        found = tuple(problems)
        self.source = source
        self.problems = tuple(problem.text for problem in found)
        super().__init__("\n".join(_told(source, problem) for problem in found))


def _told(source: Path | None, problem: Problem) -> str:
    file = problem.file or source
    place = "options" if file is None else str(file)
    return f"{place}{f':{problem.line}' if problem.line is not None else ''}: {problem.text}"
