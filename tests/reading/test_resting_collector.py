"""The collector of cycles rests while much is read, and looks only at what is made later while pages are rendered."""

from __future__ import annotations

import gc
import weakref

import pytest

from faultless.reading.collecting import collecting_what_comes, without_collecting


class Knot:
    """A value that holds itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def _as_it_was():
    enabled, threshold = gc.isenabled(), gc.get_threshold()
    gc.enable()
    yield
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == (True, threshold, 0)
    if not enabled:
        gc.disable()


def knots(count: int) -> list[weakref.ref[Knot]]:
    return [weakref.ref(Knot()) for _ in range(count)]


def test_what_is_of_no_use_any_more_goes_while_pages_are_rendered_and_not_while_files_are_read():
    with without_collecting():
        read = knots(30_000)
        assert all(one() is not None for one in read)
        with collecting_what_comes():
            rendered = knots(60_000)
            assert sum(one() is not None for one in rendered) < len(rendered) / 2
            assert all(one() is not None for one in read), "nobody looks through what was there before"


def test_a_collector_that_does_not_rest_is_left_alone():
    with collecting_what_comes():
        assert gc.get_freeze_count() == 0


def test_what_was_read_counts_as_old_afterwards():
    with without_collecting(ageing=True):
        read = knots(30_000)
        assert gc.get_count()[0] > 30_000
    assert gc.get_count()[0] < 10_000
    assert all(one() is not None for one in read)
