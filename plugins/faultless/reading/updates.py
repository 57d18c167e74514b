"""Updates: level-2 headings with a phase and a time, and the text customers read below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from faultless.model import FIRST_PHASE, PHASES, ComponentState, Instant, Kind, Phase, Revision, Span, State, Update
from faultless.reading.comments import blanked_comments, without_comments
from faultless.reading.fault import Fault
from faultless.reading.outline import LineKind, outline
from faultless.reading.sections import Heading, plain, section_ends
from faultless.reading.times import INSTANT_PATTERN, parse_instant

ComponentLookup = Callable[[str, Span], "str | None"]
"""From a component's id, name or alias and its place to its id; an unknown one is noted as a fault and gives None."""

_WORDS = {phase.value.casefold(): phase for phase in Phase} | {"canceled": Phase.CANCELLED}
_PHASE = "|".join(sorted((re.escape(word).replace(r"\ ", "[ -]") for word in _WORDS), key=len, reverse=True))
_SEPARATOR = r"[—–:|·,-]"
_BEGINS = re.compile(rf"[\W_]*(?P<phase>{_PHASE})(?!\w)(?P<rest>.*)$", re.IGNORECASE)
_HOLDS = re.compile(rf"(?<!\w)(?:{_PHASE})(?!\w)", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATED = re.compile(
    r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,4}/\d{1,2}/\d{2,4}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{_MONTH}(?!\w)|(?<!\w){_MONTH}[ ]\d{{1,4}}\b"
    r"|\b\d{1,2}:\d{2}\b|\b\d{1,2}[ ]?[ap]\.?m\b|\b\d{1,2}h\d{2}\b",
    re.IGNORECASE,
)
_TIMED = re.compile(rf"\s*(?:{_SEPARATOR}+\s*)?(?P<time>{INSTANT_PATTERN})\s*$")
_BOLD = r"(?:\*\*|__)?"
_COMPONENTS = re.compile(rf" {{0,3}}{_BOLD}components:{_BOLD}[ \t]*(?P<entries>.*)$", re.IGNORECASE)
_REVISED = re.compile(
    rf" {{0,3}}{_BOLD}revised:{_BOLD}[ \t]*(?P<time>{INSTANT_PATTERN})[ \t]*(?:{_SEPARATOR}+[ \t]*)?"
    r"(?P<why>.*)$",
    re.IGNORECASE,
)
_STATE = {state.value.replace("_", " "): state for state in State} | {"maintenance": State.UNDER_MAINTENANCE}
_WORDS_OF_STATES = "|".join(re.escape(word).replace("\\ ", r"[\s_-]+") for word in _STATE)
_STATED = re.compile(rf"(?<=[\s:=→>-])(?P<state>{_WORDS_OF_STATES})$", re.IGNORECASE)
_BETWEEN = " \t:=→>-"
_WRITE_STATE = f"write `component state`; states are {', '.join(state.words for state in State)}"


@dataclass(frozen=True, slots=True)
class UpdateHeading:
    """A level-2 heading that is an update: its phase and its instant."""

    phase: Phase
    at: Instant


def read_heading(text: str, kind: Kind) -> UpdateHeading | str | None:
    """What a level-2 heading is: an update, an ordinary section (None), or a failed attempt (the hint to mend it)."""
    text = plain(text)
    begins = _BEGINS.match(text)
    if begins is None:
        if _HOLDS.search(text) and _DATED.search(text):
            return "begin the heading with the phase: ## Identified — 2026-03-14 09:33 UTC"
        return None
    phase = _WORDS[re.sub(r"[\s-]+", " ", begins["phase"].casefold())]
    rest = begins["rest"].strip()
    alone = re.search(r"\w", rest) is None
    attempt = alone or re.match(_SEPARATOR, rest) is not None or _DATED.search(rest) is not None
    if not attempt:
        return None
    if phase not in PHASES[kind]:
        known = ", ".join(known.value for known in PHASES[kind])
        return f"{phase.value} is no phase of {_A[kind]}; its phases are {known}"
    timed = _TIMED.match(begins["rest"])
    if timed is None:
        return f"give the heading one time with its zone: ## {phase.value} — 2026-03-14 09:33 UTC"
    at = parse_instant(timed["time"])
    return UpdateHeading(phase, at) if isinstance(at, Instant) else f"{at.message}; {at.hint}"


_A = {
    Kind.INCIDENT: "an incident",
    Kind.MAINTENANCE: "a maintenance",
    Kind.NOTICE: "a notice",
    Kind.NEAR_MISS: "a near miss",
}


