"""A difference as text for a terminal, as Markdown for a pull request, as JSON for a program."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import Any

import click

from faultless.checks import Screen
from faultless.checks.markup import MOST, code, literal
from faultless.checks.report import on_one_line, printable
from faultless.emit import instant
from faultless.publishing.difference.changes import Change, Difference, Fact
from faultless.publishing.difference.words import Piece, compared

_SIGNS = {"new": "+", "removed": "-", "moved": ">", "changed": "~"}
_MARKED = re.compile(r"\[-.*?-\]|\{\+.*?\+\}")


def reported(form: str, told: Difference, screen: Screen) -> str:
    """A difference in one of the `FORMS`."""
    return _FORMS[form](told, screen)


def _text(told: Difference, screen: Screen) -> str:
    return "\n".join((*_headline(told), *(line for one in told.changes for line in _change(one, screen)), ""))


def _headline(told: Difference) -> Iterator[str]:
    if not told.changes:
        yield f"Customers see no change, as of {instant(told.at)}."
        return
    yield f"What customers will see change, as of {instant(told.at)}: {told.counts}."
    if told.messages:
        updates = "One update is" if told.messages == 1 else f"{told.messages:,} updates are"
        yield f"{updates} new: each is a message to those who subscribe."


def _change(change: Change, screen: Screen) -> Iterator[str]:
    place = f" ({change.path})" if change.path and change.path != change.title else ""
    yield ""
    yield on_one_line(f"{_SIGNS[change.kind]} {change.kind} {change.what}: {change.title}{place}")
    for fact in change.facts:
        yield from _fact(fact, screen)


def _fact(fact: Fact, screen: Screen) -> Iterator[str]:
    name = on_one_line(fact.what)
    old, new = (on_one_line(one or "") for one in (fact.before, fact.after))
    if not fact.prose:
        yield f"    {name}: {new}" if fact.before is None else f"    {name}: {old} -> {new or 'nothing'}"
        return
    yield f"    {name}{_fate(fact)}:"
    for line in "".join(_marked(piece) for piece in _pieces(fact)).split("\n"):
        wrapped = wrap(line, (screen.width or 100) - 8, break_long_words=False, break_on_hyphens=False)
        yield from (f"        {_coloured(part) if screen.colour else part}" for part in wrapped)


def _pieces(fact: Fact) -> tuple[Piece, ...]:
    """The words of running text; of what came or went as a whole, all of them as they are."""
    if fact.before is None or fact.after is None:
        return (Piece("=", fact.after or fact.before or ""),)
    return compared(fact.before, fact.after)


def _fate(fact: Fact) -> str:
    return ", new" if fact.before is None else ", removed" if fact.after is None else ", changed"


def _marked(piece: Piece) -> str:
    """`[-gone-]` and `{+come+}`, as Git marks words; each line by itself."""
    text = "\n".join(printable(line) for line in piece.text.split("\n"))
    if piece.sign == "=":
        return text
    opened, closed = ("[-", "-]") if piece.sign == "-" else ("{+", "+}")
    words = text.rstrip()
    return "\n".join(f"{opened}{line}{closed}" if line else "" for line in words.split("\n")) + text[len(words) :]


def _coloured(line: str) -> str:
    return _MARKED.sub(lambda one: click.style(one[0], fg="red" if one[0].startswith("[") else "green"), line)


def _markdown(told: Difference, screen: Screen) -> str:
    del screen
    first, *more = _headline(told)
    lines = ["### What customers will see change", "", *(literal(line) for line in (first, *more)), ""]
    length = 0
    for number, change in enumerate(told.changes):
        written = list(_change_in_markdown(change))
        length += sum(map(len, written))
        if length > MOST:
            lines += [f"And {len(told.changes) - number:,} more: `faultless diff` lists them all.", ""]
            break
        lines += written
    return "\n".join(lines)


def _change_in_markdown(change: Change) -> Iterator[str]:
    place = f" · {code(change.path)}" if change.path and change.path != change.title else ""
    yield f"#### {change.kind.capitalize()} {change.what}: {literal(change.title)}{place}"
    yield ""
    for fact in change.facts:
        name = literal(fact.what)
        if fact.prose:
            shown = "".join(_tagged(piece) for piece in _pieces(fact)).strip("\n")
            yield f"- {name}{_fate(fact)}:"
            yield ""
            yield from (f"  > {line}  " for line in shown.split("\n"))
            yield ""
        elif fact.before is None:
            yield f"- {name}: {literal(fact.after or '')}"
        elif fact.after is None:
            yield f"- {name}: <del>{literal(fact.before)}</del>"
        else:
            yield f"- {name}: <del>{literal(fact.before)}</del> <ins>{literal(fact.after)}</ins>"
    yield ""


def _tagged(piece: Piece) -> str:
    if piece.sign == "=":
        return "\n".join(literal(line) for line in piece.text.split("\n"))
    tag = "del" if piece.sign == "-" else "ins"
    words = piece.text.rstrip()
    marked = "\n".join(f"<{tag}>{literal(line)}</{tag}>" if line else "" for line in words.split("\n"))
    return marked + piece.text[len(words) :]


def _json(told: Difference, screen: Screen) -> str:
    del screen
    document = {
        "as_of": told.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "summary": told.counts,
        "new_updates": told.messages,
        "changes": [_change_in_json(change) for change in told.changes],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _change_in_json(change: Change) -> dict[str, Any]:
    facts = []
    for fact in change.facts:
        said: dict[str, Any] = {"what": fact.what, "before": fact.before, "after": fact.after}
        if fact.prose and fact.before is not None and fact.after is not None:
            said["words"] = [list(piece) for piece in _pieces(fact)]
        facts.append(said)
    return {"kind": change.kind, "what": change.what, "title": change.title, "path": change.path, "facts": facts}


_FORMS: dict[str, Callable[[Difference, Screen], str]] = {"text": _text, "markdown": _markdown, "json": _json}

FORMS = tuple(_FORMS)
