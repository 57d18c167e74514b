"""PU109 missing-reassurance."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.public_text import is_told, public_texts
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.words import word_list
from faultless.model import Incident, Kind, Phase, Update, Visibility
from faultless.public.promise import promised


def check(context: Context) -> Iterator[Hit]:
    """First updates of the worst incidents that leave out what is affected, or when the next update comes."""
    worst = next((severity.id for severity in context.policy.severities), None)
    if context.policy.languages[:1] != ("en",):
        return
    for text in public_texts(context):
        incident = text.record.value
        if not isinstance(incident, Incident) or incident.kind is not Kind.INCIDENT or incident.severity != worst:
            continue
        if not is_told(incident) or not incident.updates:
            continue
        first = incident.updates[0]
        words = " \n\n ".join(one.shown for one in text.passages() if one.update is first)
        missing = [*_unsaid(context, incident, first, words)]
        if missing:
            message = f"the first update of a {worst} does not say {' or '.join(missing)}"
            hint = '"Card payments fail since 09:02 UTC; carts are kept. We will post the next update by 10:00 UTC."'
            yield Hit(text.record.path, first.span, message, hint)


def _unsaid(context: Context, incident: Incident, first: Update, words: str) -> Iterator[str]:
    if not first.components and not _says_what(context, f"{incident.title} {words}".casefold()):
        yield "what is affected"
    if first.phase is not Phase.RESOLVED and promised(words, first.at.at) is None:
        yield "when the next update comes"


def _says_what(context: Context, words: str) -> bool:
    """Whether some words name a component or what customers notice."""
    names = (one.name.casefold() for one in context.base.catalogue.components if one.visibility is Visibility.PUBLIC)
    return any(name in words for name in (*names, *word_list("impact", ("en",))))


RULE = Rule(
    "PU109",
    "missing-reassurance",
    Level.INFO,
    "the first minutes decide whether customers wait or call: what is hit, what is safe, when you speak again",
    check,
    of_file=True,
)