class UpdateReader:
    """Reads the updates of one file; `faults` collects what did not parse."""

    def __init__(self, path: str, kind: Kind, component: ComponentLookup) -> None:
        self.path = path
        self.kind = kind
        self.component = component
        self.faults: list[Fault] = []

    def read(self, lines: Sequence[str], body_line: int, found: Sequence[Heading]) -> tuple[Update, ...]:
        """The updates among the headings of a body, oldest first; equal times in the order of the file."""
        updates = []
        for heading, end in zip(found, section_ends(found, len(lines), below=2), strict=True):
            if heading.level != 2:
                continue
            read = read_heading(heading.text, self.kind)
            if read is None:
                continue
            if isinstance(read, str):
                message = f"{heading.text!r} looks like an update, but is none"
                self.faults.append(Fault("FM016", self.path, heading.span, message, read))
                continue
            updates.append(self._update(read, heading, lines[heading.after : end], body_line + heading.after))
        return _with_phases(sorted(updates, key=lambda update: update.at.at), self.kind)

    def _update(self, read: UpdateHeading, heading: Heading, lines: Sequence[str], first_line: int) -> Update:
        kept = list(lines)
        seen = blanked_comments("\n".join(lines)).split("\n")
        components: list[ComponentState] | None = None
        revised: Revision | None = None
        for index in self._edges(seen, first_line):
            named, edited = _COMPONENTS.match(seen[index]), _REVISED.match(seen[index])
            if named is not None:
                components = [*(components or ()), *self._states(named, first_line + index)]
                kept[index] = seen[index] = ""
            elif edited is not None:
                at = parse_instant(edited["time"])
                if isinstance(at, Instant):
                    later = revised is None or at.at > revised.at.at
                    revised = Revision(at, edited["why"].strip()) if later else revised
                    kept[index] = seen[index] = ""
                else:
                    span = Span.on_line(first_line + index, edited.start("time") + 1, edited.end("time") + 1)
                    self.faults.append(Fault(at.code, self.path, span, at.message, at.hint))
        return Update(
            at=read.at,
            written=read.phase,
            phase=read.phase,
            text=without_comments("\n".join(kept)).strip("\n").rstrip(),
            components=None if components is None else tuple(components),
            revised=revised,
            span=heading.span,
            text_line=first_line + next((index for index, line in enumerate(seen) if line.strip()), 0),
        )

    def _edges(self, lines: Sequence[str], first_line: int) -> list[int]:
        """The lines that may be a `Components:` or `Revised:` line; one in the middle of the text is a fault."""
        marks = {index for index, line in enumerate(lines) if _COMPONENTS.match(line) or _REVISED.match(line)}
        if marks:
            marks -= {line.index for line in outline(lines) if line.kind is LineKind.HIDDEN}
        words = [index for index, line in enumerate(lines) if line.strip() and index not in marks]
        edges = []
        for index in sorted(marks):
            if not words or index < words[0] or index > words[-1]:
                edges.append(index)
            elif _COMPONENTS.match(lines[index]):
                span = Span.on_line(first_line + index, 1, len(lines[index]) + 1)
                message, hint = "a `Components:` line in the middle of an update", "move it to its start or its end"
                self.faults.append(Fault("FM017", self.path, span, message, hint))
        return edges

    def _states(self, match: re.Match[str], number: int) -> list[ComponentState]:
        states = []
        offset = match.start("entries")
        pieces = match["entries"].split(",")
        if not match["entries"].strip(" ,"):
            span = Span.on_line(number, match.start() + 1, match.end() + 1)
            self.faults.append(Fault("FM017", self.path, span, "it names no component", _WRITE_STATE))
            return []
        for piece in pieces:
            start = offset + len(piece) - len(piece.lstrip())
            span = Span.on_line(number, start + 1, max(start + 2, offset + len(piece.rstrip()) + 1))
            offset += len(piece) + 1
            entry = piece.strip().removesuffix(".").rstrip()
            stated = _STATED.search(entry)
            name = entry[: stated.start()].strip(_BETWEEN).strip("*`") if stated is not None else ""
            if stated is None or not name:
                if entry:
                    message = f"{entry!r} is no component with a state"
                    self.faults.append(Fault("FM017", self.path, span, message, _WRITE_STATE))
                continue
            component = self.component(name, span)
            if component is not None:
                state = _STATE[" ".join(re.split(r"[\s_-]+", stated["state"].casefold()))]
                states.append(ComponentState(component, state))
        return states


def _with_phases(updates: Sequence[Update], kind: Kind) -> tuple[Update, ...]:
    """The updates with the phase that holds after each: an `Update` keeps the one before it."""
    phase = FIRST_PHASE[kind]
    found = []
    for update in updates:
        if update.written is not Phase.UPDATE:
            phase = update.written
        found.append(replace(update, phase=phase))
    return tuple(found)
