"""Examples in the pages of a handbook: fences that say whether they are good or bad, and which rule finds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from faultless.checks import RULES
from faultless.wiki.addresses import Addresses, way_up

_FENCE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})(?P<language>markdown|yaml)[ \t]+(?P<verdict>good|bad)(?P<codes>(?:[ \t]+[A-Z]{2}\d{3})*)"
    r"[ \t]*\n(?P<text>.*?)^(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class HandbookExample:
    """An example: a bad one names the rules that find it, unless only a reader can tell."""

    bad: bool
    language: str
    codes: tuple[str, ...]
    text: str
    line: int


def handbook_examples(markdown: str) -> tuple[HandbookExample, ...]:
    """The examples of a page, in their order."""
    return tuple(
        HandbookExample(
            match["verdict"] == "bad",
            match["language"],
            tuple(match["codes"].split()),
            match["text"],
            markdown.count("\n", 0, match.start()) + 1,
        )
        for match in _FENCE.finditer(markdown)
    )


def labelled(markdown: str, file: str, addresses: Addresses) -> str:
    """The Markdown of the page written to `file`, each example under a line that says what it is.

    Markdown in Markdown is shown plainly: a highlighter takes the end of the front matter for a heading's underline.
    """
    names = {rule.code: rule.name for rule in RULES}

    def shown(match: re.Match[str]) -> str:
        found = [
            f'<a href="{way_up(file)}{addresses.link_to(addresses.file_of("rule", code))}">{code} {names[code]}</a>'
            if code in names
            else escape(code)
            for code in match["codes"].split()
        ]
        line = label(match["verdict"], match["verdict"].capitalize(), ", ".join(found))
        language = "text" if match["language"] == "markdown" else match["language"]
        return f"{line}\n\n{match['fence']}{language}\n{match['text']}{match['fence']}"

    return _FENCE.sub(shown, markdown)


def label(verdict: str, words: str, note: str) -> str:
    """The line above an example that is `good`, `bad`, or one more file (`and`): what it is, and a note in HTML."""
    aside = f' <span class="fl-note">{note}</span>' if note else ""
    return f'<p class="fl-example fl-example--{verdict}"><strong>{words}</strong>{aside}</p>'
