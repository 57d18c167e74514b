"""Noun phrases, and whether each is a person, a group or a system."""

from __future__ import annotations

from collections.abc import Sequence

from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.people import PARTICLES, People, given_names, tools, weak_names
from faultless.checks.blame.tokens import Token
from faultless.checks.blame.who import Phrase, Who, classify, is_role, singular

_INSIDE = frozenset("ANH")
_POSSESSIVE = {"his": Who.PERSON, "her": Who.PERSON, "my": Who.SELF, "our": Who.WE, "their": Who.THEY, "your": Who.YOU}


def chunk(tokens: Sequence[Token], people: People) -> list[Phrase]:
    """The noun phrases of some tagged tokens; each token learns the one it belongs to."""
    _names(tokens, people)
    found: list[Phrase] = []
    index, count = 0, len(tokens)
    while index < count:
        token = tokens[index]
        if token.tag == "Q":
            _add(found, tokens, Phrase(index, index + 1, _pronoun(tokens, index)))
            index += 1
        elif token.tag in "DANH":
            end = _phrase_end(tokens, index)
            if any(tokens[at].tag in "NH" for at in range(index, end)):
                phrase = Phrase(index, end, classify(tokens, index, end, people))
                if index >= 2 and tokens[index - 1].tag == "K" and found:
                    phrase.owner = found[-1]
                elif token.low in _POSSESSIVE and end > index + 1:
                    phrase.owner = Phrase(index, index + 1, _POSSESSIVE[token.low])
                _add(found, tokens, phrase)
            index = max(end, index + 1)
        else:
            index += 1
    for phrase in found:
        if phrase.who is Who.UNKNOWN and phrase.end < count and tokens[phrase.end].low == "who":
            phrase.who = Who.PERSON
        owner = phrase.owner
        if owner is not None and owner.who is Who.UNKNOWN and tokens[phrase.end - 1].low in _WILLED:
            owner.who = Who.PERSON
    return found


_WILLED = cue("phrases willed")
"""What only somebody with a will has: `Freya's decision`."""


def _add(found: list[Phrase], tokens: Sequence[Token], phrase: Phrase) -> None:
    for at in range(phrase.start, phrase.end):
        tokens[at].phrase = len(found)
    found.append(phrase)


def _phrase_end(tokens: Sequence[Token], index: int) -> int:
    at = index + 1
    while at < len(tokens):
        tag = tokens[at].tag
        last = tokens[at - 1]
        inside = tag in _INSIDE and not (tag == "A" and last.tag == "N" and tokens[at].low not in _LATE_ADJECTIVES)
        name_after_noun = tag == "N" and last.tag == "N" and _new_name(last, tokens[at])
        if inside and not name_after_noun:
            at += 1
        elif tag == "R" and at + 1 < len(tokens) and tokens[at + 1].tag in "AN" and last.tag in "DA":
            at += 2
        elif (tag in "GLvV" and last.tag in "DA" and at + 1 < len(tokens) and tokens[at + 1].tag in "AN") or (
            tag == "D" and last.tag == "D"
        ):
            at += 1
        else:
            break
    return at


_LATE_ADJECTIVES = frozenset({"senior", "junior", "primary", "secondary", "own"})


def _new_name(last: Token, token: Token) -> bool:
    """Whether a capitalised name begins a phrase of its own after a common noun: `that morning Priya forgot`."""
    dated = last.low in cue("phrases dates")
    return (
        token.form == "name"
        and last.form != "name"
        and (dated or last.text[:1].islower())
        and last.low not in _TITLES_BEFORE
    )


_TITLES_BEFORE = terms("people", "title") | cue("phrases titles-before")


