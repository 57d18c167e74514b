"""Looking at many files that nobody has looked at, half of them in another process."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from faultless.aside import Aside
from faultless.checks.remembered import Hits, Remembered
from faultless.checks.rule import Context, Rule

_MANY = 100
"""From so many files on a second process finds more than it costs to start."""


def look_ahead(looking: Sequence[tuple[Rule, Context]], remembered: Remembered) -> None:
    """Let the rules look at the files that are new, if they are many, so that what they find is remembered.

    A rule that fails is left out, and fails again when its findings are asked for.

    Args:
        looking: the rules that run, each with what it may look at.
        remembered: learns what they find.
    """
    of_file = [(rule, context) for rule, context in looking if rule.of_file]
    unseen: set[str] = set()
    for rule, context in of_file:
        known = remembered.paths(rule.code)
        if len(known) < len(remembered.marks):
            unseen |= remembered.marks.keys() - known - context.skipped
    new = sorted(unseen)
    if len(new) < _MANY:
        return
    there = frozenset(new[1::2])

    def look_there() -> dict[str, Hits]:
        _look(of_file, there, remembered)
        return {path: remembered.of(path) for path in there}

    aside = Aside(look_there, pays=True)
    if aside.is_meanwhile:
        _look(of_file, frozenset(new) - there, remembered)
        for path, hits in aside.result().items():
            for code, found in hits.items():
                remembered.learn_of(path, code, found)


def _look(of_file: Sequence[tuple[Rule, Context]], paths: frozenset[str], remembered: Remembered) -> None:
    for rule, context in of_file:
        skipped = context.skipped | (remembered.marks.keys() - paths) | remembered.paths(rule.code)
        if skipped >= paths:
            continue
        with suppress(Exception):  # it fails again, and is reported, when it is asked for
            remembered.learn(rule.code, skipped, list(rule.check(replace(context, skipped=skipped))))
