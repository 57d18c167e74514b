"""BL201 and BL204: what somebody should, could or would have done."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.found import Blame, Setting, blame, clause_end, thing_after
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.who import HUMAN, Phrase, Who

_DUTY = frozenset({"should", "ought", "must"})
_CHANCE = frozenset({"could", "would", "might"})
_BETTER = cue("counterfactuals better")
_BEING = cue("counterfactuals being")
_HARMLESS = cue("counterfactuals harmless")
_ABLE = cue("counterfactuals able")


def counterfactuals(s: Sentence, _: Setting) -> Iterator[Blame]:
    """What somebody is told, afterwards, to have had to do."""
    for index, token in enumerate(s.tokens):
        if token.tag == "M" and token.low in _DUTY | _CHANCE:
            yield from _modal(s, index)
        elif token.low == "had" and token.tag == "X":
            yield from _had(s, index)
        elif token.low in {"supposed", "meant", "expected", "required", "obliged"} and s.word(index + 1) == "to":
            yield from _supposed(s, index)
        elif token.low == "needed" and s.word(index + 1) == "to":
            if s.word(index + 2) == "have":
                yield from _have(s, index, index + 2, "should")
            elif (
                s.find({"earlier", "sooner", "faster", "instead"}, index, index + 9) > 0
                and s.subject(index) is not None
            ):
                yield from _judge(s, index, index + 2, "should", s.subject(index), negative=False, passive=False)
        elif (
            token.low == "why"
            and s.word(index + 1) in {"did", "does", "had", "was", "were", "would"}
            and s.find({"not", "never"}, index + 1, index + 6) > 0
        ):
            who = next((p for p in s.phrases if index < p.start < index + 5), None)
            if who is not None and who.who in HUMAN | {Who.UNKNOWN}:
                yield blame(
                    s, "BL201", index, clause_end(s, who.end), severe=who.who in HUMAN, who=who, frame="counterfactual"
                )


def _modal(s: Sentence, index: int) -> Iterator[Blame]:
    at = index + 1
    while at < min(len(s.tokens), index + 9) and (
        s.tokens[at].tag in "RFCPTA" or s.tokens[at].low in {"all", "each", "least", "both", ",", "the", "very"}
    ):
        at += 1
    if at < len(s.tokens) and s.tokens[at].low in {"have", "'ve", "of"} and at - index < 9:
        yield from _have(s, index, at, s.tokens[index].low)
    elif s.tokens[index].low in {"should", "could", "would"} and s.word(at - 1) == "of":
        yield from _have(s, index, at - 1, s.tokens[index].low)


def _have(s: Sentence, index: int, have: int, modal: str) -> Iterator[Blame]:  # noqa: C901 - a frame is one list of exits
    verb = have + 1
    while verb < len(s.tokens) and (
        s.tokens[verb].tag in "RF" or s.tokens[verb].low in {"at", "least", "all", "both", "easily"}
    ):
        verb += 1
    if verb >= len(s.tokens):
        return
    token = s.tokens[verb]
    been = token.low == "been"
    learner = s.human_act(verb) is True and verb + 1 < len(s.tokens) and s.tokens[verb + 1].tag in "DQ"
    if not been and not (token.form in {"past", "participle"} or token.low in cue("counterfactuals have") or learner):
        return
    if token.low in {"read", "write", "cut", "set"} and s.word(verb + 1) in {
        "access",
        "permission",
        "permissions",
        "rights",
        "only",
        "off",
    }:
        return
    who = s.subject(index)
    negative = s.find({"not", "never"}, index + 1, verb) >= 0
    passive = False
    if been:
        after = verb + 1
        while after < len(s.tokens) and (s.tokens[after].tag == "R" or s.tokens[after].low in {"more", "much", "far"}):
            after += 1
        if after >= len(s.tokens):
            return
        state = s.tokens[after].low in _BEING
        if not state:
            passive = s.tokens[after].form in {"past", "participle"}
            if not passive:
                return
            by = s.find({"by"}, after, after + 6)
            agent = s.phrase_at(by + 1) if by > 0 else None
            if agent is None or agent.who not in HUMAN | {Who.UNKNOWN}:
                return
            who = agent
            verb = after
    yield from _judge(s, index, verb, modal, who, negative=negative, passive=passive)


def _judge(  # noqa: C901, PLR0911, PLR0912 - a frame is one list of exits
    s: Sentence, index: int, verb: int, modal: str, who: Phrase | None, *, negative: bool, passive: bool
) -> Iterator[Blame]:
    token = s.tokens[verb]
    done = token.verb or token.low
    strong = s.human_act(verb) is True
    duty = modal in _DUTY
    first = s.tokens[who.start].low if who is not None else ""
    if who is None:
        if index <= 1 and duty and strong:
            yield blame(
                s,
                "BL201",
                index,
                clause_end(s, verb),
                severe=False,
                frame="counterfactual",
                verb=done,
                thing=thing_after(s, verb),
            )
        return
    kind = who.who
    if (
        modal == "must"
        and not negative
        and not (kind in HUMAN and (done in terms("verbs", "perceive") | cue("counterfactuals judge")))
    ):
        return
    if kind is Who.WE:
        if duty:
            yield blame(
                s,
                "BL204",
                s.extent(who, index),
                clause_end(s, verb),
                severe=False,
                frame="counterfactual",
                verb=done,
                thing=thing_after(s, verb),
            )
        return
    if not duty:
        if (
            negative
            or (kind is Who.THEY and s.find({"so"}, index - 8, index) >= 0)
            or first in {"nobody", "no", "none", "no-one", "neither", "nothing"}
        ):
            return
        if _same(s, verb) or any(word in _tail_words(s, index) for word in ("same", "unless")):
            return
        better = any(s.tokens[at].low in _BETTER for at in range(who.start, who.end))
        if modal == "would" and not better and _had_a_system(s):
            return
        able = done in _ABLE or strong or s.find({"easily", "simply", "just"}, index, verb) > 0
        if (
            (kind is Who.ANONYMOUS and done not in terms("verbs", "perception"))
            or not able
            or (modal == "would" and s.word(verb) in {"been", "had"})
        ):
            return
        if (
            modal == "would"
            and not better
            and done not in terms("verbs", "perceive") | {"check", "test", "read", "ask", "avoid", "prevent"}
        ):
            return
        if kind is Who.CUSTOMER and not better:
            return
    if kind in {Who.SYSTEM, Who.ATTACKER}:
        return
    if kind is Who.CUSTOMER and not (strong and done not in {"see", "receive", "notice", "know"}):
        return
    if kind in {Who.UNKNOWN, Who.THEY, Who.YOU} and not (
        strong
        or (duty and done in _ABLE and done not in cue("counterfactuals judge 2"))
        or (token.low == "been" and kind is Who.UNKNOWN)
    ):
        return
    severe = duty and modal != "must" and kind in HUMAN
    if kind is Who.YOU and not strong:
        return
    yield blame(
        s,
        "BL201",
        s.extent(who, index),
        clause_end(s, verb),
        severe=severe,
        who=who,
        frame="counterfactual",
        verb=done,
        thing=thing_after(s, verb),
    )
    del passive


def _had_a_system(s: Sentence) -> bool:
    """Whether the condition is one of things: `had the alert named the shard, …`."""
    for index, token in enumerate(s.tokens):
        if token.low == "if" or (token.low == "had" and (index == 0 or s.phrase_at(index - 1) is None)):
            who = s.phrase_at(index + 1)
            return who is not None and who.who is Who.SYSTEM and who.owner is None and s.word(who.start) != "it"
    return False


def _same(s: Sentence, verb: int) -> bool:
    text = " ".join(token.low for token in s.tokens[verb : verb + 3])
    return any(text.startswith(harmless) for harmless in _HARMLESS)


def _tail_words(s: Sentence, index: int) -> frozenset[str]:
    return frozenset(token.low for token in s.tokens[index : index + 14])


def _had(s: Sentence, index: int) -> Iterator[Blame]:  # noqa: C901, PLR0911, PLR0912 - a frame is one list of exits
    """`If the responder had checked`, `Had she read`, `If only they had`."""
    inverted = s.phrase_at(index + 1) if (index == 0 or s.word(index - 1) in {",", "("}) else None
    if inverted is not None:
        who, verb = inverted, inverted.end
    else:
        if s.word(s.clause_start(index)) != "if":
            return
        subject = s.subject(index)
        if subject is None:
            return
        who, verb = subject, index + 1
    negative = False
    while verb < len(s.tokens) and s.tokens[verb].tag in "RF":
        negative = negative or s.tokens[verb].tag == "F"
        verb += 1
    if verb >= len(s.tokens) or who.who not in HUMAN | {Who.THEY}:
        return
    token = s.tokens[verb]
    if token.form not in {"past", "participle"} and token.low not in {"been", "read", "put", "run", "done"}:
        return
    if token.low == "been" and s.find(_BEING - cue("counterfactuals had 2"), verb, verb + 4) < 0:
        return
    done = token.verb or token.low
    if who.who is Who.THEY and s.human_act(verb) is not True:
        return
    if s.tokens[who.start].low in {"nobody", "no", "anyone"}:
        return
    if negative and (done in terms("verbs", "perception") or done in cue("counterfactuals had")):
        return
    if s.find({"still", "anyway", "even", "regardless", "difference"}, verb) >= 0:
        return
    known = s.human_act(verb) or done in _ABLE or done in {"bother", "be", "do", "pay", "take"}
    otherwise = s.find({"would", "could"}, 0) >= 0 and done not in cue("counterfactuals had 3")
    if not negative and not (known or otherwise):
        return
    yield blame(
        s,
        "BL201",
        s.extent(who, index),
        clause_end(s, verb),
        severe=False,
        who=who,
        frame="counterfactual",
        verb=done,
        thing=thing_after(s, verb),
    )


def _supposed(s: Sentence, index: int) -> Iterator[Blame]:
    """`was supposed to check` of a person, in the past."""
    if s.word(index - 1) not in {"was", "were", "been"} or s.supposed(index):
        return
    who = s.subject(index)
    act = s.human_act(index + 2)
    if s.word(index + 2) in cue("counterfactuals supposed"):
        act = True
    if (
        who is None
        or who.who not in HUMAN | {Who.UNKNOWN}
        or not act
        or (s.tokens[index].low in {"expected", "required", "obliged"} and "but" not in s.text)
    ):
        return
    if not any(word in s.text for word in ("but ", "never", "n't", " not", "forgot", "instead")):
        return
    yield blame(
        s,
        "BL201",
        s.extent(who, index),
        clause_end(s, index + 2),
        severe=False,
        who=who,
        frame="counterfactual",
        verb=s.tokens[index + 2].verb,
        thing=thing_after(s, index + 2),
    )
