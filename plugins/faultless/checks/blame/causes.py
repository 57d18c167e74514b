"""BL101: a person or what a person did in the place of a cause."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.found import Blame, Setting, blame, clause_end, human, thing_after
from faultless.checks.blame.harm import BAD_ACT, act, bad_event, bad_possession, cause_phrase, intended
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.who import HUMAN, Phrase, Who

_BY = cue("causes by")
_SURE_BY = cue("causes sure-by")
_BECAUSE = cue("causes because")
_ROLES_OF_SELF = HUMAN
_IDENTIFIED = cue("causes identified")


def causes(s: Sentence, _: Setting) -> Iterator[Blame]:
    """People in the slot of a cause."""
    for index, token in enumerate(s.tokens):
        low = token.low
        if low == "by":
            yield from _by(s, index)
        elif (token.tag == "X" and token.verb == "be") or low in {"remains", "remained", "turned"}:
            yield from _copula(s, index)
        elif low in _BECAUSE:
            yield from _because(s, index)
        elif low in {"to", "from", "with"} and s.word(index - 1) in cue("causes causes"):
            yield from _traced(s, index)


def _by(s: Sentence, index: int) -> Iterator[Blame]:  # noqa: C901, PLR0911 - a frame is one list of exits
    at = index - 1
    while at >= 0 and (s.tokens[at].tag in "RPA" or s.tokens[at].low in {"in", "part", "about"}):
        at -= 1
    if at < 0 or s.tokens[at].verb not in _BY or s.tokens[at].form not in {"past", "participle", "base"}:
        return
    verb = s.tokens[at].verb
    if s.supposed(at) or s.modal(at) in {"can", "may", "could", "might"} or s.denied(at):
        return
    phrase = s.phrase_at(index + 1)
    if phrase is None:
        return
    nearest = phrase
    if s.word(phrase.end) == "'s" or s.word(phrase.end) == "'":
        owned = s.phrase_at(phrase.end + 1)
        nearest = owned if owned is not None else phrase
    subject = s.subject(at)
    bad = bad_event(s, subject)
    if verb not in _SURE_BY and not bad:
        return
    if verb == "cause" or bad or verb in _SURE_BY:
        who = nearest.owner if act(nearest) else nearest
        if who is None or who.who not in HUMAN:
            return
        if s.tokens[who.start].low in {"nobody", "no"} or intended(s) or s.word(who.end) == "else":
            return
        if (
            verb in {"bring", "take", "set", "knock", "kill", "start"}
            and not bad
            and s.word(index - 1) not in {"down", "out", "offline", "about"}
        ):
            return
        yield blame(
            s,
            "BL101",
            s.extent(subject, at) if bad else at,
            clause_end(s, index),
            severe=True,
            who=who,
            frame="cause",
            verb=verb,
            thing=_following_act(s, nearest.end),
        )


def _following_act(s: Sentence, at: int) -> str:
    return s.tokens[at].low if at < len(s.tokens) and s.tokens[at].tag == "G" else ""


def _copula(s: Sentence, index: int) -> Iterator[Blame]:  # noqa: C901, PLR0912 - a frame is one list of exits
    left = index - 1
    while left >= 0 and s.tokens[left].tag in "RXM":
        left -= 1
    subject = s.phrase_at(left)
    if s.word(0) == "what" and any(token.verb in cue("causes copula") for token in s.tokens[1:5]):
        target = s.phrase_at(index + 1)
        if human(target) and not s.denied(index):
            yield blame(s, "BL101", index, clause_end(s, index), severe=True, who=target, frame="cause")
            return
    if subject is None or s.denied(index) or s.find({"not", "never"}, index, index + 3) > 0:
        return
    head = subject
    for _ in range(4):
        before = s.phrase_at(head.start - 2)
        if s.word(head.start - 1) in {"of", "for", "behind", "in", "here"} and before is not None:
            head = before
    right = index + 1
    while right < len(s.tokens) and (
        (s.tokens[right].tag in "RXTU" and s.tokens[right].low not in {",", ".", "("})
        or s.word(right) in {"out", "proved"}
    ):
        right += 1
    target = s.phrase_at(right)
    if target is None:
        return
    if cause_phrase(s, head) and not human(head.owner):
        if s.word(right) in _IDENTIFIED:
            return
        who = target.owner if act(target) else target
        owned = s.phrase_at(target.end + 1) if s.word(target.end) in {"'s", "'"} else None
        if owned is not None and human(target):
            who = target
        if who is not None and who.who in HUMAN and s.tokens[who.start].low not in {"nobody", "no", "none"}:
            if (
                s.word(head.end - 1) in {"factor", "factors", "problem", "problems"}
                and s.tokens[target.end - 1].low == "team"
            ):
                return
            yield blame(
                s,
                "BL101",
                head.start,
                clause_end(s, right),
                severe=True,
                who=who,
                frame="cause",
                verb=_following_act(s, target.end),
            )
        elif who is not None and who.who is Who.UNKNOWN and s.word(who.end) and s.tokens[who.end].tag == "G":
            yield blame(
                s,
                "BL101",
                head.start,
                clause_end(s, right),
                severe=False,
                who=who,
                frame="cause",
                verb=_following_act(s, target.end),
            )
    elif (
        head.owner is not None
        and human(head.owner)
        and bad_possession(s, head)
        and cause_phrase(s, target)
        and not intended(s)
    ):
        yield blame(s, "BL101", head.owner.start, target.end - 1, severe=True, who=head.owner, frame="cause")
    elif human(subject) and cause_phrase(s, target) and s.tokens[index].verb == "be":
        words = [token.low for token in s.tokens[target.start : target.end]]
        vague = words[0] in {"one", "a", "an", "no", "not"} and "cause" not in words
        if not vague and (not human(target) or words[-1] in cue("faults faults")):
            yield blame(s, "BL101", subject.start, target.end - 1, severe=True, who=subject, frame="cause")


def _because(s: Sentence, index: int) -> Iterator[Blame]:
    at = index + 1
    while at < len(s.tokens) and s.tokens[at].low in cue("causes because 2"):
        at += 1
    phrase = s.phrase_at(at)
    if phrase is None:
        return
    clausal = s.tokens[index].low in {"because", "since"} and s.word(index + 1) != "of"
    if s.word(phrase.end) in {"'s", "'"} and not clausal:
        owned = s.phrase_at(phrase.end + 1)
        praise = owned is None or (
            s.tokens[index].low == "thanks"
            and s.tokens[owned.end - 1].low not in terms("nouns", "error")
            and s.find(terms("nouns", "wrong"), owned.start, owned.end) < 0
        )
        if owned is not None and human(phrase) and _is_bad(s, phrase, owned) and not praise:
            yield blame(s, "BL101", index, owned.end - 1, severe=True, who=phrase, frame="cause")
        return
    if clausal or not human(phrase) or s.tokens[index].low == "thanks":
        return
    gerund = phrase.end
    while gerund < len(s.tokens) and s.tokens[gerund].tag in "RF":
        gerund += 1
    if (
        gerund < len(s.tokens)
        and s.tokens[gerund].form == "gerund"
        and (s.tokens[gerund].verb in BAD_ACT | terms("verbs", "damage") or "rerun" in s.tokens[gerund].verb)
    ):
        if s.denied(index) or intended(s):
            return
        yield blame(
            s,
            "BL101",
            index,
            clause_end(s, gerund),
            severe=True,
            who=phrase,
            frame="cause",
            verb=s.tokens[gerund].verb,
            thing=thing_after(s, gerund),
        )


_OUTSIDE = cue("omissions outside")


def _is_bad(s: Sentence, who: Phrase, owned: Phrase) -> bool:
    """Whether what somebody has reads as their failing; what another company does by plan does not."""
    if s.tokens[owned.end - 1].low in {"maintenance", "update", "upgrade", "release"} and any(
        token.low.rstrip("s") in _OUTSIDE for token in s.tokens[who.start : who.end]
    ):
        return False
    return bad_possession(s, owned)


_MADE = frozenset(
    {"by", "made", "done", "applied", "pushed", "run", "carried", "performed", "merged", "out", "of", "from"}
)


def _act_by(s: Sentence, index: int, act_of: Phrase) -> Iterator[Blame]:
    """`traced back to a change made by Willem`."""
    at = act_of.end
    while s.word(at) in _MADE and at < act_of.end + 3:
        at += 1
    who = s.phrase_at(at)
    if s.word(at - 1) == "by" and who is not None and human(who) and s.tokens[who.start].low not in {"nobody", "no"}:
        yield blame(s, "BL101", index - 1, who.end - 1, severe=False, who=who, frame="cause")


_AMISS = frozenset({"duplicate", "double", "wrong", "missing", "lost"})


def _traced(s: Sentence, index: int) -> Iterator[Blame]:
    phrase = s.phrase_at(index + 1)
    if phrase is None or s.denied(index - 1):
        return
    subject = s.subject(index - 1)
    if subject is not None and subject.who in HUMAN:
        return
    possessive = s.word(phrase.end) in {"'s", "'"}
    if phrase.who is Who.SYSTEM and phrase.owner is None and bad_possession(s, phrase):
        yield from _act_by(s, index, phrase)
    if human(phrase):
        owned = s.phrase_at(phrase.end + 1) if possessive else None
        after = s.tokens[phrase.end].tag if phrase.end < len(s.tokens) else "U"
        if (
            (possessive and owned is not None and bad_possession(s, owned))
            or after == "G"
            or (
                not possessive
                and s.word(index - 1) in cue("causes traced")
                and s.word(index) != "from"
                and (after in "UPW" or s.word(phrase.end) in {"and", "who"})
                and (bad_event(s, subject) or s.word(0) in _AMISS or s.word(1) in _AMISS)
            )
        ):
            yield blame(s, "BL101", index - 1, clause_end(s, index), severe=True, who=phrase, frame="cause")
