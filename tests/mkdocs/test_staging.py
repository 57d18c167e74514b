"""A strict build that is about to fail is seen in time, whichever generator counts its warnings."""

from __future__ import annotations

import logging

import pytest
from mkdocs.utils import CountHandler

from faultless.mkdocs.staging import warnings_counted


class _CounterOfAnotherGenerator(logging.NullHandler):
    """Counts like MkDocs' own and shares no class with it."""

    counts = 0

    def handle(self, record: logging.LogRecord) -> bool:
        self.counts += record.levelno >= logging.WARNING
        return True

    def get_counts(self) -> list[tuple[str, int]]:
        return [("WARNING", self.counts)] if self.counts else []


@pytest.fixture
def mkdocs_logger():
    logger = logging.getLogger("mkdocs")
    handlers, level = list(logger.handlers), logger.level
    logger.setLevel(logging.INFO)  # whatever a build before has made of it
    yield logger
    logger.handlers[:] = handlers
    logger.setLevel(level)


def test_nothing_is_counted_where_the_build_is_not_strict(mkdocs_logger: logging.Logger) -> None:
    mkdocs_logger.warning("A warning")
    assert not warnings_counted()


def test_mkdocs_counts_at_its_logger(mkdocs_logger: logging.Logger) -> None:
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    mkdocs_logger.addHandler(counter)
    mkdocs_logger.info("No warning")
    assert not warnings_counted()
    mkdocs_logger.warning("A warning")
    assert warnings_counted()


def test_another_generator_counts_above_it(mkdocs_logger: logging.Logger, monkeypatch: pytest.MonkeyPatch) -> None:
    generator = logging.getLogger("generator")
    generator.addHandler(_CounterOfAnotherGenerator())
    monkeypatch.setattr(mkdocs_logger, "parent", generator)
    assert not warnings_counted()
    generator.warning("A warning of the generator itself")
    assert warnings_counted()
