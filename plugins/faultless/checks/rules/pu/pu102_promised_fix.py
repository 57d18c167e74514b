"""PU102 promised-fix."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.public_text import public_texts
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Incident, Kind


def check(context: Context) -> Iterator[Hit]:
    """Public text that says a step will repair something, or that something will never break again."""
    from faultless.checks.promises import may_promise_a_fix, promised_fixes  # noqa: PLC0415 - its patterns take milliseconds to compile

    for text in public_texts(context, may_promise_a_fix):
        value = text.record.value
        if isinstance(value, Incident) and value.kind is Kind.MAINTENANCE:
            continue
        for passage in text.passages():
            for promise in promised_fixes(passage.own):
                words = " ".join(passage.shown[promise.start : promise.end].split())
                hint = 'say what was done and what you see since: "We have rolled it back; there are fewer errors."'
                place = passage.place(promise.start, promise.end)
                yield Hit(text.record.path, place, f"{words!r} promises what is not proven yet", hint)


RULE = Rule(
    "PU102",
    "promised-fix",
    Level.WARNING,
    "the first repair often is not the last, and readers remember the one that was announced",
    check,
    of_file=True,
)
