"""AC103 unknown-type."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.action_items import action_items
from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import ACTION_TYPES
from faultless.reading import did_you_mean

_ALIASES = {
    "alert": "detect", "alerting": "detect", "detection": "detect", "monitor": "detect", "monitoring": "detect",
    "prevention": "prevent", "preventive": "prevent", "preventative": "prevent", "fix": "prevent",
    "mitigation": "mitigate", "recovery": "recover", "documentation": "learn", "docs": "learn", "training": "learn",
    "investigate": "learn", "investigation": "learn",
}  # fmt: skip
"""What people write instead."""


def check(context: Context) -> Iterator[Hit]:
    """Types of action items that are none of the six."""
    for record, action in action_items(context):
        kind = action.type
        if kind is not None and kind not in ACTION_TYPES:
            near = _ALIASES.get(kind)
            hint = f"did you mean {near}?" if near is not None else did_you_mean(kind, ACTION_TYPES)
            message = f"{kind!r} is no type of an action item; the types are {', '.join(ACTION_TYPES)}"
            yield Hit(record.path, action.span, message, hint)


RULE = Rule(
    "AC103",
    "unknown-type",
    Level.WARNING,
    "the types show whether anything makes the next time shorter, or only this time rarer",
    check,
)
