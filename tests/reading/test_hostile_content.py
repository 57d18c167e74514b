"""Text that is made to be slow or deep to read is read like any other; each of these takes a moment, not minutes."""

from __future__ import annotations

import pytest
from content_files import INCIDENT, POSTMORTEM, UPDATE, read

SIZE = 1_000_000
LONG = {
    "one letter": "a" * SIZE,
    "brackets": "[" * SIZE,
    "closing brackets": "]" * SIZE,
    "asterisks": "*" * SIZE,
    "emphasis": "*a " * 300_000,
    "underscores": "_a" * 300_000,
    "quotes in quotes": "> " * 500_000,
    "lists in lists": "- " * 500_000,
    "numbers in numbers": "1. " * 300_000,
    "lists in quotes": ">- " * 300_000,
    "hashes": "#" * SIZE,
    "backticks": "`" * SIZE,
    "growing runs of backticks": " ".join("`" * length for length in range(1, 1400)),
    "tags": "<a " * 300_000,
    "comments": "<!--" * 250_000,
    "comments within a line": "x<!--" * 200_000,
    "images": "![" * 500_000,
    "links": "[a](" * 250_000,
    "mentions": "[[a|" * 150_000,
    "entities": "&amp;" * 200_000,
    "bars": "|" * 120_000,
    "spaces": "x" + " " * SIZE + "y",
    "quotation marks": '"' * SIZE,
    "dashes": "-" * SIZE,
    "colons": "Components: a" + ":" * 400_000,
    "gaps in components": "Components: a" + " " * 400_000 + "x",
    "components": "Components: " + "checkout major outage, " * 20_000,
    "parentheses": "- a " + "(" * 400_000 + ")",
    "open attributes": "- a (owner: " * 80_000 + ")",
    "gaps in entries": "- 2026-03-14 09:02 UTC" + " " * 400_000 + "[start]",
    "tags of entries": "- " + "[start] " * 100_000,
}
MANY = {
    "headings": "## a\n" * 90_000,
    "updates": "## Update — 2026-03-14 09:14 UTC\n\n" * 20_000,
    "nested headings": "".join("#" * (1 + number % 6) + " a\n" for number in range(30_000)),
    "deep lists": "".join(" " * (2 * depth) + "- a\n" for depth in range(1000)),
    "deep quotes": "".join(">" * depth + " a\n" for depth in range(1000)),
    "fences": "```\n" * 50_001,
    "component lines": "Components: checkout\n" * 20_000,
    "revisions": "Revised: 2026-03-14 09:00 UTC x\n" * 20_000,
    "comments": "<!--\n" * 50_000,
    "definitions": "[a]: b\n" * 30_000,
    "underlines": "a\n===\n" * 30_000,
    "bold labels": "**a**: b\n" * 30_000,
}
HEADS = {
    "flow lists": "title: " + "[" * 100_000,
    "flow mappings": "title: " + "{a: " * 50_000,
    "lists": "title:\n" + "- " * 100_000 + "x",
    "mappings": "\n".join(" " * depth + "a:" for depth in range(1500)),
    "questions": "? " * 50_000,
    "aliases": "a: &a [x]\n" + "".join(f"{to}: &{to} [{', '.join([f'*{of}'] * 9)}]\n" for of, to in zip("abcdefgh", "bcdefghi", strict=True)),
    "anchors": "".join(f"k{number}: &a{number} v\n" for number in range(10_000)),
    "keys": "".join(f"k{number}: v\n" for number in range(20_000)),
    "one key": "title: v\n" * 20_000,
    "tags": "".join(f"k{number}: !!python/name:os.system v\n" for number in range(10_000)),
    "components": "components: {" + ", ".join(f"c{number}: major_outage" for number in range(5_000)) + "}",
    "a long time": "started: 2026-03-14" + " " * SIZE + "x",
    "a long word": "title: " + "a" * SIZE,
    "an open quote": 'title: "' + "a" * SIZE,
}  # fmt: skip
CAUGHT = {
    "anchors",
    "flow lists",
    "flow mappings",
    "lists",
    "mappings",
    "questions",
    "aliases",
    "keys",
    "one key",
    "tags",
    "components",
    "a long time",
    "an open quote",
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_line_is_read_in_an_update_and_in_a_postmortem(name):
    records = read({
        "incidents/some-incident.md": f"---\n{INCIDENT}---\n{UPDATE}{LONG[name]}\n",
        "postmortems/some-id.md": f"---\n{POSTMORTEM}---\n## Timeline\n\n{LONG[name]}\n\n## Action items\n\n{LONG[name][:200_000]}\n",
    })  # fmt: skip
    assert len(records.incidents[0].value.updates) == 1
    assert records.postmortems[0].document.sections


@pytest.mark.parametrize("name", MANY)
def test_many_lines_of_one_kind_are_read(name):
    records = read({
        "incidents/some-incident.md": f"---\n{INCIDENT}---\n{UPDATE}{MANY[name]}\n",
        "postmortems/some-id.md": f"---\n{POSTMORTEM}---\n## Timeline\n\n{MANY[name][:50_000]}\n\n## Action items\n\n{MANY[name][:50_000]}\n",
    })  # fmt: skip
    assert records.incidents[0].value.updates
    assert records.postmortems[0].document.sections


@pytest.mark.parametrize("name", HEADS)
def test_a_head_without_end_is_read_or_told(name):
    for path in ("incidents/some-id.md", "postmortems/some-id.md", "index.md", "catalogue.yml"):
        text = HEADS[name] if path == "catalogue.yml" else f"---\n{HEADS[name]}\n---\n"
        records = read({path: text})
        assert len(records.faults) < 6_000
        if path.startswith("incidents"):
            told = {fault.code for fault in records.faults if fault.code != "FM005"}
            assert bool(told) is (name in CAUGHT)
