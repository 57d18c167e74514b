"""Updates: level-2 headings with a phase and a time, and the text customers read below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from faultless.model import FIRST_PHASE, PHASES, ComponentState, Instant, Kind, Phase, Revision, Span, State, Update
from faultless.reading.comments import without_comments
from faultless.reading.fault import Fault
from faultless.reading.sections import Heading, section_ends
from faultless.reading.times import INSTANT_PATTERN, parse_instant

ComponentLookup = Callable[[str, Span], "str | None"]
"""From a component's id, name or alias and its place to its id; an unknown one is noted as a fault and gives None."""

_WORDS = {phase.value.casefold(): phase for phase in Phase} | {"canceled": Phase.CANCELLED}
_PHASE = "|".join(sorted((re.escape(word).replace(r"\ ", "[ -]") for word in _WORDS), key=len, reverse=True))
_SEPARATOR = r"[—–:|·,-]"
_BEGINS = re.compile(rf"[\W_]*(?P<phase>{_PHASE})(?!\w)(?P<rest>.*)$", re.IGNORECASE)
_HOLDS = re.compile(rf"(?<!\w)(?:{_PHASE})(?!\w)", re.IGNORECASE)
_DATED = re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}:\d{2}\b")
_TIMED = re.compile(rf"\s*(?:{_SEPARATOR}+\s*)?(?P<time>{INSTANT_PATTERN})\s*$")
_COMPONENTS = re.compile(r"[ \t]*(?:\*\*|__)?components:(?:\*\*|__)?[ \t]*(?P<entries>.*)$", re.IGNORECASE)
_REVISED = re.compile(
    rf"[ \t]*revised:[ \t]*(?P<time>{INSTANT_PATTERN})[ \t]*(?:{_SEPARATOR}+[ \t]*)?(?P<why>.*)$", re.IGNORECASE
)
_STATE = {state.value.replace("_", " "): state for state in State} | {"maintenance": State.UNDER_MAINTENANCE}
_ENTRY = re.compile(r"(?P<name>.+?)[\s:=→>]*[\s:=→>-]\s*(?P<state>" + "|".join(
    word.replace(" ", r"[\s_-]+") for word in sorted(_STATE, key=len, reverse=True)
) + r")\s*\.?\s*$", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UpdateHeading:
    """A level-2 heading that is an update: its phase and its instant."""

    phase: Phase
    at: Instant


def read_heading(text: str, kind: Kind) -> UpdateHeading | str | None:
    """What a level-2 heading is: an update, an ordinary section (None), or a failed attempt (the hint to mend it)."""
    begins = _BEGINS.match(text)
    if begins is None:
        if _HOLDS.search(text) and _DATED.search(text):
            return "begin the heading with the phase: ## Identified — 2026-03-14 09:33 UTC"
        return None
    phase = _WORDS[re.sub(r"[\s-]+", " ", begins["phase"].casefold())]
    rest = begins["rest"].strip()
    attempt = not rest or re.match(_SEPARATOR, rest) is not None or _DATED.search(rest) is not None
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
        components: list[ComponentState] | None = None
        revised: Revision | None = None
        for index in self._edges(kept, first_line):
            line = kept[index]
            named, edited = _COMPONENTS.match(line), _REVISED.match(line)
            if named is not None:
                components = [*(components or ()), *self._states(named, first_line + index)]
                kept[index] = ""
            elif edited is not None:
                at = parse_instant(edited["time"])
                if isinstance(at, Instant):
                    revised = Revision(at, edited["why"].strip())
                    kept[index] = ""
                else:
                    span = Span.on_line(first_line + index, edited.start("time") + 1, edited.end("time") + 1)
                    self.faults.append(Fault(at.code, self.path, span, at.message, at.hint))
        text = without_comments("\n".join(kept))
        blank = next((index for index, line in enumerate(kept) if line.strip()), 0)
        states = None if components is None else tuple(components)
        return Update(
            read.at,
            read.phase,
            read.phase,
            text.strip("\n").rstrip(),
            states,
            revised,
            heading.span,
            first_line + blank,
        )

    def _edges(self, lines: Sequence[str], first_line: int) -> list[int]:
        """The lines that may be a `Components:` or `Revised:` line; one in the middle of the text is a fault."""
        marks = [index for index, line in enumerate(lines) if _COMPONENTS.match(line) or _REVISED.match(line)]
        if not marks:
            return []
        words = [index for index, line in enumerate(lines) if line.strip() and index not in marks]
        edges = []
        for index in marks:
            if not words or index < words[0] or index > words[-1]:
                edges.append(index)
            elif _COMPONENTS.match(lines[index]) and not _fenced(lines, index):
                self.faults.append(
                    Fault(
                        "FM017",
                        self.path,
                        Span.on_line(first_line + index, 1, len(lines[index]) + 1),
                        "a `Components:` line in the middle of an update",
                        "move it to the start or the end of the update",
                    )
                )
        return edges

    def _states(self, match: re.Match[str], number: int) -> list[ComponentState]:
        states = []
        offset = match.start("entries")
        for piece in match["entries"].split(","):
            start = offset + len(piece) - len(piece.lstrip())
            span = Span.on_line(number, start + 1, max(start + 2, offset + len(piece.rstrip()) + 1))
            offset += len(piece) + 1
            if not piece.strip():
                continue
            entry = _ENTRY.fullmatch(piece.strip())
            if entry is None:
                message = f"{piece.strip()!r} is no component with a state"
                hint = f"write `component state`; states are {', '.join(state.words for state in State)}"
                self.faults.append(Fault("FM017", self.path, span, message, hint))
                continue
            component = self.component(entry["name"].strip(" \t:=→>-").strip("*`"), span)
            if component is not None:
                state = _STATE[" ".join(re.split(r"[\s_-]+", entry["state"].casefold()))]
                states.append(ComponentState(component, state))
        return states


def _fenced(lines: Sequence[str], index: int) -> bool:
    return sum(1 for line in lines[:index] if line.lstrip().startswith(("```", "~~~"))) % 2 == 1


def _with_phases(updates: Sequence[Update], kind: Kind) -> tuple[Update, ...]:
    """The updates with the phase that holds after each: an `Update` keeps the one before it."""
    phase = FIRST_PHASE[kind]
    found = []
    for update in updates:
        if update.written is not Phase.UPDATE:
            phase = update.written
        found.append(replace(update, phase=phase))
    return tuple(found)
