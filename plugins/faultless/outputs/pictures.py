"""The pictures of a page, as SVG made of plain shapes: the bar of days and the strip of an incident.

The height of a segment tells its state beside its colour: a calm day is a low line, a bad one stands out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup, escape

from faultless.outputs.wording import Wording
from faultless.outputs.words import short
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
_CALM = "calm"
CALM_DAYS = 90
"""As many as a component has on the home page."""


class Pictures:
    """Draws, and says in one language what a picture shows."""

    def __init__(self, words: Wording) -> None:
        self.words = words

    def bar(
        self, days: Sequence[PublicDay], *, titled: bool = False, places: int | None = None, shared: bool = False
    ) -> Markup:
        """A bar with a segment a day, oldest first.

        Days in a state that asks for nothing are one shape each kind, so that a good component costs next to nothing;
        with `titled` they too say their date and state to a pointer. `places`: how many days it has room for.
        `shared`: the page holds `calm_days()`, to which a bar of nothing else refers.
        """
        parts = []
        if shared and len(days) == CALM_DAYS and all(one.state is PublicState.OPERATIONAL for one in days):
            parts.append(f'<use class="{short(PublicState.OPERATIONAL)}" href="#{_CALM}"/>')
        elif not titled:
            for state in (None, PublicState.OPERATIONAL):
                shape = "".join(_segment(index, state) for index, one in enumerate(days) if one.state is state)
                if shape:
                    parts.append(f'<path class="{short(state)}" d="{shape}"/>')
        for index, one in enumerate(days):
            if titled or one.state not in {None, PublicState.OPERATIONAL}:
                title = f"<title>{escape(self._day(one))}</title>"
                parts.append(f'<path class="{short(one.state)}" d="{_segment(index, one.state)}">{title}</path>')
        box = f'viewBox="0 0 {(places or len(days)) * _STEP} {_HEIGHT}" preserveAspectRatio="none"'
        label = escape(self.summary(days))
        return _svg(f'<svg class="bar" {box} role="img" aria-label="{label}">{"".join(parts)}</svg>')

    def _day(self, one: PublicDay) -> str:
        return self.words.language.text(
            "%(day)s: %(state)s", day=self.words.language.day(one.day), state=self.words.told(one)
        )

    def summary(self, days: Sequence[PublicDay]) -> str:
        """A bar in one sentence, for those who do not see it."""
        say = self.words.language
        observed = [one for one in days if one.state is not None]
        bad = [one for one in observed if one.state is not PublicState.OPERATIONAL]
        if not observed:
            return say.text("No data yet")
        if not bad:
            return say.count("Today: no problems", "Last %(number)s days: no problems", len(observed))
        worst = max(bad, key=lambda one: (one.state.rank if one.state is not None else 0, one.day))
        span = say.count("Today", "Last %(number)s days", len(observed))
        return say.count(
            "%(span)s: %(number)s day not fully operational, worst %(day)s",
            "%(span)s: %(number)s days not fully operational, worst %(day)s",
            len(bad),
            span=span,
            day=f"{say.day(worst.day)}, {self.words.told(worst)}",
        )


def _svg(picture: str) -> Markup:
    """A picture for a template: it is made of figures and of escaped words."""
    return Markup(picture)  # noqa: S704


def calm_days() -> Markup:
    """The shape of ninety days without a problem, for the bars of a page to refer to.

    A page of thousands of components would otherwise be the same segments thousands of times.
    """
    shape = "".join(_segment(index, PublicState.OPERATIONAL) for index in range(CALM_DAYS))
    return _svg(f'<svg class="sprite" aria-hidden="true"><path id="{_CALM}" d="{shape}"/></svg>')


def _segment(index: int, state: PublicState | None) -> str:
    tall = _TALL[state]
    return f"M{index * _STEP} {_HEIGHT - tall}h{_WIDTH}v{tall}h-{_WIDTH}z"


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
