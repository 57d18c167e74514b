"""What a YAML parser's complaint means to whoever wrote the file: where the mistake is, and how to put it right."""

from __future__ import annotations

import re

import yaml

_KEY = re.compile(r"\s*(?:- +)*(?P<key>[\w-]+):[ \t]+(?P<value>\S.*?)[ \t]*$")
_INDENTATION = "check the indentation and the quotes of this line and the one above"
_QUOTES_OF_TEXT = ("expected key", "alphabetic or numeric", "comment or line break", "not allowed in this context",
                   "cannot start any token")  # fmt: skip
"""Parts of complaints about a text that ought to be in quotes."""

_EXPLAINED = (
    (
        "mapping values are not allowed",
        "a key in the midst of a text",
        "indent it like the keys above, or put the text in quotes",
    ),
    ("tab", None, "indent with spaces, not tabs"),
    ("cannot start any token", None, "put the text in quotes; indent with spaces, not tabs"),
    ("end of stream", "the quote or bracket that opens here is not closed", "close it on the same line"),
    ("maximum nesting depth", "nested too deeply", "records nest at most 20 levels deep"),
    ("expected ':'", "a line that is no key with a value", "write it as `key: value`, or put the text above in quotes"),
    ("another document", "a second document begins here", "delete this line of dashes"),
    ("alias", None, "YAML's anchors and aliases are not used here; put text that begins with * or & in quotes"),
    ("anchor", None, "YAML's anchors and aliases are not used here; put text that begins with * or & in quotes"),
)
"""What a complaint holds, what to say instead of it, and how to put it right."""


def mistake(problem: Exception, text: str) -> int:
    """The offset of what is broken: where it was noticed, or where the quote or bracket opens that is never closed."""
    if not isinstance(problem, yaml.MarkedYAMLError):
        return 0
    mark = problem.problem_mark or problem.context_mark
    opened = problem.context_mark
    what = problem.problem or ""
    if opened is not None and ("end of stream" in what or "expected ':'" in what or _bracket_left_open(problem)):
        mark = opened
    return 0 if mark is None else min(mark.index, len(text.rstrip()))


def explained(problem: Exception, text: str) -> tuple[str, str]:
    """What is wrong, and how to put it right."""
    if not isinstance(problem, yaml.MarkedYAMLError):
        return str(problem).split("\n", 1)[0], _INDENTATION
    what = problem.problem or "it cannot be parsed"
    if _bracket_left_open(problem):
        return "the quote or bracket that opens here is not closed", "close it on the same line"
    offset = mistake(problem, text)
    if offset and text[offset - 1] in "'\"" and "expected key" in what:
        hint = "a quote further up is not closed, or the text holds one: put it in the other kind of quotes"
        return "text behind the end of a quoted text", hint
    start = text.rfind("\n", 0, offset) + 1
    written = _KEY.match(text[start:].split("\n", 1)[0])
    if written is not None and offset - start >= written.start("value"):
        if "mapping values are not allowed" in what:
            return "a second colon in an unquoted text", _in_quotes(written)
        if any(part in what for part in _QUOTES_OF_TEXT):
            return what, _in_quotes(written)
    return next(((said or what, hint) for part, said, hint in _EXPLAINED if part in what), (what, _INDENTATION))


def _bracket_left_open(problem: yaml.MarkedYAMLError) -> bool:
    """Whether the parser was within brackets that opened on a line further up."""
    opened, noticed = problem.context_mark, problem.problem_mark
    if opened is None or noticed is None or opened.line == noticed.line:
        return False
    return "while parsing a flow" in (problem.context or "")


def _in_quotes(written: re.Match[str]) -> str:
    value = written["value"]
    quoted = f'"{value}"' if '"' not in value and "\\" not in value else "'" + value.replace("'", "''") + "'"
    return f"put the text in quotes: {written['key']}: {quoted}"
