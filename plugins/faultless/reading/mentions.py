"""`[[id]]` and `[[kind/id]]`: references between records."""

from __future__ import annotations

import re
from collections.abc import Callable

from faultless.model import Component, Incident, KnowledgeBase, Postmortem, RootCause
from faultless.reading.comments import hidden

Target = Incident | Postmortem | RootCause | Component

_MENTION = re.compile(r"\[\[(?P<target>[^\[\]\n|]{1,200})(?:\|(?P<label>[^\[\]\n]{1,200}))?\]\]")


def resolve_mention(target: str, base: KnowledgeBase) -> Target | None:
    """The record a mention names: an incident, else a postmortem, a root cause, a component; or one of a named kind."""
    kind, slash, identifier = target.strip().rpartition("/")
    if slash:
        return _of_kind(kind.strip().casefold(), identifier.strip(), base)
    for kind in ("incident", "postmortem", "root-cause", "component"):
        found = _of_kind(kind, identifier, base)
        if found is not None:
            return found
    return None


def _of_kind(kind: str, identifier: str, base: KnowledgeBase) -> Target | None:
    if kind in {"incident", "incidents"}:
        return base.incident_by_id.get(identifier)
    if kind in {"postmortem", "postmortems"}:
        return base.postmortem_by_id.get(identifier)
    if kind in {"root-cause", "root-causes", "cause"}:
        return base.root_cause_by_id.get(identifier)
    if kind in {"component", "components"}:
        return base.component_by_id.get(identifier.casefold())
    return None


def replace_mentions(markdown: str, replacement: Callable[[str, str | None], str]) -> str:
    """Markdown with every mention outside code and comments replaced.

    Args:
        markdown: the text.
        replacement: from the target and the label, if one is given, to the text that takes its place.
    """
    if "[[" not in markdown:
        return markdown
    kept: list[str] = []
    position = 0
    for start, end in (*hidden(markdown), (len(markdown), len(markdown))):
        shown = markdown[position:start]
        kept += (
            _MENTION.sub(lambda match: replacement(match["target"].strip(), match["label"]), shown),
            markdown[start:end],
        )
        position = end
    return "".join(kept)
