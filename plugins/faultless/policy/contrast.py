"""Whether a colour can be read, as WCAG 2.2 reckons it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""

from __future__ import annotations

ENOUGH = 4.5
"""The least contrast of text with its ground, success criterion 1.4.3."""

LIGHT, DARK = ("#ffffff", "#f4f6f8"), ("#0e1318", "#171e26")
"""The grounds of the status site that links stand on, by day and by night."""


def contrast(one: str, other: str) -> float:
    """The ratio of the luminances of two colours, `#rrggbb`: 1 for the same, 21 for black and white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least(colour: str, grounds: tuple[str, ...]) -> tuple[float, str]:
    """The lowest contrast of a colour with some grounds, and the ground that it is with."""
    return min((contrast(colour, ground), ground) for ground in grounds)


def nearest(colour: str, grounds: tuple[str, ...]) -> str:
    """The colour of the same hue that can be read on some grounds, changed no more than that needs."""
    towards = 0 if _luminance(grounds[0]) > 0.5 else 255
    channels = _channels(colour)
    for step in range(101):
        mixed = [round(one + (towards - one) * step / 100) for one in channels]
        found = "#{:02x}{:02x}{:02x}".format(*mixed)
        if least(found, grounds)[0] >= ENOUGH:
            break
    return found


def _luminance(colour: str) -> float:
    """Relative luminance, 0 for black and 1 for white."""
    parts = [one / 255 for one in _channels(colour)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> list[int]:
    return [int(colour[index : index + 2], 16) for index in (1, 3, 5)]
