"""BL101: claims that a person's act was the cause: `Root cause: Devon deleted`, `because Anders decided`."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.aftermaths import RISKY
from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.found import Blame, Setting, blame, clause_end, human, thing_after
from faultless.checks.blame.harm import BAD_ACT, POSSESSED, bad_event, bad_possession, cause_phrase, intended
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.who import HUMAN, Who, singular

_BEGAN = cue("causes began")


def claims(s: Sentence, setting: Setting) -> Iterator[Blame]:
    """Clauses, labels and plain statements that make somebody's act the cause."""
    for index, token in enumerate(s.tokens):
        if token.low in {"because", "since"} or (token.low == "that" and index > 1 and _states_cause(s, index)):
            yield from _clause(s, index)
    yield from _label(s, setting)
    yield from _person_caused(s)


def _states_cause(s: Sentence, index: int) -> bool:
    """Whether `that` follows `the reason was`."""
    return s.tokens[index - 1].verb == "be" and (
        cause_phrase(s, s.phrase_at(index - 2)) or cause_phrase(s, s.phrase_at(0))
    )


def _clause(s: Sentence, index: int) -> Iterator[Blame]:
    """`… started because Anders decided to …`, `the reason was that the operator typed …`."""
    phrase = s.phrase_at(index + 1)
    if phrase is None or phrase.who not in HUMAN | {Who.UNKNOWN}:
        return
    verb = phrase.end
    while verb < len(s.tokens) and s.tokens[verb].tag in "RX" and verb < phrase.end + 4:
        verb += 1
    if (
        verb >= len(s.tokens)
        or s.tokens[verb].verb not in BAD_ACT
        or s.tokens[verb].tag not in "VLN"
        or s.find({"not", "never"}, phrase.end, verb) >= 0
    ):
        return
    main = s.tokens[:index]
    worse = any(singular(token.low) in terms("nouns", "bad-event") for token in main) or any(
        token.verb in _BEGAN and token.tag in "VL" for token in main
    )
    risky = s.tokens[verb].verb in (RISKY if s.tokens[index].low == "that" else cue("causes risky"))
    worse = worse or s.low.startswith(("root cause", "the cause", "the root"), s.start)
    if (
        not worse
        or not risky
        or intended(s)
        or (phrase.who is Who.UNKNOWN and s.tokens[verb].verb not in cue("causes clause"))
    ):
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


def _label(s: Sentence, setting: Setting) -> Iterator[Blame]:  # noqa: C901, PLR0911 - a frame is one list of exits
    """`Root cause: Devon deleted the wrong topic`."""
    start = 0
    colon = s.find({":", "-", "–", "—"}, 1, 8)
    label = colon > 0 and (
        (s.word(0) in cue("claims labels") and human(s.phrase_at(colon + 1)))
        or (
            cause_phrase(s, s.phrase_at(colon - 1))
            and s.word(colon - 1) in {"cause", "causes", "trigger", "reason", "culprit", "factor"}
        )
        or (s.word(colon - 1) == "by" and s.word(colon - 2) in {"caused", "triggered", "broken"})
        or (s.word(colon - 1) in {"trigger", "cause", "reason", "fault", "culprit", "blame"} and colon <= 3)
        or (s.word(0) in {"responsible", "guilty"} and 2 <= colon <= 5)
        or (s.word(0) == "who" and s.word(colon - 1) in {"responsible", "guilty"})
    )
    story = not label and colon > 0 and s.word(0) in cue("claims stories")
    if label or story:
        start = colon + 1
    elif not (setting.label or (setting.section == "root-cause" and setting.opening)):
        return
    phrase = s.phrase_at(start)
    if label and (phrase is None or not human(phrase)):
        yield from _by_hand(s, start)
    if phrase is None or not human(phrase):
        return
    if s.word(phrase.end) in {"'s", "'"}:
        owned = s.phrase_at(phrase.end + 1)
        if owned is not None and (bad_possession(s, owned) or s.tokens[owned.end - 1].low == "refactoring"):
            yield blame(s, "BL101", phrase.start, owned.end - 1, severe=True, who=phrase, frame="cause")
        return
    if (
        label
        and (
            s.word(colon - 1) in {"fault", "culprit", "blame", "responsible", "guilty"}
            or s.word(0) in {"responsible", "guilty"}
        )
        and colon <= 5
    ):
        yield blame(s, "BL102", 0, phrase.end - 1, severe=True, who=phrase, frame="fault")
        return
    if label and s.word(colon - 1) == "by":
        yield blame(s, "BL101", 0, phrase.end - 1, severe=True, who=phrase, frame="cause")
        return
    if label and cause_phrase(s, s.phrase_at(colon - 1)) and s.word(phrase.end) in {"", ".", "and", "(", "&"}:
        yield blame(s, "BL101", phrase.start, phrase.end - 1, severe=True, who=phrase, frame="cause")
        return
    verb = phrase.end
    while verb < len(s.tokens) and s.tokens[verb].tag in "RFXP" and verb < phrase.end + 6:
        verb += 1
    if (
        verb < len(s.tokens)
        and s.tokens[verb].verb in BAD_ACT | terms("verbs", "damage")
        and s.tokens[verb].tag in "VLGBN"
    ):
        if not (label or setting.label) and not (
            s.tokens[verb].verb in terms("verbs", "damage") or s.find(terms("nouns", "wrong"), verb, verb + 8) > 0
        ):
            return
        yield blame(
            s,
            "BL101",
            phrase.start,
            clause_end(s, verb),
            severe=bool(label),
            who=phrase,
            frame="damage",
            verb=s.tokens[verb].verb,
            thing=thing_after(s, verb),
        )


