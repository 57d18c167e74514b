"""TI115 update-moved."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Update, Visibility

_ALIKE = 0.6
_MOST_WORDS = 400


def check(context: Context) -> Iterator[Hit]:
    """Updates of public incidents that have another time than before the change."""
    if context.before is None:
        return
    known = context.before.base.incident_by_id
    for record in context.incidents:
        names = (record.value.id, *record.value.aliases)
        before = next((known[name] for name in names if name in known), None)
        if before is None or {before.visibility, record.value.visibility} != {Visibility.PUBLIC}:
            continue
        for old, new in _moved(before.updates, record.value.updates):
            hint = f"put {old.at} back; an edit after publication is told by a line `Revised: <time> <why>` at the end"
            yield Hit(record.path, new.span, _message(old, new, record.value.updates), hint)


def _message(old: Update, new: Update, updates: Sequence[Update]) -> str:
    """What subscribers see."""
    said = f"this update stood at {old.at} before: subscribers get it again as a new entry, and the old one goes"
    passed = [one for one in updates if new.at.at < one.at.at <= old.at.at]
    if not passed:
        return said
    last = max(passed, key=lambda one: one.at.at)
    return f"{said}; it now lies before {last.written.value} ({last.at}), where readers look for nothing new"


def _moved(before: Sequence[Update], after: Sequence[Update]) -> Iterator[tuple[Update, Update]]:
    """Updates that have another time now: with the same phase and words, or in the same place with much the same."""
    stayed = {one.at.stamp for one in before} & {one.at.stamp for one in after}
    gone = [one for one in before if one.at.stamp not in stayed]
    come = [one for one in after if one.at.stamp not in stayed]
    for old, new in _pairs(gone, come, {id(one): _words(one) for one in (*gone, *come)}):
        gone.remove(old)
        come.remove(new)
        yield old, new
    from difflib import SequenceMatcher  # noqa: PLC0415 - milliseconds that only updates with another time cost

    places = {**_places(before, stayed), **_places(after, stayed)}
    for old, new in _pairs(gone, come, places):
        if SequenceMatcher(None, _words(old)[1], _words(new)[1], autojunk=False).ratio() >= _ALIKE:
            yield old, new


def _pairs(gone: Sequence[Update], come: Sequence[Update], known: dict[int, Hashable]) -> list[tuple[Update, Update]]:
    """Updates of both that are known by the same, each once and in their order."""
    left = list(come)
    pairs = []
    for old in gone:
        new = next((one for one in left if known[id(one)] == known[id(old)]), None)
        if new is not None:
            left.remove(new)
            pairs.append((old, new))
    return pairs


def _words(update: Update) -> tuple[str, tuple[str, ...]]:
    return update.written.value, tuple(update.text.split()[:_MOST_WORDS])


def _places(updates: Sequence[Update], stayed: Collection[str]) -> dict[int, Hashable]:
    """The phase of each update, and between which of those that stayed it is written."""
    found: dict[int, Hashable] = {}
    above = ""
    for update in sorted(updates, key=lambda one: one.span):
        if update.at.stamp in stayed:
            above = update.at.stamp
        found[id(update)] = (update.written, above)
    return found


RULE = Rule(
    "TI115",
    "update-moved",
    Level.WARNING,
    "the time of an update is its identity in the feeds: with another one it is another message",
    check,
)
