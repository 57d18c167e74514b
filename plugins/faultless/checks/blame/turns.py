"""Turns of phrase: found as patterns, weighed by who is spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.deeds import NOBODY, doer, perhaps, purposeful, told_why
from faultless.checks.blame.found import Blame, Setting, group_code, human
from faultless.checks.blame.lexicon import cue
from faultless.checks.blame.patterns import Idiom
from faultless.checks.blame.scope import denies
from faultless.checks.blame.who import HUMAN, Phrase, Who

_BY_TEAM = frozenset({"BL101", "BL104", "BL105", "BL301", "BL302"})
_POSITIVE = cue("turns positive")


def turns(s: Sentence, setting: Setting, spoken: Sequence[tuple[Idiom, int, int]]) -> Iterator[Blame]:
    """Which of the idioms that stand in a sentence or near it blame; they come with their offsets in the prose."""
    text = s.text
    for idiom, first, last in spoken:
        start, end = first - s.start, last - s.start
        if start < 0 or end > len(text):
            continue
        if (
            idiom.code not in {"BL502", "BL203", "BL403"}
            and not idiom.source.startswith(
                ("not ", "not/", "no ", "nobody", "no-one", "only", "never", "which", "even", "without")
            )
            and denies(text, start, 40)
        ):
            continue
        if idiom.code in {"BL502", "BL503"} and (denies(text, start, 24) or _by_machine(s, start)):
            continue
        if idiom.code == "BL502" and _advice(s, idiom, setting):
            continue
        if _technical(s, idiom) or (idiom.code == "BL203" and _excused(text)):
            continue
        yield from _weigh(s, idiom, start, end, setting)


def _technical(s: Sentence, idiom: Idiom) -> bool:
    """Whether words of punishment are said of machines: a written warning on a console, a penalised model."""
    return (
        idiom.code == "BL501"
        and idiom.needs == "always"
        and not s.has_person
        and s.find(cue("turns technical"), 0) >= 0
    )


def _excused(text: str) -> bool:
    """Whether a sentence of hindsight says that at the time things looked otherwise."""
    return any(
        phrase in text for phrase in ("but at the time", "at the time it", "none of that was", "was not visible")
    )


def _by_machine(s: Sentence, start: int) -> bool:
    """Whether a system does it: `the pipeline reminds the author`."""
    index = next((at for at, token in enumerate(s.tokens) if token.end > s.start + start), 0)
    token = s.tokens[index]
    if token.tag not in "VBLG" or s.modal(index):
        return False
    who = s.subject(index)
    return who is not None and who.who is Who.SYSTEM and who.start < index


def _weigh(s: Sentence, idiom: Idiom, start: int, end: int, setting: Setting) -> Iterator[Blame]:  # noqa: C901, PLR0911, PLR0912 - a frame is one list of exits
    begin = s.start + start
    index = next((at for at, token in enumerate(s.tokens) if token.end > begin), 0)
    who: Phrase | None = None
    severe = idiom.severe
    if idiom.needs == "person":
        if not s.has_person and not any(
            phrase.who is Who.UNKNOWN or (phrase.who is Who.CUSTOMER and idiom.code != "BL501") for phrase in s.phrases
        ):
            return
        near = s.subject(index) if idiom.code == "BL203" else None
        if near is not None and near.who is Who.ANONYMOUS:
            code_now = "BL402"
            yield Blame(code_now, severe, min(begin, s.tokens[near.start].start), s.start + end, "anonymous")
            return
    elif idiom.needs == "named":
        who = _named(s, index, loose=idiom.code in {"BL102", "BL203", "BL302", "BL503"})
        if who is None or supposes(s, index) or (idiom.code == "BL202" and told_why(s, index)):
            return
        if idiom.source.startswith("not/") and not _left_undone_by_people(s, index):
            return
    elif idiom.needs == "pupil":
        who = s.object_after(index, 4)
        if not _pupil(s, index, who):
            return
    elif idiom.needs == "deed":
        who = doer(
            s, index, loose=idiom.code != "BL101" and not idiom.source.startswith(("~skip", "~miss", "~let", "~drop"))
        )
        if who is None or (idiom.code == "BL202" and s.find({"because", "since", "as"}, index) > 0):
            return
        severe = False
    elif idiom.needs == "subject":
        who = s.governor(index) if s.tokens[index].tag in "PAR" else s.subject(index)
        at = index
        while who is None and at < min(len(s.tokens), index + 4):
            who = s.subject(at)
            at += 1
        if who is None:
            if not s.has_person and not any(phrase.who in {Who.WE, Who.UNKNOWN} for phrase in s.phrases):
                return
            severe = severe and s.has_person
        elif who.who in {Who.SYSTEM, Who.ATTACKER}:
            if not (
                idiom.source.startswith("mistake/")
                or (s.tokens[index].tag == "N" and human(s.phrase_at(_after(s, s.start + end))))
            ):
                return
        elif who.who is Who.CUSTOMER:
            if idiom.code not in {"BL302", "BL105"}:
                return
        elif (who.who is Who.WE and (not severe or code_of_we(idiom.code))) or (
            who.who is Who.UNKNOWN
            and who.end == 1
            and s.tokens[0].form != "weak"
            and s.tokens[0].low.endswith(_NOUN_ENDINGS)
        ):
            return
        elif who.who not in HUMAN:
            severe = False
        if supposes(s, index):
            return
        if (idiom.code == "BL202" and purposeful(s, index)) or (idiom.code == "BL302" and _allowed(s, index)):
            return
    code = idiom.code
    if code == "BL502":
        severe = setting.section == "actions" or _asks_for_action(s)
    if code == "BL503":
        severe = _person_who(s)
    if code in _BY_TEAM and who is not None and who.who in HUMAN | {Who.CUSTOMER}:
        code = group_code(s, who, code)
    if code == "BL403":
        severe = False
    first = s.tokens[who.start].start if who is not None and who.start < index and index - who.start < 12 else begin
    yield Blame(code, severe, min(first, begin), s.start + end, _frame(code))


def _left_undone_by_people(s: Sentence, index: int) -> bool:
    """Whether the verb after a negation has a subject whom blame hurts."""
    verb = next((at for at in range(index, min(index + 4, len(s.tokens))) if s.tokens[at].tag in "VBL"), -1)
    return verb > 0 and human(s.subject(verb))


def _pupil(s: Sentence, index: int, who: Phrase | None) -> bool:
    """Whether the one who is to be taught is one person, not all newcomers, and is not the teacher."""
    if who is None or who.who is not Who.PERSON or s.passive(index):
        return False
    last = s.tokens[who.end - 1]
    plural = last.form != "name" and last.low.endswith("s") and s.word(who.end) != "who"
    return not plural and s.find({"new"}, who.start, who.end) < 0


def _allowed(s: Sentence, index: int) -> bool:
    """Whether the sentence says that it may be done: `the procedure allows the engineer to skip the review`."""
    return any(
        token.verb in {"allow", "permit", "let", "enable"} or token.low in {"can", "may"}
        for token in s.tokens[max(0, index - 10) : index]
    )


def _named(s: Sentence, index: int, *, loose: bool) -> Phrase | None:
    """The person or group that is spoken of nearest to a token, if somebody did or was what is said there."""
    people = [
        phrase
        for phrase in s.phrases
        if (phrase.who in HUMAN or (loose and perhaps(s, phrase))) and s.word(phrase.start) not in NOBODY
    ]
    return min(people, key=lambda phrase: abs(phrase.start - index), default=None)


def _after(s: Sentence, offset: int) -> int:
    """The first token after an offset in the prose."""
    return next((at for at, token in enumerate(s.tokens) if token.start >= offset), len(s.tokens))


def code_of_we(code: str) -> bool:
    """Whether an idiom of this rule says nothing bad of ourselves."""
    return code in {"BL105", "BL301", "BL202"}


_WEAK = (
    "~make sure to",
    "~be sure to",
    "remember to",
    "don't forget",
    "do not forget",
    "try ",
    "pay ",
    "~pay close",
    "~use ",
    "~exercise",
    "always ",
    "take care",
    "be vigilant",
    "be extra",
    "learn ",
    "double/triple",
    "double-check/",
    "must/should/please",
    "~avoid",
    "must/should/need/will [to] try",
    "~be extra",
    "more careful/thorough",
    "be/being",
    "extra ",
)
"""Appeals that are ordinary advice about a tool where nobody is spoken of."""


def _advice(s: Sentence, idiom: Idiom, setting: Setting) -> bool:
    """Whether an appeal is only advice to a reader: outside the sections that ask for change, and about nobody."""
    if not idiom.source.startswith(_WEAK) or setting.section in {"actions", "lessons"} or _asks_for_action(s):
        return False
    if idiom.source.startswith("be/being") and (s.word(0) in {"be", "lesson"} or s.find(cue("turns advice"), 0) >= 0):
        return not (
            s.has_person
            or any(phrase.who in {Who.WE, Who.UNKNOWN} for phrase in s.phrases)
            or s.word(0) == "be"
            or len(s.tokens) < 9
        )
    return not (
        s.has_person
        or any(phrase.who in {Who.WE, Who.UNKNOWN} and phrase.end - phrase.start < 3 for phrase in s.phrases)
    )


_NOUN_ENDINGS = ("s", "tion", "ment", "ness", "ity", "ing", "er", "or", "ance", "ence", "ory", "ata", "ode", "ism")
"""Ends of common nouns: a sentence's first word has a capital whatever it is."""


def supposes(s: Sentence, index: int) -> bool:
    """Whether the clause only supposes: `if the operator`, `unless`."""
    return (
        s.word(s.clause_start(index)) in {"if", "unless", "lest", "whether", "whenever"}
        and s.find({"had"}, 0, index) < 0
    )


def _asks_for_action(s: Sentence) -> bool:
    """Whether a sentence calls itself an action: `Action item:`, `AI-3:`, `Follow-up:`."""
    colon = s.find({":"}, 1, 5)
    return colon > 0 and any(word in cue("turns asks-for-action") for word in (s.word(at) for at in range(colon)))


def _person_who(s: Sentence) -> bool:
    return any(s.word(phrase.end) == "who" and phrase.who in HUMAN for phrase in s.phrases)


def _frame(code: str) -> str:
    return {
        "BL101": "cause",
        "BL102": "fault",
        "BL103": "human-error",
        "BL104": "mistake",
        "BL105": "negligence",
        "BL203": "hindsight",
        "BL301": "motive",
        "BL302": "rule-breaking",
        "BL402": "anonymous",
        "BL403": "sarcasm",
        "BL501": "punishment",
        "BL502": "careful",
        "BL503": "retrain",
    }.get(code, "idiom")
