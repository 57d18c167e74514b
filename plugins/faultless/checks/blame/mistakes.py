"""BL104: somebody's mistake, misjudgement or bad call."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.found import Blame, Setting, blame, clause_end, human
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.scope import denies, guards_against, talks_about_wording
from faultless.checks.blame.who import HUMAN, Who

_MAKERS = frozenset({"make", "commit", "repeat", "do"})


_KINDS = cue("faults kinds")


_JUDGED = cue("faults judged")


_CHOICES = cue("faults choices")


def mistakes(s: Sentence, _: Setting) -> Iterator[Blame]:
    """What somebody got wrong."""
    text = s.text
    wordy: bool | None = None
    for index, token in enumerate(s.tokens):
        verb = token.verb
        if (
            verb
            and token.tag in "VLB"
            and token.form != "gerund"
            and verb in terms("verbs", "mistake") | cue("faults mistakes")
        ):
            pair = f"{verb} {s.word(index + 1)}"
            known = verb in terms("verbs", "mistake") or pair in terms("verbs", "mistake")
            if not known or s.word(index - 1) == "to" or s.modal(index) or s.denied(index) or s.supposed(index):
                continue
            who = s.subject(index)
            if s.word(index - 1) in {"was", "were", "been", "got", "is"}:
                by = s.find({"by"}, index, index + 5)
                who = s.phrase_at(by + 1) if by > 0 else None
            soft = verb in cue("faults soft")
            if who is not None and (
                who.who in HUMAN or (who.who in {Who.UNKNOWN, Who.THEY, Who.WE, Who.CUSTOMER} and not soft)
            ):
                severe = who.who in HUMAN and not soft
                yield blame(
                    s,
                    "BL104",
                    s.extent(who, index),
                    clause_end(s, index, 6),
                    severe=severe,
                    who=who,
                    frame="mistake",
                    verb=verb,
                )
        elif token.low in _KINDS or (token.low in _CHOICES and any(word in _JUDGED for word in _modifiers(s, index))):
            if wordy is None:
                wordy = talks_about_wording(text) or guards_against(text)
            if not wordy:
                yield from _made(s, index)


def _modifiers(s: Sentence, index: int) -> list[str]:
    phrase = s.phrase_at(index)
    return [token.low for token in s.tokens[phrase.start : index]] if phrase is not None else [s.word(index - 1)]


def _made(s: Sentence, index: int) -> Iterator[Blame]:  # noqa: C901, PLR0911 - a frame is one list of exits
    phrase = s.phrase_at(index)
    start = s.tokens[index].start - s.start
    if denies(s.text, start, 36) or phrase is None:
        return
    owner = phrase.owner
    if s.tokens[phrase.start - 1].verb == "be" and phrase.start >= 2 and s.word(index) == "mistake":
        claimed = s.subject(phrase.start - 1)
        if claimed is not None and claimed.owner is not None and human(claimed.owner):
            yield blame(s, "BL104", claimed.owner.start, index, severe=False, who=claimed.owner, frame="mistake")
            return
    if owner is not None and (human(owner) or (owner.who is Who.CUSTOMER and s.word(index) != "errors")):
        yield blame(s, "BL104", owner.start, index, severe=human(owner), who=owner, frame="mistake")
        return
    maker = next(
        (at for at in range(phrase.start - 1, max(-1, phrase.start - 4), -1) if s.tokens[at].verb in _MAKERS), -1
    )
    if maker >= 0:
        who = s.subject(maker)
        real = not (s.modal(maker) or s.supposed(maker) or s.word(maker - 1) == "to" or s.denied(maker)) and s.tokens[
            maker
        ].form in {"past", "participle", "present"}
        if real and who is not None and (human(who) or who.who in {Who.UNKNOWN, Who.WE, Who.THEY, Who.CUSTOMER}):
            if who.who is Who.CUSTOMER and s.word(index) in {"error", "errors"}:
                return
            severe = human(who)
            yield blame(s, "BL104", s.extent(who, index), index, severe=severe, who=who, frame="mistake", verb="make")
        return
    if s.word(index) in {"error", "errors", "typos"} and s.word(index + 1) in {"from", "of", "on"}:
        return
    if s.word(index + 1) in {"by", "of", "from", "on", "made"}:
        at = index + 2 + (s.word(index + 1) == "made")
        who = s.phrase_at(at)
        if human(who):
            if s.word(index + 1) == "on" and "part" not in s.text:
                return
            yield blame(s, "BL104", phrase.start, who.end - 1 if who else index, severe=True, who=who, frame="mistake")
            return
    rookie = any(word in cue("faults rookie") for word in _modifiers(s, index))
    if rookie and s.word(phrase.start - 1) in cue("faults made"):
        yield blame(s, "BL104", phrase.start, index, severe=s.has_person, frame="mistake")
