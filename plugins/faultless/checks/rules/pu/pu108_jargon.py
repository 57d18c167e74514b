"""PU108 jargon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from faultless.checks.blanking import folded
from faultless.checks.finding import Level
from faultless.checks.public_text import public_texts
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.words import word_list
from faultless.patterns import expression


def check(context: Context) -> Iterator[Hit]:
    """Words of the trade in public text, each once a file."""
    pattern, plain = _terms(tuple(dict.fromkeys((*context.policy.languages, "en"))))
    own = {component.name.casefold() for component in context.base.catalogue.components}
    for text in public_texts(context, pattern.search):
        told: set[str] = set()
        for passage in text.passages():
            for match in pattern.finditer(folded(passage.own)):
                term, written = match[0], passage.own[match.start() : match.end()]
                say = plain.get(written) or plain.get(term)
                if say is None or term.rstrip("s") in told or _is_name(term, written, own):
                    continue
                told.add(term.rstrip("s"))
                place, hint = passage.place(*match.span()), f'customers would say "{say}"'
                yield Hit(text.record.path, place, f"{written!r} is a word of the trade", hint)


def _is_name(term: str, written: str, own: set[str]) -> bool:
    """Whether a term is part of a component's name, or is written as a product's name is: `Control Plane`."""
    return any(term in name for name in own) or (" " in term and written.istitle())


@lru_cache(maxsize=8)
def _terms(languages: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a term in lower-case text, and what to say instead."""
    pairs = (entry.partition(" = ") for entry in word_list("jargon", languages))
    plain = {term.strip(): say.strip() for term, _, say in pairs}
    terms = sorted({term.lower() for term in plain}, key=len, reverse=True)
    return expression(rf"(?<![\w-])(?:{'|'.join(map(re.escape, terms))})(?![\w-])"), plain


RULE = Rule(
    "PU108",
    "jargon",
    Level.INFO,
    "most readers of a status page run a shop, not a server",
    check,
    of_file=True,
)