def _by_hand(s: Sentence, at: int) -> Iterator[Blame]:
    """`Root cause: misconfiguration of the proxy by our network admin`."""
    if at >= len(s.tokens) or not any(
        s.tokens[near].low in terms("nouns", "error") | POSSESSED | terms("nouns", "bad-event")
        for near in range(at, min(len(s.tokens), at + 4))
    ):
        return
    by = s.find({"by"}, at, at + 9)
    who = s.phrase_at(by + 1) if by > 0 else None
    if who is not None and human(who) and not any(token.tag == "V" for token in s.tokens[at:by]):
        yield blame(s, "BL101", at, who.end - 1, severe=True, who=who, frame="cause")


_LED = cue("causes led")


def _person_caused(s: Sentence) -> Iterator[Blame]:  # noqa: C901 - a frame is one list of exits
    """`Ingrid's change broke`, `Marco deploying untested code caused`, `Marco caused the outage`."""
    for index, token in enumerate(s.tokens):
        if (
            token.verb not in _LED
            or token.tag not in "VBL"
            or token.form == "gerund"
            or s.modal(index)
            or s.supposed(index)
            or s.denied(index)
        ):
            continue
        strong = token.verb in cue("causes strong")
        bad = bad_event(s, s.object_after(index, 6))
        mild = token.verb in cue("causes led-mildly")
        harmful = token.verb in terms("verbs", "damage") - {"cause", "trigger"} or (
            token.verb in {"bring", "take", "knock", "kill"}
            and s.find({"rate", "rates", "latency", "load", "errors", "lag"}, index, index + 6) < 0
            and (token.verb == "kill" or s.find({"down", "out", "offline", "knees"}, index, index + 8) > 0)
        )
        if not harmful and not bad and not mild:
            continue
        at = index - 1
        while at >= 0 and s.tokens[at].tag in "RX":
            at -= 1
        phrase = s.phrase_at(at)
        if phrase is None:
            continue
        while (
            phrase.owner is None
            and s.word(phrase.start - 1) in {"in", "to", "on", "of", "for"}
            and (before := s.phrase_at(phrase.start - 2)) is not None
        ):
            phrase = before
        if phrase.owner is not None and human(phrase.owner) and not (intended(s) and not strong):
            head = s.tokens[phrase.end - 1].low
            if head == "refactoring" or (bad_possession(s, phrase) and head not in {"test", "rollback", "restart"}):
                yield blame(
                    s,
                    "BL101",
                    phrase.owner.start,
                    clause_end(s, index),
                    severe=head != "refactoring" and not mild,
                    who=phrase.owner,
                    frame="cause",
                    verb=token.verb,
                )
        elif strong and bad:
            who = s.subject(index)
            if who is not None and who.who in HUMAN and s.word(index - 1) != "to" and not _passive_before(s, index):
                yield blame(
                    s,
                    "BL101",
                    s.extent(who, index),
                    clause_end(s, index),
                    severe=True,
                    who=who,
                    frame="cause",
                    verb=token.verb,
                )


def _passive_before(s: Sentence, index: int) -> bool:
    return s.word(index - 1) in cue("causes passive-before")
