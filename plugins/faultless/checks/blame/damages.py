"""BL101 at a warning: what somebody broke, deleted, took down."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.deeds import told_why
from faultless.checks.blame.found import Blame, Setting, blame, clause_end, thing_after
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.scope import justified
from faultless.checks.blame.who import HUMAN, Phrase, Who

_PARTICLES = {
    "take": {"down", "out", "offline"},
    "bring": {"down"},
    "knock": {"out", "down", "over", "offline"},
    "blow": {"up", "away"},
    "mess": {"up"},
    "screw": {"up"},
    "foul": {"up"},
    "tip": {"over"},
    "kill": {"off", "production", "prod"},
    "pull": set(),
    "melt": {"down"},
    "muck": {"up"},
    "stuff": {"up"},
    "shut": set(),
}
_SOFT = cue("damages soft")
_BROKEN_WHAT = cue("damages broken-what")


def damages(s: Sentence, setting: Setting) -> Iterator[Blame]:
    """What somebody did that reads as harm."""
    harmful, neutral = terms("verbs", "damage"), terms("verbs", "damage-neutral")
    for index, token in enumerate(s.tokens):
        verb = token.verb
        if not verb or token.form == "gerund" or token.tag not in "VLBN":
            continue
        pair = f"{verb} {_particle(s, index)}".strip()
        if pair in harmful or (verb in harmful and verb not in _PARTICLES):
            yield from _harm(s, index, verb, setting)
        elif verb in neutral and (token.tag in "VL" or setting.heading):
            yield from _work(s, index, verb)


def _particle(s: Sentence, index: int) -> str:
    wanted = _PARTICLES.get(s.tokens[index].verb, set())
    at = s.find(wanted, index + 1, index + 6) if wanted else -1
    return s.word(at) if at > 0 else ""


def _agent(s: Sentence, index: int) -> Phrase | None:
    before = s.word(index - 1)
    if before in cue("damages agent") or (
        s.tokens[index - 1].tag == "R" and s.word(index - 2) in {"was", "were", "been", "got"} if index > 1 else False
    ):
        by = s.find({"by"}, index + 1, index + 5)
        return s.phrase_at(by + 1) if by > 0 else None
    return s.subject(index)


def _real(s: Sentence, index: int) -> bool:
    token = s.tokens[index]
    if s.word(index - 1) in {"to", "let"} or s.modal(index) or s.denied(index):
        return False
    if token.form == "base" and token.low not in {"hit", "set", "put", "cut", "shut"}:
        return False
    return not (s.supposed(index) and token.form in {"base", "present"})


def _harm(s: Sentence, index: int, verb: str, setting: Setting) -> Iterator[Blame]:  # noqa: PLR0911 - a frame is one list of exits
    if not _real(s, index) or (s.tokens[index].tag == "N" and s.tokens[index].form != "present"):
        return
    who = _agent(s, index)
    if (
        who is None
        or who.who not in HUMAN | {Who.UNKNOWN}
        or s.tokens[who.start].low in {"nobody", "no", "none", "anyone"}
    ):
        return
    if who.who is Who.UNKNOWN and (verb in _SOFT or not _bare_name(s, who)):
        return
    if verb == "break" and s.find(_BROKEN_WHAT, index + 1, index + 5) > 0:
        return
    if _meant(s, index):
        return
    if s.tokens[index].tag == "N" and not setting.heading and who.end != index:
        return
    if (
        verb in _SOFT
        and not _wrong(s, index)
        and not (
            verb in {"cause", "trigger", "expose", "leak"} and who.who is not Who.UNKNOWN and verb in {"expose", "leak"}
        )
    ):
        return
    severe = False
    yield blame(
        s,
        "BL101",
        s.extent(who, index),
        clause_end(s, index),
        severe=severe,
        who=who,
        frame="damage",
        verb=_full(s, index, verb),
        thing=thing_after(s, index),
    )


def _bare_name(s: Sentence, who: Phrase) -> bool:
    return s.tokens[who.end - 1].form == "weak"


def _full(s: Sentence, index: int, verb: str) -> str:
    return f"{verb} {_particle(s, index)}".strip()


def _meant(s: Sentence, index: int) -> bool:
    """Whether the sentence says that it was the plan or the remedy."""
    if justified(s.text) or told_why(s, index):
        return True
    intent = terms("nouns", "intent")
    aged = cue("damages aged") if not s.passive(index) else frozenset()
    if any(token.low in intent - aged for token in s.tokens[max(0, index - 14) : index]):
        return True
    if any(token.low in intent for token in s.tokens[index : index + 22]):
        return True
    for at in range(index + 1, min(len(s.tokens), index + 18)):
        if s.tokens[at].tag == "T" and s.word(at + 1) in cue("damages meant"):
            return True
        if s.word(at) == "so" and s.word(at + 1) in {"that", "the", "we"}:
            return True
    return False


def _wrong(s: Sentence, index: int) -> bool:
    wrong = terms("nouns", "wrong")
    return any(token.low in wrong for token in s.tokens[max(0, index - 3) : index + 9])


def _work(s: Sentence, index: int, verb: str) -> Iterator[Blame]:
    if not _real(s, index):
        return
    wrong = _wrong(s, index)
    instead = (
        s.find({"instead"}, index + 1, index + 12) > 0
        and s.word(s.find({"instead"}, index + 1, index + 12) + 1) == "of"
    )
    at = s.find({"instead"}, index + 1, index + 12)
    instead = instead and at + 2 < len(s.tokens) and s.tokens[at + 2].tag != "G"
    wild = s.find({"garbage", "junk", "crap", "rubbish"}, index + 1, index + 5) > 0
    if not (wrong or instead or wild):
        return
    who = _agent(s, index)
    if who is None or who.who not in HUMAN or s.tokens[who.start].low in {"nobody", "no", "none", "anyone"}:
        return
    if _rescued(s, index) or told_why(s, index):
        return
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


def _rescued(s: Sentence, index: int) -> bool:
    """Whether the wrong thing is what was repaired: `reverted the broken change`, `disabled the faulty rule`."""
    verb = s.tokens[index].verb
    if verb in cue("damages rescued"):
        if (
            s.find(
                cue("damages rescued 2"),
                max(0, index - 3),
                index + 9,
            )
            < 0
        ):
            return True
        if verb in {"revert", "replace", "cancel", "redirect", "roll", "close"}:
            return True
    return _meant(s, index) and s.find({"wrong", "accidentally", "mistakenly", "inadvertently"}, 0) < 0
