"""What is wrong with a configuration."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class PolicyError(Exception):
    """Options that cannot be used; `problems` names each with its remedy."""

    def __init__(self, source: Path | None, problems: Sequence[str]) -> None:
        self.source = source
        self.problems = tuple(problems)
        where = str(source) if source is not None else "options"
        super().__init__("\n".join(f"{where}: {problem}" for problem in self.problems))
