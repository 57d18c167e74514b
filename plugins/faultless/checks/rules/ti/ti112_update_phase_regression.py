"""TI112 update-phase-regression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.words import word_list
from faultless.model import Phase
from faultless.patterns import expression

_OVER = {Phase.RESOLVED, Phase.COMPLETED}
_GOING_ON = {Phase.INVESTIGATING, Phase.IDENTIFIED, Phase.MONITORING, Phase.IN_PROGRESS, Phase.VERIFYING}


def check(context: Context) -> Iterator[Hit]:
    """Updates that go on after the end, where neither they nor an `Update` before them say that it came back."""
    back = _back(tuple(dict.fromkeys((*context.policy.languages, "en"))))
    for record in context.incidents:
        for before, after in pairwise(record.value.updates):
            if before.written not in _OVER or after.written not in _GOING_ON or back.search(after.text):
                continue
            message = f"{after.written.value} after {before.written.value}, and no word about why"
            hint = "say in this update that it came back, or in an `Update` before it"
            yield Hit(record.path, after.span, message, hint)


@lru_cache(maxsize=8)
def _back(languages: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in word_list("reopening", languages))
    return expression(rf"\b(?i:{words})\b")


RULE = Rule(
    "TI112",
    "update-phase-regression",
    Level.WARNING,
    "customers were told that it is over; an update that goes on without a word looks like a mistake",
    check,
    of_file=True,
)
