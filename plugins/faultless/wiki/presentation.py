"""Makes the rendered body of a record easier to read: updates as messages, timelines and actions with their marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import escape, unescape
from itertools import count, repeat

from faultless.model import EVENT_TAGS, Instant, Phase, State
from faultless.reading.times import parse_instant

_HEADINGS = re.compile(r"(?=<h2[ >])")
_PHASES = "|".join(sorted((phase.value for phase in Phase), key=len, reverse=True))
_UPDATE = re.compile(
    rf"(?P<open><h2[^>]*>)\s*(?P<phase>{_PHASES})\s*[—–:|·,-]?\s*(?P<time>~?[^<]*\d{{1,2}}[:T]\d{{2}}[^<]*?)\s*(?P<rest><|$)",
    re.IGNORECASE,
)
_COMPONENTS = re.compile(r"<p>\s*Components:\s*(?P<listed>[^<]*)</p>", re.IGNORECASE)
_TAGS = re.compile(rf"\s*\[(?P<tag>{'|'.join(EVENT_TAGS)})\](?=(?:\s*\[\w+\])*\s*(?:</p>|</li>|</td>|<ul|<ol))")
_ENTRY = re.compile(
    r"<li>(?P<open>\s*(?:<p>\s*)?)"
    r"(?P<about>~?)(?:(?P<day>\d{4}-\d{2}-\d{2})[T ])?"
    r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:UTC|Z|[+-]\d{2}:\d{2}|[A-Z]\w+/[\w/]+))?)"
    r"\s*[—–|:-]?\s+"
)
_ATTRIBUTES = re.compile(
    r"\((?P<listed>(?:owner|due|type|issue|status|done|reason|public):[^()]*)\)(?=\s*(?:</p>|</li>|<ul|<ol))"
)
_ATTRIBUTE = re.compile(r'\s*(?P<key>\w+):\s*(?P<value>"[^"]*"|[^,"]*)\s*(?:,|$)')


def without_foreign_html(html: str) -> str:
    """The body of an imported record with nothing active left in it; the text of what is dropped stays."""
    import nh3  # noqa: PLC0415 - only archives need it

    attributes = {tag: set(allowed) for tag, allowed in nh3.ALLOWED_ATTRIBUTES.items()}
    attributes["*"] = {"class", "id", "title"}
    attributes["input"] = {"type", "checked", "disabled", "aria-label"}
    tags = nh3.ALLOWED_TAGS | {"input", "label", "section"}
    return nh3.clean(html, tags=tags, attributes=attributes, link_rel=None)


def update_anchor(at: Instant) -> str:
    """Where an update of an incident is told on its page."""
    return f"update-{at.stamp}"


def event_anchor(position: int) -> str:
    """Where the entry at a position of a postmortem's timeline, counted from 0, is told on its page."""
    return f"event-{position + 1}"


def incident_body(html: str, component: Callable[[str], str]) -> str:
    """Each update of an incident as a message with a place of its own, its components by name; the rest as it is."""
    taken: set[str] = set()
    return "".join(_message(part, component, taken) for part in _HEADINGS.split(html))


def _message(part: str, component: Callable[[str], str], taken: set[str]) -> str:
    match = _UPDATE.match(part)
    if match is None:
        return part
    phase = match["phase"]
    tone = phase.casefold().replace(" ", "-")
    heading = (
        f'{match["open"]}<span class="fl-phase fl-phase--{tone}">{phase}</span>'
        f' <span class="fl-phase__at">{match["time"]}</span>{match["rest"]}'
    )
    body = _COMPONENTS.sub(lambda listed: _component_chips(listed["listed"], component), heading + part[match.end() :])
    at = parse_instant(unescape(match["time"]))
    anchor = update_anchor(at) if isinstance(at, Instant) else ""
    place = f' id="{anchor}"' if anchor and anchor not in taken else ""
    taken.add(anchor)
    return f'<section class="fl-update"{place}>{body}</section>\n'


_STATED = re.compile(
    rf"(?P<name>.*?)[\s:=→>-]+(?P<state>{'|'.join(state.value.replace('_', '[ _-]+') for state in State)})",
    re.IGNORECASE,
)


def _component_chips(listed: str, component: Callable[[str], str]) -> str:
    chips = "".join(_component_chip(unescape(entry).strip(), component) for entry in listed.split(","))
    return f'<ul class="fl-states"><li class="fl-states__name">Components</li>{chips}</ul>'


def _component_chip(entry: str, component: Callable[[str], str]) -> str:
    match = _STATED.fullmatch(entry)
    if match is None:
        return f'<li class="fl-state">{escape(entry)}</li>'
    state = State(re.sub(r"[ _-]+", "_", match["state"].casefold()))
    tone = state.value.replace("_", "-")
    return f'<li class="fl-state fl-state--{tone}">{escape(component(match["name"]))} {state.words}</li>'


def _entry(match: re.Match[str], anchor: str = "") -> str:
    """An item of a list that begins with a time: the time in a column of its own, its day apart from it."""
    day = f'<span class="fl-time__day">{match["day"]}</span> ' if match["day"] else ""
    dated = " fl-entry--dated" if day else ""
    time = f'<span class="fl-time">{day}{match["about"]}{match["time"]}</span>'
    place = f' id="{anchor}"' if anchor else ""
    return f'<li class="fl-entry{dated}"{place}>{match["open"]}{time} '


def _entries(html: str, timeline: str, events: int) -> str:
    """Every such item; those of the section `timeline` get places of their own if there is one for each event."""
    parts = []
    for part in _HEADINGS.split(html):
        heading, closes, _ = part.partition("</h2>")
        numbered = closes and _plain(heading).startswith(timeline) and len(_ENTRY.findall(part)) == events
        anchors = map(event_anchor, count()) if timeline and numbered else repeat("")
        parts.append(_ENTRY.sub(partial(_next_entry, anchors=anchors), part))
    return "".join(parts)


def _next_entry(match: re.Match[str], *, anchors: Iterator[str]) -> str:
    return _entry(match, next(anchors))


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


def postmortem_body(html: str, person: Callable[[str], str], timeline: str = "", events: int = 0) -> str:
    """Times, tags and attributes of a postmortem's lists, set apart from the words; owners by their names.

    Args:
        html: rendered.
        person: the name of somebody an action names.
        timeline: the heading of the timeline; empty where there is none.
        events: how many entries it has.
    """
    html = _entries(html, timeline, events)
    html = _TAGS.sub(r' <span class="fl-tag fl-tag--\g<tag>">\g<tag></span>', html)

    def attributes(match: re.Match[str]) -> str:
        found = _ATTRIBUTE.findall(unescape(match["listed"]))
        shown = []
        for key, raw in found:
            value = raw.strip().strip('"')
            value = person(value) if key == "owner" else value
            shown.append(f'<span class="fl-attribute"><span>{escape(key)}</span> {escape(value)}</span>')
        return f'<span class="fl-attributes">{" ".join(shown)}</span>'

    return _ATTRIBUTES.sub(attributes, html)
