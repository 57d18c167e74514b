"""AC104 vague-action."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from faultless.checks.action_items import named, open_items
from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.words import word_list
from faultless.patterns import expression

_CHECKABLE = expression(
    r"\d|`|\[\[|\]\(|https?://|\"|“|\b[A-Z]{2,}[A-Z0-9]*-\d|(?<=\w )[A-Z]\w*[A-Z]\w*"
    r"|\b(?:so that|until|when|whenever|before|after|by|from|if|instead of|rather than|without|with|than|fails?"
    r"|refuses?"
    r"|every|each|per|in which|that)\b"
)
_MARKS = "*_~# \t"


def check(context: Context) -> Iterator[Hit]:
    """Action items of which nobody could say whether they are done."""
    vague, looking, outcome = _patterns(tuple(dict.fromkeys((*context.policy.languages, "en"))))
    for record, action in open_items(context):
        text = action.text.lstrip(_MARKS)
        low = text.casefold()
        begins = vague.match(low)
        if begins is None:
            continue
        rest = text[begins.end() :]
        enough = outcome.search(low, begins.end()) if looking.match(low) else _CHECKABLE.search(rest)
        if enough is None:
            message = f"nobody can tell when {named(action)} is done: {begins[0].strip()!r} has no end"
            hint = (
                'name what will exist, or the number it reaches: "Alert when fewer than 20 payments a minute succeed"'
            )
            yield Hit(record.path, action.span, message, hint)


@lru_cache(maxsize=8)
def _patterns(languages: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What a vague action begins with; which of these only look at something; what says that something will exist."""
    listed = word_list("vague_actions", languages)
    everything = sorted((entry.lstrip("?") for entry in listed), key=len, reverse=True)
    looking = sorted((entry[1:] for entry in listed if entry.startswith("?")), key=len, reverse=True)
    outcomes = sorted(word_list("outcomes", languages), key=len, reverse=True)
    return _any(everything), _any(looking), expression(rf"\b(?:{'|'.join(map(re.escape, outcomes))})\b")


def _any(words: list[str]) -> re.Pattern[str]:
    return expression(rf"(?:{'|'.join(map(re.escape, words))})\b")


RULE = Rule(
    "AC104",
    "vague-action",
    Level.WARNING,
    "an action that has no end is never done, and never missed",
    check,
    of_file=True,
)
