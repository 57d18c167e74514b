"""RC102 open-action-behind-recurrence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.rc import recurrences
from faultless.insight import undone_on
from faultless.model import ActionItem

_FACTOR = "open-action-item"
_LOOKED_AT = 5
"""How many earlier occurrences are looked at, the latest ones."""

_NAMED = 3
_LONGEST = 60


def check(context: Context) -> Iterator[Hit]:
    """Root causes that struck again while actions of an earlier postmortem were not done, and no factor says so."""
    for one in recurrences(context):
        begins = one.struck.begins
        if _FACTOR in one.record.value.contributing_factors or begins is None:
            continue
        day = begins.at.astimezone(context.policy.timezone).date()
        for before in islice(one.earlier(), _LOOKED_AT):
            undone = [action for action in before.postmortem.actions if undone_on(action, before.postmortem, day)]
            if undone:
                message = f"{one.cause!r} struck again before {before.postmortem.id} was done: {_named(undone)}"
                hint = f"add {_FACTOR} to contributing_factors; if it was done, tick it and give the day: `done: {day}`"
                yield Hit(one.record.path, one.record.place(one.key, "root_causes"), message, hint)
                break


def _named(actions: list[ActionItem]) -> str:
    texts = [" ".join(action.text.split()) for action in actions[:_NAMED]]
    short = [text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…" for text in texts]
    more = f" and {len(actions) - _NAMED} more" if len(actions) > _NAMED else ""
    return ", ".join(f"{text!r}" for text in short) + more


RULE = Rule(
    "RC102",
    "open-action-behind-recurrence",
    Level.WARNING,
    "the cheapest lesson is the one that was already written down",
    check,
    of_content=True,
)
