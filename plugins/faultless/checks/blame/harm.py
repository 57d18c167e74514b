"""What reads as harm, as a cause, and as an act of somebody."""

from __future__ import annotations

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.found import human
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.who import Phrase, Who, singular

BAD_ACT = cue("causes bad-act")


def bad_event(s: Sentence, phrase: Phrase | None) -> bool:
    """Whether a phrase is something bad that happened, or a pronoun that may be."""
    if phrase is None:
        return False
    words = [singular(token.low) for token in s.tokens[phrase.start : phrase.end]]
    return any(word in terms("nouns", "bad-event") for word in words) or words[0] in {
        "it",
        "this",
        "that",
        "which",
        "what",
    }


def act(phrase: Phrase) -> bool:
    """Whether a phrase is a person's act: `Ingrid's hasty change`, `the engineer's decision`."""
    return human(phrase.owner) and phrase.who is Who.SYSTEM


def intended(s: Sentence) -> bool:
    """Whether a sentence says that what was done was the plan or the remedy."""
    return any(token.low in terms("nouns", "intent") for token in s.tokens)


def cause_phrase(s: Sentence, phrase: Phrase | None) -> bool:
    """Whether a phrase is `the root cause`, `the trigger for this outage`."""
    if phrase is None:
        return False
    return any(
        singular(s.tokens[at].low) in terms("nouns", "cause")
        for at in range(max(phrase.start, phrase.end - 2), phrase.end)
    )


POSSESSED = cue("causes possessed")


def bad_possession(s: Sentence, owned: Phrase) -> bool:
    """Whether what somebody is said to have is an act or a failing: `change`, `decision`, `haste`."""
    head = s.tokens[owned.end - 1].low
    return head in POSSESSED or head in terms("nouns", "error")
