"""RC101 repeat-without-improvement."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.rc import recurrences
from faultless.insight import durations, improvement, in_words, worst_stated
from faultless.model import Incident, Kind, Postmortem

_LINKS = 4
"""How many earlier occurrences of a long chain are told, the latest ones."""


def check(context: Context) -> Iterator[Hit]:
    """Root causes that struck again while nothing was better, in postmortems that do not say what will change."""
    for one in recurrences(context):
        latest = next(one.earlier()).incident
        if improvement(latest, one.struck, context.policy).any_better or _changes(one.record.value):
            continue
        told = [*(before.incident for before in islice(one.earlier(), _LINKS))][::-1]
        chain = " → ".join(_link(incident) for incident in (*told, one.struck))
        more = f"… → {chain}" if len(told) == _LINKS < one.position else chain
        message = f"{one.cause!r} struck again and nothing was better: {more}"
        hint = (
            "write a section `## Recurrence` that says how the process will change, with an action of type process;"
            " if something was better, fill in severity, components, identified and resolved of both incidents"
        )
        yield Hit(one.record.path, one.record.place(one.key, "root_causes"), message, hint)


def _changes(postmortem: Postmortem) -> bool:
    """Whether it says how the process will change: a section with words in it, and an action."""
    section = postmortem.section("recurrence")
    said = section is not None and any(letter.isalnum() for letter in section.body)
    return said and any(action.type == "process" for action in postmortem.actions)


def _link(incident: Incident) -> str:
    took = durations(incident)
    begins = incident.begins.at.date() if incident.begins is not None else "?"
    severity = "near miss" if incident.kind is Kind.NEAR_MISS else incident.severity or "severity unknown"
    hit = len(worst_stated(incident.components, incident.updates))
    scope = f"{hit} component{'s' if hit > 1 else ''}" if hit else "scope unknown"
    identify, recover = in_words(took.identify), in_words(took.recover)
    return f"{begins} ({severity}, {scope}, identified {_after(identify)}, recovered {_after(recover)})"


def _after(words: str) -> str:
    return f"in {words}" if words != "unknown" else "at an unknown time"


RULE = Rule(
    "RC101",
    "repeat-without-improvement",
    Level.ERROR,
    "a cause may strike twice, but if nothing got better, what was learnt the first time changed nothing",
    check,
    of_content=True,
)
