"""Which sections a document needs, and for which documents a profile stands."""

from __future__ import annotations

import pytest

from faultless.policy import (
    SECTION_IDS,
    Policy,
    Profile,
    Severity,
    profile_of,
    requirements,
    rules_of,
    section_names,
    section_title,
)

TABLE = {
    "summary": "RRRR", "root-cause": "RRwo", "impact": "RRRo", "user-impact": "Rwoo", "timeline": "RRRw", "detection": "RRwo", "response": "Rwoo",
    "resolution": "RRwo", "lessons": "Rwoo", "actions": "RRwo", "recurrence": "RRwo", "not-doing": "wwoo", "customer-message": "RRRR",
}  # fmt: skip
WHEN = {"recurrence": "seen-before", "not-doing": "no-actions", "customer-message": "customer-message"}


def needed(policy: Policy, severity: str | None, path: str = "postmortems/x.md", **keys: bool) -> dict[str, bool]:
    return {one.section: one.required for one in requirements(policy, path, severity, **keys)}


@pytest.mark.parametrize(("column", "severity"), list(enumerate(["sev1", "sev2", "sev3", "sev4"])))
def test_the_default_profile_is_the_one_that_is_documented(column, severity):
    expected = {section: row[column] == "R" for section, row in TABLE.items() if row[column] != "o"}
    assert needed(Policy(), severity) == expected
    assert all(one.when == WHEN.get(one.section) for one in requirements(Policy(), "x", severity))
    order = [one.section for one in requirements(Policy(), "x", severity)]
    assert order == [section for section in SECTION_IDS if section in order]


def test_a_near_miss_and_an_unknown_severity_count_as_the_mildest():
    assert (
        needed(Policy(), "sev1", near_miss=True)
        == needed(Policy(), None)
        == needed(Policy(), "sev9")
        == needed(Policy(), "sev4")
    )


def test_a_longer_scale_goes_on_with_the_mildest():
    policy = Policy(severities=tuple(Severity(f"p{number}", "P", "none") for number in range(6)))
    assert needed(policy, "p5") == needed(policy, "p3")


def test_a_profile_replaces_what_a_severity_needs_for_its_paths():
    policy = Policy(
        profiles=(Profile(("postmortems/old/**",), required={"sev1": ("impact",)}, warned={"sev1": ("timeline",)}),)
    )
    assert needed(policy, "sev1", "postmortems/old/x.md") == {
        "impact": True,
        "timeline": False,
        "customer-message": True,
    }
    assert needed(policy, "sev2", "postmortems/old/x.md") == needed(Policy(), "sev2")
    assert needed(policy, "sev1") == needed(Policy(), "sev1")


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("postmortems/old/**", "postmortems/old/x.md", True),
        ("postmortems/old/**", "postmortems/old/2020/x.md", True),
        ("postmortems/old/**", "postmortems/older/x.md", False),
        ("postmortems/*.md", "postmortems/x.md", True),
        ("postmortems/*.md", "postmortems/old/x.md", False),
        ("postmortems/**/*.md", "postmortems/x.md", True),
        ("postmortems/**/*.md", "postmortems/a/b/x.md", True),
        ("**/x.md", "postmortems/x.md", True),
        ("**", "postmortems/x.md", True),
        ("postmortems/?.md", "postmortems/x.md", True),
        ("postmortems/?.md", "postmortems/xy.md", False),
        ("postmortems/x.md", "postmortems/xxmd", False),
        ("postmortems/[x].md", "postmortems/x.md", False),
        ("x.md", "postmortems/x.md", False),
    ],
)
def test_two_asterisks_go_through_folders_and_one_stays_within(pattern, path, matches):
    assert (profile_of(Policy(profiles=(Profile((pattern,)),)), path) is not None) is matches


def test_the_last_profile_that_matches_wins():
    first, last = Profile(("postmortems/**",)), Profile(("postmortems/old/**",), labels="bold")
    policy = Policy(profiles=(first, last))
    assert profile_of(policy, "postmortems/old/x.md") is last
    assert profile_of(policy, "postmortems/x.md") is first


def test_a_profile_of_rules_alone_leaves_the_sections_to_the_one_before():
    sections = Profile(("postmortems/**",), required={"sev1": ("impact",)})
    levels = Profile(("postmortems/old/**",), rules={"BL": "off"})
    policy = Policy(profiles=(sections, levels))
    assert profile_of(policy, "postmortems/old/x.md") is sections
    assert needed(policy, "sev1", "postmortems/old/x.md") == {"impact": True, "customer-message": True}


def test_an_empty_profile_goes_back_to_the_default():
    policy = Policy(profiles=(Profile(("**",), required={"sev1": ("impact",)}), Profile(("postmortems/new/**",))))
    assert needed(policy, "sev1", "postmortems/new/x.md") == needed(Policy(), "sev1")


def test_the_levels_of_every_profile_that_matches_count_the_last_one_first():
    one, two = Profile(("postmortems/**",), rules={"BL": "info"}), Profile(("**/old/**",), rules={"SE": "off"})
    policy = Policy(rules={"TI": "off"}, profiles=(one, two))
    assert rules_of(policy, "postmortems/old/x.md") == ({"SE": "off"}, {"BL": "info"}, {"TI": "off"})
    assert rules_of(policy, "postmortems/x.md") == ({"BL": "info"}, {"TI": "off"})
    assert rules_of(policy, "incidents/x.md") == ({"TI": "off"},)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_every_language_names_every_section_it_can_propose(language):
    names = section_names((language,))
    for identifier in SECTION_IDS:
        assert names.find(section_title(identifier, language)) == identifier
        assert names.find(section_title(identifier)) is not None
