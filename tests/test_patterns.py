"""A pattern that is compiled late does what one does that is compiled at once, and none is wrong unnoticed."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import faultless
from faultless.patterns import expression


def test_a_late_pattern_finds_what_an_early_one_finds() -> None:
    late, early = expression(r"(?P<word>b\w+)", re.IGNORECASE), re.compile(r"(?P<word>b\w+)", re.IGNORECASE)
    text = "a Bee and a bird"
    assert [match["word"] for match in late.finditer(text)] == [match["word"] for match in early.finditer(text)]
    assert (late.sub("x", text), late.pattern, late.flags) == (early.sub("x", text), early.pattern, early.flags)
    assert late.fullmatch(text) is None


def test_what_is_no_pattern_is_an_error_when_it_is_used() -> None:
    wrong = expression("(")
    with pytest.raises(re.error, match="unterminated"):
        wrong.search("")


def test_every_pattern_of_the_package_can_be_compiled() -> None:
    kind = type(expression(""))
    names = [one.name for one in pkgutil.walk_packages(faultless.__path__, "faultless.") if ".mkdocs" not in one.name]
    late = [value for name in names for value in vars(import_module(name)).values() if isinstance(value, kind)]
    assert len(late) > 50
    assert all(isinstance(one.groups, int) for one in late)
