"""One incident, maintenance or notice, before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faultless.emit import instant
from faultless.insight import in_words
from faultless.public.markdown import plain
from faultless.public.site import PublicIncident, PublicUpdate
from faultless.publishing.difference.changes import UPDATE, Fact
from faultless.publishing.difference.saying import fields, span, states

_PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


def record_facts(before: PublicIncident | None, after: PublicIncident) -> tuple[Fact, ...]:
    """What customers are told otherwise of a record; everything, where there was none."""
    old = _told(before) if before is not None else {}
    told = _told(after)
    if before is None:
        del told["title"]
    return (
        *fields(old, told),
        *_updates(before.updates if before is not None else (), after.updates),
        *_prose("message to customers", before.customer_message if before is not None else "", after.customer_message),
        *_actions(before, after),
    )


def removal(record: PublicIncident) -> tuple[Fact, ...]:
    """What of a record is gone."""
    updates = (fact for update in reversed(record.updates) for fact in _prose(_name(update), update.html, ""))
    return (*updates, *_prose("message to customers", record.customer_message, ""))


def _told(record: PublicIncident) -> dict[str, str]:
    planned = record.kind == "maintenance"
    return {
        "title": record.title,
        "impact": record.impact if record.kind == "incident" else "",
        "phase": "called off" if record.cancelled else record.phase,
        "window": span(record.scheduled_for, record.scheduled_until) if planned else "",
        "begin": instant(record.begins),
        "end": "" if record.ends is None else instant(record.ends),
        "duration": in_words(record.duration) if record.duration is not None else "",
        "mitigated": "" if record.mitigated is None else instant(record.mitigated),
        "components": states(record.affected),
        "next update due": "" if record.next_update_due is None else instant(record.next_update_due),
        "past its window without a word": "yes" if record.overran else "",
        "former addresses that lead to it": ", ".join(record.redirects),
    }


def _updates(before: tuple[PublicUpdate, ...], after: tuple[PublicUpdate, ...]) -> Iterator[Fact]:
    """Updates oldest first, known again by their time; one that has another time now, by its words."""
    old = {update.stamp: update for update in reversed(before)}
    new = {update.stamp: update for update in reversed(after)}
    lost = [update for stamp, update in old.items() if stamp not in new]
    for stamp, update in new.items():
        was = old.get(stamp)
        if was is None:
            was = next((one for one in lost if (one.phase, one.text) == (update.phase, update.text)), None)
            if was is None:
                yield Fact(_name(update), None, plain(_flowing(update.html)), prose=True)
                if update.changes:
                    yield Fact(f"components in the {_name(update)}", None, states(update.changes))
                continue
            lost.remove(was)
            yield Fact(f"time of the {_name(update)}", instant(was.at), instant(update.at))
        yield from _update(was, update)
    for update in lost:
        yield Fact(_name(update), plain(_flowing(update.html)), None, prose=True)


def _update(before: PublicUpdate, after: PublicUpdate) -> Iterator[Fact]:
    name = _name(after)
    yield from fields({f"word of the {name}": before.written}, {f"word of the {name}": after.written})
    yield from _prose(name, before.html, after.html)
    yield from fields(
        {f"components in the {name}": states(before.changes), f"note of revision of the {name}": _revised(before)},
        {f"components in the {name}": states(after.changes), f"note of revision of the {name}": _revised(after)},
    )


def _prose(name: str, before: str, after: str) -> Iterator[Fact]:
    """Running text by its words; where these are the same, by how it is set and where it leads."""
    before, after = _flowing(before), _flowing(after)
    old, new = plain(before), plain(after)
    if old != new:
        yield Fact(name, old or None, new or None, prose=True)
    elif before != after:
        yield Fact(f"links and form of the {name}", before or None, after or None, prose=True)


def _flowing(rendered: str) -> str:
    """HTML without the line ends that no reader sees."""
    parts = _PREFORMATTED.split(rendered)
    return "".join(part if place % 2 else " ".join(part.split()) for place, part in enumerate(parts))


def _actions(before: PublicIncident | None, after: PublicIncident) -> Iterator[Fact]:
    old = {action.text: action.done for action in before.actions} if before is not None else {}
    new = {action.text: action.done for action in after.actions}
    for text in (*new, *(text for text in old if text not in new)):
        was, now = (_done(text, one) for one in (old, new))
        if was != now:
            yield Fact("what is done about it", was, now)


def _done(text: str, actions: dict[str, bool]) -> str | None:
    if text not in actions:
        return None
    return f"{text} (done)" if actions[text] else text


def _name(update: PublicUpdate) -> str:
    return f"{UPDATE}{update.written}, {instant(update.at)}"


def _revised(update: PublicUpdate) -> str:
    if update.revised_at is None:
        return ""
    return f"{instant(update.revised_at)}: {update.revised_why}" if update.revised_why else instant(update.revised_at)
