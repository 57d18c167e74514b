"""BL202 and its kin: what somebody forgot, skipped, ignored, did not do."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.deeds import told_why
from faultless.checks.blame.found import Blame, Setting, blame, clause_end, human, thing_after
from faultless.checks.blame.harm import intended
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.people import tools
from faultless.checks.blame.scope import justified
from faultless.checks.blame.who import HUMAN, Phrase, Who

_INABILITY = cue("omissions inability")
_FORGET = frozenset({"forget", "neglect", "omit"})
_FAIL = frozenset({"fail", "refuse", "decline", "hesitate"})
_PASS_OVER = cue("omissions pass-over")
_LEFT = cue("omissions left")


def omissions(s: Sentence, _: Setting) -> Iterator[Blame]:
    """What somebody left undone."""
    for index, token in enumerate(s.tokens):
        verb = token.verb
        if not verb:
            if token.low == "failure":
                yield from _failure(s, index)
            continue
        if token.tag in "VLBN" and token.form != "gerund":
            if verb in _FORGET:
                yield from _forgot(s, index, verb)
            elif verb in _FAIL:
                yield from _failed(s, index)
            elif verb in _PASS_OVER:
                yield from _passed_over(s, index, verb)
            elif verb == "leave":
                yield from _left(s, index)
            elif verb == "bother":
                yield from _bothered(s, index)


def _real(s: Sentence, index: int) -> bool:
    """Whether the verb tells what happened: not an infinitive, not a supposition or a possibility, not denied."""
    token = s.tokens[index]
    if token.form == "base" and token.tag != "V":
        modal_or_to = True
        if s.word(index - 1) != "to" and not s.modal(index) and token.low != s.tokens[index].verb:
            modal_or_to = False
        if modal_or_to and token.low not in cue("omissions real"):
            return False
    if s.word(index - 1) == "to" or s.modal(index) or s.denied(index):
        return False
    return not (s.supposed(index) and token.form in {"base", "present"})


def _agent(s: Sentence, index: int) -> Phrase | None:
    """Who did it: the subject, or in the passive whoever stands after `by`."""
    if s.passive(index):
        by = s.find({"by"}, index + 1, index + 6)
        if by < 0:
            return None
        return s.phrase_at(by + 1)
    if s.word(index + 1) == "by" and s.tokens[index].tag == "L":
        return s.phrase_at(index + 2)
    return s.subject(index)


def _forgot(s: Sentence, index: int, verb: str) -> Iterator[Blame]:
    if not _real(s, index):
        return
    who = _agent(s, index)
    if who is None:
        return
    to = s.verb_after(index)
    act = s.human_act(to)
    named = s.tokens[who.end - 1].text[:1].isupper()
    if who.who is Who.UNKNOWN and act is not True and (not named or s.tokens[who.end - 1].low in tools()):
        return
    severe = who.who in HUMAN
    mild = (
        (who.who in {Who.UNKNOWN, Who.THEY, Who.YOU} and act is not False and (act or verb == "forget"))
        or (who.who is Who.WE)
        or (who.who is Who.CUSTOMER and act is not False)
    )
    if (
        who.who is Who.SYSTEM
        and act
        and s.word(to) not in {"take", "write", "check", "verify", "hand", "make"}
        and verb == "forget"
    ):
        mild = _opaque(s, who)
    if severe or mild:
        done = s.tokens[to].verb if to > 0 else verb
        yield blame(
            s,
            "BL202",
            s.extent(who, index),
            clause_end(s, index),
            severe=severe,
            who=who,
            frame="omission",
            verb=done,
            thing=thing_after(s, to if to > 0 else index),
        )


def _opaque(s: Sentence, who: Phrase) -> bool:
    """Whether a phrase is a bare capitalised word of which nothing tells what it is."""
    text = s.tokens[who.end - 1].text
    return who.end - who.start == 1 and text[:1].isupper() and text[1:].islower() and who.start > 0


def _failed(s: Sentence, index: int) -> Iterator[Blame]:
    to = s.verb_after(index, 4)
    if to < 0 or s.tokens[to].tag == "G" or not _real(s, index):
        return
    who = s.subject(index)
    if who is None or who.who in {Who.SYSTEM, Who.CUSTOMER, Who.ATTACKER}:
        return
    act = s.human_act(to)
    done = s.tokens[to].verb or s.word(to)
    if done in _INABILITY or (act is False and s.tokens[who.end - 1].low == "manager"):
        return
    severe = who.who in HUMAN
    if severe or (act and who.who in {Who.UNKNOWN, Who.THEY, Who.WE, Who.YOU}):
        yield blame(
            s,
            "BL202",
            s.extent(who, index),
            clause_end(s, index),
            severe=severe,
            who=who,
            frame="omission",
            verb=done,
            thing=thing_after(s, to),
        )


def _passed_over(s: Sentence, index: int, verb: str) -> Iterator[Blame]:
    if not _real(s, index):
        return
    who = _agent(s, index)
    if who is None:
        return
    thing = s.object_after(index, 9)
    if verb in {"miss", "skip"} and thing is None and not s.passive(index):
        return
    on_duty = thing is not None and any(
        s.tokens[at].low in terms("nouns", "duty") for at in range(thing.start, thing.end)
    )
    on_duty = on_duty or s.find(terms("nouns", "duty"), index + 1, index + 10) > 0
    severe = verb in {"ignore", "disregard", "dismiss"} or (verb == "skip" and on_duty)
    if who.who in HUMAN and (on_duty or severe or verb in {"overlook", "miss"}):
        pass
    elif (
        who.who in {Who.UNKNOWN, Who.THEY}
        and on_duty
        and verb in {"ignore", "disregard", "dismiss", "overlook", "skim"}
    ) or (who.who is Who.WE and verb in {"ignore", "disregard", "dismiss"}):
        severe = False
    else:
        return
    if not severe and s.find({"because", "since", "as"}, index) >= 0 and verb in {"miss", "overlook", "ignore"}:
        return  # the condition is named
    if justified(s.text) or _harmless(s, thing) or told_why(s, index) or _own_target(s, verb, thing):
        return
    yield blame(
        s,
        "BL202",
        s.extent(who, index),
        clause_end(s, index),
        severe=severe,
        who=who,
        frame="ignored",
        verb=verb,
        thing=thing_after(s, index),
    )


_HARMLESS = cue("omissions harmless")
_TARGETS = cue("omissions targets")


def _harmless(s: Sentence, thing: Phrase | None) -> bool:
    """Whether what was passed over said nothing: `the flapping alert`, `a duplicate page`."""
    return thing is not None and s.find(_HARMLESS, thing.start, thing.end) >= 0


def _own_target(s: Sentence, verb: str, thing: Phrase | None) -> bool:
    return verb == "miss" and thing is not None and s.find(_TARGETS, thing.start, thing.end) >= 0


def _left(s: Sentence, index: int) -> Iterator[Blame]:
    if not _real(s, index) or s.tokens[index].tag == "N":
        return
    who = _agent(s, index)
    if not human(who):
        return
    how = -1 if intended(s) or justified(s.text) else s.find(_LEFT, index + 1, index + 9)
    if how < 0:
        return
    if s.word(how + 1) == "for" and how + 2 < len(s.tokens):
        return
    severe = s.word(how) in {"unlocked", "exposed", "unattended", "unprotected", "logged"} or (
        s.word(how) == "without" and s.tokens[min(how + 1, len(s.tokens) - 1)].tag == "G"
    )
    yield blame(
        s,
        "BL202",
        s.extent(who, index),
        how,
        severe=severe,
        who=who,
        frame="left",
        verb="leave",
        thing=thing_after(s, index),
    )


def _bothered(s: Sentence, index: int) -> Iterator[Blame]:
    who = s.subject(index)
    if not s.denied(index) and s.find({"without"}, max(0, index - 2), index) < 0:
        return
    if (who is None and s.has_person) or (who is not None and who.who in HUMAN | {Who.WE, Who.THEY, Who.CUSTOMER}):
        to = s.verb_after(index)
        done = s.tokens[to].verb if to > 0 else "bother"
        yield blame(
            s,
            "BL202",
            s.extent(who, index),
            clause_end(s, index),
            severe=True,
            who=who,
            frame="omission",
            verb=done,
            thing=thing_after(s, to) if to > 0 else "",
        )


def _failure(s: Sentence, index: int) -> Iterator[Blame]:
    """`the team's failure to act`, `failure by the operator to check`."""
    to = s.verb_after(index, 7)
    phrase = s.phrase_at(index)
    if to < 0 or phrase is None:
        return
    who = phrase.owner
    if who is None and s.word(index + 1) in {"of", "by", "on"}:
        who = s.phrase_at(index + 2)
    if human(who):
        yield blame(
            s,
            "BL202",
            min(s.extent(who, index), index),
            clause_end(s, index),
            severe=True,
            who=who,
            frame="omission",
            verb=s.tokens[to].verb or s.word(to),
            thing=thing_after(s, to),
        )
