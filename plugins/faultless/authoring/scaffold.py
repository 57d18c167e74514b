"""New records: the right name, the front matter filled in, and a line of guidance where something is to be written.

Guidance begins with `TODO:`, which the checks know (SE103), so nobody publishes it by mistake.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from faultless.authoring.earlier import Earlier
from faultless.emit import mapping, scalar, sequence, slug
from faultless.model import Incident, Instant, Phase, State
from faultless.policy import Policy, requirements, section_title

_ID_LENGTH = 60

_GUIDANCE = {
    "summary": "what customers noticed, for how long, why it was possible, and what ends it; three sentences",
    "root-cause": "the condition that made it possible, not who was there; ask what made that possible, too",
    "impact": "who, how many, for how long, in numbers; what was not affected",
    "user-impact": "what it looked like from outside, in the words of somebody who used it",
    "timeline": "add what is missing: decisions with what was known then, and turns that led nowhere",
    "detection": "what told you, how long after it began, and what should have",
    "response": "what was tried and decided, by what was known then; what helped and what was in the way",
    "resolution": "what ended it, and whether it can come back today",
    "recurrence": "what is better than the last time; if nothing is, what changes in how you work",
    "lessons": "what went well, what went badly, where you were lucky",
    "actions": "few, each with an owner, a day and a type; what is worth its cost",
    "not-doing": "what you decided not to do, and why it is not worth it",
    "customer-message": "what happened, what you did and what you change, for those who trusted you",
}
_ROOT_CAUSE = (
    ("What it is", "the condition, in two sentences that somebody new understands"),
    ("How it shows", "what you see first, and how to tell it from what looks alike"),
    ("What to do when it strikes", "steps, in order, that somebody can follow at night"),
)
_TAGGED = (
    ("started", "First effect customers could see.", "start"),
    ("detected", "First signal.", "detection"),
    ("acknowledged", "Somebody took it up.", ""),
    ("declared", "Declared an incident.", "escalation"),
    ("identified", "The cause was known well enough to act.", ""),
    ("mitigated", "Customers were no longer affected.", "mitigation"),
    ("resolved", "Fully normal.", "recovery"),
)


@dataclass(frozen=True, slots=True)
class Scaffold:
    """A file to be: its POSIX path below the content root, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """What is known of an incident, a maintenance, a notice or a near miss when its file is made.

    Attributes:
        at: when it began, is to begin, or was noticed.
        until: when planned work or a notice ends.
        message: the first update; empty where none is written yet.
        posted: when that is published.
    """

    title: str
    at: Instant
    posted: Instant
    public: bool = False
    severity: str | None = None
    components: Mapping[str, State] = field(default_factory=dict)
    until: Instant | None = None
    detected_by: str | None = None
    message: str = ""


def incident(event: Event) -> Scaffold:
    """An incident, with its first update if there is one."""
    return _event(
        event,
        ("severity", event.severity or ""),
        ("visibility", _visibility(event)),
        ("components", _components(event)),
        ("started", str(event.at)),
        ("detected_by", event.detected_by or ""),
        first=Phase.INVESTIGATING if event.message else None,
        notes="Internal notes",
    )


def maintenance(event: Event) -> Scaffold:
    """Planned work, with its announcement."""
    return _event(
        event,
        ("kind", "maintenance"),
        ("visibility", _visibility(event)),
        ("components", _components(event)),
        ("scheduled_for", str(event.at)),
        ("scheduled_until", str(event.until)),
        first=Phase.SCHEDULED,
        guidance="what you do, what customers will notice, and what they need not do",
    )


def notice(event: Event) -> Scaffold:
    """Something customers should know that is no outage."""
    return _event(
        event,
        ("kind", "notice"),
        ("visibility", _visibility(event)),
        ("until", "" if event.until is None else str(event.until)),
        first=Phase.NOTICE,
        guidance="what customers should know, what they can do, and until when",
    )


def near_miss(event: Event) -> Scaffold:
    """Something that nearly was an outage; always internal."""
    return _event(
        event,
        ("kind", "near-miss"),
        ("visibility", "internal"),
        ("detected", str(event.at)),
        ("detected_by", event.detected_by or ""),
        sections=(("What happened", "what nearly went wrong, and what stopped it"),),
    )


def root_cause(title: str, categories: Sequence[str], components: Sequence[str]) -> Scaffold:
    """A root cause that has a name from now on."""
    head = _head(
        ("title", scalar(title)),
        ("categories", sequence(categories)),
        ("components", sequence(components) if components else ""),
        ("status", "open"),
    )
    return Scaffold(f"root-causes/{_slug(title, 'cause')}.md", head + _sections(_ROOT_CAUSE))


