"""Who did what a verb says, told as a fact and for no purpose that the sentence names."""

from __future__ import annotations

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.harm import intended
from faultless.checks.blame.lexicon import cue
from faultless.checks.blame.scope import justified
from faultless.checks.blame.who import HUMAN, Phrase, Who

NOBODY = frozenset({"nobody", "no", "none", "no-one", "noone", "anyone", "anybody", "any", "neither"})
_AIMS = cue("deeds aims")
_REMEDY = cue("deeds remedy")


def agent(s: Sentence, index: int) -> Phrase | None:
    """Who does what the verb at `index` says: its subject, or in the passive whoever stands after `by`."""
    if s.passive(index) and s.tokens[index].form != "gerund":
        by = s.find({"by"}, index + 1, index + 8)
        return s.phrase_at(by + 1) if by > 0 else None
    return s.governor(index) if s.tokens[index].tag not in "VLBNXM" else s.subject(index)


def perhaps(s: Sentence, who: Phrase) -> bool:
    """Whether a phrase is a role that software has too, such as `the operator`."""
    return who.who is Who.UNKNOWN and s.tokens[who.end - 1].text[:1].islower()


def doer(s: Sentence, index: int, *, loose: bool = False) -> Phrase | None:
    """The person or group that did it, if it is told as done and not as planned, allowed or a remedy."""
    token = s.tokens[index]
    who = agent(s, index)
    if who is None or not (who.who in HUMAN or (loose and perhaps(s, who))) or s.tokens[who.start].low in NOBODY:
        return None
    if s.word(index - 1) in {"to", "not"} or s.modal(index) or s.supposed(index) or purposeful(s, index):
        return None
    if token.tag in "VLBN" and token.form == "base" and s.denied(index):
        return None
    return who


def purposeful(s: Sentence, index: int) -> bool:
    """Whether the sentence says what the act was for, that it was agreed, or that it helped."""
    if intended(s) or justified(s.text):
        return True
    for at in range(max(0, index - 16), min(len(s.tokens), index + 24)):
        token = s.tokens[at]
        if token.low in _REMEDY and at != index:
            return True
        if at > index and token.tag == "T" and s.tokens[min(at + 1, len(s.tokens) - 1)].verb in _AIMS:
            return True
        if token.low == "so" and s.word(at + 1) == "that":
            return True
    return False


_HUMAN_REASONS = cue("deeds human-reasons")


def told_why(s: Sentence, index: int) -> bool:
    """Whether what follows names what made one do it, and that is nothing in a person: `because both look alike`."""
    why = s.find({"because", "since"}, index)
    if why < 0:
        comma = s.find({","}, index)
        why = comma + 1 if comma > 0 and s.word(comma + 1) == "as" else -1
    cause = s.phrase_at(why + 1) if why > 0 else None
    if cause is None and why > 0 and s.word(why + 1) in {"both", "there", "all", "each"}:
        return s.find(_HUMAN_REASONS, why) < 0
    return cause is not None and cause.who is Who.SYSTEM and s.find(_HUMAN_REASONS, why) < 0
