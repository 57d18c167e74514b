"""FM019 component-states-disagree."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Incident, State, Update


def check(context: Context) -> Iterator[Hit]:
    """Components whose worst state in the updates is worse than the front matter says."""
    for record in context.incidents:
        stated = {entry.component: entry.state for entry in record.value.components}
        for component, (state, update) in sorted(_worst(record.value).items()):
            known = stated.get(component)
            if known is None or state.rank > known.rank:
                said = f"says {known.words}" if known is not None else "does not name it"
                message = f"{component} had a {state.words} here, but the front matter {said}"
                yield Hit(record.path, update.span, message, f"write `{component}: {state.value}` in the front matter")


def _worst(incident: Incident) -> dict[str, tuple[State, Update]]:
    """The worst state the updates give each component, and the first update that gives it."""
    worst: dict[str, tuple[State, Update]] = {}
    for update in incident.updates:
        for entry in update.components or ():
            if entry.state is not State.OPERATIONAL:
                known = worst.get(entry.component)
                if known is None or entry.state.rank > known[0].rank:
                    worst[entry.component] = (entry.state, update)
    return worst


RULE = Rule(
    "FM019",
    "component-states-disagree",
    Level.WARNING,
    "the front matter is what the wiki counts, and it should show the worst that customers met",
    check,
)
