"""How long an outage was, as a text states it: `the outage lasted two hours`, `a 45-minute outage`, `Duration: 2 h`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from faultless.insight.spoken import Speech, Spoken, Words, any_of
from faultless.patterns import expression

MEASURES = ("whole", "recover", "resolve", "mitigate", "detect", "identify", "acknowledge")
"""What a label can measure; a sentence always tells of the whole."""

_SENTENCE = expression(r"(?<=[.!?…;])[\"”')\]]?\s+(?=[^\sa-z0-9])")
_NEAR = 160
"""How many characters before and after a length of time can say what it is the length of."""

_LONGEST, _MOST = 2_000, 10
"""How many characters of a sentence are read, and how many lengths of time: no sentence for people has more."""

_WORD = r"[\w'’-]{1,40}"


@dataclass(frozen=True, slots=True)
class Stated:
    """A length of time that a text states, and the measure (of `MEASURES`) it gives for it."""

    measure: str
    spoken: Spoken


class Statements:
    """Finds what a text states of the length of an outage; linear in the length of the text.

    Args:
        words: of a language: what outages are called, what they do, what labels measure. `otherwise` are words of
            sentences that tell of another outage, of a part of one, or of one that never came: they are passed over.
        speech: finds the lengths of time themselves.
    """

    def __init__(self, words: Words, speech: Speech) -> None:
        self._speech = speech
        one = {key: any_of(known) for key, known in words.items()}
        self._labels = {label: measure for measure in MEASURES for label in words.get(measure, ())}
        self._all_of_it = frozenset(words.get("all of it", ()))
        self._label = _compiled(rf"\W*(?P<label>{any_of(self._labels)})\s?(?:\([^()]{{0,60}}\)\s?)?")
        self._says = _compiled(rf"[\s:=–—-]*(?:{one['was']}\s)?\Z")
        self._otherwise = _compiled(rf"\b{one['otherwise']}\b")
        self._until = _compiled(rf"\s{one['until']}\b")
        self._where = _compiled(rf"\s(?!{one['everywhere']}\b){one['where']}\b")
        outage = rf"(?:{one['of outage']}\s){{0,2}}{one['outage']}"
        of_it = rf"(?:\s{one['where']}(?:\s{_WORD}){{1,4}}?)?"
        total = rf"(?:\s{one['total']})?"
        self._lasted = _compiled(rf"\b{outage}{of_it}\s(?:{one['besides']}\s)?{one['lasted']}{total}\s\Z")
        self._of = _compiled(rf"\b{outage}\s{one['lasting']}{total}\s\Z")
        self._long = _compiled(rf"(?:[\s-]{one['long']})?[\s-]{outage}(?=\s{one['then']}\b|\s?[^\s\w-]|\Z)")
        went = rf"(?:{one['was']}\s(?:{one['how']}\s)?{one['down']}|{one['failed']})\s{one['total']}\s\Z"
        self._down = _compiled(rf"(?:\A|[,:;]\s|\b{one['and']}\s)(?P<who>[^,:;]{{1,60}}?)\s{went}")
        cues = {word for key in ("outage", "down", "failed", *MEASURES) for word in words.get(key, ())}
        self._cues = tuple(sorted(cue for cue in cues if not any(one in cue for one in cues - {cue})))

    def worth(self, text: str) -> bool:
        """Whether a text, case-folded, may state anything at all: a quick look."""
        return any(map(text.__contains__, self._cues))

    def label(self, text: str) -> str | None:
        """What a text measures that is nothing but a label, such as the first cell of a row; else None."""
        match = self._label.match(text)
        return self._labels[_plain(match["label"])] if match and not text[match.end() :].strip(" :=") else None

    def find(self, text: str, names: frozenset[str] = frozenset()) -> Iterator[Stated]:
        """What a text states, in order.

        Args:
            text: prose of one block.
            names: of what the outage hit, case-folded: that one of them was down counts as well.
        """
        start = 0
        for end in (*(match.start() for match in _SENTENCE.finditer(text)), len(text)):
            begins = end - len(text[start:end].lstrip())
            sentence = text[begins : min(end, begins + _LONGEST)]
            found = []
            for spoken in islice(self._speech.find(sentence), _MOST):
                measure = self._measure(sentence, spoken, names, first=start == 0)
                if measure is not None:
                    found.append(Stated(measure, spoken.moved(begins)))
            if found and not self._otherwise.search(sentence):
                yield from found
            start = end

    def value(self, text: str, measure: str) -> Iterator[Stated]:
        """What a text states that stands behind a label, such as the second cell of a row."""
        spoken = next(self._speech.find(text), None)
        if spoken is not None and not text[: spoken.start].strip() and not self._otherwise.search(text):
            yield Stated(measure, spoken)

    def _measure(self, sentence: str, spoken: Spoken, names: frozenset[str], *, first: bool) -> str | None:
        before = sentence[max(0, spoken.start - _NEAR) : spoken.start]
        after = sentence[spoken.end : spoken.end + _NEAR]
        label = self._label.match(before) if first else None
        if label is not None and self._says.match(before, label.end()):
            return self._labels[_plain(label["label"])]
        if self._long.match(after):
            return "whole"
        lasted = self._lasted.search(before)
        hit = not lasted and not self._where.match(after) and (self._of.search(before) or self._hit(before, names))
        return "whole" if (lasted or hit) and not self._until.match(after) else None

    def _hit(self, before: str, names: frozenset[str]) -> bool:
        """Whether the words before a length say that all of it was down, or something that is named."""
        down = self._down.search(before)
        who = "" if down is None else down["who"].casefold().removeprefix("the ")
        return who in names or who in self._all_of_it or f"the {who}" in self._all_of_it


def _compiled(pattern: str) -> re.Pattern[str]:
    return expression(pattern, re.IGNORECASE)


def _plain(label: str) -> str:
    return " ".join(label.casefold().replace("-", " ").split())
