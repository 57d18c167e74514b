"""PU105 blame-in-public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from faultless.checks.blame.rule import blames
from faultless.checks.finding import Level
from faultless.checks.public_text import Passage, PublicText, public_texts
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.words import word_list
from faultless.patterns import expression

_OFF_BY_DEFAULT = "BL204"
_REACH = 80
_LED_TO = expression(
    r"\b(?:caused by|due to|because of|because|owing to|(?:as a )?result of|thanks to|(?:the )?fault of|let down by"
    r"|originat\w{1,4} (?:from|at|in|with)|stem\w{1,4} from|traced (?:back )?to|attribut\w{1,4} to|down to|courtesy of"
    r"|triggered by|blam\w{1,3}(?: it)?(?: on)?)(?P<between>(?:\s[\w’'-]+){0,4}?)\s$",
    re.IGNORECASE,
)
_OWN = expression(r"\b(?:our|own|internal|ours|my)\b", re.IGNORECASE)
_DID = expression(
    r"(?:[’']s (?:\w+ ){0,2}?(?:outage|failure|mistake|error|bug|misconfiguration|fault|negligence)\b"
    r"|\s(?:(?:has|have|had|is|was|again|also|simply|once|once again) ){0,2}?"
    r"(?:broke|broken|failed|caused|messed up|screwed|let us down|(?:to blame|at fault|responsible for)\b|neglected"
    r"|forgot)\b)"
)


def check(context: Context) -> Iterator[Hit]:
    """Blame where customers read it: what the BL rules find there, and vendors named as the culprit."""
    blamed = {path: hits for path, hits in _blamed(context).items() if hits}
    vendors, literals = _vendors()
    own = {name.casefold() for name in _own_names(context)}
    for text in public_texts(context):
        path = text.record.path
        yield from (_of_blame(path, hit) for hit in blamed.get(path, ()) if text.holds(hit.span))
        if any(map(text.record.text.__contains__, literals)):
            for passage in text.passages():
                yield from _of_vendors(text, passage, vendors, own)


def _blamed(context: Context) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    for code, hit in blames(context):
        if code != _OFF_BY_DEFAULT:
            found.setdefault(hit.path, []).append(hit)
    return found


def _of_blame(path: str, hit: Hit) -> Hit:
    return Hit(path, hit.span, f"customers read this: {hit.message}", hit.suggestion)


def _of_vendors(text: PublicText, passage: Passage, vendors: re.Pattern[str], own: set[str]) -> Iterator[Hit]:
    for match in vendors.finditer(passage.own):
        if any(match[0].casefold() in name for name in own):
            continue
        led, did = _led_to(passage.own, match.start()), _DID.match(passage.own, match.end(), match.end() + _REACH)
        if led is None and did is None:
            continue
        start, end = match.start() if led is None else led, match.end() if did is None else did.end()
        words = " ".join(passage.shown[start:end].split())
        hint = 'say what customers notice, and "a provider of ours"; link to its status page if that helps them'
        yield Hit(text.record.path, passage.place(start, end), f"{words!r} points at a vendor", hint)


def _led_to(words: str, vendor: int) -> int | None:
    """Where the words begin that make the vendor at an offset a cause; None where it is none, or where our use is."""
    first = max(0, vendor - _REACH)
    found = _LED_TO.search(words[first:vendor])
    return None if found is None or _OWN.search(found["between"]) else first + found.start()


@lru_cache(maxsize=1)
def _vendors() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What finds the name of a vendor as it is written, the longest first."""
    names = sorted(word_list("vendors", ("en",)), key=len, reverse=True)
    return expression(rf"(?<![\w./@-])(?:{'|'.join(map(re.escape, names))})(?![\w/@-]|\.\w)"), tuple(names)


def _own_names(context: Context) -> Iterator[str]:
    catalogue = context.base.catalogue
    yield catalogue.organisation.name
    for component in catalogue.components:
        yield from (component.name, *component.aliases)


RULE = Rule(
    "PU105",
    "blame-in-public",
    Level.WARNING,
    "customers bought the service from you, whoever failed behind it, and a culprit reads as an excuse",
    check,
    of_file=True,
)
