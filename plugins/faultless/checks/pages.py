"""The pages of the rules: what, why, bad, good, options, when to switch it off."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from importlib import resources

from faultless.checks.registry import RULES
from faultless.patterns import expression

_FENCE = expression(
    r"^(?P<fence>`{3,}|~{3,})(?P<verdict>bad|good|and|before)[ \t]+(?P<path>\S+)(?P<escapes>[ \t]+escapes)?[ \t]*\n"
    r"(?P<text>.*?)^(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A content root in small: whether the rule fires on it, its files' bytes by path, and those that stood before."""

    bad: bool
    files: tuple[tuple[str, bytes], ...]
    before: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of a rule: its Markdown source, and the examples in it.

    A fence `bad incidents/x.md` begins an example that must fire, `good` one that must not; `and` adds a file to the
    example before it; `before` gives a file of the next example as it stood before the change that is checked;
    `escapes` after the path reads backslash escapes as bytes.
    """

    code: str
    text: str
    examples: tuple[Example, ...]


def page(code: str) -> RulePage:
    """The page of a rule.

    Raises:
        KeyError: there is no such rule.
    """
    rule = next((rule for rule in RULES if rule.code == code), None)
    if rule is None:
        raise KeyError(code)
    group, stem = code[:2].lower(), f"{code.lower()}_{rule.name.replace('-', '_')}"
    file = resources.files("faultless.checks.rules") / group / f"{stem}.md"
    text = file.read_text(encoding="utf-8")
    return RulePage(code, text, tuple(_examples(text)))


def _examples(text: str) -> list[Example]:
    found: list[Example] = []
    before: list[tuple[str, bytes]] = []
    for match in _FENCE.finditer(text):
        content = match["text"].encode("utf-8")
        if match["escapes"]:
            content = (
                content.decode("utf-8").encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1")
            )
        file = match["path"], content
        if match["verdict"] == "before":
            before.append(file)
        elif match["verdict"] == "and":
            found[-1] = replace(found[-1], files=(*found[-1].files, file))
        else:
            found.append(Example(match["verdict"] == "bad", (file,), tuple(before)))
            before = []
    return found


def plain_markdown(text: str) -> str:
    """The page for a reader: the examples as ordinary Markdown code blocks."""
    return _FENCE.sub(lambda match: f"{match['fence']}markdown\n{match['text']}{match['fence']}", text)
