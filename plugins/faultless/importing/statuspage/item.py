"""One incident or maintenance of Statuspage as one record of ours, and its postmortem as another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from faultless.emit import Value, instant, record
from faultless.importing.report import FileReport
from faultless.importing.safe import safe
from faultless.importing.statuspage.gathering import Item, last_part
from faultless.importing.statuspage.markdown import markdown
from faultless.importing.statuspage.parts import Parts
from faultless.importing.statuspage.updates import POSTMORTEM, Told, phases_of, told_of
from faultless.importing.statuspage.values import entries, first, line, moment, text, word

_SEVERITY = {"critical": "sev1", "major": "sev2", "minor": "sev3", "none": "sev4"}
_STATE = {"critical": "major_outage", "major": "partial_outage", "minor": "degraded_performance", "none": "operational"}
_RANK = ("operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage")
_OVER = {"resolved", "completed", POSTMORTEM}
_KNOWN = frozenset({
    "name", "title", "status", "impact", "impact_override", "started_at", "resolved_at", "scheduled_for",
    "scheduled_until", "components", "id", "code", "postmortem_body", "postmortem_published_at", "postmortem_ignored",
    "monitoring_at", "created_at",
})  # fmt: skip
BOOKKEEPING = frozenset({
    "page_id", "updated_at", "published_at", "reminder_intervals", "scheduled_remind_prior", "scheduled_reminded_at",
    "scheduled_auto_in_progress", "scheduled_auto_completed", "scheduled_auto_transition",
    "auto_transition_to_maintenance_state", "auto_transition_to_operational_state",
    "auto_transition_deliver_notifications_at_end", "auto_transition_deliver_notifications_at_start",
    "auto_tweet_at_beginning", "auto_tweet_on_completion", "auto_tweet_on_creation", "auto_tweet_one_hour_before",
    "postmortem_notified_subscribers", "postmortem_notified_twitter", "postmortem_body_last_updated_at",
})  # fmt: skip
"""Keys with which Statuspage keeps its own books."""


@dataclass(frozen=True, slots=True)
class Made:
    """The record of an item, and that of its postmortem (empty: it has none); both are the text of a file."""

    incident: str
    postmortem: str = ""


def title_of(item: Item) -> str:
    """What it is called; empty where it has no name."""
    return line(first(item.raw, "name", "title"))


def began(item: Item, zone: tzinfo) -> tuple[datetime, str]:
    """When it began, and from what that was guessed (empty: it is said)."""
    keys = ("scheduled_for", "started_at", "created_at") if item.planned else ("started_at", "created_at")
    for key in keys:
        read = moment(item.raw.get(key), zone)
        if read is not None:
            return read[0], read[1] if key == keys[0] else f"{key}, for it has no {keys[0]}"
    times = [moment(first(one, "display_at", "created_at", "at"), zone) for listed in item.updates for one in listed]
    told = [one[0] for one in times if one is not None]
    if told:
        return min(told), "its first update"
    return datetime.fromisoformat("1971-01-01T00:00:00+00:00"), "nothing at all"


def made_of(item: Item, identifier: str, led: Sequence[str], zone: tzinfo, parts: Parts, report: FileReport) -> Made:
    """The records of an item.

    Args:
        item: what was found.
        identifier: the record's id to be.
        led: the addresses that lead to it.
        zone: of times without one.
        parts: the components of the page.
        report: takes note of what was done.
    """
    told = told_of(item, zone, report)
    later = [one for one in told if one.status == POSTMORTEM]
    told = [one for one in told if one.status != POSTMORTEM]
    started, guess = began(item, zone)
    if guess:
        report.guessed.append(f"{'scheduled_for' if item.planned else 'started'}: {guess}")
    fields: list[tuple[str, Value]] = [
        ("title", _title(item, identifier, report)),
        ("id", item.code if item.code != identifier else ""),
        ("kind", "maintenance" if item.planned else ""),
        ("severity", "" if item.planned else _severity(item, report)),
        ("visibility", "public"),
    ]
    notes: list[str] = []
    times = (
        _window(item, started, told, zone, report, notes) if item.planned else _ended(item, told, zone, report, started)
    )
    states, changes = _components(item, told, started, parts, report)
    fields += [("components", states), *times, ("redirects", list(led)), ("imported", "statuspage")]
    report.becomes = "maintenance" if item.planned else "incident"
    report.mapped += [key for key, value in fields if value and key not in {"imported", "id"}]
    body = _updates(item, told, changes, report, notes)
    _note(item, told, {identifier, *(path.rpartition("/")[2] for path in led)}, zone, notes, report)
    if notes:
        body.append("## Internal notes\n\n" + safe("\n".join(notes)) + "\n")
    return Made(record(fields, "\n".join(body)), _postmortem(item, identifier, later, zone, report))


def _title(item: Item, identifier: str, report: FileReport) -> str:
    title = title_of(item)
    if not title:
        report.guessed.append("title: none is given: its id")
    return title or item.code or identifier


def _impact(item: Item) -> str:
    return word(item.raw.get("impact_override")) or word(item.raw.get("impact"))


def _severity(item: Item, report: FileReport) -> str:
    impact = _impact(item)
    if impact not in _SEVERITY:
        said = f"the impact {impact!r} is unknown" if impact else "no impact is given"
        report.guessed.append(f"severity: {said}: sev3")
    return _SEVERITY.get(impact, "sev3")


def _ended(
    item: Item, told: Sequence[Told], zone: tzinfo, report: FileReport, started: datetime
) -> list[tuple[str, Value]]:
    read = moment(item.raw.get("resolved_at"), zone)
    ended = read[0] if read is not None else None
    if read is not None and read[1]:
        report.guessed.append(f"resolved: {read[1]}")
    if ended is None:
        last = [one.at for one in told if one.status in _OVER and one.at is not None]
        if last:
            ended = last[-1]
            report.guessed.append("resolved: no time is given: that of its last update that says so")
        elif word(item.raw.get("status")) in _OVER:
            ended = max([started, *(one.at for one in told if one.at is not None)])
            report.guessed.append("resolved: no time is given: the last one known")
    return [("started", instant(started)), ("resolved", instant(ended) if ended is not None else "")]


def _window(
    item: Item, starts: datetime, told: Sequence[Told], zone: tzinfo, report: FileReport, notes: list[str]
) -> list[tuple[str, Value]]:
    """The window of a maintenance; an end that is not there, or before the start, is guessed."""
    read = moment(item.raw.get("scheduled_until"), zone)
    ends = read[0] if read is not None else None
    if ends is None or ends < starts:
        if ends is not None:
            notes.append(f"- scheduled_until: {instant(ends)}, before its start")
            report.kept.append("scheduled_until: it is before the start; in the internal notes")
        over = [one.at for one in told if one.status in _OVER and one.at is not None]
        resolved = moment(item.raw.get("resolved_at"), zone)
        over += [resolved[0]] if resolved is not None else []
        ends = next((at for at in over if at > starts), starts + timedelta(hours=1))
        report.guessed.append("scheduled_until: its completion, or an hour after its start")
    return [("scheduled_for", instant(starts)), ("scheduled_until", instant(ends))]


def _components(
    item: Item, told: Sequence[Told], started: datetime, parts: Parts, report: FileReport
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The worst state of each component, and what each update changes.

    A component that turns later than with the first update is told to have been well until then, for what stands above
    the updates holds from the start.
    """
    day = max([started, *(one.at for one in told if one.at is not None)]).date()
    worst: dict[str, str] = {}
    now: dict[str, str] = {}
    changes: list[dict[str, str]] = []
    for one in told:
        changed: dict[str, str] = {}
        for hit in one.hits:
            identifier = parts.find(hit.code, hit.name, day, report)
            if identifier is None:
                continue
            if hit.new not in _RANK:
                report.guessed.append(f"components: the state {hit.new or 'of a component'} is unknown: not changed")
                continue
            before = hit.old if hit.old in _RANK else "operational"
            if changes and identifier not in now and hit.new != before and not item.planned:
                changes[0][identifier] = before
            if now.get(identifier, before if changes or item.planned else "") != hit.new:
                changed[identifier] = hit.new
            now[identifier] = hit.new
            worst[identifier] = max(worst.get(identifier, "operational"), hit.new, key=_RANK.index)
        changes.append(changed)
    default = "under_maintenance" if item.planned else _STATE.get(_impact(item), "degraded_performance")
    for raw in entries(item.raw.get("components")):
        named = (first(raw, "id", "code"), raw.get("name")) if isinstance(raw, dict) else ("", raw)
        code, name = line(named[0]), line(named[1])
        identifier = parts.find(code, name, day, report)
        if identifier is not None and (
            identifier not in worst or (item.planned and worst[identifier] == "operational")
        ):
            worst[identifier] = default
            report.guessed.append(f"components: no update tells the state of {name}: by the impact")
    return worst, changes


