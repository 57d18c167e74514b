"""The 90-day bar as a small SVG: height and colour tell the state, words stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from faultless.outputs.words import day, minutes, state_words
from faultless.public.site import PublicDay, PublicState

_STEP = 10
_WIDTH = 7
_HEIGHT = 30
_TALL = {
    PublicState.UNDER_MAINTENANCE: 12,
    PublicState.DEGRADED_PERFORMANCE: 16,
    PublicState.PARTIAL_OUTAGE: 23,
    PublicState.MAJOR_OUTAGE: 30,
}


def bar(days: Sequence[PublicDay], label: str) -> Markup:
    """A bar with a segment a day, oldest first.

    Good days are one path, so that a good component costs next to nothing; days without data are a low line.
    """
    good = _path(days, PublicState.OPERATIONAL, _HEIGHT)
    none = _path(days, None, 3)
    parts = [Markup('<path class="g" d="{}"/>').format(good)] if good else []
    if none:
        parts.append(Markup('<path class="n" d="{}"/>').format(none))
    for index, one in enumerate(days):
        if one.state is None or one.state is PublicState.OPERATIONAL:
            continue
        tall = _TALL[one.state]
        parts.append(
            Markup('<path class="{}" d="M{} {}h{}v{}h-{}z"><title>{}</title></path>').format(
                one.state.value[0:3], index * _STEP, _HEIGHT - tall, _WIDTH, tall, _WIDTH, said(one)
            )
        )
    return Markup(
        '<svg class="bar" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>'
    ).format(len(days) * _STEP - (_STEP - _WIDTH), _HEIGHT, label, Markup("").join(parts))


def _path(days: Sequence[PublicDay], state: PublicState | None, tall: int) -> str:
    top = _HEIGHT - tall
    shape = f"h{_WIDTH}v{tall}h-{_WIDTH}z"
    return "".join(f"M{index * _STEP} {top}{shape}" for index, one in enumerate(days) if one.state is state)


def said(one: PublicDay) -> str:
    """A day in words: `12 March 2026: partial outage, 39 min`."""
    if one.state is None:
        return f"{day(one.day)}: no data"
    if not one.minutes:
        return f"{day(one.day)}: operational"
    lasted = ", ".join(
        f"{state_words(state)} {minutes(one.minutes[state])}"
        for state in sorted(one.minutes, key=lambda state: state.rank, reverse=True)
    )
    return f"{day(one.day)}: {lasted}"
