"""What a file of an archive is called."""

from __future__ import annotations

from faultless.archives.paper import Paper
from faultless.reading.sections import headings, plain


def title_of(paper: Paper) -> str:
    """The title in its front matter, else its first heading of the highest level, else the file's name."""
    title = paper.head.get("title")
    if isinstance(title, str) and title.strip():
        return title.strip()
    found = headings(paper.body.split("\n"), paper.body_line)
    first = next((one for one in found if one.level == 1), found[0] if found else None)
    return plain(first.text) if first is not None else paper.stem
