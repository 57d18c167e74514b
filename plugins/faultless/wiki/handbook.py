"""The handbook's generated pages: its contents, the list of rules, and a page for each rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from posixpath import normpath

from jinja2 import Environment

from faultless.checks import RULES, level_of, page, plain_markdown
from faultless.reading import Records
from faultless.wiki.addresses import Addresses, way_up
from faultless.wiki.page import WikiPage
from faultless.wiki.views import Ref

GROUPS = {
    "FM": "Files and front matter",
    "SE": "Sections",
    "BL": "Blame language",
    "TI": "Time and timeline",
    "PU": "Public wording and leaks",
    "AC": "Action items",
    "RC": "Recurrence",
    "XR": "Cross-references",
}
RULES_INDEX = "handbook/rules/index.md"

_FENCE = re.compile(r"^(`{3,}|~{3,})markdown$", re.MULTILINE)
"""Examples are shown plainly: a highlighter takes the end of the front matter for a heading's underline."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in the list, with the level the policy gives it."""

    code: str
    name: str
    level: str
    why: str
    link: str


@dataclass(frozen=True, slots=True)
class GroupOfRules:
    """The rules whose codes begin alike."""

    title: str
    anchor: str
    rules: tuple[RuleRow, ...]


def contents(records: Records, addresses: Addresses, jinja: Environment) -> str:
    """The list of the handbook's pages, the rules last; those that the handbook's own index links to are left out."""
    refs = {RULES_INDEX: Ref("Rules", addresses.link_to(addresses.file_of_index("handbook/rules")))}
    linked: set[str] = set()
    for record in records.pages:
        folder, _, name = record.path.partition("/")
        if folder != "handbook":
            continue
        if name.casefold() in {"index.md", "readme.md"}:
            links = (link.target for block in record.document.blocks for link in block.links)
            linked.update(normpath(f"handbook/{link.partition('#')[0]}") for link in links)
        else:
            refs[record.path] = Ref(record.value.title, addresses.link_to(addresses.file_of_page(record.path)))
    pages = [ref for path, ref in sorted(refs.items(), key=_rules_last) if path not in linked]
    return jinja.get_template("handbook.html").render(up="../", pages=pages) if pages else ""


def _rules_last(entry: tuple[str, Ref]) -> tuple[bool, str]:
    path, ref = entry
    return path == RULES_INDEX, ref.title.casefold()


def rules_index(records: Records, addresses: Addresses, jinja: Environment) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Every rule by group, and the headings of the groups."""
    groups = []
    for prefix, members in groupby(RULES, key=lambda rule: rule.code[:2]):
        rows = tuple(
            RuleRow(
                rule.code,
                rule.name,
                level_of(rule, records.policy.rules).value,
                rule.why,
                addresses.link_to(addresses.file_of("rule", rule.code)),
            )
            for rule in members
        )
        groups.append(GroupOfRules(GROUPS.get(prefix, prefix), prefix.lower(), rows))
    html = jinja.get_template("rules.html").render(up=way_up("handbook/rules/index.html"), groups=groups)
    return html, tuple((group.anchor, group.title) for group in groups)


def rule_pages(addresses: Addresses, newest: date) -> Iterable[WikiPage]:
    """A page for each rule, from the text that ships with it."""
    for rule in RULES:
        text = _FENCE.sub(r"\1text", plain_markdown(page(rule.code).text))
        file = addresses.file_of("rule", rule.code)
        title = f"{rule.code} {rule.name}"
        yield WikiPage(f"handbook/rules/{rule.code}.md", file, title, newest, RULES_INDEX, text=text)
