"""Parts of speech, as far as frames need them.

One letter a token: D determiner, Q pronoun, P preposition, C conjunction, S subordinator, W relative or question word,
M modal, X form of be/have/do, T `to`, F negation, R adverb, A adjective, N noun, V finite verb, L participle,
G form in -ing, B bare verb, H number, U mark, K possessive ending.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from faultless.checks.blame.lexicon import cue, terms, words
from faultless.checks.blame.morphology import reading
from faultless.checks.blame.people import given_names
from faultless.checks.blame.tokens import Token

_CLOSED_TITLES = {
    "determiner": "D",
    "pronoun": "Q",
    "preposition": "P",
    "conjunction": "C",
    "subordinator": "S",
    "relative": "W",
    "modal": "M",
    "auxiliary": "X",
    "negation": "F",
    "adverb": "R",
    "adjective": "A",
    "noun": "N",
}


@lru_cache(maxsize=1)
def closed() -> Mapping[str, str]:
    """The tags of the words of closed classes."""
    found = {word: tag for title, tag in _CLOSED_TITLES.items() for word in words("grammar", title)}
    found["to"] = "T"
    return found


_CLITICS = {"'re": ("X", "be"), "'m": ("X", "be"), "'ve": ("X", "have"), "'ll": ("M", "will"), "'d": ("M", "would")}
_AUXILIARY = {
    "be": "be",
    "is": "be",
    "are": "be",
    "was": "be",
    "were": "be",
    "been": "be",
    "being": "be",
    "am": "be",
    "have": "have",
    "has": "have",
    "had": "have",
    "having": "have",
    "do": "do",
    "does": "do",
    "did": "do",
    "doing": "do",
    "done": "do",
}


def tag(tokens: Sequence[Token]) -> None:  # noqa: C901, PLR0912 - a frame is one list of exits
    """Tag some tokens in place."""
    classes = closed()
    for index, token in enumerate(tokens):
        known = classes.get(token.low)
        if known is not None:
            token.tag = known
            if token.low == "that" and index + 1 < len(tokens) and tokens[index + 1].low in _TIMES:
                token.tag = "D"
            if known == "X":
                token.verb = _AUXILIARY.get(token.low, "")
            continue
        first = token.low[0]
        if token.low in _CLITICS:
            token.tag, token.verb = _CLITICS[token.low]
        elif token.low in {"'s", "'"}:
            token.tag = "K"
        elif not (first.isalnum() or first == "@"):
            token.tag = "U"
        elif first.isdigit():
            token.tag = "H"
        else:
            _open(token)
    for index, token in enumerate(tokens):
        if token.tag == "K":
            _clitic_s(tokens, index)
    for index, token in enumerate(tokens):
        if (
            token.tag == "A"
            and token.low in _ALONE
            and (index + 1 == len(tokens) or tokens[index + 1].tag not in "ANvH")
        ):
            token.tag = "N"
        if token.tag == "v":
            token.tag = _verb_or_noun(tokens, index)


def _open(token: Token) -> None:
    low = token.low
    found = reading(low)
    if low in _NAMED_WORK and token.text[0].isupper():
        token.tag = "N"
    elif found is not None:
        token.verb, token.form, token.tag = found.verb, found.form, "v"
    elif low.endswith("ly") and len(low) > 4:
        token.tag = "R"
    elif low.endswith(("ous", "ful", "less", "ible", "able", "ish", "est")) and len(low) > 5:
        token.tag = "A"
    else:
        token.tag = "N"


_NAMED_WORK = cue("tagging named-work")
"""Words that are departments where they begin with a capital."""


def _clitic_s(tokens: Sequence[Token], index: int) -> None:
    """`'s` after a pronoun is a verb, after a noun a possessive unless an article or a participle phrase follows."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if (
        (
            before is not None
            and (before.tag in "QWS" or before.low in cue("tagging clitic-s 2"))
            and before.low not in cue("tagging clitic-s")
        )
        or (before is not None and before.low == "who")
        or (after in {"the", "a", "an", "been", "not", "to"} and token.low == "'s")
    ):
        token.tag, token.verb = "X", "be"


def _verb_or_noun(tokens: Sequence[Token], index: int) -> str:  # noqa: C901, PLR0911 - a frame is one list of exits
    token = tokens[index]
    before = _before(tokens, index)
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    form, left = token.form, before.tag if before is not None else ""
    if form == "gerund":
        if (
            after is not None
            and after.tag in "PXMv"
            and any(one.tag == "K" for one in tokens[max(0, index - 3) : index])
        ):
            return "N"
        return "N" if left in {"D", "K"} and after is not None and after.tag in {"P", "X", "M"} else "G"
    if form in {"base", "present"}:
        if left in {"M", "T", "F"} or (left == "Q") or (left == "X" and before is not None and before.verb == "do"):
            return "B"
        if (
            form == "base"
            and left == "N"
            and token.low in _NEVER_NOUNS
            and not (token.low == "need" and after is not None and after.tag != "T")
        ):
            return "V"
        if (
            form == "base"
            and before is not None
            and tokens[index - 1] is before
            and _people(before)
            and (token.low in _SAME_PAST or (before.low.endswith("s") and left == "N"))
        ):
            return "V"
        past = form == "base" and token.low in _SAME_PAST and after is not None and after.tag in "DQH"
        if past and left in {"N", "Q", "W", "R", ""}:
            return "V"
        if left in {"D", "K", "A", "P", "H"}:
            return "N"
        if form == "present" and left == "N" and token.verb in _NEVER_NOUNS:
            return "V"
        if form == "present":
            noun_after = after is not None and after.tag in cue("tagging noun-after")
            return "V" if left in {"N", "W"} and noun_after else "N"
        return "B" if left in {"", "U", "C", "W", "R"} else "N"
    if left in {"D", "K", "P", "A"} and after is not None and after.tag in {"N", "v", "A", "G"}:
        return "A"
    if left == "X" and before is not None and before.verb in {"be", "have"}:
        return "L"
    return "L" if form == "participle" else "V"


_SAME_PAST = cue("tagging same-past")
_NEVER_NOUNS = cue("tagging never-nouns")
_ALONE = frozenset({"secondary", "primary", "senior", "junior", "rookie", "lead"})
_TIMES = cue("tagging times")


def _people(token: Token) -> bool:
    """Whether a token is a role, a group or a capitalised name that a verb may follow."""
    low = token.low.removesuffix("s")
    return low in terms("people", "role") or token.low in terms("people", "group") or low in given_names()


def _before(tokens: Sequence[Token], index: int) -> Token | None:
    """The token before, adverbs and negations skipped where they stand between an auxiliary and its verb."""
    at = index - 1
    while at >= 0 and tokens[at].tag in {"R", "F"}:
        at -= 1
    if at < 0:
        return None
    if at < index - 1 and tokens[at].tag not in {"X", "M", "T", "Q", "N", "W"}:
        return tokens[index - 1]
    return tokens[at]
