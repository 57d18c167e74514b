"""The level of a rule in some folders: what counts before what, and what is left undone where a rule is off."""

from __future__ import annotations

from pathlib import Path

import pytest
from writing import NOW, cause, codes, content, findings, incident, postmortem

from faultless.checks import (
    RULES,
    Finding,
    Hit,
    Level,
    Levels,
    Rule,
    exit_code,
    refuse_unknown_codes,
    run,
)
from faultless.model import START_OF_FILE
from faultless.policy import Policy, PolicyError, Profile

LATE = incident(resolved="2026-03-14 08:00 UTC")  # TI101
FILES = {"incidents/new.md": LATE, "incidents/old/down.md": LATE}
OLD = ("incidents/old/**",)


def policy(*profiles: dict[str, str], **rules: str) -> Policy:
    return Policy(rules=rules, profiles=tuple(Profile(OLD, rules=one) for one in profiles))


def weights(root: Path, made: Policy, files: dict[str, str] | None = None, **more: object) -> dict[str, str]:
    """The level of TI101 in each file."""
    found = findings(root, files or FILES, made, select=("TI101",), **more)
    return {one.path.removeprefix("incidents/"): one.level.value for one in found}


@pytest.mark.parametrize(
    ("made", "old", "new"),
    [
        (policy(), "error", "error"),
        (policy({"TI101": "info"}), "info", "error"),
        (policy({"TI": "warning"}), "warning", "error"),
        (policy({"TI": "warning", "TI101": "info"}), "info", "error"),
        (policy({"TI1": "off"}), None, "error"),
        (policy({"TI": "warning"}, TI101="info"), "warning", "info"),
        (policy({"TI101": "error"}, TI="off"), "error", None),
        (policy({"SE": "off"}, TI="warning"), "warning", "warning"),
        (policy({"TI101": "info"}, {"TI": "warning"}), "warning", "error"),
        (policy({"TI101": "info"}, {"SE": "off"}), "info", "error"),
    ],
)
def test_what_is_said_of_a_folder_goes_before_what_is_said_of_all(tmp_path, made, old, new):
    expected = {"old/down.md": old, "new.md": new}
    assert weights(tmp_path, made) == {path: level for path, level in expected.items() if level}


def test_an_archive_passes_and_what_is_new_fails(tmp_path):
    archive = Policy(profiles=(Profile(("*/old/**",), rules={"TI": "warning", "SE": "off", "BL": "off"}),))
    blamed = postmortem("\n## Root cause\n\nAmara forgot to renew it.\n", incident="down")
    files = {"incidents/old/down.md": LATE, "postmortems/old/down.md": blamed}
    found = findings(tmp_path / "old", files, archive)
    assert (codes(found), exit_code(found)) == (["TI101"], 0)
    files = {"incidents/down.md": LATE, "postmortems/down.md": blamed}
    assert exit_code(findings(tmp_path / "new", files, archive)) == 1


def test_a_file_that_could_not_be_read_has_the_level_of_its_folder(tmp_path):
    files = {"incidents/old/empty.md": "", "incidents/empty.md": ""}
    found = findings(tmp_path, files, policy({"FM001": "info"}), select=("FM001",))
    assert [(one.path, one.level.value) for one in found] == [
        ("incidents/empty.md", "error"), ("incidents/old/empty.md", "info"),
    ]  # fmt: skip


def test_the_level_of_a_folder_does_not_lift_what_caps_an_imported_record(tmp_path):
    files = {"incidents/old/down.md": incident(resolved="2026-03-14 08:00 UTC", imported="cstate")}
    assert weights(tmp_path, policy({"TI101": "error"}), files) == {"old/down.md": "warning"}


def test_a_rule_is_not_asked_about_files_where_it_is_off(tmp_path):
    asked = []

    def looking(context):
        asked.extend(record.path for record in context.incidents)
        return iter(())

    rule = Rule("ZZ100", "looking", Level.ERROR, "", looking)
    records = content(tmp_path, FILES, policy({"ZZ": "off"}))
    run(records, NOW, rules=(rule,))
    assert asked == ["incidents/new.md"]
    asked.clear()
    run(content(tmp_path / "warned", FILES, policy({"ZZ": "warning"})), NOW, rules=(rule,), at_least=Level.ERROR)
    assert asked == ["incidents/new.md"]


