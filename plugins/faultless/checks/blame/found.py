"""What a frame finds."""

from __future__ import annotations

from dataclasses import dataclass

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.lexicon import cue
from faultless.checks.blame.who import HUMAN, Phrase, Who


@dataclass(frozen=True, slots=True)
class Blame:
    """A stretch of a sentence that blames.

    Attributes:
        code: the rule it falls under.
        severe: an error; else a warning.
        start, end: offsets in the block's prose.
        frame: which shape it has; decides how a better wording is proposed.
        verb, thing: the verb it turns on, and what that verb acts on, for that proposal.
    """

    code: str
    severe: bool
    start: int
    end: int
    frame: str = "idiom"
    verb: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence stands: the canonical id of its section, whether it is a heading, and what else matters."""

    section: str | None = None
    heading: bool = False
    entry: bool = False
    opening: bool = False
    label: str = ""


def blame(
    s: Sentence,
    code: str,
    first: int,
    last: int,
    *,
    severe: bool,
    who: Phrase | None = None,
    frame: str = "idiom",
    verb: str = "",
    thing: str = "",
) -> Blame:
    """A finding over the tokens `first` to `last`; about a group or an unnamed person it has their code."""
    if who is not None and code not in cue("found blame"):
        code = group_code(s, who, code)
    first, last = max(0, min(first, last)), min(len(s.tokens) - 1, max(first, last))
    return Blame(code, severe, s.tokens[first].start, s.tokens[last].end, frame, verb, thing)


def group_code(s: Sentence, who: Phrase, code: str) -> str:
    """BL401 for a team, vendor or customer, BL402 for somebody unnamed, else the rule's own."""
    if who.who in {Who.GROUP, Who.CUSTOMER} or (who.owner is not None and who.owner.who is Who.GROUP):
        return "BL401"
    if who.who is Who.ANONYMOUS:
        return "BL402"
    if s.tokens[who.end - 1].low in {"person", "people", "individual"} and s.word(who.end) == "who":
        return "BL402"
    return code


def human(phrase: Phrase | None) -> bool:
    """Whether a phrase is somebody whom blame hurts."""
    return phrase is not None and phrase.who in HUMAN


def thing_after(s: Sentence, index: int) -> str:
    """What stands after a verb as its object, as written, without what follows in the sentence."""
    phrase = s.object_after(index, 4)
    if (
        phrase is None
        or phrase.who in HUMAN
        or any(s.tokens[at].tag not in "RF" for at in range(index + 1, phrase.start))
    ):
        return ""
    end = phrase.end
    while (
        s.word(end) in {"of", "on", "for", "in"}
        and (more := s.phrase_at(end + 1)) is not None
        and more.start == end + 1
    ):
        end = more.end
        break
    return s.prose[s.tokens[phrase.start].start : s.tokens[end - 1].end]


def clause_end(s: Sentence, index: int, reach: int = 9) -> int:
    """The last token of a short stretch after `index` within its clause."""
    at = index
    for after in range(index + 1, min(len(s.tokens), index + reach)):
        token = s.tokens[after]
        if token.tag in "USW" or token.low in {"and", "but", "so", "or", "yet"}:
            break
        at = after
    return at
