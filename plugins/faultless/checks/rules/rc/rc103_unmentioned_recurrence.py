"""RC103 unmentioned-recurrence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.rc import mentioned, paths, recurrences
from faultless.insight import Occurrence


def check(context: Context) -> Iterator[Hit]:
    """Root causes that struck before, in postmortems whose text leads to none of the earlier times."""
    known = paths(context)
    texts: dict[str, frozenset[str]] = {}
    firsts: dict[str, Mapping[str, int]] = {}
    for one in recurrences(context):
        path = one.record.path
        if path not in texts:
            own = {f"postmortem/{one.record.value.id}", *(f"incident/{name}" for name in one.record.value.incidents)}
            texts[path] = mentioned(one.record, context, known) - own
        first = firsts.get(one.cause)
        if first is None:
            first = firsts[one.cause] = _first(one.chain)
        if not any(first.get(name, one.position) < one.position for name in texts[path]):
            latest = next(one.earlier()).postmortem.id
            message = f"{one.cause!r} struck before, and nothing in the text leads there"
            hint = f"say what is different this time, with a link: [[postmortem/{latest}]]"
            yield Hit(path, one.record.place(one.key, "root_causes"), message, hint)


def _first(chain: Sequence[Occurrence]) -> Mapping[str, int]:
    """Where in a chain each incident and postmortem stands first."""
    found: dict[str, int] = {}
    for position, one in enumerate(chain):
        found.setdefault(f"incident/{one.incident.id}", position)
        found.setdefault(f"postmortem/{one.postmortem.id}", position)
    return found


RULE = Rule(
    "RC103",
    "unmentioned-recurrence",
    Level.WARNING,
    "who reads this one needs to know what was tried the last time",
    check,
    of_content=True,
)
