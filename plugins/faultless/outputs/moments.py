"""How a page changes by itself: what a script turns over when its time has come.

A page says what holds when it is built. What will hold afterwards stands in attributes, in the form that the script of
the page reads: `data-then` lists instants, tones and words, `data-until` names the instant at which an element goes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from faultless.outputs.banner import Banner, banner
from faultless.outputs.current import is_shown
from faultless.outputs.reads import WatchedSite
from faultless.outputs.wording import Wording
from faultless.outputs.words import capital, short, stamp
from faultless.public.site import PublicComponent, PublicGroup, PublicIncident, PublicSite, PublicState

_Told = TypeVar("_Told")


class Moments:
    """A site as it is, and as it will be at each moment to come."""

    def __init__(self, site: WatchedSite, words: Wording) -> None:
        self.site, self.words = site, words

    def banners(self) -> list[tuple[datetime, Banner]]:
        """The banners to come where they differ from the one before."""
        return self._changes(lambda site: banner(site, self.words))

    def banner(self) -> Banner:
        """The banner of now."""
        return banner(self.site.whole(), self.words)

    def banner_then(self) -> str:
        """Instant, tone, title, detail and the title of the tab of each banner to come."""
        return _listed((stamp(at), short(one.tone), one.title, one.detail, one.heading) for at, one in self.banners())

    def state_then(self, one: PublicComponent | PublicGroup) -> str:
        """The states to come of a component or group."""
        ids = [each.id for each in one.components] if isinstance(one, PublicGroup) else [one.id]
        found: list[tuple[str, str, str]] = []
        last = one.state
        for moment in self.site.coming:
            states = (moment.states.get(identifier, PublicState.OPERATIONAL) for identifier in ids)
            state = max(states, key=lambda each: each.rank)
            if state is not last:
                found.append((stamp(moment.at), short(state), capital(self.words.state(state))))
            last = state
        return _listed(found)

    def phase_then(self, one: PublicIncident) -> str:
        """What will be said of how a maintenance or notice goes."""
        said = self.standing(one)
        found = []
        for moment in self.site.coming:
            then = moment.records.get(one.path)
            if then is not None and (later := self.standing(then, moment.at)) != said:
                found.append((stamp(moment.at), *later))
                said = later
        return _listed(found)

    def standing(self, one: PublicIncident, at: datetime | None = None) -> tuple[str, str]:
        """The sign and the words for where a record stands at an instant, now unless it is given."""
        say, now = self.words.language, at or self.site.generated_at
        if one.kind == "notice":
            return "in", say.text("In force") if one.active else say.text("Ended")
        if one.cancelled:
            return "nd", say.text("Cancelled")
        if one.overran:
            return "nd", say.text("Past its planned end")
        if one.active:
            return "mt", self.words.phase(one.phase)
        return ("ok", say.text("Completed")) if one.begins <= now else ("mt", say.text("Planned"))

    def until(self, records: Sequence[PublicIncident]) -> str:
        """The instant at which the last of some records leaves the home page by itself; nothing if one stays."""
        last: datetime | None = None
        for one in records:
            gone = next(
                (
                    moment.at
                    for moment in self.site.coming
                    if one.path in moment.records and not is_shown(moment.records[one.path], moment.at)
                ),
                None,
            )
            if gone is None:
                return ""
            last = gone if last is None else max(last, gone)
        return stamp(last) if last is not None else ""

    def _changes(self, told: Callable[[PublicSite], _Told]) -> list[tuple[datetime, _Told]]:
        last = told(self.site.whole())
        found = []
        for at, site in self._sites():
            now = told(site)
            if now != last:
                found.append((at, now))
            last = now
        return found

    def _sites(self) -> list[tuple[datetime, PublicSite]]:
        """The site at each moment, as far as the banner looks: what is over is left out, but for a trace of it."""
        whole = self.site.whole()
        paths = {path for moment in whole.coming for path in moment.records}
        live = [
            [one for one in kind if one.active or one.path in paths] or list(kind[:1])
            for kind in (whole.incidents, whole.maintenances, whole.notices)
        ]
        found = []
        for moment in whole.coming:
            incidents, maintenances, notices = (
                tuple(moment.records.get(one.path, one) for one in kind) for kind in live
            )
            groups = tuple(
                replace(
                    group,
                    components=tuple(
                        replace(one, state=moment.states.get(one.id, PublicState.OPERATIONAL))
                        for one in group.components
                    ),
                )
                for group in whole.groups
            )
            state = max(moment.states.values(), key=lambda one: one.rank, default=PublicState.OPERATIONAL)
            found.append(
                (
                    moment.at,
                    replace(
                        whole,
                        generated_at=moment.at,
                        state=state,
                        groups=groups,
                        incidents=incidents,
                        maintenances=maintenances,
                        notices=notices,
                    ),
                )
            )
        return found


def _listed(found: object) -> str:
    """A list for the script; nothing where there is nothing to come."""
    entries = list(found)  # type: ignore[call-overload] # any iterable of tuples of text
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":")) if entries else ""
