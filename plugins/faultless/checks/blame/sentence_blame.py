"""Everything that blames in one sentence, each stretch once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from faultless.checks.blame.aftermaths import RISKY, STATES, aftermaths
from faultless.checks.blame.causes import causes
from faultless.checks.blame.claims import claims
from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.counterfactuals import counterfactuals
from faultless.checks.blame.damages import damages
from faultless.checks.blame.faults import faults
from faultless.checks.blame.found import Blame, Setting
from faultless.checks.blame.human_errors import human_errors
from faultless.checks.blame.lexicon import cue, terms, words
from faultless.checks.blame.mistakes import mistakes
from faultless.checks.blame.morphology import all_forms, forms
from faultless.checks.blame.negations import negations
from faultless.checks.blame.omissions import omissions
from faultless.checks.blame.patterns import found_idioms
from faultless.checks.blame.people import People
from faultless.checks.blame.qualities import qualities
from faultless.checks.blame.scope import talks_about_wording
from faultless.checks.blame.slights import slights
from faultless.checks.blame.tokens import MAX_TOKENS, raw_words, tokenise
from faultless.checks.blame.turns import turns

_Frame = Callable[[Sentence, Setting], Iterator[Blame]]


@lru_cache(maxsize=1)
def _gates() -> tuple[tuple[_Frame, frozenset[str]], ...]:
    """Each kind of frame, and the words without which none of it applies."""
    damage = _forms("damage") - all_forms(("make", "take", "bring", "pull", "trip"))
    return (
        (causes, _cues("causes")),
        (faults, _cues("faults")),
        (human_errors, _cues("human_errors") | terms("nouns", "error-word")),
        (mistakes, _cues("mistakes") | _forms("mistake")),
        (claims, _cues("causes") | damage),
        (negations, _cues("omissions")),
        (omissions, _cues("omissions") | _forms("omission", "omission-fail", "omission-object")),
        (counterfactuals, _cues("counterfactuals")),
        (damages, damage | all_forms(("take", "bring", "knock"))),
        (qualities, _cues("qualities") | words("verbs", "negligent-adverb") | terms("nouns", "person-quality")),
        (
            slights,
            _cues("slights")
            | all_forms(
                (
                    "delete",
                    "drop",
                    "truncate",
                    "erase",
                    "purge",
                    "overwrite",
                    "format",
                    "wipe",
                    "destroy",
                    "confuse",
                    "keep",
                    "misuse",
                    "violate",
                    "breach",
                    "flout",
                    "disobey",
                    "contravene",
                    "break",
                    "bypass",
                    "circumvent",
                    "defy",
                    "sidestep",
                    "evade",
                    "subvert",
                    "skirt",
                    "misconfigure",
                    "misread",
                    "ignore",
                    "mistake",
                    "underestimate",
                    "misjudge",
                )
            ),
        ),
    )


def _cues(name: str) -> frozenset[str]:
    return words("triggers", name)


def _forms(*titles: str) -> frozenset[str]:
    return all_forms({entry.partition(" ")[0] for title in titles for entry in terms("verbs", title)})


@lru_cache(maxsize=1)
def _work() -> frozenset[str]:
    """Forms of verbs of ordinary work, which need a word such as `wrong` beside them."""
    return _forms("damage-neutral")


@lru_cache(maxsize=1)
def _acts() -> tuple[frozenset[str], ...]:
    """Told forms of risky verbs, of harmful ones, of letting things happen, and words of harm and its times."""
    harm = STATES | terms("nouns", "bad-event") | cue("aftermaths calm") | {"it", "everything", "all"}
    risky = frozenset(form for verb in RISKY for form in forms(verb)[1:])
    harmful = frozenset(forms(verb).past for verb in cue("aftermaths harmful"))
    return risky, harmful, frozenset(forms(verb).gerund for verb in cue("aftermaths letting")), harm


_TIES = frozenset({"after", "when", "until", "once", "because", "since"})


def _ties_an_act(known: frozenset[str]) -> bool:
    """Whether these words may tie an act to the harm that followed, or to somebody unnamed."""
    risky, harmful, letting, harm = _acts()
    if "wrong" in known or ("with" in known and not known.isdisjoint(letting)):
        return True
    if any(word.startswith("mis") for word in known):
        return True
    if known.isdisjoint(risky):
        return False
    if not known.isdisjoint(_TIES) and not known.isdisjoint(harm):
        return True
    if not known.isdisjoint(cue("aftermaths gate")):
        return True
    return not known.isdisjoint(harmful) and not known.isdisjoint({"that", "which", "and"})


@lru_cache(maxsize=1)
def _beside() -> frozenset[str]:
    return terms("nouns", "wrong") | {"instead", "garbage", "junk", "crap", "rubbish"}


def _frames(known: frozenset[str], setting: Setting) -> list[_Frame]:
    """The kinds of frames that may apply to a sentence of these words."""
    found = [frame for frame, cues in _gates() if not known.isdisjoint(cues)]
    if (setting.opening or setting.label) and claims not in found:
        found.append(claims)
    if damages not in found and not known.isdisjoint(_beside()) and not known.isdisjoint(_work()):
        found.append(damages)
    if _ties_an_act(known):
        found.append(aftermaths)
    if faults not in found and "on" in known and not known.isdisjoint(_cues("faults-is-on")):
        found.append(faults)
    return found


def blames(prose: str, low: str, start: int, end: int, setting: Setting, people: People) -> Iterator[Blame]:
    """What blames in `prose[start:end]`, in the order of the text."""
    known = raw_words(low[start:end])
    frames = _frames(known, setting)
    spoken = [*found_idioms(low[start:end], known)]
    if not frames and not spoken:
        return
    tokens = tokenise(prose, low, start, end)
    for begin in range(0, len(tokens), MAX_TOKENS):
        piece = tokens[begin : begin + MAX_TOKENS]
        sentence = Sentence(prose, low, piece, people)
        if talks_about_wording(sentence.text):
            continue
        found = [*turns(sentence, setting, spoken, start)]
        for frame in frames:
            found.extend(frame(sentence, setting))
        yield from _once(found)


def _rank(found: Blame) -> tuple[bool, int, int]:
    order = (
        "BL501",
        "BL502",
        "BL503",
        "BL102",
        "BL103",
        "BL301",
        "BL402",
        "BL401",
        "BL104",
        "BL105",
        "BL302",
        "BL201",
        "BL202",
        "BL203",
        "BL101",
        "BL403",
    )
    return (not found.severe, order.index(found.code) if found.code in order else 99, found.start)


def _once(found: Iterable[Blame]) -> list[Blame]:
    """Of findings that overlap the weightiest."""
    kept: list[Blame] = []
    for candidate in sorted(found, key=_rank):
        if all(candidate.end <= other.start or candidate.start >= other.end for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda one: one.start)
