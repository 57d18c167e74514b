"""BL102, BL103, BL104: whose fault it is, human error, and somebody's mistake."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.found import Blame, Setting, blame, clause_end, human
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.scope import denies, talks_about_wording
from faultless.checks.blame.who import Phrase, Who, singular

_CULPRIT = cue("faults culprit")


def faults(s: Sentence, _: Setting) -> Iterator[Blame]:  # noqa: C901, PLR0912 - a frame is one list of exits
    """Blame, fault, guilt and responsibility that are laid on somebody."""
    for index, token in enumerate(s.tokens):
        low = token.low
        if low in {"blame", "blames", "blamed", "blameworthy"}:
            yield from _blame(s, index)
            if low == "blame":
                yield from _lies_with(s, index)
            elif low == "blamed" and s.word(index + 1) == "on":
                yield from _blamed_on(s, index)
        elif low in {"fault", "faults"}:
            yield from _fault(s, index)
            if s.word(index - 1) in {"the", "all"} and s.find({"with"}, index, index + 5) > 0:
                yield from _lies_with(s, index)
        elif low in {"responsible", "accountable", "answerable", "liable", "guilty", "culpable"}:
            yield from _responsible(s, index)
        elif low in {"responsibility", "accountability", "guilt", "culpability", "liability"}:
            yield from _lies_with(s, index)
        elif low in cue("faults faults") or (
            low in {"party", "parties", "one"} and s.word(index - 1) in {"guilty", "offending"}
        ):
            yield from _culprit(s, index)
        elif low in {"on", "with"} and s.word(index - 1) in cue("faults faults 2"):
            yield from _is_on(s, index)
        elif low in {"owns", "own", "owned"} and human(s.subject(index)) and s.word(index + 1) in {"this", "that"}:
            thing = s.object_after(index, 3)
            if thing is not None and singular(s.tokens[thing.end - 1].low) in terms("nouns", "bad-event"):
                yield blame(
                    s,
                    "BL102",
                    s.extent(s.subject(index), index),
                    clause_end(s, index),
                    severe=True,
                    frame="fault",
                    who=s.subject(index),
                )
        elif low in cue("faults faults 3"):
            yield from _pinned(s, index)


def _blamed_on(s: Sentence, index: int) -> Iterator[Blame]:
    """`can be blamed on Freya's decision`."""
    target = s.phrase_at(index + 2)
    if (
        target is not None
        and human(target)
        and not s.denied(index)
        and not denies(s.text, s.tokens[index].start - s.start)
    ):
        yield blame(s, "BL102", index, target.end - 1, severe=True, who=target, frame="fault")


def _person_near(s: Sentence, start: int, end: int) -> Phrase | None:
    for at in range(max(0, start), min(len(s.tokens), end)):
        phrase = s.phrase_at(at)
        if (
            phrase is not None
            and (human(phrase) or phrase.who in {Who.WE, Who.CUSTOMER})
            and s.tokens[phrase.start].low not in {"nobody", "no", "none", "anyone", "anybody", "no-one"}
        ):
            return phrase
    return None


def _blame(s: Sentence, index: int) -> Iterator[Blame]:  # noqa: C901, PLR0912 - a frame is one list of exits
    text = s.text
    if s.word(index - 1) in cue("faults blame") or talks_about_wording(text):
        return
    if denies(text, s.tokens[index].start - s.start):
        return
    if s.word(index - 1) == "to":
        who = s.subject(index)
        one = s.word(index - 2) in {"one", "person", "people", "ones"}
        if one:
            who = s.phrase_at(0)
            if who is not None and human(who) and not s.denied(index - 1):
                yield blame(s, "BL102", 0, index, severe=True, who=who, frame="fault")
            return
        if (
            s.word(index + 1) in {"for", ".", ",", ";", "", "here", ")", "when", "and", "but", "because", "in"}
            and s.find(cue("faults blame 4"), index - 5, index) >= 0
        ):
            if who is not None and (human(who) or who.who is Who.CUSTOMER):
                yield blame(s, "BL102", s.extent(who, index), index, severe=True, who=who, frame="fault")
            elif who is not None and who.who is Who.UNKNOWN:
                yield blame(s, "BL102", s.extent(who, index), index, severe=False, who=who, frame="fault")
        elif human(s.phrase_at(index + 1)) and not s.find({"easy", "tempting", "wrong", "want"}, 0, index) >= 0:
            yield blame(s, "BL102", index, clause_end(s, index), severe=True, who=s.phrase_at(index + 1), frame="fault")
        return
    target = _person_near(s, index + 1, index + 8)
    if (
        s.tokens[index].tag in "VL"
        or s.tokens[index].low in {"blames", "blamed"}
        or (s.phrase_at(index - 1) is not None and s.tokens[index].tag != "N")
    ):
        if s.word(index - 1) in {"was", "were", "been", "is"}:
            who = s.subject(index)
            if human(who):
                yield blame(s, "BL102", s.extent(who, index), index, severe=False, who=who, frame="fault")
        elif target is not None and s.phrase_at(index + 1) is target and not s.modal(index):
            yield blame(s, "BL102", index, target.end - 1, severe=True, who=target, frame="fault")
        return
    if target is not None and s.find(cue("faults blame 2"), index + 1, index + 6) > 0:
        yield blame(s, "BL102", index, target.end - 1, severe=True, who=target, frame="fault")
    elif (
        s.find(
            cue("faults blame 3"),
            index - 5,
            index,
        )
        >= 0
    ):
        who = s.subject(
            s.find(
                cue("faults blame 3"),
                index - 5,
                index,
            )
        )
        if who is not None and (human(who) or who.who is Who.WE):
            yield blame(s, "BL102", s.extent(who, index), index, severe=True, who=who, frame="fault")


_TECH_FAULT = cue("faults tech-fault")


def _fault(s: Sentence, index: int) -> Iterator[Blame]:  # noqa: C901, PLR0911, PLR0912 - a frame is one list of exits
    low = s.word(index)
    if s.word(index - 1) in _TECH_FAULT or s.word(index + 1) in cue("faults fault"):
        return
    if talks_about_wording(s.text) or denies(s.text, s.tokens[index].start - s.start):
        return
    phrase = s.phrase_at(index)
    if phrase is not None and phrase.owner is not None and (human(phrase.owner) or phrase.owner.who is Who.CUSTOMER):
        if s.tokens[phrase.owner.start].low in {"nobody", "no", "anyone", "anybody", "no-one"}:
            return
        yield blame(s, "BL102", phrase.owner.start, index, severe=True, who=phrase.owner, frame="fault")
        return
    if s.word(index - 1) == "at":
        named = s.phrase_at(index + 2)
        if s.word(index + 1) in {"is", "was"} and human(named) and named is not None:
            yield blame(s, "BL102", index - 1, named.end - 1, severe=True, who=named, frame="fault")
            return
        who = s.subject(index - 1)
        if who is None or who.who is Who.SYSTEM:
            who = s.phrase_at(index - 2) or who
        if who is not None and (human(who) or who.who in {Who.WE, Who.CUSTOMER}):
            if s.tokens[who.start].low in {"nobody", "no", "none", "anyone", "no-one"}:
                return
            yield blame(s, "BL102", s.extent(who, index), index, severe=True, who=who, frame="fault")
        elif who is not None and who.who is Who.UNKNOWN:
            yield blame(s, "BL102", s.extent(who, index), index, severe=False, who=who, frame="fault")
        return
    if s.word(index + 1) in {"of", "lies", "was", "with"} and low == "fault":
        target = s.phrase_at(index + 2)
        if target is None or not human(target):
            target = _person_near(s, index + 1, index + 6) if s.word(index + 1) == "lies" else None
        if target is not None and human(target):
            yield blame(s, "BL102", index, target.end - 1, severe=True, who=target, frame="fault")


def _responsible(s: Sentence, index: int) -> Iterator[Blame]:
    low = s.word(index)
    text = s.text
    if talks_about_wording(text) or denies(text, s.tokens[index].start - s.start):
        return
    after = s.word(index + 1)
    thing = s.object_after(index, 7)
    if after in {"for", "of"} and thing is not None:
        harm = any(
            singular(s.tokens[at].low) in terms("nouns", "bad-event") for at in range(thing.start, thing.end)
        ) or s.tokens[index + 2].verb in (terms("verbs", "damage") | cue("faults harm"))
        harm = harm or (s.word(index + 2) in {"this", "it"} and thing.end == index + 3)
        act = s.tokens[index + 2]
        if act.form == "gerund" and act.verb not in terms("verbs", "damage") | cue("faults harm"):
            harm = False
        who = s.subject(index)
        if who is None or who.who is Who.SYSTEM:
            before = s.phrase_at(index - 1)
            who = before if before is not None and human(before) else who
        if (
            s.find(
                cue("faults responsible"),
                thing.start,
                thing.end,
            )
            >= 0
            and s.tokens[index].low == "responsible"
            and s.word(thing.end - 1) not in {"error", "errors"}
        ):
            harm = False
        if harm and who is not None and (human(who) or who.who is Who.CUSTOMER):
            yield blame(s, "BL102", s.extent(who, index), thing.end - 1, severe=True, who=who, frame="fault")
    elif low in {"guilty", "culpable"}:
        who = s.subject(index)
        if human(who) and after in {".", ",", "here", ""} and s.word(index - 1) in {"is", "was", "are", "were"}:
            yield blame(s, "BL102", s.extent(who, index), index, severe=True, who=who, frame="fault")


def _lies_with(s: Sentence, index: int) -> Iterator[Blame]:
    verb = s.find(cue("faults verb"), index + 1, index + 9)
    if verb < 0:
        return
    if verb + 1 >= len(s.tokens):
        return
    owned = s.phrase_at(verb + 1)
    harmful = any(singular(token.low) in terms("nouns", "bad-event") for token in s.tokens[index:verb])
    if (
        harmful
        and owned is not None
        and human(owned)
        and s.word(owned.end) in {"'s", "'"}
        and s.word(owned.end + 1) in {".", "", ","}
    ):
        yield blame(s, "BL102", index, owned.end - 1, severe=True, who=owned, frame="fault")
        return
    prep = s.find({"with", "on", "at", "to"}, verb + 1, verb + 5)
    if prep < 0 or denies(s.text, s.tokens[index].start - s.start) or s.denied(verb):
        return
    harm = any(singular(token.low) in terms("nouns", "bad-event") for token in s.tokens[index:verb]) or s.word(
        index + 1
    ) in {"lies", "rests", "here", "falls", "sits", "is"}
    target = s.phrase_at(prep + 1)
    if harm and target is not None and human(target):
        yield blame(s, "BL102", index, target.end - 1, severe=True, who=target, frame="fault")


def _culprit(s: Sentence, index: int) -> Iterator[Blame]:
    if denies(s.text, s.tokens[index].start - s.start, 30):
        return
    for at in range(index + 1, min(len(s.tokens), index + 9)):
        token = s.tokens[at]
        if token.verb == "be" or token.low in {":", "turned", "proved"}:
            right = at + 1
            while right < len(s.tokens) and (
                s.tokens[right].tag in "RXT"
                or (s.word(right) in {"out", "one", "of", "indeed"} and s.phrase_at(right) is None)
            ):
                right += 1
            target = s.phrase_at(right)
            if human(target):
                yield blame(
                    s, "BL102", index, target.end - 1 if target else index, severe=True, who=target, frame="fault"
                )
            return
    phrase = s.phrase_at(index)
    before = s.subject(index)
    if human(before) and before is not phrase and s.find({"is", "was", "are", "were", "as"}, index - 6, index) >= 0:
        yield blame(s, "BL102", s.extent(before, index), index, severe=True, who=before, frame="fault")


def _is_on(s: Sentence, index: int) -> Iterator[Blame]:
    """`This one is on Samira`."""
    target = s.phrase_at(index + 1)
    first = s.phrase_at(0)
    if target is None or not human(target) or s.word(index) != "on" or s.denied(index - 1) or s.denied(index):
        return
    start = next(
        (at for at in range(index - 1, max(-1, index - 6), -1) if s.tokens[at].low in {"this", "that", "it", "one"}), -1
    )
    bad = first is not None and any(
        singular(s.tokens[at].low) in terms("nouns", "bad-event") for at in range(first.start, first.end)
    )
    after = s.word(target.end)
    if (
        (start >= 0 or bad)
        and after in {"", ".", ",", ";", "!", "for", "and", "who"}
        and s.tokens[target.end - 1].low not in {"call", "on-call", "oncall"}
    ):
        yield blame(s, "BL102", max(0, start), target.end - 1, severe=True, who=target, frame="fault")


def _pinned(s: Sentence, index: int) -> Iterator[Blame]:
    prep = s.find({"to", "on", "down"}, index + 1, index + 9)
    if prep < 0 or denies(s.text, s.tokens[index].start - s.start):
        return
    target = s.phrase_at(prep + 1)
    thing = s.object_after(index, 4)
    bad = thing is not None and any(
        singular(s.tokens[at].low) in terms("nouns", "bad-event") or s.tokens[at].low in {"it", "this", "fault"}
        for at in range(thing.start, thing.end)
    )
    if bad and human(target) and s.word(prep + 1) and s.word(index) != "put" and s.tokens[index].form != "gerund":
        yield blame(s, "BL102", index, target.end - 1 if target else index, severe=True, who=target, frame="fault")
