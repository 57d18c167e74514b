"""The tokens and noun phrases of a sentence, and looking along them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.tokens import Token
from faultless.checks.blame.who import Phrase

HARD = frozenset({";", ":", "—", "–", "(", "|", "="})
"""Marks that end a clause whatever stands beside them."""


class Words:
    """The tokens of a sentence, tagged, and its noun phrases.

    Attributes:
        prose, low: the block's prose, and the same folded.
    """

    prose: str
    low: str
    tokens: Sequence[Token]
    phrases: list[Phrase]

    @property
    def start(self) -> int:
        """Where it begins in the prose."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the prose."""
        return self.tokens[-1].end

    @property
    def text(self) -> str:
        """Its folded text."""
        return self.low[self.start : self.end]

    def phrase_at(self, index: int) -> Phrase | None:
        """The noun phrase that holds a token."""
        if not 0 <= index < len(self.tokens) or self.tokens[index].phrase < 0:
            return None
        return self.phrases[self.tokens[index].phrase]

    def word(self, index: int) -> str:
        """The token there in lower case, or nothing."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def verb_after(self, index: int, reach: int = 6) -> int:
        """The infinitive or -ing form that completes a verb: `failed to notice`; -1 if there is none."""
        for at in range(index + 1, min(len(self.tokens), index + reach)):
            token = self.tokens[at]
            if token.low in HARD or token.low in {",", "."} or token.tag in "SW":
                return -1
            if token.tag == "T":
                after = at + 1
                while after < len(self.tokens) and self.tokens[after].tag in "RF":
                    after += 1
                bare = after < len(self.tokens) and self.tokens[after].tag not in "DQHPW"
                return after if bare and not (self.tokens[after].text[:1].isupper() and at > index + 1) else -1
            if token.tag == "G":
                return at
        return -1

    def human_act(self, index: int) -> bool | None:
        """Whether the verb at `index` is an act of people (True), of machines (False), or of either (None)."""
        if index < 0 or index >= len(self.tokens):
            return None
        verb = self.tokens[index].verb or self.tokens[index].low
        if verb in terms("verbs", "human-strong"):
            return None if self.find(cue("words_of machine-objects"), index + 1, index + 5) >= 0 else True
        if verb in terms("verbs", "system-act"):
            return False
        pair = f"{verb} {self.word(index + 1)}"
        if pair in terms("verbs", "system-act"):
            return False
        return None

    def find(self, words: Iterable[str], start: int = 0, end: int | None = None) -> int:
        """The first token that is one of some words; -1 if none."""
        wanted = frozenset(words)
        stop = len(self.tokens) if end is None else min(end, len(self.tokens))
        for at in range(max(0, start), stop):
            if self.tokens[at].low in wanted:
                return at
        return -1

    def object_after(self, index: int, reach: int = 8) -> Phrase | None:
        """The first noun phrase after a token, before the clause ends."""
        for at in range(index + 1, min(len(self.tokens), index + reach)):
            token = self.tokens[at]
            if token.phrase >= 0:
                return self.phrases[token.phrase]
            if token.low in HARD or token.tag in "SW":
                return None
        return None

    def extent(self, phrase: Phrase | None, index: int) -> int:
        """Where a finding about a verb and its subject begins: the nearer of both ends, in tokens."""
        return index if phrase is None or phrase.start > index else phrase.start
