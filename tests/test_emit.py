"""Writing front matter."""

from __future__ import annotations

from faultless import emit


def test_of_names_that_come_again_and_again_each_is_tried_as_yaml_once_however_many_there_are():
    """The components of a large page: each incident names some, and then the catalogue all of them."""
    emit._written.cache_clear()
    for _ in range(2):
        for number in range(6_000):
            emit.scalar(f"Service {number}")
    assert emit._written.cache_info().misses == 6_000
