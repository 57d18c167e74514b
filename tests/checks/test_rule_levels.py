"""What a finding weighs, and what makes a check fail."""

from __future__ import annotations

import dataclasses

import pytest
from writing import NOW, cause, codes, content, findings, incident, postmortem

from faultless.checks import RULES, Finding, Hit, Level, Rule, exit_code, level_of, run, unknown_codes
from faultless.model import START_OF_FILE
from faultless.policy import Policy

LATE = incident(resolved="2026-03-14 08:00 UTC")  # TI101
SILENT = incident("\n## Resolved — 2026-03-14 10:00 UTC\n\nOver.\n", visibility=None)  # FM018


def level(root, text: str, **rules: str) -> list[tuple[str, str]]:
    found = findings(root, {"incidents/down.md": text}, Policy(rules=rules))
    return [(finding.code, finding.level.value) for finding in found]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({}, [("TI101", "error")]),
        ({"TI101": "info"}, [("TI101", "info")]),
        ({"TI": "warning"}, [("TI101", "warning")]),
        ({"TI1": "off"}, []),
        ({"TI": "off", "TI101": "warning"}, [("TI101", "warning")]),
        ({"TI101": "off", "TI": "error"}, []),
        ({"FM": "off"}, [("TI101", "error")]),
    ],
)
def test_the_policy_sets_levels_by_code_or_prefix_and_the_longest_wins(tmp_path, rules, expected):
    assert level(tmp_path, LATE, **rules) == expected


def test_the_policy_can_raise_a_rule_that_only_warns(tmp_path):
    assert level(tmp_path, SILENT) == [("FM018", "warning")]
    assert level(tmp_path, SILENT, FM018="error") == [("FM018", "error")]


def test_every_rule_has_one_of_the_levels_of_the_contract():
    warned = {"FM014", "FM018", "FM019", "FM020", "SE104", "SE106"}
    warned |= {"TI103", "TI105", "TI107", "TI108", "TI112", "TI113", "TI115"}
    warned |= {"BL302", "BL403", "RC102", "RC103"}
    warned |= {"PU102", "PU105", "AC102", "AC103", "AC104", "AC107", "AC109"}
    told = {"SE105", "SE107", "TI109", "TI110", "RC104", "XR104", "XR105"}
    told |= {"PU108", "PU109", "PU111", "AC105", "AC106", "AC108"}
    expected = {**dict.fromkeys(warned, "W"), **dict.fromkeys(told, "I"), "BL204": "–"}
    letters = {Level.ERROR: "E", Level.WARNING: "W", Level.INFO: "I", Level.OFF: "–"}
    for rule in RULES:
        assert letters[level_of(rule, {})] == expected.get(rule.code, "E"), rule.code


def made(level: Level, *, reminder: bool = False) -> Finding:
    return Finding("ZZ100", "made-up", level, "x.md", START_OF_FILE, "wrong", reminder=reminder)


@pytest.mark.parametrize(
    ("found", "fail_level", "code"),
    [
        ((), Level.INFO, 0),
        ((Level.WARNING, Level.INFO), Level.ERROR, 0),
        ((Level.INFO, Level.ERROR), Level.ERROR, 1),
        ((Level.WARNING,), Level.WARNING, 1),
        ((Level.INFO,), Level.WARNING, 0),
        ((Level.INFO,), Level.INFO, 1),
    ],
)
def test_the_exit_code_is_one_at_or_above_the_level_that_fails(found, fail_level, code):
    assert exit_code([made(level) for level in found], fail_level) == code


def test_a_reminder_never_changes_the_exit_code():
    assert exit_code([made(Level.INFO, reminder=True)], Level.INFO) == 0


def reminding(root, **rules: str) -> tuple[Finding, ...]:
    """What a rule says that depends on the time."""
    rule = Rule(
        "ZZ100",
        "late",
        Level.INFO,
        "",
        lambda context: (Hit(record.path, START_OF_FILE, "is due") for record in context.records.incidents),
        reminder=True,
    )
    return findings(root, {"incidents/down.md": incident()}, Policy(rules=rules), rules=(rule,))


def test_a_rule_that_depends_on_the_time_only_reminds(tmp_path):
    assert [(finding.level, finding.reminder) for finding in reminding(tmp_path)] == [(Level.INFO, True)]


def test_the_policy_can_turn_a_reminder_into_a_finding(tmp_path):
    found = reminding(tmp_path, ZZ100="error")
    assert [(finding.level, finding.reminder) for finding in found] == [(Level.ERROR, False)]
    assert exit_code(found) == 1


