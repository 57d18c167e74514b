"""Badges: a name and its state in a small picture, for a README or a page of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from unicodedata import category, east_asian_width

from faultless.outputs.recipe import Recipe
from faultless.outputs.words import status_of, words
from faultless.public.site import PublicSite, PublicState

_COLOURS = {
    PublicState.OPERATIONAL: "#1a7f37",
    PublicState.UNDER_MAINTENANCE: "#0b62a4",
    PublicState.DEGRADED_PERFORMANCE: "#8a6100",
    PublicState.PARTIAL_OUTAGE: "#b04600",
    PublicState.MAJOR_OUTAGE: "#b3261e",
}
"""White text stands on each with a contrast of at least 4.5 to 1."""

_STATE_OF_IMPACT = {
    "critical": PublicState.MAJOR_OUTAGE,
    "major": PublicState.PARTIAL_OUTAGE,
    "minor": PublicState.DEGRADED_PERFORMANCE,
}
_LONGEST = 40
"""Letters of a name in a badge."""

_NARROW = frozenset("fijlrtI.,:;|!'()[] ")
_WIDE = frozenset("mwMW@%&")


def badges(site: PublicSite) -> Iterator[Recipe]:
    """A badge of the whole and one of each component, retired ones included: an address in use goes on to answer."""
    overall = max(site.state, _STATE_OF_IMPACT.get(site.impact, site.state), key=lambda one: one.rank)
    yield Recipe("badges/overall.svg", badge, (status_of(site.name), overall))
    for component in (*(one for group in site.groups for one in group.components), *site.retired):
        yield Recipe(f"badges/{component.id}.svg", badge, (component.name, component.state))


def badge(name: str, state: PublicState) -> bytes:
    """A name and a state as SVG; the words say the state, not the colour alone."""
    label = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
    said = words(state)
    left, right = _width(label), _width(said)
    whole = left + right + 20
    title = f"{escape(name)}: {said}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20" role="img" aria-label="{title}">'
        f"<title>{title}</title>"
        f'<rect width="{whole}" height="20" rx="3" fill="#3b4046"/>'
        f'<path d="M{left + 10} 0h{right + 7}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right + 7}z" fill="{_COLOURS[state]}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">'
        f"{_text(label, 5, left)}{_text(said, left + 15, right)}"
        "</g></svg>\n"
    ).encode()


def _text(text: str, x: int, width: int) -> str:
    """Text of a given width, whatever fonts there are."""
    return f'<text x="{x}" y="14" textLength="{width}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'


def _width(text: str) -> int:
    """About how wide a text is, in pixels."""
    return max(1, round(sum(map(_advance, text))))


def _advance(letter: str) -> float:
    if category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    if east_asian_width(letter) in {"W", "F"}:
        return 11.5
    if letter in _NARROW:
        return 4.2
    return 10 if letter in _WIDE else 7
