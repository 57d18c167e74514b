"""Every sentence of `passages.txt` gets the level and the code it is listed with."""

from __future__ import annotations

from pathlib import Path

import pytest

PASSAGES = [
    line.split(" ", 2)
    for line in (Path(__file__).parent / "passages.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("level", "code", "text"), PASSAGES, ids=lambda value: str(value)[:60])
def test_a_passage_gets_its_level_and_code(placed, level, code, text):
    found = sorted(placed(text), key=lambda one: not one.blame.severe)
    if level == "fine":
        assert not found
    else:
        assert found
        assert found[0].blame.code == code
        assert found[0].blame.severe == (level == "error")


def test_half_of_the_passages_are_look_alikes():
    fine = sum(level == "fine" for level, _, _ in PASSAGES)
    assert len(PASSAGES) >= 300
    assert 0.4 < fine / len(PASSAGES) < 0.6
