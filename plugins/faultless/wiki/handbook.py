"""The handbook's generated pages: its contents, the list of rules, and a page for each rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby
from posixpath import normpath

from jinja2 import Environment

from faultless.checks import RULES, level_of, page
from faultless.reading import Records
from faultless.wiki.addresses import Addresses, way_up
from faultless.wiki.examples import label
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
GLOSSARY = "glossary/index.md"

_EXAMPLE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<verdict>before|bad|good|and) (?P<path>\S+).*$", re.MULTILINE)


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
    """The handbook's pages, generated ones last; those that the handbook's own index links to are left out."""
    refs = {
        GLOSSARY: Ref("Glossary", addresses.link_to(addresses.file_of_index("glossary"))),
        RULES_INDEX: Ref("Rules", addresses.link_to(addresses.file_of_index("handbook/rules"))),
    }
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
    pages = [ref for path, ref in sorted(refs.items(), key=_generated_last) if path not in linked]
    return jinja.get_template("handbook.html").render(up="../", pages=pages) if pages else ""


def _generated_last(entry: tuple[str, Ref]) -> tuple[bool, str]:
    path, ref = entry
    return path in {GLOSSARY, RULES_INDEX}, ref.title.casefold()


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


def _example(opening: re.Match[str]) -> str:
    """An example's first line: the file it stands in, and a fence that shows it plainly, as in `examples`."""
    verdict, path = opening["verdict"], f"<code>{escape(opening['path'])}</code>"
    place = {"and": "And in", "before": "Before, in"}.get(verdict, "In")
    return f"{label(verdict, place, path)}\n\n{opening['fence']}text"


def rule_pages(addresses: Addresses, newest: date) -> Iterable[WikiPage]:
    """A page for each rule, from the text that ships with it."""
    for rule in RULES:
        text = _EXAMPLE.sub(_example, page(rule.code).text)
        file = addresses.file_of("rule", rule.code)
        title = f"{rule.code} {rule.name}"
        yield WikiPage(f"handbook/rules/{rule.code}.md", file, title, newest, RULES_INDEX, text=text)
