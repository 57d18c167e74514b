"""PU104 secret."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.secrets import secrets_in
from faultless.model import Span


def check(context: Context) -> Iterator[Hit]:
    """Credentials in any file, in code and comments, too: Git keeps and copies internal files like any other."""
    for record in context.records:
        if record.path in context.skipped:
            continue
        starts: list[int] = []
        told: list[tuple[int, int]] = []
        for secret in secrets_in(record.text):
            if any(secret.start < end and start < secret.end for start, end in told):
                continue
            told.append((secret.start, secret.end))
            starts = starts or [0, *accumulate(len(line) + 1 for line in record.lines)]
            number = bisect_right(starts, secret.start)
            column = secret.start - starts[number - 1] + 1
            end = min(column + secret.end - secret.start, len(record.lines[number - 1]) + 1)
            hint = "revoke it where it was issued, then take it out of the text and of the history of the repository"
            yield Hit(record.path, Span.on_line(number, column, end), f"this looks like {secret.kind}", hint)


RULE = Rule(
    "PU104",
    "secret",
    Level.ERROR,
    "whoever can read the repository, or a copy or a build log of it, can use it; deleting the line does not take it "
    "back",
    check,
    of_file=True,
)
