"""HTML comments, which never reach a customer."""

from __future__ import annotations

import re

_PIECE = re.compile(
    r"(?P<fence>^ {0,3}(?:`{3,}|~{3,}).*$)|(?P<code>(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))|<!--", re.MULTILINE
)


def without_comments(text: str) -> str:
    """Markdown without its HTML comments; comments shown in code stay.

    A comment that begins a line and is never closed hides everything after it, as in CommonMark; one that begins within
    a line and is never closed is text.
    """
    if "<!--" not in text:
        return text
    kept: list[str] = []
    position = 0
    fence = ""
    while (match := _PIECE.search(text, position)) is not None:
        if match["fence"] is not None:
            mark = match["fence"].strip()
            run = mark[: len(mark) - len(mark.lstrip(mark[0]))]
            if not fence:
                fence = "" if run[0] == "`" and "`" in mark[len(run) :] else run
            elif run.startswith(fence) and mark == run:
                fence = ""
        elif match["code"] is None and not fence:
            end = text.find("-->", match.end())
            line_start = text.rfind("\n", 0, match.start()) + 1
            if end >= 0 or not text[line_start : match.start()].strip():
                kept.append(text[position : match.start()])
                position = len(text) if end < 0 else end + 3
                continue
        kept.append(text[position : match.end()])
        position = match.end()
    kept.append(text[position:])
    return "".join(kept)
