"""An edit changes what it is asked to change; every other byte of the file stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.authoring.editing import CannotEdit, Lines
from faultless.authoring.posting import Draft, edited
from faultless.model import Instant, Phase, State
from faultless.policy import Policy
from faultless.reading import Record, load

AT = Instant(datetime(2026, 3, 14, 10, 41, tzinfo=timezone.utc))
HEAD = """---
title: Down   # as customers call it
severity: sev3
visibility: public
components:
  api: partial_outage
started: 2026-03-14 09:02 UTC
tags: [a]
---
"""
FIRST = "## Investigating — 2026-03-14 09:10 UTC\n\nWe are looking.\n"
SECOND = "## Identified — 2026-03-14 09:30 UTC\n\nWe know.\n\nComponents: api degraded performance\n"
NOTES = "## Internal notes\n\n| a |\n|---|\n| b |\n"
DRAFT = Draft(Phase.RESOLVED, AT, "Over.\n\n- All of it\n", {"api": State.OPERATIONAL}, {"resolved": str(AT)})
WRITTEN = "## Resolved — 2026-03-14 10:41 UTC\n\nOver.\n\n- All of it\n\nComponents: api operational\n"


def record(root: Path, content: bytes) -> Record:
    root.mkdir(parents=True, exist_ok=True)
    (root / "catalogue.yml").write_text("components: [{id: api, name: API}]\n")
    (root / "incidents").mkdir(exist_ok=True)
    (root / "incidents" / "down.md").write_bytes(content)
    (read,) = load(root, Policy()).incidents
    return read


def after(root: Path, text: str, draft: Draft = DRAFT) -> str:
    content = text.encode()
    return edited(content, record(root, content), draft).decode()


HEADED = HEAD.replace("started: 2026-03-14 09:02 UTC\n", f"started: 2026-03-14 09:02 UTC\nresolved: {AT}\n")


@pytest.mark.parametrize(
    ("body", "becomes"),
    [
        ("", f"\n{WRITTEN}"),
        (f"\n{FIRST}", f"\n{FIRST}\n{WRITTEN}"),
        (f"\n{FIRST}\n{SECOND}", f"\n{FIRST}\n{SECOND}\n{WRITTEN}"),
        (f"\n{SECOND}\n{FIRST}", f"\n{WRITTEN}\n{SECOND}\n{FIRST}"),
        (f"\n{FIRST}\n{NOTES}", f"\n{FIRST}\n{WRITTEN}\n{NOTES}"),
        (f"\n{NOTES}", f"\n{WRITTEN}\n{NOTES}"),
        (f"\n{NOTES}\n{FIRST}", f"\n{NOTES}\n{FIRST}\n{WRITTEN}"),
        (f"\n{FIRST}{NOTES}", f"\n{FIRST}\n{WRITTEN}\n{NOTES}"),
        (f"\n{FIRST.rstrip()}", f"\n{FIRST}\n{WRITTEN}"),
        (f"\n{FIRST}\n\n", f"\n{FIRST}\n\n{WRITTEN}"),
        ("\nOnly inside.\n", f"\nOnly inside.\n\n{WRITTEN}"),
    ],
)
def test_an_update_comes_where_it_belongs(tmp_path, body, becomes):
    assert after(tmp_path, HEAD + body) == HEADED + becomes


def test_a_time_that_is_there_is_replaced_and_what_is_said_beside_it_stays(tmp_path):
    head = HEAD.replace("tags: [a]", 'resolved: "2026-03-14 10:00 UTC"  # an estimate')
    assert f"resolved: {AT}  # an estimate\n" in after(tmp_path, f"{head}\n{FIRST}")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_mark_at_the_start_stay(tmp_path, end, mark):
    text = mark + f"{HEAD}\n{FIRST}\n{NOTES}".replace("\n", end)
    assert after(tmp_path, text) == mark + f"{HEADED}\n{FIRST}\n{WRITTEN}\n{NOTES}".replace("\n", end)


PIECES = st.sampled_from(
    [
        FIRST,
        SECOND,
        NOTES,
        "Setext notes\n---\n\nInside.\n",
        "<!-- hidden -->\n",
        "```\n## No heading\n```\n",
        " \t\n",
        "\u2028 é 🙂\n",
    ]
)


@given(pieces=st.lists(PIECES, max_size=6), end=st.sampled_from(["\n", "\r\n"]), last=st.booleans())
def test_only_lines_are_added(tmp_path_factory, pieces, end, last):
    text = "\n".join([HEAD, *pieces, ""]).replace("\n", end)
    text = text if last else text.rstrip(end)
    made = after(tmp_path_factory.mktemp("edited"), text, replace(DRAFT, keys={}))
    at = next(at for at in range(len(made) + 1) if made[:at] == text[:at] and made[at:].endswith(text[at:]))
    added = made[at : len(made) - len(text) + at].replace("\r\n", "\n")
    assert added.strip() in WRITTEN or WRITTEN.strip() in added


def test_lines_are_the_bytes_they_were_made_of():
    for content in (b"", b"a", b"a\n", b"\xef\xbb\xbfa\r\nb\rc\n\n", "é\u2028\x0b\x0c".encode()):
        assert Lines.of(content, "x.md").content() == content


def test_bytes_that_are_no_text_are_refused_with_their_line():
    with pytest.raises(CannotEdit, match=r"^x\.md:2: not UTF-8"):
        Lines.of(b"a\n\xff", "x.md")


def test_a_value_over_several_lines_is_left_alone(tmp_path):
    head = HEAD.replace("tags: [a]", "resolved: >-\n  2026-03-14\n  10:00 UTC")
    with pytest.raises(CannotEdit, match="by hand"):
        after(tmp_path, f"{head}\n{FIRST}")
