"""When an incident began, was noticed and was over, as its postmortem tells."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from faultless.archives import Paper
from faultless.importing.archive.clock import UTC, clocked, zone_said
from faultless.importing.archive.profiles import DURATIONS, LABELS, TIMELINE
from faultless.model import Section
from faultless.policy import section_names
from faultless.policy.sections import LANGUAGES
from faultless.reading.sections import split_sections, visible_lines

_TIMES = {
    "started": ("start of incident", "incident start", "incident started", "incident began", "impact start",
                "impact started", "outage start", "outage started", "outage began", "start time", "started at",
                "started", "start", "began"),
    "detected": ("first detected", "detected at", "time detected", "detection time", "first reported", "detected"),
    "acknowledged": ("acknowledged at", "acknowledged"),
    "declared": ("incident declared", "declared at", "declared"),
    "identified": ("root cause identified", "cause identified", "identified at", "identified"),
    "mitigated": ("service restored", "mitigated at", "mitigated", "repaired", "restored"),
    "resolved": ("incident resolved", "resolved at", "resolved", "end of incident", "incident end", "incident ended",
                 "outage end", "outage ended", "end time", "ended", "recovered", "end"),
}  # fmt: skip
_LASTED = {
    "detected": ("time to detection", "time to detect"),
    "mitigated": ("time to mitigate", "time to mitigation", "time to repair", "time to restore"),
    "resolved": ("time to recovery", "time to recover", "time to resolution", "time to resolve", "incident duration",
                 "outage duration", "total duration", "duration"),
}  # fmt: skip
_SAID = {
    "severity": ("incident severity", "severity level", "severity", "priority"),
    "commander": ("incident commander", "incident lead", "incident manager", "commander"),
    "authors": ("authors", "author", "written by"),
}
_FIELD = {
    words: (kind, name)
    for kind, known in (("time", _TIMES), ("lasted", _LASTED), ("said", _SAID))
    for name, listed in known.items()
    for words in listed
}
_LABEL = re.compile(
    r"[\s>*_`|#+\-•]*(?P<label>"
    + "|".join(sorted(map(re.escape, _FIELD), key=len, reverse=True))
    + r")(?P<mark>(?!\w)[\s*_`]*[:|–—-]?[\s*_`|]*)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(\d+(?:\.\d+)?)\s*(d(?:ays?)?|h(?:(?:ou)?rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)(?![a-z])", re.IGNORECASE
)
_SECONDS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_LONGEST = timedelta(days=60)
_BEGINS = re.compile(
    r"\[start\]|\b(?:start of (?:the )?incident|(?:outage|incident|impact) (?:begins|starts|began|started))\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\[recovery\]|\b(?:end of (?:the )?(?:incident|outage)|(?:outage|incident) (?:ends|ended|over|closed|resolved)"
    r"|resolved|recovered|restored|back to normal|fixed|all clear)\b",
    re.IGNORECASE,
)
_NAMES = section_names(LANGUAGES)
_SEVERITY = re.compile(
    r"\W*(?:(?:sev|severity|level|s|p)[\s-]*)?(?P<number>[0-5])(?!\d)|\W*(?P<word>critical|high|major|medium|moderate|minor|low)\b",
    re.IGNORECASE,
)
_OF_WORD = {"critical": 1, "high": 2, "major": 2, "medium": 3, "moderate": 3, "minor": 3, "low": 4}
_PLAIN = re.compile(r"[^\[\]<>{}|*_`]{2,60}")


@dataclass(slots=True)
class Told:
    """What a postmortem tells of its incident.

    Attributes:
        times: the instants, UTC, by key.
        sure: the keys that are said outright.
        guessed: what was inferred, and from what, as `key: why`.
    """

    times: dict[str, datetime] = field(default_factory=dict)
    sure: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    severity: str = ""
    commander: str = ""
    authors: tuple[str, ...] = ()


def told_by(paper: Paper, day: date | None, readers: Collection[str], zone: tzinfo) -> Told:
    """What a paper tells of its incident, as far as some readers see it.

    Args:
        paper: the document.
        day: of the incident, for times that have none.
        readers: of a profile.
        zone: of times where the document says nothing of it.
    """
    told = Told()
    said = zone_said(paper.body)
    known = said or zone
    naive: set[str] = set()
    lasted = _labelled(paper, day, readers, known, told, naive)
    if TIMELINE in readers:
        _of_timeline(paper, day, known, told, naive)
    if "started" not in told.times and told.times:
        first = min(told.times, key=lambda name: told.times[name])
        told.times["started"] = told.times[first]
        told.guessed.append(f"started: the earliest time told: {first}")
    start = told.times.get("started")
    for name, time in lasted.items():
        if start is not None and DURATIONS in readers and (name not in told.times or name not in told.sure):
            told.times[name] = start + time
            told.guessed = [one for one in told.guessed if not one.startswith(f"{name}:")]
            told.guessed.append(f"{name}: the start and the time it is said to have taken")
    if naive and said is None:
        told.guessed += [f"{name}: no zone is said: {zone}" for name in sorted(naive & told.times.keys())]
    return told


def _labelled(
    paper: Paper, day: date | None, readers: Collection[str], zone: tzinfo, told: Told, naive: set[str]
) -> dict[str, timedelta]:
    """Take in what stands at labels; how long it is said to have taken is returned by the key of its end."""
    lasted: dict[str, timedelta] = {}
    for _, line in visible_lines(paper.body.split("\n")):
        match = _LABEL.match(line)
        if match is None:
            continue
        kind, name = _FIELD[match["label"].casefold()]
        value = line[match.end() :]
        if kind == "time" and LABELS in readers and name not in told.times:
            read = clocked(value, day, zone)
            if read is not None and read.at is not None:
                told.times[name] = read.at
                told.sure.append(name)
                naive |= set() if read.zoned else {name}
        elif kind == "lasted" and name not in lasted and re.search(r"[:|]", match["mark"]):
            time = _time(value)
            if time is not None:
                lasted[name] = time
        elif kind == "said" and re.search(r"[:|]", match["mark"]):
            _say(name, value, told)
    return lasted


def _say(name: str, value: str, told: Told) -> None:
    if name == "severity" and not told.severity:
        match = _SEVERITY.match(value)
        if match is not None:
            number = int(match["number"]) if match["number"] else _OF_WORD[match["word"].casefold()]
            told.severity = f"sev{min(max(number, 1), 4)}"
    elif name == "commander" and not told.commander:
        told.commander = _name(value)
    elif name == "authors" and not told.authors:
        names = [_name(one) for one in re.split(r",|;| and | & ", value)]
        told.authors = tuple(dict.fromkeys(one for one in names if one)) if all(names) else ()


def _name(text: str) -> str:
    name = " ".join(text.strip(" \t|*_").split())
    return name if _PLAIN.fullmatch(name) and not re.search(r"\d{2}|[.:?!]$", name) else ""


def _time(value: str) -> timedelta | None:
    """How long something took: `1h 17m`, `84 minutes`; None where that is not said at the beginning."""
    total, end = 0.0, 0
    for match in _PART.finditer(value[:60]):
        if re.fullmatch(r"[\s,*_~]*(?:and|around|about|approx\w*\.?)?[\s,~]*", value[end : match.start()]) is None:
            break
        total += float(match[1]) * _SECONDS[match[2][0].casefold()]
        end = match.end()
    time = timedelta(seconds=int(min(total, 1e9)))
    return time if end and time <= _LONGEST else None


def _of_timeline(paper: Paper, day: date | None, zone: tzinfo, told: Told, naive: set[str]) -> None:
    """Take the start and the end from the timeline's entries, where they are not said outright."""
    found = entries_of(paper, day, zone)
    if not found:
        return
    begun = next((at for at, text, _ in found if _BEGINS.search(text)), None)
    over = [at for at, text, _ in found if _ENDS.search(text) and at >= (begun or found[0][0])]
    ends = over[-1] if over else max(at for at, _, _ in found)
    for name, at, why in (
        ("started", begun or found[0][0], "an entry that says so" if begun else "the first entry"),
        ("resolved", ends, "the last entry that says so" if over else "the last entry"),
    ):
        if name not in told.times and (name == "started" or timedelta() < ends - found[0][0] <= _LONGEST):
            told.times[name] = at
            told.guessed.append(f"{name}: {why} of the timeline")
            naive |= set() if all(zoned for _, _, zoned in found) else {name}


