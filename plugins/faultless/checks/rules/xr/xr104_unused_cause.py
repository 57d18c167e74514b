"""XR104 unused-cause."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """Root causes that no postmortem names."""
    named = {cause for postmortem in context.base.postmortems for cause in postmortem.root_causes}
    for record in context.records.root_causes:
        if not named & {record.value.id, *record.value.aliases}:
            message = f"no postmortem names the root cause {record.value.id!r}"
            yield Hit(
                record.path, record.place("title"), message, "name it in `root_causes` of a postmortem, or delete it"
            )


RULE = Rule(
    "XR104",
    "unused-cause",
    Level.INFO,
    "a cause without occurrences is a guess, and its page is empty",
    check,
)
