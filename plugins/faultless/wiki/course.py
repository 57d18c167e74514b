"""How a response went, as a picture: the stretches between the steps in a bar, what was said and decided below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from faultless.insight import Leg, in_words
from faultless.model import Incident, Postmortem, TimelineEvent
from faultless.wiki.presentation import event_anchor, update_anchor
from faultless.wiki.rendering import plain

_OUTSIDE = 0.25
"""So much of its length before and after an incident is shown with it; what lies further away is only counted."""

_LEAST = timedelta(minutes=5)
_WORDS = 140
"""So much of an entry is told on its mark."""

_TONES = {
    "start": "start", "detection": "start", "mitigation": "end", "recovery": "end", "decision": "plan",
    "communication": "plan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch between two steps.

    Attributes:
        left, width: in percent of the picture.
        step: what it leads to.
        words: what it is and how long it took.
        kind: `known`; `split-unknown` where an earlier step lies in it that nobody timed; `lasting`.
    """

    left: float
    width: float
    step: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: `left` in percent, `anchor` of where it is told, or None."""

    left: float
    tone: str
    words: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Lane:
    """What happened of one kind; `shape` is `dot` or `diamond`."""

    name: str
    shape: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A picture of how a response went.

    Attributes:
        words: all of it in words.
        bars, lanes: oldest first.
        begins, ends: what stands at both ends of the axis.
        outside: what lies before or after it, in words.
    """

    words: str
    bars: tuple[Bar, ...]
    lanes: tuple[Lane, ...]
    begins: str
    ends: str
    outside: str = ""


@dataclass(frozen=True, slots=True)
class _Moment:
    at: datetime
    tone: str
    words: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class _Window:
    begins: datetime
    ends: datetime

    def place(self, at: datetime) -> float:
        """How far along a time is, in percent."""
        return round(100 * ((at - self.begins) / (self.ends - self.begins)), 2)

    def holds(self, at: datetime) -> bool:
        return self.begins <= at <= self.ends


def _in(body: str, anchor: str) -> str | None:
    return anchor if f'id="{anchor}"' in body else None


def course_of_incident(incident: Incident, legs: Sequence[Leg], body: str) -> Course | None:
    """The picture of an incident and of what the public was told; None where there is nothing to see.

    Args:
        incident: what has the updates.
        legs: its stretches.
        body: HTML of the page's text; marks lead to the places that it has.
    """
    updates = [
        _Moment(one.at.at, "plan", f"{_clock(one.at.at)} UTC, {one.written.value}", _in(body, update_anchor(one.at)))
        for one in incident.updates
    ]
    return _course(legs, [("Public updates", "dot", updates)]) if legs else None


def course_of_postmortem(postmortem: Postmortem, legs: Sequence[Leg], body: str) -> Course | None:
    """The picture of a postmortem's timeline; None where it has fewer than two times.

    Args:
        postmortem: what has the timeline.
        legs: of its incident; nothing where it has none or several.
        body: HTML of the page's text; marks lead to the places that it has.
    """
    happened: list[_Moment] = []
    decided: list[_Moment] = []
    told: list[_Moment] = []
    for position, event in enumerate(postmortem.timeline):
        if event.at is None:
            continue
        moment = _moment(event, event.at.at, _in(body, event_anchor(position)))
        lanes = [lane for lane, tag in ((decided, "decision"), (told, "communication")) if tag in event.tags]
        for lane in lanes or [happened]:
            lane.append(moment)
    lanes_of = [("Happened", "dot", happened), ("Decided", "diamond", decided), ("Communicated", "dot", told)]
    return _course(legs, lanes_of) if len(happened) + len(decided) + len(told) > 1 else None


def _moment(event: TimelineEvent, at: datetime, anchor: str | None) -> _Moment:
    words = plain(" ".join(event.text.split()))
    short = words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"
    tone = next((_TONES[tag] for tag in event.tags if tag in _TONES), "other")
    said = f" ({', '.join(event.tags)})" if event.tags else ""
    return _Moment(at, tone, f"{_clock(at)} UTC{said}: {short}", anchor)


def _course(legs: Sequence[Leg], lanes: Sequence[tuple[str, str, Sequence[_Moment]]]) -> Course | None:
    moments = sorted(moment.at for _, _, listed in lanes for moment in listed)
    window = _window(legs, moments)
    if window is None:
        return None
    bars = tuple(_bar(leg, window) for leg in legs)
    shown = []
    for name, shape, listed in lanes:
        inside = sorted((one for one in listed if window.holds(one.at)), key=lambda one: one.at)
        marks = tuple(Mark(window.place(one.at), one.tone, one.words, one.anchor) for one in inside)
        if marks:
            shown.append(Lane(name, shape, marks))
    apart = window.begins.date() != window.ends.date()
    lasts = bool(legs) and legs[-1].lasts and window.ends == legs[-1].ends
    return Course(
        ". ".join(bar.words for bar in bars),
        bars,
        tuple(shown),
        _point(window.begins, dated=apart),
        "now" if lasts else f"{_point(window.ends, dated=apart)} UTC",
        _outside(moments, window),
    )


def _window(legs: Sequence[Leg], moments: Sequence[datetime]) -> _Window | None:
    if not legs:
        begins, ends = min(moments, default=None), max(moments, default=None)
    else:
        first, last = legs[0].begins, legs[-1].ends
        around = max((last - first) * _OUTSIDE, _LEAST)
        near = [at for at in moments if first - around <= at <= last + around]
        begins, ends = min([first, *near]), max([last, *near])
    return _Window(begins, ends) if begins is not None and ends is not None and begins < ends else None


def _bar(leg: Leg, window: _Window) -> Bar:
    left = window.place(leg.begins)
    width = max(round(window.place(leg.ends) - left, 2), 0.4)
    taken = in_words(leg.minutes)
    step = leg.steps[0] if leg.lasts else leg.steps[-1]
    if leg.lasts:
        return Bar(left, width, step, f"Not {step} yet, after {taken} more", "lasting")
    words = f"Until {step}: {taken}"
    if len(leg.steps) > 1:
        unknown = _listed(leg.steps[:-1])
        return Bar(left, width, step, f"{words}; when it was {unknown} is unknown", "split-unknown")
    return Bar(left, width, step, words, "known")


def _listed(words: Iterable[str]) -> str:
    return " and ".join(words)


def _outside(moments: Sequence[datetime], window: _Window) -> str:
    before = sum(1 for at in moments if at < window.begins)
    after = sum(1 for at in moments if at > window.ends)
    told = [f"{number} {word}" for number, word in ((before, "earlier"), (after, "later")) if number]
    return f"Told below and not in the picture: {' and '.join(told)}." if told else ""


def _clock(at: datetime) -> str:
    return at.strftime("%H:%M")


def _point(at: datetime, *, dated: bool) -> str:
    return at.strftime("%Y-%m-%d %H:%M") if dated else _clock(at)
