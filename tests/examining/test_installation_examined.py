"""The interpreter and the packages: every version that is known not to work is told, and no other."""

from __future__ import annotations

import pytest

from faultless.examining import Weight
from faultless.examining.installation import Installation, ailments_of_installation, this_installation

WORKS = {
    "mkdocs": "1.6.1",
    "mkdocs-material": "9.8.2",
    "click": "8.2.1",
    "pagefind-bin": "1.4.0",
    "vl-convert-python": "1.9.0",
}
PLUGINS = frozenset({"search", "faultless", "faultless/wiki", "faultless/status"})


def found(python=(3, 12, 1), plugins=PLUGINS, **versions):
    packages = {**WORKS, **{name.replace("_", "-"): version for name, version in versions.items()}}
    return list(ailments_of_installation(Installation(python, packages.get, plugins)))


def test_versions_that_work_are_not_mentioned():
    assert found() == []
    assert found(python=(3, 10, 0), mkdocs="1.6", click="8.1.7") == []


def test_what_is_installed_here_works():
    assert [one for one in ailments_of_installation(this_installation()) if one.weight is Weight.PROBLEM] == []


@pytest.mark.parametrize(
    ("versions", "where", "what"),
    [
        ({"python": (3, 9, 18)}, "Python", "3.9.18 is too old"),
        ({"mkdocs": None}, "mkdocs", "is not installed"),
        ({"mkdocs": "1.5.3"}, "mkdocs", "1.5.3 is too old"),
        ({"mkdocs": "2.0.0a1"}, "mkdocs", "2.0.0a1 has no plugins"),
        ({"mkdocs_material": None}, "mkdocs-material", "is not installed"),
        ({"mkdocs_material": "9.5.50+insiders.4"}, "mkdocs-material", "9.5.50+insiders.4 is too old"),
        ({"click": "8.3.0"}, "click", "8.3.0 breaks the live reload of mkdocs serve"),
        ({"plugins": frozenset({"faultless"})}, "plugins", "MkDocs does not find faultless/wiki, faultless/status"),
    ],
)
def test_a_version_that_does_not_work_is_a_problem(versions, where, what):
    (one,) = found(**versions)
    assert (one.weight, one.where, one.what) == (Weight.PROBLEM, where, what)
    assert one.why
    assert one.remedy


def test_another_generator_with_the_same_plugins_will_do():
    assert found(mkdocs=None, properdocs="1.6.7") == []


def test_a_generator_that_ignores_plugins_is_warned_of():
    (one,) = found(zensical="0.3.0")
    assert (one.weight, one.where) == (Weight.ADVICE, "zensical")


def test_a_part_that_is_optional_is_advice():
    (one,) = found(pagefind_bin=None)
    assert (one.weight, one.where) == (Weight.ADVICE, "pagefind-bin")


def test_without_the_library_that_draws_there_are_bars_and_advice():
    (one,) = found(vl_convert_python=None)
    assert (one.weight, one.where) == (Weight.ADVICE, "vl-convert-python")
