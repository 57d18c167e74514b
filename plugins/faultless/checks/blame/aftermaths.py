"""BL101 and its kin at a warning: acts that a sentence ties to the harm that followed, or to somebody unnamed."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.deeds import NOBODY, doer, purposeful
from faultless.checks.blame.found import Blame, Setting, blame, clause_end, human, thing_after
from faultless.checks.blame.harm import BAD_ACT, intended
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.who import HUMAN, Phrase, Who, singular

RISKY = cue("aftermaths risky") | cue("causes risky")
STATES = cue("aftermaths states")
_RECOVERY = cue("aftermaths recovery")
_LINKS = frozenset({"after", "when", "until", "once", "because", "since"})
_UNNAMED = cue("aftermaths unnamed")
_LETTING = cue("aftermaths letting")


def aftermaths(s: Sentence, _: Setting) -> Iterator[Blame]:
    """`Payments down after Leszek deleted the queue`, `someone wiped the secrets`, `with the team ignoring it`."""
    for index, token in enumerate(s.tokens):
        if token.low in _LINKS:
            yield from _after(s, index)
        elif token.low == "with":
            yield from _with(s, index)
        elif token.low in {"that", "which", "and"}:
            yield from _chain(s, index)
        elif token.low == "wrong" and s.word(index - 1) in {"the", "a", "an"}:
            yield from _wrong(s, index)
        elif token.tag == "X" and token.verb == "be" and s.word(index - 1) in {"it", "that", "this"}:
            yield from _cleft(s, index)
        elif token.tag in "VNB" and token.verb in RISKY and token.form in {"past", "present", "base"}:
            yield from _unnamed(s, index)
        if token.verb.startswith("mis") and token.form == "past" and token.verb not in _NO_SLIP:
            yield from _misdone(s, index)


_NO_SLIP = cue("aftermaths no-slip")


def _cleft(s: Sentence, index: int) -> Iterator[Blame]:
    """`It was Petra who wiped the table`."""
    right = index + 1
    while right < len(s.tokens) and s.tokens[right].tag == "R":
        right += 1
    target = s.phrase_at(right)
    who = s.find({"who", "that", "whose"}, target.end, target.end + 8) if target is not None else -1
    if target is None or who < 0 or not human(target) or s.denied(index):
        return
    harmful = terms("verbs", "damage")
    for at in range(who + 1, min(len(s.tokens), who + 8)):
        token = s.tokens[at]
        if token.tag not in "VLN" or token.form not in {"past", "participle", "base"}:
            continue
        slip = token.verb in RISKY - harmful and token.form == "past" and not intended(s)
        amiss = token.verb in BAD_ACT and s.find(terms("nouns", "wrong"), at, at + 6) > 0
        if (token.verb in harmful and token.tag != "N") or slip or amiss:
            yield blame(
                s,
                "BL101",
                index - 1,
                clause_end(s, at),
                severe=not slip,
                who=target,
                frame="cause",
                verb=token.verb,
            )
            return


def _misdone(s: Sentence, index: int) -> Iterator[Blame]:
    """`misidentified the cable`: what somebody did amiss, whatever it was."""
    who = doer(s, index)
    if who is not None and s.find({"because", "since", "as"}, index) < 0:
        yield blame(
            s,
            "BL104",
            s.extent(who, index),
            clause_end(s, index),
            severe=False,
            who=who,
            frame="mistake",
            verb=s.tokens[index].verb,
        )


def _wrong(s: Sentence, index: int) -> Iterator[Blame]:
    """`shut off the wrong panel`: somebody acted on the wrong thing."""
    verb = index - 2
    while verb > index - 5 and verb > 0 and s.tokens[verb].tag in "PRT":
        verb -= 1
    if verb <= 0 or s.tokens[verb].tag not in "VL" or s.tokens[verb].form not in {"past", "participle", "base"}:
        return
    if s.tokens[verb].verb in cue("aftermaths righting") or s.tokens[verb].verb == "be":
        return
    who = doer(s, verb)
    if who is not None and s.find({"because", "since", "as"}, index) < 0:
        yield blame(
            s,
            "BL101",
            s.extent(who, verb),
            clause_end(s, index),
            severe=False,
            who=who,
            frame="damage",
            verb=s.tokens[verb].verb,
        )


def _chain(s: Sentence, index: int) -> Iterator[Blame]:
    """`pushed a config that crashed every worker`, `turned off swap, which led to the crash`."""
    at = index + 1
    while at < len(s.tokens) and s.tokens[at].tag in "RX":
        at += 1
    if at >= len(s.tokens) or s.tokens[at].form != "past" or s.tokens[at].verb not in cue("aftermaths harmful"):
        return
    if s.tokens[at].verb in cue("aftermaths leading") and not harmed(s, at, min(len(s.tokens), at + 9)):
        return
    for verb in range(index - 1, max(-1, index - 14), -1):
        token = s.tokens[verb]
        if token.tag in "VL" and token.verb in RISKY and token.form in {"past", "base"}:
            who = doer(s, verb)
            if who is not None:
                yield blame(
                    s,
                    "BL101",
                    s.extent(who, verb),
                    clause_end(s, at),
                    severe=False,
                    who=who,
                    frame="cause",
                    verb=token.verb,
                    thing=thing_after(s, verb),
                )
            return


def _verb_of(s: Sentence, phrase: Phrase, reach: int = 4) -> int:
    """The finite verb that follows a subject, over adverbs and auxiliaries; -1 if none or it is denied."""
    at = phrase.end
    while at < len(s.tokens) and at < phrase.end + reach and s.tokens[at].tag in "RX":
        at += 1
    if at >= len(s.tokens) or s.tokens[at].tag not in "VLN" or not s.tokens[at].verb:
        return -1
    return at if s.tokens[at].form in {"past", "participle"} or s.tokens[at].low in cue("omissions real") else -1


def harmed(s: Sentence, start: int, end: int) -> bool:
    """Whether a stretch tells of something bad that was, and not of recovery."""
    words = [token.low for token in s.tokens[start:end]]
    if any(word in _RECOVERY for word in words):
        return False
    return any(word in STATES or singular(word) in terms("nouns", "bad-event") for word in words)


def _after(s: Sentence, index: int) -> Iterator[Blame]:
    phrase = s.phrase_at(index + 1)
    if phrase is None or not human(phrase) or s.tokens[phrase.start].low in NOBODY:
        return
    while (more := s.phrase_at(phrase.end + 1)) is not None and s.word(phrase.end) in {"of", "from", "in", "at"}:
        phrase = Phrase(phrase.start, more.end, phrase.who, phrase.owner)
    verb = _verb_of(s, phrase)
    if verb < 0 or s.tokens[verb].verb not in RISKY or s.tokens[verb].verb in {"restart", "reboot", "run"}:
        return
    comma = s.find({","}, verb, verb + 14)
    tail = comma > 0 and index <= 2
    main = (comma, len(s.tokens)) if tail else (0, index)
    if s.word(index) == "until":
        harm = any(token.low in cue("aftermaths calm") for token in s.tokens[:index])
    else:
        plain = s.tokens[verb].verb in cue("aftermaths plain")
        harm = (not plain and harmed(s, *main) and s.find({"because", "since"}, verb) < 0) or (
            s.word(0) in {"it", "everything", "all"} and s.word(index - 1) in {"started", "began", "start"}
        )
    if not harm or purposeful(s, verb):
        return
    yield blame(
        s,
        "BL101",
        index,
        clause_end(s, verb),
        severe=False,
        who=phrase,
        frame="cause",
        verb=s.tokens[verb].verb,
        thing=thing_after(s, verb),
    )


def _with(s: Sentence, index: int) -> Iterator[Blame]:
    """`with the operators ignoring the alarm`."""
    phrase = s.phrase_at(index + 1)
    if phrase is None or not human(phrase) or s.tokens[phrase.start].low in NOBODY:
        return
    at = phrase.end
    while at < len(s.tokens) and s.tokens[at].tag == "R":
        at += 1
    if at < len(s.tokens) and s.tokens[at].form == "gerund" and s.tokens[at].verb in _LETTING:
        yield blame(
            s,
            "BL202",
            phrase.start,
            clause_end(s, at),
            severe=False,
            who=phrase,
            frame="ignored",
            verb=s.tokens[at].verb,
            thing=thing_after(s, at),
        )


def _unnamed(s: Sentence, index: int) -> Iterator[Blame]:
    """`someone wiped the secrets`: a harmful act of somebody unnamed."""
    who = s.subject(index)
    if who is not None and s.word(who.start - 1) == "to" and s.word(who.start - 2) == "unknown":
        who = s.phrase_at(who.start - 3)
    if who is None or s.passive(index) or who.start >= index or s.word(who.start - 1) in {"where", "when", "how"}:
        return
    if s.tokens[index].verb in {"decide", "approve", "assume"}:
        return
    low = [token.low for token in s.tokens[who.start : who.end]]
    unnamed = (who.who is Who.ANONYMOUS and low[0] in {"someone", "somebody"}) or (
        who.who in HUMAN and any(word in _UNNAMED for word in low) and singular(low[-1]) in cue("aftermaths heads")
    )
    if not unnamed or s.modal(index) or s.denied(index) or s.supposed(index) or s.word(index - 1) == "to":
        return
    if s.tokens[index].form == "base" and s.tokens[index].low not in cue("omissions real"):
        return
    if s.tokens[index].form == "present" and not s.tokens[0].low[:1].isdigit():
        return
    if purposeful(s, index) or s.find({"who", "must", "can", "has", "should"}, who.end, index) >= 0:
        return
    yield blame(s, "BL402", s.extent(who, index), clause_end(s, index), severe=False, who=who, frame="anonymous")
