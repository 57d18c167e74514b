"""RC104 possible-recurrence."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.rc import mentioned, paths
from faultless.checks.rules.se.se101_missing_section import incidents_of
from faultless.insight import Text, likenesses, words_of, worst_stated
from faultless.model import Incident, Postmortem
from faultless.reading import Record

_LEAST = 0.2
"""How similar two texts are that tell of the same; unrelated postmortems of one team stay below."""

_TITLE = 3
"""How often a title counts: its few words say most."""

_FEWEST = 12
"""Words below which a text says too little to be compared."""

_TOLD = ("summary", "root-cause")


def check(context: Context) -> Iterator[Hit]:
    """Postmortems that read much like an earlier one of the same components, share no cause and do not name it."""
    dated: list[tuple[float, Record[Postmortem], tuple[Incident, ...]]] = []
    for record in context.records.postmortems:
        incidents = incidents_of(context.base, record.value)
        begun = [incident.begins.at.timestamp() for incident in incidents if incident.begins is not None]
        if begun:
            dated.append((min(begun), record, incidents))
    dated.sort(key=lambda one: (one[0], one[1].path))
    texts = (Text(position, words_of(_text(one[1].value)), _hit(one[2])) for position, one in enumerate(dated))
    known = paths(context)
    for like in likenesses([text for text in texts if len(text.words) >= _FEWEST and text.groups], _LEAST):
        record, (_, before, struck) = dated[like.key][1], dated[like.earlier]
        earlier = before.value
        if _causes(context, record.value) & _causes(context, earlier):
            continue
        names = {f"postmortem/{earlier.id}", *(f"incident/{incident.id}" for incident in struck)}
        if not names & mentioned(record, context, known):
            message = f"this reads much like {earlier.id}, and they share no root cause"
            hint = f"name the same root cause in both, or say how they differ, with a link: [[postmortem/{earlier.id}]]"
            yield Hit(record.path, record.place("root_causes", "title"), message, hint)


def _text(postmortem: Postmortem) -> str:
    bodies = (section.body for section in postmortem.sections if section.id in _TOLD)
    return "\n".join((*(postmortem.title,) * _TITLE, postmortem.preamble, *bodies))


def _hit(incidents: tuple[Incident, ...]) -> frozenset[str]:
    """The components that some incidents hit."""
    return frozenset(
        component for incident in incidents for component in worst_stated(incident.components, incident.updates)
    )


def _causes(context: Context, postmortem: Postmortem) -> set[str]:
    causes = (context.base.root_cause_by_id.get(name) for name in postmortem.root_causes)
    return {cause.id for cause in causes if cause is not None}


RULE = Rule(
    "RC104",
    "possible-recurrence",
    Level.INFO,
    "the same cause under two names is two short histories instead of one long one",
    check,
    of_content=True,
)
