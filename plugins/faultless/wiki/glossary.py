"""The page of terms: what is measured, the steps of an incident, the severities, the taxonomy of causes."""

from __future__ import annotations

from itertools import groupby

from jinja2 import Environment

from faultless.model import Catalogue, Category
from faultless.wiki.blocks import Blocks
from faultless.wiki.measures import MEASURES

HEADINGS = (
    ("measures", "Measures"),
    ("times", "The times of an incident"),
    ("severities", "Severities"),
    ("words", "Words"),
    ("taxonomy", "Triggers, causes and factors"),
)


def glossary(catalogue: Catalogue, blocks: Blocks, jinja: Environment, file: str) -> str:
    """The generated part of the page written to `file`."""
    return jinja.get_template("glossary.html").render(
        measures=MEASURES,
        severities=blocks.html("severities", file),
        themes=[(theme.replace("-", " "), tuple(members)) for theme, members in _by_theme(catalogue)],
    )


def _by_theme(catalogue: Catalogue) -> groupby[str, Category]:
    """The taxonomy by theme, each theme where its first entry stands."""
    order = {theme: number for number, theme in reversed(list(enumerate(one.theme for one in catalogue.taxonomy)))}
    return groupby(sorted(catalogue.taxonomy, key=lambda one: order[one.theme]), key=lambda one: one.theme)