def test_findings_stand_in_the_order_of_path_line_column_and_code_whatever_the_order_of_the_rules(tmp_path):
    files = {
        "incidents/down.md": incident("\n[[nowhere]] and [[elsewhere]] TODO\n", resolved="2026-03-14 08:00 UTC"),
        "incidents/also.md": incident("\n[[nowhere]]\n", sevrity="sev1"),
    }
    records = content(tmp_path, files)
    found = run(records, NOW)
    assert [(finding.path, finding.span.line, finding.code) for finding in found] == [
        ("incidents/also.md", 6, "FM004"),
        ("incidents/also.md", 9, "XR101"),
        ("incidents/down.md", 6, "TI101"),
        ("incidents/down.md", 9, "XR101"),
        ("incidents/down.md", 9, "XR101"),
        ("incidents/down.md", 9, "SE103"),
    ]
    assert run(records, NOW, rules=tuple(reversed(RULES))) == found


def test_select_and_ignore_take_codes_and_prefixes(tmp_path):
    files = {"incidents/down.md": incident("\n[[nowhere]] TODO\n", resolved="2026-03-14 08:00 UTC")}
    assert codes(findings(tmp_path, files, select=("TI", "SE103"))) == ["TI101", "SE103"]
    assert codes(findings(tmp_path, files, ignore=("TI",))) == ["XR101", "SE103"]
    assert codes(findings(tmp_path, files, select=("TI", "XR"), ignore=("XR101",))) == ["TI101"]


def test_what_is_neither_a_code_nor_a_prefix_of_one_is_known():
    assert unknown_codes(["TI", "TI101", "FM0", "ZZ", "TI999", "TI1011"]) == ("ZZ", "TI999", "TI1011")


SEVERAL = {
    "incidents/down.md": incident(severity="sev1"),
    "postmortems/down.md": postmortem("\n## Summary\n\nTODO [[nowhere]]\n"),
}


def test_a_draft_is_not_failed_by_what_it_still_lacks_but_by_what_is_wrong_in_it(tmp_path):
    files = {**SEVERAL, "postmortems/down.md": postmortem("\n## Summary\n\nTODO [[nowhere]]\n", status="draft")}
    weights = {finding.code: finding.level for finding in findings(tmp_path, files)}
    assert weights == {"SE101": Level.WARNING, "SE103": Level.WARNING, "XR101": Level.ERROR}


def test_what_is_no_draft_any_more_is_failed(tmp_path):
    for finding in findings(tmp_path, SEVERAL):
        assert finding.level is (Level.WARNING if "should have" in finding.message else Level.ERROR)


def test_a_record_without_a_status_is_a_draft(tmp_path):
    files = {**SEVERAL, "postmortems/down.md": postmortem("\n## Summary\n\nTODO\n", status=None)}
    assert exit_code(findings(tmp_path, files)) == 0


UNCAPPED = {"FM001", "FM002", "FM003", "FM009", "FM010", "FM011", "FM012", "PU104"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_on_an_imported_record_only_some_findings_fail(tmp_path, rule):
    """What would lose the record stays an error; everything else was wrong before and is a warning."""
    if rule.code in {"FM013", "FM014"}:
        body = "\n<!-- faultless: allow TI101 -->\n" if rule.code == "FM013" else ""
        body = body or "\n<!-- faultless: allow TI101 -- for no reason -->\n"
        found = findings(
            tmp_path, {"incidents/down.md": incident(body, imported="cstate")}, Policy(rules={"FM": "error"})
        )
        assert [(finding.code, finding.level) for finding in found] == [(rule.code, Level.WARNING)]
        return
    firing = dataclasses.replace(
        rule,
        level=Level.ERROR,
        check=lambda context: (Hit(record.path, START_OF_FILE, "wrong") for record in context.records.incidents),
    )
    files = {"incidents/down.md": incident(imported="cstate"), "incidents/native.md": incident()}
    found = {finding.path: finding.level for finding in findings(tmp_path, files, rules=(firing,))}
    assert found["incidents/down.md"] is (Level.ERROR if rule.code in UNCAPPED else Level.WARNING)
    assert found["incidents/native.md"] is Level.ERROR


def test_a_secret_in_an_imported_record_is_an_error_as_soon_as_there_is_a_rule_for_it(tmp_path):
    rule = Rule("PU104", "secret", Level.ERROR, "", lambda _: [Hit("incidents/down.md", START_OF_FILE, "a key")])
    found = findings(tmp_path, {"incidents/down.md": incident(imported="cstate")}, rules=(rule,))
    assert [finding.level for finding in found] == [Level.ERROR]


def test_a_finding_that_is_not_an_error_keeps_its_level_on_an_imported_record(tmp_path):
    found = findings(tmp_path, {"root-causes/rare.md": cause(imported="archive")})
    assert [(finding.code, finding.level) for finding in found] == [("XR104", Level.INFO)]
