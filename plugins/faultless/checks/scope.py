"""What of the content somebody asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from faultless.reading import content_root


class NotContent(Exception):
    """A path that is not there or lies in no content root; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A content root, and the paths below it that were asked for.

    Attributes:
        root: absolute.
        only: POSIX paths of files and folders, relative to the root; none is everything.
    """

    root: Path
    only: tuple[str, ...] = ()

    def __contains__(self, path: str) -> bool:
        """Whether a file of this root, by its POSIX path there, was asked for."""
        return not self.only or any(path == chosen or path.startswith(chosen + "/") for chosen in self.only)


def scopes(paths: Iterable[Path]) -> tuple[Scope, ...]:
    """The content roots that some paths are or lie below, each once, in the order they are first named.

    Links are not followed: a link that leaves the content is asked for by its own name.

    Raises:
        NotContent: a path does not exist, or lies in no content root.
    """
    asked: dict[Path, set[str]] = {}
    for path in paths:
        if not os.path.lexists(path):
            raise NotContent(f"{path} does not exist; name a content root, or files below one")
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
        root = content_root(absolute)
        if root is None:
            inside = absolute / "content"
            near = f"; did you mean {path / 'content'}?" if inside.is_dir() and content_root(inside) == inside else ""
            raise NotContent(
                f"{path} is not content: neither it nor a folder above it holds incidents/, postmortems/"
                f" or root-causes/{near}"
            )
        asked.setdefault(root, set()).add(absolute.relative_to(root).as_posix())
    return tuple(Scope(root, () if "." in only else tuple(sorted(only))) for root, only in asked.items())
