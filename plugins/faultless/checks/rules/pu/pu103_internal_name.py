"""PU103 internal-name."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.public_text import Passage, PublicText, public_texts
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Span

_SAY = {
    "internal": ("is one of the catalogue's internal names", "say what customers call it, or leave it out"),
    "host": ("is the name of a machine", "say which part of the service it is, or leave it out"),
    "component": ("is an internal component", "say what customers notice of it"),
    "person": ("is somebody's name", 'write "we", or leave it out'),
    "address": ("is a network address", "leave it out"),
    "mail": ("is a mail address of our own", "name the public way to reach you, such as support@"),
    "handle": ("is somebody's handle", 'write "we", or leave it out'),
    "ticket": ("is the key of a ticket", "leave it out; write it below the updates, in an internal section"),
    "channel": ("is a chat channel", "leave it out; say where customers can ask"),
}


def check(context: Context) -> Iterator[Hit]:
    """Names in public text that mean nothing to customers and something to an attacker."""
    from faultless.checks.internal_names import InternalNames  # noqa: PLC0415 - its patterns take milliseconds to compile

    names = InternalNames.of(context.base.catalogue)
    for text in public_texts(context):
        told: list[tuple[str, Span]] = []
        for passage, prose in _views(text):
            for leak in names.find(passage.shown, prose=prose):
                word, place = passage.shown[leak.start : leak.end], passage.place(leak.start, leak.end)
                if any(_same(word, place, *other) for other in told):
                    continue
                told.append((word, place))
                what, hint = _SAY[leak.kind]
                yield Hit(text.record.path, place, f"{word!r} {what}", hint)


def _views(text: PublicText) -> Iterator[tuple[Passage, bool]]:
    """The text as it is written, with code and the targets of links, then as it reads, without escapes and emphasis."""
    for passage in text.sources():
        yield passage, False
    for passage in text.passages():
        yield passage, True


def _same(word: str, place: Span, told: str, before: Span) -> bool:
    """Whether a name was told before: at this place, or on this line, as the words and the target of a link are."""
    if word == told and place.line == before.line:
        return True
    begins, ends = (place.line, place.column), (place.end_line, place.end_column)
    return begins < (before.end_line, before.end_column) and (before.line, before.column) < ends


RULE = Rule(
    "PU103",
    "internal-name",
    Level.ERROR,
    "it tells customers nothing, and an attacker where to begin",
    check,
    of_file=True,
)
