"""Makes the rendered body of a record easier to read: updates as messages, timelines and actions with their marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from faultless.model import EVENT_TAGS, Phase, State

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


def incident_body(html: str) -> str:
    """Each update of an incident as a message, the other sections as they are."""
    parts = _HEADINGS.split(html)
    return "".join(_message(part) for part in parts)


def _message(part: str) -> str:
    match = _UPDATE.match(part)
    if match is None:
        return part
    phase = match["phase"]
    tone = phase.casefold().replace(" ", "-")
    heading = (
        f'{match["open"]}<span class="fl-phase fl-phase--{tone}">{phase}</span>'
        f' <span class="fl-phase__at">{match["time"]}</span>{match["rest"]}'
    )
    body = _COMPONENTS.sub(_component_chips, heading + part[match.end() :])
    return f'<section class="fl-update">{body}</section>\n'


def _component_chips(match: re.Match[str]) -> str:
    chips = "".join(f"<li{_state_class(entry)}>{entry.strip()}</li>" for entry in match["listed"].split(","))
    return f'<ul class="fl-states"><li class="fl-states__name">Components</li>{chips}</ul>'


def _state_class(entry: str) -> str:
    words = re.sub(r"[\s_-]+", "_", entry.strip().casefold())
    state = next((state for state in State if words.endswith(state.value)), None)
    return f' class="fl-state fl-state--{state.value.replace("_", "-")}"' if state is not None else ' class="fl-state"'


def _entry(match: re.Match[str]) -> str:
    """An item of a list that begins with a time: the time in a column of its own, its day apart from it."""
    day = f'<span class="fl-time__day">{match["day"]}</span> ' if match["day"] else ""
    dated = " fl-entry--dated" if day else ""
    time = f'<span class="fl-time">{day}{match["about"]}{match["time"]}</span>'
    return f'<li class="fl-entry{dated}">{match["open"]}{time} '


def postmortem_body(html: str, person: Callable[[str], str]) -> str:
    """Times, tags and attributes of a postmortem's lists, set apart from the words; owners by their names."""
    html = _ENTRY.sub(_entry, html)
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
