"""Whether a noun phrase is a person, a group or a system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from faultless.checks.blame.lexicon import cue, entries, terms
from faultless.checks.blame.people import People, tools
from faultless.checks.blame.tokens import Token


class Who(Enum):
    """What a noun phrase is."""

    PERSON = "person"
    SELF = "self"
    GROUP = "group"
    CUSTOMER = "customer"
    ATTACKER = "attacker"
    ANONYMOUS = "anonymous"
    WE = "we"
    YOU = "you"
    THEY = "they"
    UNKNOWN = "unknown"
    SYSTEM = "system"


HUMAN = frozenset({Who.PERSON, Who.SELF, Who.GROUP, Who.ANONYMOUS})
"""Those who are human whatever is said of them, and whom blame hurts."""


@dataclass(slots=True)
class Phrase:
    """A noun phrase: tokens `start` to `end` (exclusive), its head, what it is, and whose (`Priya's change`)."""

    start: int
    end: int
    who: Who
    owner: Phrase | None = None


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """A noun in the singular, as far as our lists need it."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def is_role(word: str) -> bool:
    """Whether a singular noun is always a person or a group."""
    return word in terms("people", "role") or word in terms("people", "group")


def classify(tokens: Sequence[Token], start: int, end: int, people: People) -> Who:  # noqa: PLR0911 - a frame is one list of exits
    """What the noun phrase of these tokens is."""
    last = tokens[end - 1]
    if last.form == "name":
        return Who.PERSON
    if last.form == "team":
        return Who.GROUP
    if last.form == "title":
        return Who.PERSON
    if last.form == "weak":
        surname = end - start > 1 and tokens[end - 2].form in {"name", "title"}
        return Who.PERSON if surname or last.low not in tools() else Who.UNKNOWN
    body = [token for token in tokens[start:end] if token.tag != "D"]
    low = [token.low for token in body]
    if not low:
        return Who.SYSTEM
    if " ".join(low) in people.teams:
        return Who.GROUP
    found = _by_head(tokens, start, low)
    if found is not None:
        return found
    if last.text[0].isupper() and start > 0 and _plain_proper(last) and last.low not in tools():
        return Who.UNKNOWN
    if end - start == 1 and last.text[0].isupper() and start == 0 and _plain_proper(last) and last.low not in tools():
        return Who.UNKNOWN
    return Who.SYSTEM


def _plain_proper(token: Token) -> bool:
    text = token.text
    return text[1:].islower() and text.isalpha() and len(text) > 2 and not token.verb


_SYSTEM_WORDS = frozenset({"codespan", "weblink", "bot"})


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """Last words of all that is somebody, or that a word before or after it decides on."""
    titles = ("role", "group", "lead", "customer", "attacker", "department")
    last = {entry.rpartition(" ")[2] for title in titles for entry in entries("people", title)}
    return frozenset({*last, *_SYSTEM_WORDS, *_COUNTED, "group", "pool", "devs", "admins", "dbas", "sres"})


def _by_head(tokens: Sequence[Token], start: int, low: list[str]) -> Who | None:  # noqa: C901, PLR0911 - a frame is one list of exits
    head = singular(low[-1])
    if head not in _heads() and low[-1] not in _heads():
        return Who.SYSTEM if any(word in tools() for word in low[:-1]) else None
    before = low[-2] if len(low) > 1 else ""
    pair, triple = f"{before} {head}", " ".join([*low[-3:-1], head])
    if head in _SYSTEM_WORDS or (any(word in tools() for word in low[:-1]) and head not in terms("people", "role")):
        return Who.SYSTEM
    if head in _COUNTED:
        return _counted(tokens, start + len(low) + (tokens[start].tag == "D"))
    after = start + len(low) + (tokens[start].tag == "D")
    if head == "member" and any(is_role(singular(token.low)) for token in tokens[after + 1 : after + 6]):
        return Who.PERSON
    if head == "shift" and before in _SHIFTS:
        return Who.GROUP
    attackers, customers = terms("people", "attacker"), terms("people", "customer")
    if head in attackers or pair in attackers:
        return Who.ATTACKER
    for term in (triple, pair, head):
        if term in terms("people", "role") and not (
            term == head and before in terms("people", "system-modifier") and head in terms("people", "lead")
        ):
            return Who.PERSON
        if (
            term in terms("people", "group")
            or low[-1] in terms("people", "group")
            or low[-1] in {"devs", "admins", "dbas", "sres"}
        ):
            return Who.SYSTEM if head == "provider" and before in _PROVIDED else Who.GROUP
    if head in {"group", "pool"}:
        modifier = (
            before in terms("people", "group-modifier-system")
            or not before
            or (after < len(tokens) and tokens[after].low == "of")
        )
        return Who.SYSTEM if modifier or head == "pool" else Who.GROUP
    if head in terms("people", "lead"):
        found = _ambiguous(low, head, before)
        return Who.PERSON if found is Who.UNKNOWN and _pointed_at(tokens, after) else found
    if pair in customers or head in customers:
        return Who.CUSTOMER
    return _department(tokens, start, low)


_COUNTED = cue("phrases counted")


def _counted(tokens: Sequence[Token], at: int) -> Who:
    """What `a pair of …` is: what it is a pair of."""
    if at + 1 < len(tokens) and tokens[at].low == "of":
        for token in tokens[at + 1 : at + 5]:
            if is_role(singular(token.low)) or is_role(token.low):
                return Who.GROUP
    return Who.SYSTEM


_PROVIDED = cue("phrases provided")


def _pointed_at(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows a role singles out a person: `the operator in question`, `the agent on duty`."""
    words = tuple(token.low for token in tokens[at : at + 2])
    return words[:1] == ("concerned",) or words in _POINTED


_POINTED = {("in", "question"), ("on", "duty"), ("on", "shift"), ("at", "fault")}
_SHIFTS = frozenset({"consecutive", "two", "three", "previous", "following", "last", "next", "successive"})


def _ambiguous(low: list[str], head: str, before: str) -> Who:
    modifiers = set(low[:-1])
    if before in terms("people", "system-modifier") and before not in terms("people", "human-modifier"):
        return Who.SYSTEM
    if modifiers & tools():
        return Who.SYSTEM
    if before in terms("people", "human-modifier") or modifiers & (
        terms("people", "person-adjective") | terms("nouns", "hard-quality")
    ):
        both = before in terms("people", "system-modifier")
        return Who.UNKNOWN if both else Who.PERSON
    if head in {"user", "consumer", "guest", "caller"}:
        return Who.CUSTOMER
    if (before and before not in _PLAIN_MODIFIERS) or head not in _OFTEN_PEOPLE:
        return Who.SYSTEM
    return Who.PERSON if head in {"manager", "lead", "senior"} else Who.UNKNOWN


_OFTEN_PEOPLE = cue("phrases often-people")


_PLAIN_MODIFIERS = cue("phrases plain-modifiers")


def _department(tokens: Sequence[Token], start: int, low: list[str]) -> Who | None:
    """A department that stands alone, `Support`, `QA`, `the night shift`."""
    name = " ".join(low)
    if name not in terms("people", "department"):
        return None
    token = tokens[start]
    if token.tag == "D" and name not in {"night shift", "day shift", "helpdesk", "noc", "service desk", "business"}:
        return None
    if start == 0 or token.text[0].isupper():
        return Who.GROUP
    return Who.GROUP if name in cue("phrases department") else None