def entries_of(paper: Paper, day: date | None, zone: tzinfo) -> list[tuple[datetime, str, bool]]:
    """The entries of a timeline that have a time, in their order: the instant, the text, whether it has a zone."""
    sections = split_sections(paper.body, paper.body_line, _NAMES, bold=True)[1]
    lines = paper.body.split("\n")
    begins, ends = _extent(sections, len(lines), paper.body_line)
    found: list[tuple[datetime, str, bool]] = []
    current, last = day, None
    for index, line in visible_lines(lines):
        if not begins <= index < ends:
            continue
        read = clocked(line, current, zone)
        if read is None:
            if found and line.strip():
                at, text, zoned = found[-1]
                found[-1] = (at, f"{text}\n{line}", zoned)
            continue
        if read.day is not None:
            current, last = read.day, None
        if read.at is None:
            continue
        at = read.at
        if last is not None and read.day is None and at < last and at + timedelta(days=1) - last < timedelta(hours=12):
            at += timedelta(days=1)
            current = (current + timedelta(days=1)) if current is not None and current < date.max else current
        last = at
        found.append((at, line[read.end :], read.zoned))
    return found


def _extent(sections: Sequence[Section], total: int, first: int) -> tuple[int, int]:
    """The lines of the first timeline, with the parts after it that no section is known by: days, most often."""
    start = next((one for one in sections if one.id == "timeline"), None)
    if start is None:
        return 0, 0
    after = (
        one.span.line - first
        for one in sections
        if one.span.line > start.span.line
        and one.level <= max(start.level, 2)
        and one.id != "timeline"
        and (one.id is not None or clocked(one.title, date(2000, 1, 1), UTC) is None)
    )
    return start.body_line - first, next(after, total)
