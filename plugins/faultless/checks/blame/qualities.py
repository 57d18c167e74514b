"""BL105: negligence, as a quality of a person or of a person's work."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.found import Blame, Setting, blame, human
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.scope import denies, talks_about_wording
from faultless.checks.blame.who import HUMAN, Who

_LACKED = cue("qualities lacked")
_SOFT_LACK = cue("qualities soft-lack")
_MILD = cue("qualities mild")
_SOFT_QUALITY = cue("qualities soft-quality")


def qualities(s: Sentence, _: Setting) -> Iterator[Blame]:
    """Careless people, sloppy work, `was carelessly left on`."""
    adverbs, all_qualities, hard = (
        terms("verbs", "negligent-adverb"),
        terms("nouns", "person-quality"),
        terms("nouns", "hard-quality"),
    )
    wordy: bool | None = None
    for index, token in enumerate(s.tokens):
        low = token.low
        adverb = low in adverbs
        if (
            not adverb
            and low not in all_qualities
            and low not in {"lack", "lacked", "lacks", "lacking", "complete", "blatant"}
        ):
            continue
        if token.text.isupper() and len(token.text) > 3:
            continue
        if wordy is None:
            wordy = talks_about_wording(s.text)
        if wordy or denies(s.text, token.start - s.start, 40) or (s.supposed(index) and not adverb):
            continue
        if adverb:
            yield from _adverb(s, index, low)
        elif low.startswith("lack"):
            yield from _lack(s, index)
        elif low in all_qualities and not _of_attacker(s, index):
            yield from _quality(s, index, low, hard=low in hard)


def _adverb(s: Sentence, index: int, low: str) -> Iterator[Blame]:
    at = index + 1
    while at < len(s.tokens) and s.tokens[at].tag in "RC":
        at += 1
    verb = at if at < len(s.tokens) and s.tokens[at].tag in "VLGB" else index
    before = s.word(index - 1)
    passive = before in {"was", "were", "been", "being", "is", "got"} or (
        s.tokens[index - 1].tag in "VLP" and s.find({"was", "were", "been"}, index - 5, index) >= 0
    )
    who = s.phrase_at(index + 2) if index == 0 and s.word(1) == "," else s.subject(index)
    if passive:
        by = s.find({"by"}, index, index + 8)
        agent = s.phrase_at(by + 1) if by > 0 else None
        if agent is not None:
            who = agent
            passive = human(agent)
            if not passive:
                return
    if s.modal(index) in {"should", "must", "can", "may", "shall"} or s.word(index - 1) == "to":
        return
    if (
        low in _MILD
        and not (human(who) and not passive)
        and not (passive and low in {"blindly", "hastily", "casually", "needlessly"} and human(who))
    ):
        if not (passive and low in {"hastily", "rashly"}):
            return
        yield blame(s, "BL105", index, verb, severe=False, frame="negligence")
        return
    if passive or human(who):
        severe = low not in _MILD
        yield blame(
            s,
            "BL105",
            s.extent(who, index) if human(who) else index,
            max(verb, index),
            severe=severe,
            who=who if human(who) else None,
            frame="negligence",
            verb=s.tokens[verb].verb,
        )
    elif who is not None and who.who in {Who.UNKNOWN, Who.THEY, Who.WE, Who.CUSTOMER}:
        yield blame(
            s, "BL105", index, max(verb, index), severe=False, who=who, frame="negligence", verb=s.tokens[verb].verb
        )


def _lack(s: Sentence, index: int) -> Iterator[Blame]:
    of = s.find({"of"}, index + 1, index + 2)
    start = of + 1 if of > 0 else index + 1
    thing = s.find(_LACKED, start, start + 3)
    if thing < 0:
        return
    phrase = s.phrase_at(index)
    owner = phrase.owner if phrase is not None else None
    if owner is None:
        prep = s.find(cue("qualities prep"), thing + 1, thing + 4)
        owner = s.phrase_at(prep + 1) if prep > 0 else None
    if owner is None and s.word(index) != "lack":
        owner = s.subject(index)
    soft = s.word(thing) in _SOFT_LACK
    if (
        s.word(thing + 1) in {"of", "to", "on"}
        and s.word(thing) in {"awareness", "oversight", "ownership", "sense"}
        and not human(owner)
    ):
        return
    if human(owner):
        yield blame(s, "BL105", index, thing, severe=not soft, who=owner, frame="negligence")
    elif not soft and s.word(index) == "lack":
        yield blame(s, "BL105", index, thing, severe=False, frame="negligence")


def _of_attacker(s: Sentence, index: int) -> bool:
    who = s.subject(index)
    return who is not None and who.who is Who.ATTACKER


def _quality(s: Sentence, index: int, low: str, *, hard: bool) -> Iterator[Blame]:
    after = s.word(index + 1)
    if after in terms("nouns", "system-quality") and not (hard and after in terms("nouns", "human-work")):
        return
    if s.word(index + 1) == "-" or s.tokens[index].form == "name":
        return
    phrase = s.phrase_at(index)
    soft = low in _SOFT_QUALITY
    near = _about(s, index)
    work = after in terms("nouns", "human-work") or (
        after and s.word(index + 2) in terms("nouns", "human-work") and phrase is not None and phrase.end > index + 2
    )
    if near:
        if soft and not hard and low in cue("qualities quality"):
            if low in {"green", "wet", "dim", "amateur"}:
                return
            severe = False
        else:
            severe = near is not Who.WE
        yield blame(s, "BL105", index, index + (1 if work else 0), severe=severe, frame="negligence")
    elif work and hard:
        yield blame(s, "BL105", index, index + 1, severe=s.has_person, frame="negligence")
    elif work and low in cue("qualities quality 2") and not _technical(s, index):
        person = s.has_person and after not in {"change", "changes"}
        if not person and low in {"dumb", "stupid", "foolish", "mindless", "clumsy", "lazy"}:
            return
        yield blame(
            s, "BL105", index, index + 1, severe=person and low in {"sloppy", "lazy", "shoddy"}, frame="negligence"
        )
    elif hard and not (phrase is not None and phrase.end - 1 > index) and not _of_system(s, index):
        yield blame(s, "BL105", index, index, severe=False, frame="negligence")


def _of_system(s: Sentence, index: int) -> bool:
    """Whether it is said of a thing: `the parser is careless about encodings`."""
    who = s.subject(index - 1) if s.tokens[index - 1].verb == "be" else None
    last = s.tokens[who.end - 1].low if who is not None else ""
    return (
        who is not None and who.who is Who.SYSTEM and who.owner is None and last not in _HELP | {"it", "this", "that"}
    )


_HELP = terms("nouns", "human-work") | {"support", "team", "staff", "engineers", "people"}


def _technical(s: Sentence, index: int) -> bool:
    return s.word(index + 1) in cue("qualities technical") and not s.has_person


def _about(s: Sentence, index: int) -> Who | None:  # noqa: C901, PLR0911, PLR0912 - a frame is one list of exits
    """Whom a quality is said of, if of a person: attribute, predicate, `of the developer`, `by her`, `Kofi's`."""
    phrase = s.phrase_at(index)
    if phrase is not None:
        if phrase.who in HUMAN and phrase.end - 1 > index:
            return phrase.who
        if phrase.owner is not None and human(phrase.owner):
            return phrase.owner.who
        for prep in ("by", "of", "from", "on"):
            target = s.phrase_at(phrase.end + 1)
            if s.word(phrase.end) == prep and target is not None and target.who in HUMAN:
                return target.who
    judged = s.phrase_at(index - 1)
    if judged is not None and (human(judged) or human(judged.owner)):
        first = judged.owner.start if judged.owner is not None else judged.start
        if first and s.tokens[first - 1].verb in cue("qualities judge"):
            return judged.who if human(judged) else Who.PERSON
    if s.word(index + 1) in {"of", "by", "from", "on"}:
        target = s.phrase_at(index + 2)
        if target is not None and target.who in HUMAN:
            return target.who
    at = index - 1
    while at >= 0 and (s.tokens[at].tag in "RD" or s.word(at) in cue("qualities about 2")):
        at -= 1
    if at >= 0 and (s.tokens[at].verb in cue("qualities about")):
        who = s.subject(at)
        if who is not None and who.owner is not None and human(who.owner) and s.tokens[who.end - 1].low in _HELP:
            return who.owner.who
        return who.who if who is not None and (who.who in HUMAN or who.who in {Who.THEY, Who.WE}) else None
    before = s.word(index - 1)
    if before in {"showed", "displayed", "exhibited", "demonstrated", "through", "of"} or s.word(index - 2) in {
        "showed",
        "displayed",
        "exhibited",
        "demonstrated",
    }:
        who = s.subject(index - 1)
        return who.who if who is not None and who.who in HUMAN else None
    return None
