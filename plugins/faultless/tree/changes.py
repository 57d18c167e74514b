"""What a build changed on disk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """POSIX paths within the tree, sorted, by what happened to them; unchanged files are counted only."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: int = 0

    @property
    def written(self) -> int:
        """How many files were created or changed."""
        return len(self.created) + len(self.changed)

    @property
    def addresses(self) -> tuple[str, ...]:
        """What a cache in between must forget, as paths of a site: `/incidents/x/` for its `index.html`; sorted."""
        touched = {*self.created, *self.changed, *self.deleted}
        pages = {path.removesuffix("index.html") for path in touched if path.rpartition("/")[2] == "index.html"}
        return tuple(sorted(f"/{path}" for path in touched | pages))

    def __str__(self) -> str:
        return f"{self.written:,} files written, {len(self.deleted):,} deleted, {self.unchanged:,} unchanged"
