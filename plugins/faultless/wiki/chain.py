"""The history of a root cause: every time it struck, what was done about it, and what came with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from faultless.insight import Occurrence
from faultless.model import Postmortem, RootCause
from faultless.wiki.addresses import addressable
from faultless.wiki.board import STAGES, ActionRow, action_row
from faultless.wiki.comparison import Measured, against, measured, outcome, trend
from faultless.wiki.relations import touched
from faultless.wiki.rendering import plain
from faultless.wiki.views import Chip, IncidentRow, Ref, Views
from faultless.wiki.words import counted

_UNDONE = ("overdue", "due-soon", "open")
_LONGEST = 320
"""So much is quoted of what a postmortem says about a recurrence."""


@dataclass(frozen=True, slots=True)
class Change:
    """How the process changes after a recurrence in which nothing got better.

    Attributes:
        words: what the postmortem says of the recurrence; empty where it says nothing.
        actions: its actions of type `process`, in words.
    """

    words: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One time a root cause struck.

    Attributes:
        number: counted from 1, the oldest first.
        since: how long after the time before, in words; empty the first time.
        outcome: None the first time.
        change: where nothing got better; else None.
        open_before: the actions of earlier postmortems that were not done when it struck.
    """

    number: int
    incident: IncidentRow
    postmortem: Ref
    measures: tuple[Measured, ...]
    since: str = ""
    outcome: Chip | None = None
    change: Change | None = None
    open_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """The history of a root cause.

    Attributes:
        links: newest first.
        actions: all against it, by what became of them.
        factors, components: what came with it and what it hit, the most frequent first, with how often.
        open_actions, overdue: how many are not done, and how many of those are late.
    """

    links: tuple[Link, ...]
    actions: tuple[tuple[str, tuple[ActionRow, ...]], ...]
    factors: tuple[Ref, ...]
    components: tuple[Ref, ...]
    open_actions: int
    overdue: int


class Chains:
    """Makes the chains of one knowledge base."""

    def __init__(self, views: Views) -> None:
        self.views = views

    def of(self, cause: RootCause) -> Chain:
        """The history of a root cause."""
        struck = self.views.relations.occurrences.get(cause.id, ())
        rows = self._actions.get(cause.id, ())
        links = [self._link(cause, struck, position) for position in range(len(struck))]
        told = tuple({one.postmortem.id: one.postmortem for one in struck}.values())
        return Chain(
            tuple(reversed(links)),
            tuple((title, tuple(found)) for title, found in _by_stage(rows)),
            self._noted(Counter(self.views.factor_ref(name) for one in told for name in _unique(one)), len(told)),
            self._noted(Counter(ref for one in struck for ref in self._hit(one)), len(struck)),
            sum(1 for row in rows if row.action.stage.value in _UNDONE),
            sum(1 for row in rows if row.action.stage.value == "overdue"),
        )

    def trend(self, cause: RootCause) -> str:
        """The last time against the one before, in words; empty where there is none."""
        struck = self.views.relations.occurrences.get(cause.id, ())
        last = struck[-1].improvement if struck else None
        return trend(last) if last is not None else ""

    def open_actions(self, cause: RootCause) -> int:
        """How many actions against it are not done."""
        return sum(1 for row in self._actions.get(cause.id, ()) if row.action.stage.value in _UNDONE)

    @cached_property
    def _actions(self) -> Mapping[str, Sequence[ActionRow]]:
        """Every action by the root causes it answers, the most pressing first."""
        found: dict[str, list[ActionRow]] = {}
        for one in self.views.actions:
            if one.causes and addressable(one.postmortem.id):
                row = action_row(one, self.views)
                for cause in one.causes:
                    found.setdefault(cause.id, []).append(row)
        return found

    def _link(self, cause: RootCause, struck: Sequence[Occurrence], position: int) -> Link:
        one, views = struck[position], self.views
        row = views.row(one.incident)
        link = Link(position + 1, row, views.ref(one.postmortem), measured(row, one.incident))
        if position == 0 or one.improvement is None:
            return link
        earlier = struck[position - 1].incident
        before = views.row(earlier)
        return replace(
            link,
            measures=against(link.measures, measured(before, earlier), one.improvement),
            since=f"{counted((row.day - before.day).days, 'day')} after" if row.day and before.day else "",
            outcome=outcome(one.improvement),
            change=None if one.improvement.any_better else _change(one.postmortem),
            open_before=self._open_before(cause, one),
        )

    def _open_before(self, cause: RootCause, one: Occurrence) -> tuple[str, ...]:
        return tuple(
            row.text
            for row in self._actions.get(cause.id, ())
            for again in row.action.again
            if again.cause.id == cause.id and again.occurrence.incident.id == one.incident.id
        )

    def _hit(self, one: Occurrence) -> Iterable[Ref]:
        return (replace(ref, note="") for ref in self.views.component_refs(touched(one.incident)))

    def _noted(self, counts: Counter[Ref], total: int) -> tuple[Ref, ...]:
        """The most frequent first, each with how often it came."""
        listed = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].title.casefold()))
        return tuple(replace(ref, note=f"{count} of {total}" if total > 1 else "") for ref, count in listed)


def _unique(postmortem: Postmortem) -> tuple[str, ...]:
    return tuple(dict.fromkeys(postmortem.contributing_factors))


def _by_stage(rows: Sequence[ActionRow]) -> Iterable[tuple[str, list[ActionRow]]]:
    for stage, title in STAGES.items():
        found = [row for row in rows if row.action.stage is stage]
        if found:
            yield title, found


def _change(postmortem: Postmortem) -> Change:
    section = postmortem.section("recurrence")
    words = plain(" ".join(section.body.split())) if section is not None else ""
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"
    return Change(short, tuple(plain(one.text) for one in postmortem.actions if one.type == "process"))