def _updates(
    item: Item, told: Sequence[Told], changes: Sequence[Mapping[str, str]], report: FileReport, notes: list[str]
) -> list[str]:
    made = []
    for one, change, (phase, kept) in zip(told, changes, phases_of(told, report, planned=item.planned), strict=True):
        assert one.at is not None
        said = safe(one.body)
        states = ", ".join(f"{name} {state.replace('_', ' ')}" for name, state in change.items())
        parts = [f"## {phase} — {instant(one.at)}", said, f"Components: {states}" if states else ""]
        made.append("\n\n".join(part for part in parts if part) + "\n")
        others = [*([f"status: {kept}"] if kept else []), *one.notes]
        notes += [f"- of the update of {instant(one.at)}: {'; '.join(others)}"] if others else []
        report.kept += [f"{note.partition(':')[0]} of an update: in the internal notes" for note in others]
    if made:
        report.mapped.append(f"updates: {len(made)}")
    else:
        report.guessed.append("no text: no update")
    return made


def _note(
    item: Item, told: Sequence[Told], places: set[str], zone: tzinfo, notes: list[str], report: FileReport
) -> None:
    """What has no place in our format: for the staff; an address that ends in one of the places is led anyway."""
    others = {
        line(key): line(value)
        for key, value in item.raw.items()
        if key not in _KNOWN | BOOKKEEPING and value not in (None, "", False, [], {})
    }
    if last_part({"shortlink": item.raw.get("shortlink")}) in places:
        others.pop("shortlink", None)
    given = line(first(item.raw, "id", "code"))
    if given and given != item.code:
        others["id"] = given
    watched = moment(item.raw.get("monitoring_at"), zone)
    if watched is not None and all(one.at is None or abs(one.at - watched[0]) > timedelta(minutes=1) for one in told):
        others["monitoring_at"] = instant(watched[0])
    for key in ("started_at", "created_at", "resolved_at", "scheduled_for", "scheduled_until"):
        value = item.raw.get(key)
        if value not in (None, "") and moment(value, zone) is None:
            others[key] = line(value)
    if word(item.raw.get("impact")) not in {*_SEVERITY, "maintenance", ""} or item.raw.get("impact_override"):
        others["impact"] = line(item.raw.get("impact"))
    notes += [f"- {key}: {value}" for key, value in others.items() if value]
    report.kept += [f"{key}: in the internal notes" for key, value in others.items() if value]