def test_a_rule_that_is_off_by_itself_may_be_on_in_a_folder(tmp_path):
    def everywhere(context):
        return (Hit(record.path, START_OF_FILE, "wrong") for record in context.incidents)

    rule = Rule("ZZ100", "everywhere", Level.OFF, "", everywhere)
    found = findings(tmp_path, FILES, policy({"ZZ100": "error"}), rules=(rule,))
    assert [(one.path, one.level) for one in found] == [("incidents/old/down.md", Level.ERROR)]
    found = findings(tmp_path, FILES, policy({"ZZ100": "error"}), rules=(rule,), select=("ZZ",))
    assert len(found) == 1


def due(root: Path, made: Policy) -> list[Finding]:
    """What is said of postmortems that are due."""
    late = incident(severity="sev1", resolved="2026-03-14 10:00 UTC")
    files = {"incidents/new.md": late, "incidents/old/down.md": late}
    return list(findings(root, files, made, select=("TI110",)))


def test_a_reminder_is_one_only_where_the_policy_leaves_it_alone(tmp_path):
    found = due(tmp_path, policy({"TI110": "warning"}))
    assert [(one.path, one.level.value, one.reminder) for one in found] == [
        ("incidents/new.md", "info", True), ("incidents/old/down.md", "warning", False),
    ]  # fmt: skip


def test_an_open_end_that_only_reminds_is_raised_by_a_folder(tmp_path):
    """TI107 of an incident that is not over reminds, unless the policy gives the rule a level."""
    told = "\n## Investigating — 2026-03-14 09:14 UTC\n\nWe are looking into it.\n"
    files = {f"incidents/{path}": incident(told, visibility="public") for path in ("new.md", "old/down.md")}
    found = findings(tmp_path, files, policy({"TI107": "error"}), select=("TI107",))
    assert [(one.path, one.level.value, one.reminder) for one in found] == [
        ("incidents/new.md", "info", True), ("incidents/old/down.md", "error", False),
    ]  # fmt: skip


ALLOWED = "\n<!-- faultless: allow TI101 -- the clock was wrong -->\n"


def test_an_allowance_is_not_unused_where_its_rule_is_off(tmp_path):
    files = {"incidents/new.md": incident(ALLOWED), "incidents/old/down.md": incident(ALLOWED)}
    found = findings(tmp_path, files, policy({"TI": "off"}), select=("FM014",))
    assert [one.path for one in found] == ["incidents/new.md"]


def test_the_level_of_an_unused_allowance_may_be_that_of_a_folder(tmp_path):
    files = {"incidents/new.md": incident(ALLOWED), "incidents/old/down.md": incident(ALLOWED)}
    found = findings(tmp_path, files, policy({"FM014": "error"}), select=("FM014",))
    assert {one.path: one.level.value for one in found} == {
        "incidents/new.md": "warning",
        "incidents/old/down.md": "error",
    }


def test_what_a_postmortem_lacks_is_weighed_by_its_own_folder_not_by_that_of_its_incident(tmp_path):
    files = {
        "incidents/old/down.md": incident(severity="sev1"),
        "postmortems/down.md": postmortem("\n## Summary\n\nx\n"),
    }
    found = findings(tmp_path, files, policy({"SE": "off"}), select=("SE101",))
    assert {one.path for one in found} == {"postmortems/down.md"}


def test_the_root_cause_of_a_folder_has_the_level_of_the_folder(tmp_path):
    made = Policy(profiles=(Profile(("root-causes/**",), rules={"XR104": "error"}),))
    found = findings(tmp_path, {"root-causes/rare.md": cause()}, made)
    assert [(one.code, one.level) for one in found] == [("XR104", Level.ERROR)]


@pytest.mark.parametrize("rule", RULES[:3], ids=lambda rule: rule.code)
def test_the_heaviest_that_a_rule_may_weigh_is_known_without_a_look_at_the_files(rule):
    levels = Levels(policy({rule.code: "warning"}, {rule.code: "info"}, **{rule.code: "off"}), ())
    assert levels.most(rule) is Level.WARNING


# Codes


def test_the_policy_may_only_speak_of_rules_that_there_are():
    refuse_unknown_codes(policy({"BL": "off", "SE1": "off"}, TI101="off"))
    with pytest.raises(PolicyError) as raised:
        refuse_unknown_codes(policy({"BL999": "off"}, {"ZZ": "off"}, IN001="off"))
    assert raised.value.problems == (
        "rules: there is no rule IN001; faultless rules lists them all",
        "profiles, entry 1: rules: there is no rule BL999; faultless rules lists them all",
        "profiles, entry 2: rules: there is no rule ZZ; faultless rules lists them all",
    )