def _names(tokens: Sequence[Token], people: People) -> None:  # noqa: C901, PLR0912 - a frame is one list of exits
    """Mark people's names: their tag is noun and their form `name`, a weak one's `weak`."""
    given, weak = given_names(), weak_names()
    for index, token in enumerate(tokens):
        text, low = token.text, token.low
        if text[0] == "@" and len(text) > 1:
            token.tag, token.form, token.verb = "N", "name" if not _team_handle(low) else "team", ""
            continue
        if not text[0].isupper() or (len(text) > 1 and text.isupper() and low not in people.names):
            continue
        if index >= 2 and tokens[index - 1].low in PARTICLES and _bridged(tokens, index):
            continue
        if low not in people.names and _of_a_thing(tokens, index):
            continue
        parts = low.split("-")
        if low in people.names or low in given or (len(parts) > 1 and parts[0] in given and parts[1] in given):
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            if low in people.names or token.tag in "NAv" or token.tag in "VBR":
                if token.tag == "B" and after is not None and after.tag == "D" and low not in people.names:
                    continue
                token.tag, token.form, token.verb = "N", "name", ""
        elif low in weak and index + 1 < len(tokens):
            after = tokens[index + 1]
            acts = (
                after.tag in "VMXK"
                or (after.tag == "R" and index + 2 < len(tokens) and tokens[index + 2].tag in "VMX")
                or (after.tag == "C" and low not in tools())
            )
            if acts:
                token.tag, token.form, token.verb = "N", "weak", ""
            elif token.tag not in "NA":
                continue
            else:
                token.form = "weak" if index and tokens[index - 1].form in {"name", "title"} else token.form
        elif index and tokens[index - 1].form in {"name", "title"} and token.tag in "NAVBLv":
            token.tag, token.form, token.verb = "N", "name", ""
        elif low in terms("people", "title"):
            token.tag, token.form = "N", "title"


def _of_a_thing(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name is a thing's: `Storm Ciara`, `server Bertha`, `Alfred, our deployment bot`."""
    things = cue("phrases named-things")
    if index and tokens[index - 1].low in things:
        return True
    if index + 3 < len(tokens) and tokens[index + 1].low == "," and tokens[index + 2].tag == "D":
        for token in tokens[index + 3 : index + 7]:
            if token.tag not in "ANHGv":
                return False
            if token.low in cue("phrases named-bots"):
                return True
    return False


def _bridged(tokens: Sequence[Token], index: int) -> bool:
    """Mark a family name and the particles before it, `van der Ng`, where a name stands before them."""
    first = index - 1
    while first > 0 and tokens[first].low in PARTICLES:
        first -= 1
    if tokens[first].form not in {"name", "weak"}:
        return False
    for token in tokens[first : index + 1]:
        token.tag, token.form, token.verb = "N", "name", ""
    return True


def _team_handle(low: str) -> bool:
    return low in {"@here", "@channel", "@all", "@everyone"} or any(part in _GROUP_WORDS for part in low[1:].split("-"))


_GROUP_WORDS = cue("phrases group-words")


def _pronoun(tokens: Sequence[Token], index: int) -> Who:  # noqa: PLR0911 - a frame is one list of exits
    low = tokens[index].low
    if low in terms("people", "self"):
        return Who.SELF
    if low in terms("people", "third"):
        return Who.PERSON
    if low in terms("people", "they"):
        return Who.THEY
    if low in terms("people", "anonymous"):
        return Who.SYSTEM if low == "none" and not _of_people(tokens, index) else Who.ANONYMOUS
    if low in {"we", "us", "ourselves", "ours"}:
        return Who.WE
    if low in {"you", "yourself"}:
        return Who.YOU
    if low in {"one", "others"}:
        return _one(tokens, index)
    return Who.SYSTEM


def _of_people(tokens: Sequence[Token], index: int) -> bool:
    window = tokens[index + 1 : index + 7]
    if not window or window[0].low != "of":
        return False
    return any(token.low in {"us", "them"} or is_role(singular(token.low)) for token in window)


def _one(tokens: Sequence[Token], index: int) -> Who:
    if _of_people(tokens, index):
        return Who.PERSON
    return Who.SYSTEM