def postmortem(about: Sequence[Incident], policy: Policy, earlier: Earlier) -> Scaffold:
    """A draft about some incidents: their times, their people, the sections their severity needs, what came before.

    Args:
        about: at least one.
        policy: the options in force.
        earlier: what reads like it, and the causes it had.
    """
    first = about[0]
    people = dict.fromkeys(name for one in about for name in (one.commander, *one.responders) if name)
    names = sequence([one.id for one in about])
    head = _head(
        ("title", scalar(first.title)),
        ("incident", first.id) if len(about) == 1 else ("incidents", names),
        ("status", "draft"),
        ("authors", sequence(list(people)) if people else ""),
        ("root_causes", "[]" + (f"  # struck before: {', '.join(earlier.causes)}" if earlier.causes else "")),
        ("contributing_factors", "[]"),
        ("customer_message", "false"),
    )
    path = f"postmortems/{first.id}.md"
    order = [severity.id for severity in policy.severities]
    known = [one.severity for one in about if one.severity in order]
    worst = min(known, key=lambda severity: order.index(severity or ""), default=None)
    parts = []
    for wanted in requirements(policy, path, worst):
        if wanted.when is None or (wanted.when == "seen-before" and earlier.incidents):
            title = section_title(wanted.section, policy.languages[0])
            parts.append(f"\n## {title}\n\n{_section(wanted.section, about, earlier)}")
    return Scaffold(path, head + "".join(parts))


def _section(section: str, about: Sequence[Incident], earlier: Earlier) -> str:
    guidance = f"TODO: {_GUIDANCE.get(section, 'what belongs here')}\n"
    if section == "timeline":
        return f"{_timeline(about)}\n{guidance}"
    if section == "actions":
        return f"{guidance}\n<!-- - [ ] What is to be done (owner: id, due: 2026-04-15, type: detect) -->\n"
    if section == "recurrence":
        return "".join(f"- Seen before? [[incident/{one}]]\n" for one in earlier.incidents) + f"\n{guidance}"
    return guidance


def _timeline(about: Sequence[Incident]) -> str:
    """What the incidents say of times, as entries in their order."""
    found: dict[tuple[datetime, int], str] = {}
    for one in about:
        for place, (key, words, tag) in enumerate(_TAGGED):
            at = getattr(one, key)
            if at is not None:
                found.setdefault((at.at, place), f"- {at} — {words}{f' [{tag}]' if tag else ''}\n")
        for update in one.updates:
            told = f"- {update.at} — Told customers: {update.written.value.lower()}. [communication]\n"
            found.setdefault((update.at.at, len(_TAGGED)), told)
    return "".join(found[when] for when in sorted(found))


def _event(
    event: Event,
    *keys: tuple[str, str],
    first: Phase | None = None,
    guidance: str = "",
    sections: Sequence[tuple[str, str]] = (),
    notes: str = "",
) -> Scaffold:
    text = _head(("title", scalar(event.title)), *keys)
    if first is not None:
        text += f"\n## {first.value} — {event.posted}\n\n{event.message.strip() or f'TODO: {guidance}'}\n"
    text += _sections(sections)
    if notes:
        text += f"\n## {notes}\n"
    return Scaffold(f"incidents/{event.at.at:%Y-%m-%d}-{_slug(event.title, 'incident')}.md", text)


def _sections(sections: Sequence[tuple[str, str]]) -> str:
    return "".join(f"\n## {title}\n\nTODO: {guidance}\n" for title, guidance in sections)


def _head(*keys: tuple[str, str]) -> str:
    return "---\n" + "".join(_lines(keys)) + "---\n"


def _lines(keys: Sequence[tuple[str, str]]) -> Iterator[str]:
    return (f"{key}: {value}\n" for key, value in keys if value)


def _components(event: Event) -> str:
    return mapping({name: state.value for name, state in event.components.items()}) if event.components else ""


def _visibility(event: Event) -> str:
    return "public" if event.public else "internal"


def _slug(title: str, otherwise: str) -> str:
    """A name made of a title, without accents, not cut within a word."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = slug(plain) if plain.strip() else otherwise
    if len(words) > _ID_LENGTH:
        words = words[:_ID_LENGTH].rpartition("-")[0] or words[:_ID_LENGTH]
    return words if len(words) >= 3 else f"{otherwise}-{words}"
