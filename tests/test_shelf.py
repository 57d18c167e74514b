"""What is kept of each thing is found again as long as the thing stays as it is."""

from __future__ import annotations

import pytest

from faultless.caching import Kept
from faultless.shelf import Shelf


@pytest.fixture
def kept(tmp_path) -> Kept:
    return Kept(tmp_path, b"key" * 10)


def filled(kept, mark="one") -> Shelf:
    shelf = Shelf(kept, "things", mark)
    for number in range(200):
        shelf.learn(f"thing-{number}", "as it was", f"made of {number}".encode())
    shelf.keep()
    return shelf


def test_it_is_found_by_the_next_run(kept):
    filled(kept)
    assert Shelf(kept, "things", "one").find("thing-7", "as it was") == b"made of 7"


def test_the_same_run_finds_it_again_once_it_is_kept(kept):
    assert filled(kept).find("thing-7", "as it was") == b"made of 7"


@pytest.mark.parametrize(("name", "mark", "state"), [
    ("other", "one", "as it was"), ("things", "other", "as it was"), ("things", "one", "as it is now"),
])  # fmt: skip
def test_nothing_is_found_of_another_shelf_mark_or_state(kept, name, mark, state):
    filled(kept)
    assert Shelf(kept, name, mark).find("thing-7", state) is None


def test_a_change_writes_one_shard_and_what_was_not_asked_for_goes_with_it(kept):
    filled(kept)
    before = {file.name: file.read_bytes() for file in kept.folder.iterdir()}
    shelf = Shelf(kept, "things", "one")
    shelf.find("thing-8", "as it was")
    shelf.learn("thing-7", "as it is now", b"new")
    shelf.keep()
    after = {file.name: file.read_bytes() for file in kept.folder.iterdir()}
    assert len([name for name in before if before[name] != after[name]]) == 1
    again = Shelf(kept, "things", "one")
    assert again.find("thing-7", "as it is now") == b"new"
    assert again.find("thing-8", "as it was") == b"made of 8"


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x80\x05."])
def test_what_is_damaged_or_not_ours_is_as_if_it_were_not_there(kept, damage):
    filled(kept)
    for file in kept.folder.iterdir():
        file.write_bytes(damage)
    assert Shelf(kept, "things", "one").find("thing-7", "as it was") is None


def test_without_a_place_it_is_known_within_the_run():
    assert filled(None).find("thing-7", "as it was") == b"made of 7"
