"""Many new files are looked at by two processes, and what is found is what one finds; `test_ahead` runs these."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from test_remembered import FILES, PUBLIC, read, written
from writing import CATALOGUE, NOW, incident, postmortem

from faultless.aside import Aside
from faultless.caching import Kept
from faultless.checks import INTERNAL, RULES, Hit, Level, Rule, ahead, run
from faultless.model import START_OF_FILE

MANY = {
    "catalogue.yml": CATALOGUE,
    **{f"incidents/down-{number}.md": incident(PUBLIC, visibility="public") for number in range(60)},
    **{
        f"postmortems/down-{number}.md": postmortem(
            f"\n## Summary\n\nAmara forgot the {number}th renewal. TODO\n", incident=f"down-{number}"
        )
        for number in range(60)
    },
}


@pytest.fixture
def kept(tmp_path) -> Kept:
    folder = tmp_path / "kept"
    folder.mkdir()
    return Kept(folder, b"key" * 10)


@pytest.fixture
def helped(monkeypatch) -> list[bool]:
    """Whether there was a second process, at each time that there might have been."""
    found: list[bool] = []

    class Watched(Aside):
        def __init__(self, work, *, pays):
            super().__init__(work, pays=pays)
            found.append(self.is_meanwhile)

    monkeypatch.setattr(ahead, "Aside", Watched)
    return found


def test_two_processes_find_what_one_finds(tmp_path, kept, helped):
    records = read(written(tmp_path / "content", MANY))
    expected = run(records, NOW)
    assert helped == [], "nothing is remembered without a place for it"
    assert run(records, NOW, kept=kept) == expected
    assert helped == [True]
    assert len([one for one in expected if one.code == "BL101"]) == 60
    assert run(read(tmp_path / "content"), NOW, kept=kept) == expected
    assert helped == [True], "nothing is new"


def test_what_the_other_process_found_is_kept_as_well(tmp_path, kept, helped, monkeypatch):
    run(read(written(tmp_path / "content", MANY)), NOW, kept=kept)
    assert helped == [True]
    forbidden = [Rule(one.code, one.name, one.level, one.why, _never, of_file=True) for one in RULES if one.of_file]
    found = run(read(tmp_path / "content"), NOW, rules=forbidden, kept=kept)
    assert [one for one in found if one.code == INTERNAL] == []
    assert len([one for one in found if one.code == "BL101"]) == 60


def test_few_files_are_looked_at_by_one(tmp_path, kept, helped):
    run(read(written(tmp_path / "content", FILES)), NOW, kept=kept)
    assert helped == []


def test_a_rule_that_fails_in_either_process_is_told(tmp_path, kept, helped):
    def fails(context):
        for record in context.incidents:
            if record.path.endswith("-7.md"):
                raise ZeroDivisionError
            yield Hit(record.path, START_OF_FILE, "found")

    broken = Rule("ZZ100", "broken", Level.WARNING, "", fails, of_file=True)
    found = run(read(written(tmp_path / "content", MANY)), NOW, rules=[*RULES, broken], kept=kept)
    assert helped == [True]
    assert [one.path for one in found if one.code == INTERNAL] == ["incidents/down-7.md"]


def test_a_process_that_dies_is_replaced(tmp_path, kept, helped):
    here = os.getpid()

    def dies(context):
        if os.getpid() != here:
            os._exit(9)
        return [Hit(record.path, START_OF_FILE, "found") for record in context.incidents]

    fatal = Rule("ZZ100", "fatal", Level.WARNING, "", dies, of_file=True)
    found = run(read(written(tmp_path / "content", MANY)), NOW, rules=[*RULES, fatal], kept=kept)
    assert helped == [True]
    assert len([one for one in found if one.code == "ZZ100"]) == 60


def _never(context):
    records = [*context.incidents, *context.postmortems]
    assert not records, f"{Path(records[0].path).name} was looked at again"
    return []
