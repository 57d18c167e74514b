"""The wiki's own template environment: everything that is printed is escaped unless it says otherwise."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from faultless.caching import Kept
from faultless.checks import RULES
from faultless.compiled import compiled_templates
from faultless.insight import in_words
from faultless.model import Instant
from faultless.wiki.addresses import Addresses
from faultless.wiki.words import counted, days_away, machine_time

TEMPLATES = Path(__file__).parent / "templates"
ASSETS = tuple(sorted((Path(__file__).parent / "assets").glob("*.[cj]s*")))
"""The wiki's own styles and scripts, by name."""


def environment(overrides: Path | None, today: date, addresses: Addresses, kept: Kept | None = None) -> Environment:
    """Templates of `overrides` where they are, else those of the package."""
    folders = [folder for folder in (overrides, TEMPLATES) if folder is not None]
    jinja = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled_templates(kept),
    )
    jinja.filters.update(minutes=in_words, when=when, day=day, away=partial(_away, today=today), counted=counted)
    jinja.globals["rule_link"] = partial(_rule_link, addresses=addresses)
    return jinja


def _rule_link(code: str, *, addresses: Addresses) -> str | None:
    """Where the page of a rule is; a rule that failed itself is reported under a code without one."""
    known = any(rule.code == code for rule in RULES)
    return addresses.link_to(addresses.file_of("rule", code)) if known else None


def when(instant: Instant | None) -> Markup:
    """A time for people and machines."""
    if instant is None:
        return Markup('<span class="fl-unknown">unknown</span>')
    return Markup('<time datetime="{}">{}</time>').format(machine_time(instant.at), str(instant))


def day(value: date | None) -> Markup:
    """A day for people and machines."""
    if value is None:
        return Markup('<span class="fl-unknown">no date</span>')
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), value.isoformat())


def _away(value: date, *, today: date) -> str:
    return days_away(value, today)


_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_MENTION = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")


def plain(markdown: str) -> str:
    """A line of Markdown as words: links and mentions become their text, marks of emphasis and code go."""
    words = _LINK.sub(r"\1", _MENTION.sub(r"\1", markdown))
    return re.sub(r"(\*\*|__|`|(?<!\w)[*_]|[*_](?!\w))", "", words).strip()
