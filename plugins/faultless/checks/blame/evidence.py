"""What the words of a sentence may amount to, before anything is tagged: never less than is there.

Every word has its marks as bits of a number; a sentence has those of all its words. Most sentences are left at that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, reduce
from operator import or_

from faultless.checks.blame.aftermaths import RISKY, STATES
from faultless.checks.blame.lexicon import compiled, cue, entries, terms, words
from faultless.checks.blame.morphology import all_forms, forms, known_verbs, reading
from faultless.checks.blame.patterns import anchors
from faultless.checks.blame.people import People, given_names, tools, weak_names
from faultless.checks.blame.tagging import closed

_NAMES = (
    "human", "we", "several", "us", "one", "willed", "anchor", "mis", "capital", "cause", "cause-noun", "damage",
    "moved", "work", "beside", "fault", "on", "is-on", "error-word", "error-kind", "typo", "mistake", "slip",
    "maker", "rookie", "clausal", "clause-verb", "omission", "left-out", "forgotten", "strong", "forget", "modal",
    "have", "supposed", "duty", "quality", "slight", "wrong", "with", "letting", "risky", "tie", "harm",
    "aftermath", "harmful", "that", "had", "not", "cleft", "whom",
)  # fmt: skip
BIT: Mapping[str, int] = {name: 1 << place for place, name in enumerate(_NAMES)}
"""What a word may be evidence of."""
_CLEFT = tuple(f"{pronoun}{be} " for pronoun in ("it", "that", "this") for be in (" was", " is", "'s"))
_LETTERS = r"[^\W\d_]+"
_REMEMBERED = 50_000  # words; there are fewer in any but hostile text
_CAPITAL = r"(?<![A-Za-z])[A-Z][A-Za-z]*"


@lru_cache(maxsize=1)
def _heads() -> tuple[frozenset[str], Mapping[str, tuple[frozenset[str], ...]]]:
    """Words that are people by themselves, and the last words of roles of several words with the others."""
    single = {"his", "my", "shift", "helpdesk", "noc", "desk", "business", "who", "whoever", *cue("phrases department")}
    several: dict[str, list[frozenset[str]]] = {}
    for title in ("role", "lead", "group", "customer", "attacker"):
        for entry in entries("people", title):
            before, _, last = entry.rpartition(" ")
            for word in (last, f"{last}s", f"{last[:-1]}ies"):
                if before:
                    several.setdefault(word, []).append(frozenset(before.split()))
                else:
                    single.add(word)
    for title in ("anonymous", "self", "third"):
        single.update(entry for entry in entries("people", title) if entry != "none")
    return frozenset(single), {last: tuple(listed) for last, listed in several.items() if last not in single}


def _sets() -> Mapping[str, Iterable[str]]:
    """The words of each mark."""
    damage = _forms("damage") - all_forms(("make", "take", "bring", "pull", "trip"))
    omission = _cues("omissions")
    single, several = _heads()
    return {
        "human": single,
        "several": several,
        "we": words("triggers", "we"),
        "us": ("us", "them"),
        "one": ("one", "none", "others"),
        "willed": cue("phrases willed"),
        "capital": given_names() | weak_names() | terms("people", "title") | terms("people", "department"),
        "anchor": anchors(),
        "cause": _cues("causes"),
        "cause-noun": {form for noun in terms("nouns", "cause") for form in (noun, f"{noun}s")},
        "damage": damage,
        "moved": all_forms(("take", "bring", "knock")),
        "work": _forms("damage-neutral"),
        "beside": terms("nouns", "wrong") | {"instead", "garbage", "junk", "crap", "rubbish"},
        "fault": _cues("faults"),
        "on": ("on",),
        "is-on": _cues("faults-is-on"),
        "error-word": terms("nouns", "error-word"),
        "error-kind": terms("nouns", "error-kind"),
        "typo": _cues("human_errors"),
        "mistake": _cues("mistakes") | _forms("mistake"),
        "slip": _forms("mistake") | all_forms(cue("faults mistakes")),
        "maker": all_forms(("make", "commit", "repeat", "do")),
        "rookie": cue("faults rookie"),
        "clausal": ("because", "since", "that"),
        "clause-verb": _told(cue("causes clause")),
        "omission": omission,
        "left-out": omission | _forms("omission", "omission-fail", "omission-object"),
        "forgotten": all_forms(words("triggers", "forgotten")),
        "strong": _told(terms("verbs", "human-strong")),
        "forget": all_forms(("forget",)),
        "modal": _cues("counterfactuals"),
        "have": _cues("counterfactuals-have"),
        "supposed": _cues("counterfactuals-other"),
        "duty": _cues("counterfactuals-duty"),
        "quality": _cues("qualities") | words("verbs", "negligent-adverb") | terms("nouns", "person-quality"),
        "slight": _cues("slights") | all_forms(words("triggers", "slights-verbs")),
        "wrong": ("wrong",),
        "with": ("with",),
        "letting": {forms(verb).gerund for verb in cue("aftermaths letting")},
        "risky": {form for verb in RISKY for form in forms(verb)[1:]},
        "tie": ("after", "when", "until", "once", "because", "since"),
        "harm": STATES | terms("nouns", "bad-event") | cue("aftermaths calm") | {"it", "everything", "all"},
        "aftermath": cue("aftermaths gate"),
        "harmful": {forms(verb).past for verb in cue("aftermaths harmful")},
        "that": ("that", "which", "and"),
        "had": ("had", "do", "does", "has", "have", "by"),
        "not": ("not", "no", "n't", "hardly", "barely", "scarcely"),
        "whom": ("who", "that", "whose"),
    }


def _cues(name: str) -> frozenset[str]:
    return words("triggers", name)


def _forms(*titles: str) -> frozenset[str]:
    return all_forms({entry.partition(" ")[0] for title in titles for entry in terms("verbs", title)})


def _told(verbs: Iterable[str]) -> frozenset[str]:
    """Every word that is read as a form of some verbs."""
    wanted = frozenset(verbs)
    guessed = (word for verb in wanted for word in (verb, f"{verb}ed", f"{verb}ing"))
    return frozenset((*guessed, *(form for form, read in known_verbs().items() if read.verb in wanted)))


@lru_cache(maxsize=1)
def _marks() -> Mapping[str, int]:
    """The marks of every word that has any."""
    found: dict[str, int] = {}
    for name, listed in _sets().items():
        bit = BIT[name]
        for word in listed:
            found[word] = found.get(word, 0) | bit
    return found


class _Met(dict[str, int]):
    """The marks of words that were met, and of what is before an apostrophe or a last hyphen; looked up once each."""

    def __missing__(self, word: str) -> int:
        mark = _marks().get
        found = mark(word, 0) | mark(word.partition("'")[0].rstrip("-"), 0)
        if len(self) < _REMEMBERED:
            self[word] = found
        return found


_MET = _Met()


def evidence(low: str, known: Iterable[str]) -> int:
    """The marks of a folded sentence, of which these are the words, together."""
    found = reduce(or_, map(_MET.__getitem__, known), 0)
    if any(map(low.__contains__, _CLEFT)):
        found |= BIT["cleft"]
    if "mis" in low:
        found |= BIT["mis"]
    if "uld of " in low or "uldn't of " in low:
        found |= BIT["have"]
    return found


HUMAN = 1
"""Persons, groups, customers, somebody unnamed, and roles that software has too."""
WE = 2
"""Us, you and them."""
UNKNOWN = 4
"""A capitalised word that may be a name."""


def spoken_of(prose: str, known: frozenset[str], marks: int, people: People) -> int:
    """The kinds of those that a sentence of these words may speak of, as flags."""
    found = WE if marks & BIT["we"] else 0
    if (
        marks & BIT["human"]
        or "@" in prose
        or (marks & BIT["us"] and marks & BIT["one"])
        or (marks & BIT["several"] and _of_several(known))
    ):
        return found | HUMAN | UNKNOWN
    capitals = _capitals(prose)
    if any(map(_may_be_a_name, capitals)):
        found |= UNKNOWN
        if marks & BIT["willed"]:
            found |= HUMAN
    if marks & BIT["capital"] or people.names or people.teams:
        names, teams = _of_document(people)
        low = [word.lower() for word in capitals]
        if "-" in prose:
            low += [word for word in known if "-" in word]
        bit, mark = BIT["capital"], _marks().get
        if any(mark(word, 0) & bit or word in names for word in low) or not teams.isdisjoint(known):
            found |= HUMAN
    return found


def _capitals(prose: str) -> list[str]:
    """The words that begin with a capital letter."""
    if prose.isascii():
        return compiled(_CAPITAL).findall(prose)
    return [word for word in compiled(_LETTERS).findall(prose) if word[0].isupper()]


def _of_several(known: frozenset[str]) -> bool:
    several = _heads()[1]
    return any(others <= known for word in known if word in several for others in several[word])


class _Document:
    """The words of the names of the document that is read: sentence after sentence asks for the same."""

    def __init__(self) -> None:
        self.people: People | None = None
        self.words: tuple[frozenset[str], frozenset[str]] = frozenset(), frozenset()

    def __call__(self, people: People) -> tuple[frozenset[str], frozenset[str]]:
        if people is not self.people:
            self.people, self.words = people, _words_of_names(people)
        return self.words


_of_document = _Document()


def _words_of_names(people: People) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a document's names, and those of the teams' names."""
    names = frozenset(part for name in people.names for part in (name, *compiled(_LETTERS).findall(name)))
    return names, frozenset(word for name in people.teams for word in name.split())


@lru_cache(maxsize=8192)
def _may_be_a_name(word: str) -> bool:
    low = word.lower()
    plain = len(word) > 2 and word[1:].islower()
    return plain and low not in closed() and low not in tools() and reading(low) is None
