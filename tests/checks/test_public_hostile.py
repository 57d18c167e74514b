"""The rules about public text and actions on text that nobody would write: they end, and find what there is."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from writing import NOW, content, incident, postmortem

from faultless.checks import RULES
from faultless.checks.rule import Context

_SECONDS = 30
"""Far more than any of them takes, and far less than one that is not linear would."""

_SIZE = 200_000

HOSTILE = {
    "one letter": "a",
    "one digit": "1",
    "hyphens": "-",
    "dots": ".",
    "open brackets": "[",
    "mentions": "[[a]]",
    "open mentions": "[[a|",
    "open comments": "x<!--",
    "quotation marks": '"a" ',
    "at signs": "a@",
    "hashes": "#a",
    "colons": "1:",
    "machines": "db-",
    "tags": "<a ",
    "promises": "will be fixed in ",
    "addresses": "://a:",
    "keys": "-----" + "BEGIN PRIVATE KEY-----",
    "tokens": "eyJa.",
}


def check(root: str, text: str) -> None:
    body = f"\n## Identified — 2026-03-14 09:33 UTC\n\n{text}\n"
    files = {
        "incidents/down.md": incident(body, visibility="public", severity="sev1"),
        "postmortems/down.md": postmortem(f"\n## Action items\n\n- [ ] improve {text}\n"),
    }
    context = Context(content(Path(root), files), NOW)
    for rule in RULES:
        if rule.code.startswith(("PU", "AC")):
            list(rule.check(context))


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_text_of_one_piece_over_and_over_is_checked_to_its_end(tmp_path, piece):
    process = multiprocessing.get_context("fork").Process(
        target=check, args=(str(tmp_path), piece * (_SIZE // len(piece)))
    )
    process.start()
    process.join(_SECONDS)
    ended = process.exitcode
    process.kill()
    assert ended == 0
