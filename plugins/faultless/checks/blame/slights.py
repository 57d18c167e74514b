"""What is said of people in passing: the plain past tense that puts them in the wrong, at a warning."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.found import Blame, Setting, blame, clause_end, thing_after
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.who import HUMAN, Phrase, Who, singular

_ERASE = cue("slights erase")
_CRITICAL = cue("slights critical")
_DUTY_OF_ALL = cue("slights duty-of-all")
_ALL = cue("slights all")
_CONFUSE = cue("slights confuse")
_MISUSE = frozenset({"misuse", "misconfigure", "misread", "abuse", "mistype", "misunderstand"})
_BLAMED_TASK = cue("slights blamed-task")


def slights(s: Sentence, setting: Setting) -> Iterator[Blame]:  # noqa: C901 - a frame is one list of exits
    """Plain statements that put somebody in the wrong."""
    for index, token in enumerate(s.tokens):
        verb = token.verb
        if verb in _ERASE and token.tag in "VL":
            yield from _erased(s, index, verb)
        elif verb in _CONFUSE and token.tag in "VL":
            yield from _confused(s, index, verb)
        elif (verb in _MISUSE and token.tag in "VL") or (verb == "ignore" and token.tag == "V"):
            yield from _misused(s, index, verb)
        elif verb in _BREACH and token.tag in "VLG":
            yield from _breached(s, index, verb)
        elif (
            verb == "keep" and token.tag in "VN" and index + 1 < len(s.tokens) and s.tokens[index + 1].form == "gerund"
        ):
            yield from _keeps(s, index)
        elif token.low in {"must", "need", "have", "should"} and setting.section != "impact":
            yield from _duty(s, index)
        elif token.low in {"job", "responsibility", "duty"} and (
            (s.word(index + 1) == "to" and s.word(0) in {"it", "that", "this"})
            or (s.word(index + 1) == "was" and s.word(index + 2) == "to")
        ):
            yield from _job(s, index)
        elif token.low == "mistake" and s.word(index + 1) == "of":
            target = s.phrase_at(index + 2)
            if target is not None and target.who in HUMAN:
                yield blame(s, "BL104", index, target.end - 1, severe=False, who=target, frame="mistake")


_BREACH = cue("slights breach")
_RULES = cue("slights rules")


def _breached(s: Sentence, index: int, verb: str) -> Iterator[Blame]:
    """Somebody who broke a rule; by `by skipping` and `having skipped` the subject is that of the clause."""
    rules = s.object_after(index, 5)
    if rules is None or s.tokens[rules.end - 1].low not in _RULES:
        return
    who = s.governor(index) if s.tokens[index].form == "gerund" else _agent(s, index)
    if who is not None and who.who in HUMAN | {Who.CUSTOMER} and _told(s, index):
        yield blame(
            s, "BL302", s.extent(who, index), rules.end - 1, severe=False, who=who, frame="rule-breaking", verb=verb
        )


def _told(s: Sentence, index: int) -> bool:
    return not (s.word(index - 1) == "to" or s.modal(index) or s.denied(index) or s.supposed(index))


def _agent(s: Sentence, index: int) -> Phrase | None:
    if s.word(index - 1) in {"was", "were", "been", "got", "being"}:
        by = s.find({"by"}, index + 1, index + 6)
        return s.phrase_at(by + 1) if by > 0 else None
    return s.subject(index)


def _purpose(s: Sentence, index: int) -> bool:
    """Whether the sentence gives a purpose or a plan for the act."""
    if any(token.low in terms("nouns", "intent") for token in s.tokens):
        return True
    return any(
        s.word(at) == "to"
        and s.tokens[at].tag == "T"
        and at + 1 < len(s.tokens)
        and s.tokens[at + 1].tag == "B"
        and at > index
        for at in range(index, len(s.tokens))
    )


def _erased(s: Sentence, index: int, verb: str) -> Iterator[Blame]:
    who = _agent(s, index)
    if who is None or who.who not in HUMAN or not _told(s, index) or _purpose(s, index):
        return
    things = [singular(token.low) for token in s.tokens[max(0, index - 6) : index + 8]]
    if any(thing in _CRITICAL for thing in things):
        yield blame(
            s,
            "BL101",
            s.extent(who, index),
            clause_end(s, index),
            severe=False,
            who=who,
            frame="damage",
            verb=verb,
            thing=thing_after(s, index),
        )


def _confused(s: Sentence, index: int, verb: str) -> Iterator[Blame]:
    who = _agent(s, index)
    if (
        who is not None
        and who.who in HUMAN
        and _told(s, index)
        and s.tokens[index].low
        not in {"mistaken", "confused"}
        | ({"misunderstood"} if s.find({"was", "were"}, index - 3, index) >= 0 else set())
    ) or (
        who is not None
        and who.who in HUMAN
        and s.tokens[index].low == "confused"
        and s.find({"with", "for"}, index, index + 6) > 0
        and _told(s, index)
    ):
        yield blame(
            s, "BL104", s.extent(who, index), clause_end(s, index), severe=False, who=who, frame="mistake", verb=verb
        )


def _misused(s: Sentence, index: int, verb: str) -> Iterator[Blame]:
    who = _agent(s, index)
    if who is None or who.who is not Who.CUSTOMER or not _told(s, index):
        return
    if s.find({"because", "since"}, index) < 0:
        yield blame(
            s,
            "BL401",
            s.extent(who, index),
            clause_end(s, index),
            severe=False,
            who=who,
            frame="ignored",
            verb=verb,
            thing=thing_after(s, index),
        )


def _keeps(s: Sentence, index: int) -> Iterator[Blame]:
    who = s.subject(index)
    bad = s.find(terms("nouns", "wrong"), index + 1, index + 7) > 0 or s.tokens[index + 1].verb in terms(
        "verbs", "damage"
    ) | {"forget", "ignore", "miss", "skip", "fail"}
    bad = bad or s.find({"garbage", "nonsense", "rubbish"}, index + 1, index + 7) > 0
    bad = bad or s.tokens[index + 1].verb in {"postpone", "delay", "defer", "blame", "overwrite", "reset"}
    if who is not None and who.who in HUMAN | {Who.CUSTOMER} and bad and _told(s, index):
        yield blame(s, "BL105", s.extent(who, index), clause_end(s, index), severe=False, who=who, frame="negligence")


def _duty(s: Sentence, index: int) -> Iterator[Blame]:
    """`Everyone should read the alert emails`: an appeal to all."""
    verb = index + 1 + (s.word(index + 1) == "to")
    while verb < len(s.tokens) and s.tokens[verb].tag in "RF":
        verb += 1
    if verb >= len(s.tokens) or s.word(verb) not in _DUTY_OF_ALL or s.supposed(index):
        return
    if s.word(index) in {"need", "have"} and s.word(index + 1) != "to":
        return
    who = s.subject(index)
    if who is None or s.tokens[who.end - 1].low not in _ALL or s.word(verb + 1) == "access":
        return
    everyone = s.tokens[who.end - 1].low in {"everyone", "everybody"}
    if s.word(index) == "should" and not everyone and setting_is_not_action(s):
        return
    yield blame(
        s, "BL502", s.extent(who, index), clause_end(s, verb), severe=False, frame="careful", verb=s.tokens[verb].verb
    )


def setting_is_not_action(s: Sentence) -> bool:
    """Whether nothing in the sentence says that it is an action item."""
    return s.word(0) not in {"action", "lesson", "follow-up"}


def _job(s: Sentence, index: int) -> Iterator[Blame]:
    """`It was the reviewer's job to catch this`."""
    phrase = s.phrase_at(index)
    after = s.word(index + 1) == "was"
    past = after or s.find({"was", "'s", "is"}, 0, index) >= 0
    if (
        phrase is not None
        and phrase.owner is not None
        and phrase.owner.who in HUMAN
        and past
        and s.word(index + 2 + after) in _BLAMED_TASK
    ):
        yield blame(
            s,
            "BL201",
            phrase.owner.start,
            clause_end(s, index),
            severe=False,
            who=phrase.owner,
            frame="counterfactual",
            verb=s.tokens[index + 2].verb,
            thing=thing_after(s, index + 2),
        )
