"""BL202 at a warning: what somebody did not do, or did without doing."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.deeds import told_why
from faultless.checks.blame.found import Blame, Setting, blame, clause_end, thing_after
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.scope import justified
from faultless.checks.blame.who import HUMAN, Phrase, Who

_DUTIES = cue("omissions duties")


def negations(s: Sentence, setting: Setting) -> Iterator[Blame]:
    """`did not check`, `never tested`, `nobody told`, `without asking`."""
    for index, token in enumerate(s.tokens):
        verb = token.verb
        if token.low == "without" and s.word(index + 1):
            yield from _without(s, index)
        if not verb or token.tag not in "BVLN":
            continue
        if s.passive(index) and s.word(index - 1) in {"not", "never"}:
            yield from _not_done_by(s, index)
            continue
        plain = token.form == "base" or s.word(index - 1) == "never"
        if verb in _DUTIES or (plain and s.word(index - 1) in {"not", "never", "even"}):
            yield from _did_not(s, index, verb, setting)


def _did_not(s: Sentence, index: int, verb: str, setting: Setting) -> Iterator[Blame]:  # noqa: C901, PLR0911 - a frame is one list of exits
    """`did not check`, `never tested`, `nobody told`."""
    if s.supposed(index) or setting.section == "detection" or justified(s.text) or told_why(s, index):
        return
    who = s.subject(index)
    if who is None or s.passive(index):
        return
    if who.who not in HUMAN and not (who.who is Who.UNKNOWN and s.human_act(index) and who.start + 1 < who.end):
        return
    nobody = s.tokens[who.start].low in {"nobody", "no", "none", "no-one", "noone", "neither"} or (
        s.word(0) in {"neither", "none"} and s.find({"nor", "of"}, 0, index) > 0 and s.tokens[index].form == "past"
    )
    negation = _negation(s, index)
    if verb not in _DUTIES and (
        verb in _INVOLUNTARY or not (s.word(index - 2) == "did" or s.word(index - 1) == "never") or _outside(s, who)
    ):
        return
    if nobody and (s.find({"any"}, index, index + 2) > 0 or s.word(who.start - 1) == "so"):
        return
    if not nobody and not negation:
        return
    token = s.tokens[index]
    if nobody and ((token.form in {"base", "present"} and token.low != "read") or s.modal(index)):
        return
    if s.modal(index) or (negation == "not" and token.form == "gerund"):
        return
    explained = any(word in {"yet", "until", "because", "since", "longer", "need"} for word in _tail(s, index))
    even_until = "until" in _tail(s, index) and "even" in _tail(s, index - 3)
    if explained and not nobody and not even_until:
        return
    if nobody and any(word in {"because", "since", "which"} for word in _tail(s, index)):
        return
    helper = s.word(index - 1)
    if nobody and (verb in cue("omissions did-not") or s.word(index + 1) in terms("nouns", "wrong")):
        return
    severe = helper == "even" or (verb == "take" and s.find({"time", "trouble", "care"}, index, index + 4) > 0)
    yield blame(
        s,
        "BL202",
        s.extent(who, index),
        clause_end(s, index),
        severe=severe,
        who=who,
        frame="omission",
        verb=verb,
        thing=thing_after(s, index),
    )


def _not_done_by(s: Sentence, index: int) -> Iterator[Blame]:
    """`was never tested by anyone`."""
    by = s.find({"by"}, index + 1, index + 4)
    who = s.phrase_at(by + 1) if by > 0 else None
    if who is None or s.modal(index) or s.supposed(index) or not s.human_act(index):
        return
    if (who.who in HUMAN and not _outside(s, who)) or s.word(who.start) in {"anyone", "anybody"}:
        if any(word in {"yet", "until", "because", "since", "caused", "any", "another"} for word in _tail(s, index)):
            return
        verb = s.tokens[index].verb
        yield blame(s, "BL202", index - 2, who.end - 1, severe=False, who=who, frame="omission", verb=verb, thing="")


_INVOLUNTARY = cue("omissions involuntary")


def _outside(s: Sentence, who: Phrase) -> bool:
    """Whether a group is another company, of which what it did not do is mostly a plain fact."""
    return any(token.low.rstrip("s") in cue("omissions outside") for token in s.tokens[who.start : who.end])


_HABITS = cue("omissions habits")


def _negation(s: Sentence, index: int) -> str:
    at = index - 1
    while at >= 0 and s.tokens[at].tag in "RFX":
        if s.tokens[at].tag == "F":
            before = s.word(at - 1)
            did = (
                before in {"did", "had"}
                or s.tokens[at].low == "never"
                or (before in {"do", "does"} and s.tokens[index].verb in _HABITS)
                or (before in {"has", "have"} and s.tokens[index].verb in _OWED)
            )
            return s.tokens[at].low if did else ""
        at -= 1
    return "never" if s.text.startswith(_FRONTED) and s.word(index - 1) not in {"to", "and"} else ""


_FRONTED = ("at no point did ", "at no time did ", "at no stage did ", "never once did ", "not once did ")
_OWED = cue("omissions owed")


def _tail(s: Sentence, index: int) -> list[str]:
    return [token.low for token in s.tokens[max(0, index) : index + 24]]


_SILENT = cue("omissions silent")


def _without(s: Sentence, index: int) -> Iterator[Blame]:
    at = index + 1
    while at < len(s.tokens) and s.tokens[at].tag == "R":
        at += 1
    if at >= len(s.tokens) or s.tokens[at].verb not in _SILENT or s.tokens[at].form != "gerund":
        return
    who = s.governor(index)
    verb = s.tokens[at].verb
    if who is None or s.denied(index) or _general(s, index):
        return
    if who.who not in HUMAN and not (who.who is Who.UNKNOWN and s.human_act(at)):
        return
    yield blame(
        s,
        "BL202",
        s.extent(who, index),
        clause_end(s, at),
        severe=False,
        who=who,
        frame="omission",
        verb=verb,
        thing=thing_after(s, at),
    )


def _general(s: Sentence, index: int) -> bool:
    """Whether the clause speaks of what can or may be done, not of what was."""
    return any(token.tag == "M" for token in s.tokens[max(0, index - 12) : index])
