"""FM and XR: what front matter and links have to say that is not read wrongly, but cannot be right."""

from __future__ import annotations

import pytest
from writing import cause, codes, findings, front, incident, postmortem

from faultless.policy import Policy, StatusOptions

RESOLVED = "\n## Resolved — 2026-03-14 10:00 UTC\n\nOver.\n"
MAJOR = "\n## Investigating — 2026-03-14 09:10 UTC\n\nWe look.\n\nComponents: checkout major outage\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (incident(RESOLVED, visibility=None), ["FM018"]),
        (front({"title": "Old TLS", "kind": "notice"}, "\n## Notice — 2026-03-14 10:00 UTC\n\nSoon.\n"), ["FM018"]),
        (incident(visibility=None), []),
        (incident(RESOLVED, visibility="internal"), []),
        (incident(RESOLVED, visibility="everyone"), ["FM006"]),
        (front({"title": "Near", "kind": "near-miss", "detected": "2026-03-14 09:00 UTC"}, RESOLVED), []),
        ("---\ntitle: [\n---\n" + RESOLVED, ["FM002"]),
    ],
)
def test_updates_without_a_stated_visibility_are_told(tmp_path, text, found):
    assert codes(findings(tmp_path, {"incidents/down.md": text})) == found


@pytest.mark.parametrize(
    ("components", "said"),
    [
        ("{checkout: degraded_performance}", "says degraded performance"),
        ("{api: major_outage}", "does not name it"),
        (None, "does not name it"),
        ("{checkout: major_outage}", None),
        ("{checkout: Major Outage}", None),
    ],
)
def test_the_front_matter_gives_the_worst_state_that_was_told(tmp_path, components, said):
    found = findings(tmp_path, {"incidents/down.md": incident(MAJOR, components=components)})
    if said is None:
        assert found == ()
    else:
        assert [(one.code, one.level.value) for one in found] == [("FM019", "warning")]
        assert found[0].message == f"checkout had a major outage here, but the front matter {said}"
        assert found[0].suggestion == "write `checkout: major_outage` in the front matter"


def test_only_the_worst_of_several_states_is_compared_and_recovery_is_none(tmp_path):
    body = (
        "\n## Investigating — 2026-03-14 09:10 UTC\n\nComponents: checkout partial outage, api operational\n"
        "\n## Update — 2026-03-14 09:20 UTC\n\nComponents: checkout major outage\n"
        "\n## Update — 2026-03-14 09:30 UTC\n\nComponents: checkout partial outage\n"
        "\n## Resolved — 2026-03-14 10:00 UTC\n\nComponents: checkout operational\n"
    )
    found = findings(tmp_path, {"incidents/down.md": incident(body, components="[checkout]")})
    assert [(one.code, one.span.line) for one in found] == [("FM019", 13)]


@pytest.mark.parametrize(("policy", "found"), [(Policy(), []), (Policy(people="closed"), ["FM007", "FM007"])])
def test_people_must_be_known_only_where_the_policy_says_so(tmp_path, policy, found):
    text = incident(commander="Lee Ng", responders="[amara, Robin]")
    assert codes(findings(tmp_path, {"incidents/down.md": text}, policy)) == found


@pytest.mark.parametrize("identifier", ["human-error", "operator-error", "user-error"])
def test_a_person_is_never_a_cause_and_the_conditions_to_look_at_are_named(tmp_path, identifier):
    found = findings(tmp_path, {"root-causes/slip.md": cause(categories=f"[{identifier}]")}, ignore=("XR104",))
    assert codes(found) == ["FM015"]
    assert "unsafe-tooling" in found[0].suggestion


def test_factors_and_causes_are_kept_apart(tmp_path):
    files = {
        "incidents/down.md": incident(severity="sev4"),
        "postmortems/down.md": postmortem(contributing_factors="[dns]", root_causes="[gap]"),
        "root-causes/gap.md": cause(categories="[monitoring-gap]"),
    }
    found = [(one.path, one.code, one.level.value) for one in findings(tmp_path, files)]
    assert found == [("postmortems/down.md", "FM020", "warning"), ("root-causes/gap.md", "FM020", "warning")]


# FM011


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("/history/", True),
        ("/components/checkout/", True),
        ("/de/", True),
        ("/de/incidents/down/", True),
        ("/en/incidents/down/", False),
        ("/fr/", False),
        ("/issues/down/", False),
    ],
)
def test_a_former_address_cannot_be_a_page_of_the_status_site_in_any_of_its_languages(tmp_path, address, own):
    policy = Policy(status=StatusOptions(languages=("en", "de")))
    found = findings(tmp_path, {"incidents/down.md": incident(redirects=f"[{address}]")}, policy)
    assert codes(found) == (["FM011"] if own else [])


def test_an_address_that_two_records_claim_is_found_at_the_second(tmp_path):
    files = {f"incidents/{name}.md": incident(redirects="[/issues/x/]") for name in ("down", "later")}
    found = findings(tmp_path, files)
    assert [(one.path, one.code) for one in found] == [("incidents/later.md", "FM011")]
    assert "taken by incidents/down.md" in found[0].message


# XR101

LINKED = {
    "incidents/2026/down.md": incident(severity="sev4", aliases="[was-down]"),
    "postmortems/down.md": postmortem(root_causes="[ca-expiry]"),
    "root-causes/ca-expiry.md": cause(),
    "handbook/on call.md": "# On call\n",
}