def _postmortem(item: Item, identifier: str, later: Sequence[Told], zone: tzinfo, report: FileReport) -> str:
    """Its postmortem, which customers read there, and read here as the customer message, once it was published."""
    bodies = [markdown(text(item.raw.get("postmortem_body"))).strip(), *(one.body for one in later)]
    said = list(dict.fromkeys(body for body in bodies if body))
    if not said:
        return ""
    raw: Mapping[str, Any] = item.raw
    read = moment(raw.get("postmortem_published_at"), zone)
    shown = [one.at for one in later if one.at is not None]
    public = (
        read is not None or bool(shown) or word(raw.get("status")) == POSTMORTEM or "postmortem_published_at" not in raw
    )
    public = public and raw.get("postmortem_ignored") is not True
    at = read[0] if read is not None else shown[0] if shown else None
    if public and at is None:
        ended = moment(first(raw, "resolved_at", "updated_at", "started_at", "created_at"), zone)
        at = ended[0] if ended is not None else began(item, zone)[0]
        report.guessed.append("published: the postmortem has no day: that of the resolution")
    fields: list[tuple[str, Value]] = [
        ("title", title_of(item) or item.code or identifier),
        ("incident", identifier),
        ("status", "published" if public else "draft"),
        ("published", at.date().isoformat() if public and at is not None else ""),
        ("customer_message", "true"),
        ("imported", "statuspage"),
    ]
    report.mapped.append("postmortem")
    if not public:
        report.kept.append("a postmortem that was not published there: a draft")
    return record(fields, "## Customer message\n\n" + safe("\n\n".join(said)))
