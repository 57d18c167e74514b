"""SE103 placeholder-text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.words import word_list
from faultless.patterns import expression


def check(context: Context) -> Iterator[Hit]:
    """Words that stand for text which was never written, in records' prose."""
    pattern, literals = _pattern(tuple(dict.fromkeys((*context.policy.languages, "en"))))
    for record in context.prose():
        if record.kind == "page":
            continue
        folded = record.text.casefold()
        if not any(map(folded.__contains__, literals)):
            continue
        for block in record.document.blocks:
            for match in pattern.finditer(block.own_words):
                word = match[match.lastgroup or 0]
                place = block.place(*match.span(match.lastgroup or 0))
                yield Hit(record.path, place, f"{word!r} is a placeholder", "write the text, or delete the line")


@lru_cache(maxsize=8)
def _pattern(languages: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What finds a placeholder, and the words without which a text holds none."""
    words = word_list("placeholders", languages)
    anywhere = [rf"(?i:{re.escape(word[:-1].strip())})" for word in words if word.endswith("…")]
    exact = [re.escape(word) for word in words if word.isupper()]
    alone = [re.escape(word) for word in words if not word.isupper() and not word.endswith("…")]
    pattern = (
        rf"(?<![\w-])(?P<word>{'|'.join((*exact, *anywhere))})(?![\w-])"
        rf"|(?:^|[:(–—])\s*(?P<phrase>(?i:{'|'.join(alone)}))\s*[.!…]*\s*(?:$|[,;)])"
    )
    return expression(pattern), tuple(word.rstrip("… ").casefold() for word in words)


RULE = Rule(
    "SE103",
    "placeholder-text",
    Level.ERROR,
    "a published placeholder tells readers that nobody finished this",
    check,
    of_file=True,
)
