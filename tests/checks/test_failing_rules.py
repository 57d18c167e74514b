"""A mistake in a rule hides neither itself nor what the other rules find."""

from __future__ import annotations

import pytest
from writing import codes, findings, incident

from faultless.checks import INTERNAL, RULES, Hit, Level, Rule, exit_code
from faultless.model import START_OF_FILE
from faultless.policy import Policy

FILES = {
    "incidents/aaa.md": incident("\nTODO\n"),
    "incidents/bbb.md": incident(resolved="2026-03-14 08:00 UTC"),
    "incidents/ccc.md": incident("\n[[nowhere]]\n"),
}


def _second(context):
    for record in context.records.incidents:
        if record.path.endswith("bbb.md"):
            raise ZeroDivisionError("oh\nno")
        yield Hit(record.path, START_OF_FILE, "found before")


def _helper(record):
    return record.path[10_000]


def _deep(context):
    return [_helper(record) for record in context.records.incidents if record.path.endswith("ccc.md")]


def _at_once(context):
    raise RecursionError


def broken(check) -> Rule:
    return Rule("ZZ100", "broken", Level.WARNING, "", check)


@pytest.mark.parametrize(
    ("check", "path", "said"),
    [
        (_second, "incidents/bbb.md", "the rule ZZ100 broken failed on this file: ZeroDivisionError: oh\nno"),
        (_deep, "incidents/ccc.md", "the rule ZZ100 broken failed on this file: IndexError: string index out of range"),
        (_at_once, ".", "the rule ZZ100 broken failed: RecursionError: "),
    ],
)
def test_a_rule_that_fails_is_a_finding_that_names_rule_and_file(tmp_path, check, path, said):
    (failed,) = (one for one in findings(tmp_path, FILES, rules=(broken(check), *RULES)) if one.code == INTERNAL)
    assert (failed.path, failed.level, failed.message) == (path, Level.ERROR, said)
    assert "ZZ100: off" in failed.suggestion


def test_the_other_rules_go_on_and_what_it_found_before_is_kept(tmp_path):
    found = findings(tmp_path, FILES, rules=(broken(_second), *RULES))
    assert codes(found) == ["ZZ100", "SE103", INTERNAL, "TI101", "XR101"]


def test_the_exit_code_is_two_whatever_level_fails(tmp_path):
    found = findings(tmp_path, FILES, rules=(broken(_second), *RULES))
    assert [exit_code(found, level) for level in (Level.ERROR, Level.WARNING, Level.INFO)] == [2, 2, 2]


def test_it_can_be_neither_left_out_nor_allowed_nor_capped(tmp_path):
    allowed = {path: text.replace("---\n", "---\nimported: cstate\n", 1) for path, text in FILES.items()}
    allowed["incidents/bbb.md"] += "\n<!-- faultless: off ZZ -- silence -->\n"
    found = findings(tmp_path, allowed, rules=(broken(_deep), *RULES), select=("XR", "ZZ"), ignore=("IN",))
    assert [(one.code, one.level) for one in found] == [(INTERNAL, Level.ERROR), ("XR101", Level.WARNING)]


def test_a_rule_that_is_not_asked_for_is_not_run(tmp_path):
    assert findings(tmp_path, FILES, rules=(broken(_at_once),), select=("XR",)) == ()
    assert findings(tmp_path, FILES, rules=(broken(_at_once),), ignore=("ZZ",)) != ()


def test_a_rule_that_is_off_is_not_run(tmp_path):
    assert findings(tmp_path, FILES, Policy(rules={"ZZ100": "off"}), rules=(broken(_at_once),)) == ()
