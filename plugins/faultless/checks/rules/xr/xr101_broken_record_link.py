"""XR101 broken-record-link."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from faultless.checks.finding import Level
from faultless.checks.leads import leads
from faultless.checks.rule import Context, Hit, Rule
from faultless.reading import did_you_mean, resolve_mention

GENERATED = (
    "",
    "incidents",
    "postmortems",
    "root-causes",
    "components",
    "action-items",
    "factors",
    "not-worth-doing",
    "people",
    "metrics",
    "map",
    "glossary",
    "handbook",
    "handbook/rules",
)
"""The folders whose own page the wiki makes where the content has none."""

_INDEXES = {f"{folder}/index.md".lstrip("/") for folder in GENERATED}

_RULE_PAGES = "handbook/rules/"
"""Pages that the wiki makes of the rules themselves."""


def check(context: Context) -> Iterator[Hit]:
    """`[[mentions]]` that name no record, and relative links to Markdown files that are not there."""
    components = {f"components/{component.id}.md" for component in context.base.catalogue.components}
    paths = {record.path for record in context.records if record.kind != "catalogue"} | components | _INDEXES
    for record in context.prose():
        if "[[" not in record.text and ".md" not in record.text:
            continue
        for lead in leads(context, record):
            if lead.mention:
                if resolve_mention(lead.target, context.base) is None:
                    hint = _near(context, lead.target)
                    yield Hit(record.path, lead.span, f"[[{lead.target}]] leads to no record", hint)
                continue
            target = unquote(lead.target.partition("#")[0].partition("?")[0])
            relative = target.endswith(".md") and "://" not in target and not target.startswith("/")
            path = normpath(join(dirname(record.path), target)) if relative else ""
            if relative and path not in paths and not path.startswith(_RULE_PAGES):
                message = f"the link to {target} leads to no file"
                yield Hit(record.path, lead.span, message, "correct the path, or name the record: [[its-id]]")


def _near(context: Context, target: str) -> str:
    base = context.base
    known = {*base.incident_by_id, *base.postmortem_by_id, *base.root_cause_by_id, *base.component_by_id}
    otherwise = "write the id of a record: its file name without .md"
    return did_you_mean(target.rpartition("/")[2], known, otherwise=otherwise)


RULE = Rule(
    "XR101",
    "broken-record-link",
    Level.ERROR,
    "a reference that leads nowhere loses the one place where the story goes on",
    check,
)
