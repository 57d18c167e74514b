"""A cheap look whether text is English."""

from __future__ import annotations

import re

from faultless.checks.blame.lexicon import words

_WORD = re.compile(r"[^\W\d_]+")
_MIN = 25


def is_english(text: str) -> bool:
    """Whether the function words of a text are English; a text of few words is taken as such unless others prevail."""
    found = _WORD.findall(text.lower())
    if not found:
        return False
    english, other = words("language", "english"), words("language", "other")
    own = sum(word in english for word in found)
    foreign = sum(word in other for word in found)
    foreign += 5 * sum(1 for char in text[:400] if ord(char) > 0x2FF and char.isalpha())
    return own >= foreign and (len(found) < _MIN or own * 25 >= len(found))
