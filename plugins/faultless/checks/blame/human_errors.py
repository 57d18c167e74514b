"""BL103: human error as an explanation."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.blame.clauses import Sentence
from faultless.checks.blame.found import Blame, Setting, blame, human
from faultless.checks.blame.lexicon import cue, terms
from faultless.checks.blame.scope import denies, denies_human_error, guards_against, talks_about_wording


def human_errors(s: Sentence, setting: Setting) -> Iterator[Blame]:  # noqa: C901 - a frame is one list of exits
    """`due to operator error`, `somebody's typo`."""
    kinds, errors = terms("nouns", "error-kind"), terms("nouns", "error-word")
    text = s.text
    for index in range(len(s.tokens) - 1):
        kind, error = s.word(index), s.word(index + 1)
        if (
            s.word(index + 1) in {"configuration", "typing", "process", "data-entry", "copy-paste"}
            and s.word(index + 2) in errors
        ):
            error = s.word(index + 2)
        if kind not in kinds or error not in errors:
            continue
        if kind in cue("faults human-error") and error in {"failure", "failures", "fault", "faults"}:
            continue
        if (
            kind in {"driver", "client", "editor", "process", "vendor", "customer"}
            and error in {"error", "errors"}
            and not (
                kind == "editor"
                and (
                    setting.heading
                    or (index == 0 and s.tokens[2:3] and s.tokens[2].tag == "V")
                    or s.find({"due", "by", "cause", "caused", "was", ":"}, 0, index) >= 0
                )
            )
        ):
            continue
        if error in {"errors", "failures"} and kind in {"user", "client", "customer", "admin", "people"}:
            continue
        subject = index == 0 and len(s.tokens) > 3 and s.tokens[2].tag == "V"
        if kind in cue("faults human-error 2") and not (setting.heading or subject or _slot(s, index, narrow=True)):
            continue
        end = index + 1
        after = s.word(end + 1)
        if after in terms("nouns", "rate") or after == "-":
            continue
        if (
            talks_about_wording(text)
            or guards_against(text)
            or denies_human_error(text)
            or denies(text, s.tokens[index].start - s.start, 40)
        ):
            continue
        if s.supposed(index) or (
            any(token.low in cue("faults human-error 3") and token.tag in "MB" for token in s.tokens)
            and not _slot(s, index)
        ):
            continue
        yield blame(
            s,
            "BL103",
            index,
            end,
            severe=_slot(s, index)
            or setting.heading
            or (kind in {"human", "operator", "pilot", "user", "manual"} and setting.section != "actions"),
            frame="human-error",
        )
        return
    yield from _typo(s)


def _slot(s: Sentence, index: int, *, narrow: bool = False) -> bool:
    """Whether the place before a word is a cause's: `due to`, `caused by`, `was`, `:`."""
    if narrow:
        return index <= 1 or s.find(cue("faults slot 2"), index - 6, index) >= 0
    return (
        s.find(
            cue("faults slot"),
            index - 5,
            index,
        )
        >= 0
    )


def _typo(s: Sentence) -> Iterator[Blame]:
    """`an engineer's typo caused`."""
    at = s.find({"typo", "typos", "misclick", "fat-fingering", "slip"})
    if at < 0:
        return
    phrase = s.phrase_at(at)
    owner = phrase.owner if phrase is not None else None
    if owner is None and s.word(at + 1) in {"by", "from"}:
        owner = s.phrase_at(at + 2)
    if human(owner) and not denies(s.text, s.tokens[at].start - s.start, 30):
        yield blame(s, "BL103", min(owner.start if owner else at, at), at, severe=True, who=None, frame="human-error")
