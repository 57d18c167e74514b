"""The bodies of records as Python-Markdown must see them; what was written so before is kept."""

from __future__ import annotations

from pathlib import Path

from faultless.caching import Kept, digest_of, packages, sources_of
from faultless.shelf import Shelf
from faultless.wiki.dialect import to_python_markdown


class Dialect:
    """Writes texts of CommonMark for Python-Markdown.

    Args:
        kept: what earlier builds have kept, or None.
        root: the content root.
    """

    def __init__(self, kept: Kept | None, root: Path) -> None:
        mark = digest_of(sources_of(kept, "wiki"), *packages()) if kept is not None else ""
        self.shelf = Shelf(kept, f"dialect-{digest_of(str(root.absolute()))}", mark)

    def __call__(self, file: str, text: str) -> str:
        """The text of the page that is written to `file`."""
        state = digest_of(text)
        known = self.shelf.find(file, state)
        if known is not None:
            return known.decode("utf-8", "surrogatepass")
        written = to_python_markdown(text)
        self.shelf.learn(file, state, written.encode("utf-8", "surrogatepass"))
        return written

    def keep(self) -> None:
        """Leave them for the next build."""
        self.shelf.keep()
