"""FM019 component-states-disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.insight import worst_stated
from faultless.model import ComponentState, Update


def check(context: Context) -> Iterator[Hit]:
    """Components whose worst state in the updates is worse than the front matter says."""
    for record in context.incidents:
        stated = {entry.component: entry.state for entry in record.value.components}
        updates = record.value.updates
        for component, state in sorted(worst_stated((), updates).items()):
            known = stated.get(component)
            if known is None or state.rank > known.rank:
                said = f"says {known.words}" if known is not None else "does not name it"
                message = f"{component} had a {state.words} here, but the front matter {said}"
                where = _first_to_say(ComponentState(component, state), updates).span
                yield Hit(record.path, where, message, f"write `{component}: {state.value}` in the front matter")


def _first_to_say(said: ComponentState, updates: Iterable[Update]) -> Update:
    return next(update for update in updates if said in (update.components or ()))


RULE = Rule(
    "FM019",
    "component-states-disagree",
    Level.WARNING,
    "the front matter is what the wiki counts, and it should show the worst that customers met",
    check,
)
