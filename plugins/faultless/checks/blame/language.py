"""A cheap look whether text is English."""

from __future__ import annotations

from faultless.checks.blame.lexicon import compiled, words

_WORD = r"[^\W\d_]+"
_APART = {code: " " for code in range(128) if not chr(code).isalpha()}
_TYPOGRAPHY = "—–’‘“”…·×→≈µ°\u00a0\u202f\u2011"
"""What stands between words of plain English and is no ASCII."""
_MIN = 25


def is_english(text: str) -> bool:
    """Whether the function words of a text are English; a text of few words is taken as such unless others prevail."""
    low = text.lower()
    if not low.isascii():
        for mark in _TYPOGRAPHY:
            low = low.replace(mark, " ")
    found = low.translate(_APART).split() if low.isascii() else compiled(_WORD).findall(low)
    if not found:
        return False
    english, other = words("language", "english"), words("language", "other")
    own = sum(map(english.__contains__, found))
    foreign = sum(map(other.__contains__, found))
    if not text.isascii():
        foreign += 5 * sum(1 for char in text[:400] if ord(char) > 0x2FF and char.isalpha())
    return own >= foreign and (len(found) < _MIN or own * 25 >= len(found))
