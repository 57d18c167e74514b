"""XR105 over-broad-cause."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Postmortem, Span

_FEWEST = 8
"""Below this number of postmortems a share says nothing."""


def check(context: Context) -> Iterator[Hit]:
    """Categories of the taxonomy that more than half of all postmortems share; told at the first file that names it."""
    postmortems = context.base.postmortems
    if len(postmortems) < _FEWEST:
        return
    used: dict[str, int] = {}
    for postmortem in postmortems:
        for category in _categories(context, postmortem):
            used[category] = used.get(category, 0) + 1
    for category in sorted(used):
        if used[category] * 2 > len(postmortems):
            path, place = _first_use(context, category)
            share = f"{used[category]} of {len(postmortems)} postmortems"
            message = f"the category {category!r} stands behind {share}"
            yield Hit(
                path, place, message, "split it into the conditions it stands for, as categories of the catalogue"
            )


def _categories(context: Context, postmortem: Postmortem) -> set[str]:
    causes = (context.base.root_cause_by_id.get(cause) for cause in postmortem.root_causes)
    of_causes = {category for cause in causes if cause is not None for category in cause.categories}
    return of_causes | set(postmortem.contributing_factors)


def _first_use(context: Context, category: str) -> tuple[str, Span]:
    for cause in context.records.root_causes:
        if category in cause.value.categories:
            return cause.path, cause.place("categories")
    record = next(one for one in context.records.postmortems if category in one.value.contributing_factors)
    return record.path, record.place("contributing_factors")


RULE = Rule(
    "XR105",
    "over-broad-cause",
    Level.INFO,
    "a cause that explains everything tells nobody what to change",
    check,
)
