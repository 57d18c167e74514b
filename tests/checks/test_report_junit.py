"""JUnit XML as CI systems read it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporting import HOSTILE, finding, item, report

from faultless.checks import INTERNAL, Finding, Level, Reported
from faultless.model import START_OF_FILE

FILES = ("content/postmortems/down.md", "content/incidents/up.md")


def junit(*found: Finding | Reported, **more) -> Element:
    out = report("junit", *found, **{"files": FILES, **more})
    assert out.isascii()
    return fromstring(out)


def cases(root: Element) -> dict[str, list[str]]:
    """What each test ended in, by its name."""
    return {case.get("name"): [child.tag for child in case] for case in root.iter("testcase")}


def failing(*found: Finding | Reported, **more) -> list[str]:
    root = junit(*found, **more)
    return [case.get("name") for case in root.iter("testcase") if case.find("failure") is not None]


def test_a_clean_run_has_a_passing_test_for_each_file():
    root = junit()
    assert cases(root) == {path: [] for path in sorted(FILES)}
    assert {(case.get("classname"), case.get("file")) for case in root.iter("testcase")} == {
        ("faultless.content.incidents", "content/incidents/up.md"),
        ("faultless.content.postmortems", "content/postmortems/down.md"),
    }


def test_what_fails_a_file_is_one_failure_of_one_test():
    """Readers show the first failure of a test only."""
    found = (
        finding(message="one <b> & two"),
        finding(Level.WARNING, message="mild"),
        finding(message="two", why="", suggestion=""),
    )
    root = junit(*found, path=FILES[0])
    assert cases(root) == {FILES[0]: ["failure", "system-out"], FILES[1]: []}
    (failure,) = root.iter("failure")
    assert failure.get("message") == "ZZ100 one <b> & two (and 1 more)"
    assert failure.get("type") == "ZZ100 made-up"
    assert failure.text == (
        "content/postmortems/down.md:1:1: ZZ100 one <b> & two [made-up]\n"
        "  why: because\n"
        "  say: write it so\n"
        "content/postmortems/down.md:1:1: ZZ100 two [made-up]"
    )
    (other,) = root.iter("system-out")
    assert other.text.startswith("content/postmortems/down.md:1:1: ZZ100 mild [made-up]\n")


@pytest.mark.parametrize(
    ("level", "fail_level", "fails"),
    [
        (Level.ERROR, Level.ERROR, True),
        (Level.WARNING, Level.ERROR, False),
        (Level.WARNING, Level.WARNING, True),
        (Level.INFO, Level.WARNING, False),
        (Level.INFO, Level.INFO, True),
    ],
)
def test_a_test_fails_where_the_exit_code_is_1(level, fail_level, fails):
    assert failing(finding(level), path=FILES[0], fail_level=fail_level) == ([FILES[0]] if fails else [])


def test_a_reminder_fails_no_test():
    assert failing(finding(Level.INFO, reminder=True), path=FILES[0], fail_level=Level.INFO) == []


def test_a_rule_that_breaks_is_an_error_not_a_failure():
    broke = Finding(INTERNAL, "internal-error", Level.ERROR, ".", START_OF_FILE, "a rule failed")
    root = junit(item(broke, path="content"))
    assert cases(root) == {"content": ["error"], **{path: [] for path in sorted(FILES)}}
    assert [suite.get("errors") for suite in root.iter("testsuite")] == ["1"]


def test_the_totals_are_those_of_the_tests():
    found = (finding(), finding(), finding(Level.WARNING))
    root = junit(*found, path=FILES[0])
    for one in (root, root.find("testsuite")):
        assert {name: one.get(name) for name in ("tests", "failures", "errors", "skipped", "time")} == {
            "tests": "2",
            "failures": "1",
            "errors": "0",
            "skipped": "0",
            "time": "0.500",
        }


@given(message=HOSTILE, path=HOSTILE, files=st.lists(HOSTILE, max_size=3))
def test_hostile_text_is_xml_and_says_what_it_can(message, path, files):
    root = junit(finding(message=message, why=message, suggestion=message), path=path, files=files)
    assert len(list(root.iter("testcase"))) == len({path, *files})
    (failure,) = root.iter("failure")
    assert failure.text.count("\n") <= 2
    for element in root.iter():
        for value in (element.text or "", *element.attrib.values()):
            assert all(one.isprintable() or one in "\n\u061c\u200c\u200d\u200e\u200f" for one in value)
