"""Files under `postmortems/`."""

from __future__ import annotations

from faultless.model import ActionItem, CategoryKind, Postmortem, Review, Section, TimelineEvent
from faultless.policy import SectionNames
from faultless.reading.actions import read_actions
from faultless.reading.fault import Fault
from faultless.reading.front_matter import FrontMatter
from faultless.reading.incident import feed_id, member
from faultless.reading.keys import Keys
from faultless.reading.lookup import Lookup
from faultless.reading.schema import POSTMORTEM_KEYS, REQUIRED
from faultless.reading.sections import split_sections
from faultless.reading.timeline import read_timeline


def read_postmortem(
    identifier: str, path: str, head: FrontMatter, lookup: Lookup, names: SectionNames, *, bold: bool = False
) -> tuple[Postmortem, tuple[Fault, ...]]:
    """What a file says, and what was wrong with it. Never raises.

    Args:
        identifier: the record's id.
        path: POSIX, relative to the content root.
        head: the file, split.
        lookup: what the catalogue and the policy declare.
        names: headings that are recognised.
        bold: bold list labels count as headings.
    """
    faults = list(head.yaml.faults)
    keys = Keys(head.yaml.values, head.yaml.keys, path, faults)
    keys.known(POSTMORTEM_KEYS)
    status = member(Review, keys.choice("status", [status.value for status in Review])) or Review.DRAFT
    published = keys.day("published")
    if not any(fault.code == "FM002" for fault in faults):
        keys.required(REQUIRED["postmortem"], "a postmortem")
        if status is Review.PUBLISHED and keys.values.get("published") is None:
            keys.required(("published",), "a published postmortem")
    preamble, sections = split_sections(head.body, head.body_line, names, bold=bold)
    timeline: tuple[TimelineEvent, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    for section in outermost(sections):
        if section.id == "timeline":
            timeline = (*timeline, *read_timeline(section))
        elif section.id == "actions":
            read, wrong = read_actions(section, path)
            actions = (*actions, *read)
            faults.extend(wrong)
    postmortem = Postmortem(
        id=identifier,
        title=keys.text("title") or identifier,
        incidents=_incidents(keys),
        status=status,
        authors=lookup.people(keys, "authors"),
        published=published,
        reviewed=keys.day("reviewed"),
        root_causes=keys.texts("root_causes"),
        contributing_factors=lookup.categories(keys, "contributing_factors", (CategoryKind.FACTOR,)),
        customer_message=keys.flag("customer_message"),
        sections=sections,
        preamble=preamble,
        timeline=timeline,
        actions=actions,
        tags=keys.texts("tags"),
        aliases=keys.texts("aliases"),
        feed_id=feed_id(keys, identifier),
        redirects=keys.texts("redirects"),
        imported=keys.choice("imported", ("cstate", "statuspage", "archive")),
    )
    return postmortem, tuple(faults)


def outermost(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections that do not stand inside another one of the same id."""
    found: list[Section] = []
    end = 0
    inside: str | None = None
    for section in sections:
        if inside is not None and section.id == inside and section.span.line < end:
            continue
        found.append(section)
        if section.id is not None:
            inside, end = section.id, section.body_line + section.body.count("\n") + 1
    return tuple(found)


def _incidents(keys: Keys) -> tuple[str, ...]:
    one = keys.text("incident") if isinstance(keys.values.get("incident"), str) else None
    several = keys.texts("incident") if one is None else (one,)
    return tuple(dict.fromkeys((*several, *keys.texts("incidents"))))