@pytest.mark.parametrize(
    "words",
    [
        "[[down]]",
        "[[was-down]]",
        "[[postmortem/down]]",
        "[[root-cause/ca-expiry]]",
        "[[ca-expiry]]",
        "[[checkout]]",
        "[a](../incidents/2026/down.md)",
        "[a](../incidents/2026/down.md#update)",
        "[a](../incidents/2026/down.md?x=1)",
        "[a](../handbook/on%20call.md)",
        "[a](<../handbook/on call.md>)",
        "[a](../incidents/index.md)",
        "[a](../components/checkout.md)",
        "[a](../handbook/rules/BL999.md)",
        "[a](https://example.com/gone.md)",
        "[a](/gone.md)",
        "[a](gone.html)",
        "`[[nowhere]]` and `[a](gone.md)`",
    ],
)
def test_what_leads_somewhere_is_fine(tmp_path, words):
    found = findings(tmp_path, {**LINKED, "handbook/x.md": f"See {words}.\n"}, select=("XR101",))
    assert found == ()


@pytest.mark.parametrize(
    ("words", "suggestion"),
    [
        ("[[downn]]", "did you mean down?"),
        ("[[zzzzzzzz]]", "known are"),
        ("[[root-cause/down]]", "did you mean down?"),
        ("[a](../incidents/down.md)", "correct the path"),
        ("[a](../components/gone.md)", "correct the path"),
        ("[a](../../outside.md)", "correct the path"),
        ("![a](../incidents/down.md)", "correct the path"),
        ("[a](gone.md) [b](gone.md)", "correct the path"),
    ],
)
def test_what_leads_nowhere_is_found_where_it_stands(tmp_path, words, suggestion):
    found = findings(tmp_path, {**LINKED, "handbook/x.md": f"See {words}.\n"}, select=("XR101",))
    assert {one.path for one in found} == {"handbook/x.md"}
    assert found[0].span.column == 5
    assert found[0].suggestion.startswith(suggestion)
    assert len(found) == words.count("](") + words.count("[[")


def test_where_there_are_many_records_none_is_listed(tmp_path):
    many = {f"incidents/aaa-{number}.md": incident() for number in range(14)}
    (found,) = findings(tmp_path, {**many, "handbook/x.md": "[[zzzzzzzz]]\n"}, select=("XR101",))
    assert found.suggestion == "write the id of a record: its file name without .md"


# XR103


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"incident": None}, "this postmortem names no incident"),
        ({"incident": ""}, "this postmortem names no incident"),
        ({"incident": "nowhere"}, "there is no incident 'nowhere'"),
        ({"incident": None, "incidents": "[down, nowhere]"}, "there is no incident 'nowhere'"),
        ({"incident": "down"}, None),
        ({"incident": "was-down"}, None),
        ({"incident": None, "incidents": "[down, was-down]"}, None),
    ],
)
def test_a_postmortem_names_incidents_that_are_there(tmp_path, keys, message):
    files = {**LINKED, "postmortems/down.md": postmortem(**keys)}
    found = [one.message for one in findings(tmp_path, files, select=("XR103",))]
    assert found == ([] if message is None else [message])


@pytest.mark.parametrize("keys", [{"incident": "{a: b}"}, {"incident": None, "incidents": "{a: b}"}])
def test_an_incident_of_a_wrong_form_is_one_finding_not_two(tmp_path, keys):
    files = {**LINKED, "postmortems/down.md": postmortem(**keys)}
    found = findings(tmp_path, files, ignore=("SE", "XR104"))
    assert codes(found) == ["FM006"]


def test_a_postmortem_whose_front_matter_is_broken_is_not_told_that_it_names_none(tmp_path):
    found = findings(tmp_path, {"postmortems/down.md": "---\ntitle: [\n---\n"}, ignore=("SE",))
    assert codes(found) == ["FM002"]


# XR104, XR105


def test_a_cause_that_no_postmortem_names_is_a_guess(tmp_path):
    files = {**LINKED, "root-causes/old.md": cause(aliases="[was-old]"), "root-causes/rare.md": cause()}
    files["postmortems/down.md"] = postmortem(root_causes="[ca-expiry, was-old]")
    found = findings(tmp_path, files, select=("XR104",))
    assert [(one.path, one.level.value) for one in found] == [("root-causes/rare.md", "info")]


def broad(root, with_category: int, without: int, **keys: str) -> list[tuple[str, str]]:
    files = {"incidents/down.md": incident(), "root-causes/ca-expiry.md": cause()}
    for number in range(with_category):
        files[f"postmortems/p-{number}.md"] = postmortem(**keys)
    for number in range(without):
        files[f"postmortems/q-{number}.md"] = postmortem(contributing_factors="[test-gap]" if number < 2 else None)
    return [(one.path, one.message) for one in findings(root, files, select=("XR105",))]


@pytest.mark.parametrize(("with_category", "without", "found"), [(5, 3, 1), (4, 4, 0), (7, 0, 0), (8, 0, 1)])
def test_a_category_behind_more_than_half_of_eight_or_more_explains_nothing(tmp_path, with_category, without, found):
    assert len(broad(tmp_path, with_category, without, root_causes="[ca-expiry]")) == found


def test_a_broad_category_is_told_at_the_first_file_that_names_it(tmp_path):
    (found,) = broad(tmp_path, 5, 3, root_causes="[ca-expiry]")
    share = "the category 'certificate-expiry' stands behind 5 of 8 postmortems"
    assert found == ("root-causes/ca-expiry.md", share)


def test_a_broad_factor_is_told_at_the_first_postmortem_that_names_it(tmp_path):
    (found,) = broad(tmp_path, 5, 3, contributing_factors="[monitoring-gap]")
    assert found[0] == "postmortems/p-0.md"
