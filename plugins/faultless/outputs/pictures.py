"""The pictures of a page, as SVG made of plain shapes: the 90-day bar and the strip of an incident.

The height of a segment tells its state beside its colour: a calm day is a low line, a bad one stands out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from faultless.outputs.words import day, short, told
from faultless.public.site import PublicDay, PublicPeriod, PublicState

_STEP = 3
_WIDTH = 2
_HEIGHT = 34
_TALL = {
    None: 2,
    PublicState.UNDER_MAINTENANCE: 10,
    PublicState.OPERATIONAL: 16,
    PublicState.DEGRADED_PERFORMANCE: 22,
    PublicState.PARTIAL_OUTAGE: 28,
    PublicState.MAJOR_OUTAGE: 34,
}
_STRIP = 1000


def bar(days: Sequence[PublicDay], *, titled: bool = False) -> Markup:
    """A bar with a segment a day, oldest first.

    Days in a state that asks for nothing are one shape each kind, so that a good component costs next to nothing; with
    `titled` they too say their date and state to a pointer.
    """
    parts = []
    if not titled:
        for state in (None, PublicState.OPERATIONAL):
            shape = "".join(_segment(index, state) for index, one in enumerate(days) if one.state is state)
            if shape:
                parts.append(f'<path class="{short(state)}" d="{shape}"/>')
    for index, one in enumerate(days):
        if titled or one.state not in {None, PublicState.OPERATIONAL}:
            title = f"<title>{day(one.day)}: {told(one)}</title>"
            parts.append(f'<path class="{short(one.state)}" d="{_segment(index, one.state)}">{title}</path>')
    box = f'viewBox="0 0 {len(days) * _STEP} {_HEIGHT}" preserveAspectRatio="none"'
    return _svg(f'<svg class="bar" {box} role="img" aria-label="{_summary(days)}">{"".join(parts)}</svg>')


def _svg(picture: str) -> Markup:
    """A picture for a template: it is made of figures, days and the names of states, and of nothing that was given."""
    return Markup(picture)  # noqa: S704


def _segment(index: int, state: PublicState | None) -> str:
    tall = _TALL[state]
    return f"M{index * _STEP} {_HEIGHT - tall}h{_WIDTH}v{tall}h-{_WIDTH}z"


def _summary(days: Sequence[PublicDay]) -> str:
    """The bar in one sentence, for those who do not see it."""
    observed = [one for one in days if one.state is not None]
    bad = [one for one in observed if one.state is not PublicState.OPERATIONAL]
    if not observed:
        return "No data yet"
    span = f"Last {len(observed)} days" if len(observed) > 1 else "Today"
    if not bad:
        return f"{span}: no problems"
    worst = max(bad, key=lambda one: (one.state.rank if one.state is not None else 0, one.day))
    count = "1 day" if len(bad) == 1 else f"{len(bad)} days"
    return f"{span}: {count} not fully operational, worst {day(worst.day)}, {told(worst)}"


def strip(periods: Sequence[PublicPeriod], begins: datetime, ends: datetime) -> Markup:
    """What a component went through in an incident, from left to right; decoration for the words beside it."""
    whole = (ends - begins).total_seconds()
    parts = []
    for one in periods if whole > 0 else ():
        left = max(0.0, (one.start - begins).total_seconds() / whole)
        right = min(1.0, ((one.end or ends) - begins).total_seconds() / whole)
        x, width = round(left * _STRIP), max(4, round((right - left) * _STRIP))
        tall = _TALL[one.state]
        shape = f"M{min(x, _STRIP - 4)} {_HEIGHT - tall}h{width}v{tall}h-{width}z"
        parts.append(f'<path class="{short(one.state)}" d="{shape}"/>')
    ground = f'<path class="ok" d="M0 {_HEIGHT - 3}h{_STRIP}v3H0z"/>'
    box = f'viewBox="0 0 {_STRIP} {_HEIGHT}" preserveAspectRatio="none"'
    return _svg(f'<svg class="strip" {box} aria-hidden="true">{ground}{"".join(parts)}</svg>')
