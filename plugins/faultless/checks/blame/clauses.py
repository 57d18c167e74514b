"""Who does what in a sentence: the subject of a verb, what follows it, whether it is denied or only supposed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from faultless.checks.blame.lexicon import cue
from faultless.checks.blame.people import People
from faultless.checks.blame.phrases import chunk
from faultless.checks.blame.tagging import tag
from faultless.checks.blame.tokens import Token
from faultless.checks.blame.who import HUMAN, Phrase, Who
from faultless.checks.blame.words_of import HARD, Words

_REACH = 48
_VERBS = frozenset("VBLGMX")
_TIMES = cue("clauses times")
_LINKING = cue("clauses linking")


class Sentence(Words):
    """A tagged and chunked sentence.

    Args:
        prose: the block's prose; low: the same folded.
        tokens: the sentence's tokens.
        people: whom the document is about.
    """

    def __init__(self, prose: str, low: str, tokens: Sequence[Token], people: People) -> None:
        self.prose = prose
        self.low = low
        self.tokens = tokens
        tag(tokens)
        self.phrases: list[Phrase] = chunk(tokens, people)
        self._subjects: dict[int, Phrase | None] = {}

    @cached_property
    def has_person(self) -> bool:
        """Whether somebody is spoken of whom blame could hurt."""
        return any(phrase.who in HUMAN or phrase.who is Who.THEY for phrase in self.phrases)

    def subject(self, index: int, depth: int = 0) -> Phrase | None:
        """The noun phrase that does what the verb at `index` says; None where it has no subject we can see."""
        if index in self._subjects:
            return self._subjects[index]
        found = self._find(index, depth) if depth < 6 else None
        if found is not None and found.who is Who.THEY:
            found = Phrase(found.start, found.end, self._they(found.start))
        self._subjects[index] = found
        return found

    def _find(self, index: int, depth: int) -> Phrase | None:
        at = index - 1
        limit = max(-1, index - _REACH)
        crossed = False
        while at > limit:
            token = self.tokens[at]
            mark = token.tag
            if token.phrase >= 0:
                phrase = self.phrases[token.phrase]
                return self._climb((self._described(phrase) if crossed else None) or phrase)
            crossed = crossed or mark in "VL"
            if mark in "RFXMT":
                at -= 1
            elif mark == "W":
                return self._antecedent(at)
            elif mark == "C" or (mark == "P" and token.low != "by") or mark == "S":
                return self._shared(at, depth)
            elif token.low == ",":
                return self._over_comma(at, depth)
            elif token.low == ")":
                at = self._opening(at) - 1
            elif token.low in HARD or token.low == "by":
                return None
            else:
                at -= 1
        return None

    def _opening(self, at: int) -> int:
        while at > 0 and self.tokens[at].low != "(":
            at -= 1
        return at

    def _antecedent(self, at: int) -> Phrase | None:
        if self.tokens[at].low in {"what", "how", "why", "where"}:
            return None
        before = at - 1
        while before >= 0 and (self.tokens[before].low == "," or self.tokens[before].tag == "P"):
            before -= 1
        phrase = self.phrase_at(before)
        if phrase is None:
            return None
        if self.tokens[at].low == "who":
            return Phrase(phrase.start, phrase.end, self._person_if_who(phrase))
        return self._climb(phrase)

    @staticmethod
    def _person_if_who(phrase: Phrase) -> Who:
        return Who.PERSON if phrase.who in {Who.UNKNOWN, Who.SYSTEM, Who.THEY} else phrase.who

    def _shared(self, at: int, depth: int) -> Phrase | None:
        """The subject of the verb before a conjunction, a preposition or `while`."""
        for before in range(at - 1, max(-1, at - _REACH), -1):
            token = self.tokens[before]
            if token.low in HARD:
                return None
            if token.tag in "VBL" or (token.tag in "MX" and not self._verb_follows(before, at)):
                return self.subject(before, depth + 1)
        for after in range(at + 1, min(len(self.tokens), at + 24)):
            if self.tokens[after].low == ",":
                return self.phrase_at(after + 1)
        return None

    def _verb_follows(self, at: int, end: int) -> bool:
        return any(self.tokens[after].tag in "VBLG" for after in range(at + 1, min(end, at + 4)))

    def _over_comma(self, comma: int, depth: int) -> Phrase | None:
        before = comma - 1
        while before > max(-1, comma - 24):
            if self.tokens[before].low == "," and self.phrase_at(before - 1) is not None:
                opener = self.tokens[before + 1].tag
                if opener in "WLGPSADN" and not self._own_clause(before + 1, comma):
                    phrase = self.phrases[self.tokens[before - 1].phrase]
                    return self._climb(phrase)
            before -= 1
        return self._shared(comma, depth)

    def _own_clause(self, start: int, end: int) -> bool:
        """Whether a stretch is a clause with its own subject and finite verb, so no aside."""
        if self.tokens[start].tag in "WSLGP":
            return False
        return any(self.tokens[at].tag in "VMX" for at in range(start, end))

    def _climb(self, phrase: Phrase) -> Phrase | None:
        """From the last noun phrase before a verb to the head of the subject: over `of the PR`, `who ran the job`."""
        for _ in range(8):
            at = phrase.start - 1
            if at < 0:
                return phrase
            token = self.tokens[at]
            before = self.phrase_at(at - 1)
            if token.tag == "K" and before is not None:
                outer = self.phrase_at(before.start - 2)
                if self.word(before.start - 1) == "of" and outer is not None and phrase.owner is not None:
                    phrase = outer
                    continue
                return phrase
            if token.phrase >= 0 and self.tokens[phrase.end - 1].low in _TIMES:
                phrase = self.phrases[token.phrase]
                continue
            if token.low in _LINKING and before is not None:
                phrase = before
            elif token.low in _LINKING and at >= 2 and self.tokens[at - 1].tag in "VLGX" and self._relative(at - 1):
                phrase = self._relative(at - 1) or phrase
            elif token.tag in "VLGBX":
                found = self._relative(at)
                if found is None:
                    return phrase if token.tag != "G" else Phrase(phrase.start, phrase.end, Who.SYSTEM)
                phrase = found
            else:
                return phrase
        return phrase

    def _relative(self, verb: int) -> Phrase | None:
        """The phrase that a relative or participle clause with this verb belongs to."""
        at = verb - 1
        while at >= 0 and self.tokens[at].tag in "RXFMC":
            at -= 1
        if at < 0:
            return None
        token = self.tokens[at]
        if token.low in {"who", "that", "which"}:
            before = self.phrase_at(at - 1 if self.word(at - 1) != "," else at - 2)
            if before is not None and token.low == "who":
                return Phrase(before.start, before.end, self._person_if_who(before))
            return before
        if token.low == "whoever":
            return self.phrase_at(at)
        if self.tokens[verb].tag in "GLV" and token.phrase >= 0:
            phrase = self.phrases[token.phrase]
            return self._described(phrase) or (phrase if self.tokens[verb].tag in "GL" else None)
        return None

    def _described(self, phrase: Phrase) -> Phrase | None:
        """What an object clause that this phrase is the subject of describes: `the alert (that) Priya had set up`."""
        at = phrase.start - 1
        if at >= 0 and self.tokens[at].low in {"that", "which", "whom"}:
            at -= 1
        elif at < 0 or self.tokens[at].phrase < 0 or self.tokens[at].phrase == self.tokens[phrase.start].phrase:
            return None
        return self.phrase_at(at)

    def governor(self, index: int) -> Phrase | None:
        """Who does what a prepositional phrase is added to: the subject of the verb before it, or after it."""
        for before in range(index - 1, max(-1, index - _REACH), -1):
            token = self.tokens[before]
            if token.tag in "VLBM" or (token.tag == "X" and token.verb == "be"):
                return self.subject(before)
            if token.low in HARD:
                return None
        for after in range(index + 1, min(len(self.tokens), index + 24)):
            if self.tokens[after].low == ",":
                return self.phrase_at(after + 1)
        return None

    def _they(self, index: int) -> Who:
        """What `they` stands for: the last plural before it in the sentence."""
        for phrase in reversed(self.phrases):
            if phrase.start >= index or phrase.who is Who.THEY:
                continue
            if phrase.who in {Who.PERSON, Who.GROUP, Who.CUSTOMER, Who.ATTACKER, Who.ANONYMOUS}:
                return phrase.who
            if self.tokens[phrase.end - 1].low.endswith("s"):
                return Who.SYSTEM
        return Who.THEY

    def denied(self, index: int) -> bool:
        """Whether the verb at `index` is negated, itself or by its subject (`nobody was`)."""
        at = index - 1
        while at >= 0 and self.tokens[at].tag in "RFXMT":
            if self.tokens[at].tag == "F":
                return True
            at -= 1
        subject = self.subject(index)
        return subject is not None and self.tokens[subject.start].low in cue("clauses denied")

    def passive(self, index: int) -> bool:
        """Whether the verb at `index` is in the passive."""
        at = index - 1
        while at >= 0 and self.tokens[at].tag in "RF":
            at -= 1
        return at >= 0 and self.tokens[at].verb == "be" and self.tokens[at].tag == "X"

    def modal(self, index: int) -> str:
        """The modal that governs the verb at `index`, or nothing."""
        at = index - 1
        while at >= 0 and self.tokens[at].tag in "RFXMTL":
            if self.tokens[at].tag == "M":
                return self.tokens[at].low
            at -= 1
        return ""

    def clause_start(self, index: int) -> int:
        """The token after the last conjunction that opens a clause, or after the last strong mark before a verb."""
        for at in range(index - 1, max(-1, index - _REACH), -1):
            if self.tokens[at].tag == "S" or self.tokens[at].low in HARD:
                return at
        return -1

    def supposed(self, index: int) -> bool:
        """Whether the clause of a verb is only a supposition: `if an operator forgets`, `so that nobody forgets`."""
        at = self.clause_start(index)
        return self.word(at) in cue("clauses supposed")
