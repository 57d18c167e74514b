"""SE104 to SE107: headings that are misspelt, out of order or there twice, and a lone cause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import cause, findings, incident, postmortem

from faultless.policy import SECTION_IDS, Policy, Profile, Severity, section_title

TEXT = "\n\nWords.\n\n"


def headings(root, *titles: str, code: str, policy: Policy | None = None) -> list[tuple[str, str]]:
    """What a rule says of a postmortem with these headings: the heading it stands at, and what to do."""
    text = postmortem("\n" + "".join(f"{title if title[0] == '#' else f'## {title}'}{TEXT}" for title in titles))
    files = {"incidents/down.md": incident(), "postmortems/down.md": text}
    lines = text.split("\n")
    found = findings(root, files, policy, select=(code,))
    return [(lines[one.span.line - 1].lstrip("# "), one.suggestion) for one in found]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Sumary", "Summary"),
        ("Summery", "Summary"),
        ("Root casue", "Root cause"),
        ("Rootcause", "Root cause"),
        ("Time line", "Timeline"),
        ("Atendees", "Attendees"),
        ("Atendees:", "Attendees"),
        ("3. 🔎 Detectoin", "Detection"),
        ("Lesons learned", "Lessons learned"),
        ("Lsesons lerned", "Lessons learned"),
        ("### Refrences", "References"),
        ("Decision", "Decisions"),
    ],
)
def test_a_heading_a_slip_away_from_a_known_one_is_found(tmp_path, written, meant):
    ((_, hint),) = headings(tmp_path, "Summary", written, code="SE104")
    assert hint == f"did you mean {meant}?"


@pytest.mark.parametrize(
    "written",
    [
        "Summary of the outage",
        "Timeline (UTC)",
        "Attendees",
        "Stats",
        "Solution",
        "Protection",
        "Fixes",
        "Tea",
        "Rome",
        "What the dashboards showed",
        "Sumary of a long day that nobody will forget",
        "🔥",
        "# Sumary",
    ],
)
def test_a_heading_that_is_known_or_like_none_is_left_alone(tmp_path, written):
    assert headings(tmp_path, written, code="SE104") == []


def test_the_aliases_of_a_profile_and_the_headings_of_other_languages_are_known(tmp_path):
    policy = Policy(profiles=(Profile(("**",), aliases={"impact": ("Blast radius",)}),), languages=("de",))
    assert headings(tmp_path, "Blast radious", code="SE104", policy=policy) == [
        ("Blast radious", "did you mean Blast radius?")
    ]
    assert headings(tmp_path, "Zusamenfassung", code="SE104", policy=policy) == [
        ("Zusamenfassung", "did you mean Zusammenfassung?")
    ]
    assert headings(tmp_path, "Blast radious", code="SE104") == []


@given(st.text(max_size=30))
def test_any_heading_can_be_looked_at(tmp_path_factory, title):
    line = "".join(one for one in title if one.isprintable())
    for _, hint in headings(tmp_path_factory.mktemp("any"), f"## {line}", code="SE104"):
        assert hint.startswith("did you mean")


def titles(*identifiers: str) -> list[str]:
    return [section_title(identifier) for identifier in identifiers]


def test_the_order_of_the_template_is_in_order(tmp_path):
    assert headings(tmp_path, *titles(*SECTION_IDS), code="SE105") == []
    assert headings(tmp_path, code="SE105") == []


def test_as_few_sections_as_possible_have_to_move(tmp_path):
    order = titles("timeline", "summary", "root-cause", "impact", "detection")
    assert headings(tmp_path, *order, code="SE105") == [("Timeline", "move it behind 'Impact'")]


def test_the_first_one_moves_before_the_others(tmp_path):
    assert headings(tmp_path, *titles("impact", "timeline", "summary"), code="SE105") == [
        ("Summary", "move it before 'Impact'")
    ]


@given(st.permutations(SECTION_IDS).flatmap(lambda order: st.integers(0, 13).map(lambda count: order[:count])))
def test_what_does_not_have_to_move_is_in_order(tmp_path_factory, order):
    root = tmp_path_factory.mktemp("order")
    moved = {heading for heading, _ in headings(root, *titles(*order), code="SE105")}
    left = [identifier for identifier in order if section_title(identifier) not in moved]
    assert left == sorted(left, key=SECTION_IDS.index)
    assert bool(moved) is (list(order) != sorted(order, key=SECTION_IDS.index))


def test_parts_of_a_section_and_headings_of_ones_own_may_stand_anywhere(tmp_path):
    order = ("Summary", "### Timeline", "Attendees", "Impact", "### Detection", "Timeline")
    assert headings(tmp_path, *order, code="SE105") == []


def test_of_a_section_that_is_there_twice_the_first_counts(tmp_path):
    assert headings(tmp_path, "Summary", "Timeline", "Summary", code="SE105") == []


def test_sections_of_a_profiles_own_have_no_order(tmp_path):
    policy = Policy(profiles=(Profile(("**",), aliases={"weather": ("Weather",)}),))
    assert headings(tmp_path, "Timeline", "Weather", "Actions", code="SE105", policy=policy) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("Summary", "Summary"), ("Actions", "Next steps"), ("Impact", "Customer impact"), ("Customer message",) * 2],
)
def test_a_second_section_for_the_same_question_is_found(tmp_path, first, second):
    ((heading, hint),) = headings(tmp_path, first, "Attendees", second, code="SE106")
    assert heading == second
    assert "line 7" in hint


def test_the_lessons_are_one_group(tmp_path):
    assert headings(tmp_path, "What went well", "What went badly", "Where we got lucky", code="SE106") == []
    assert headings(tmp_path, "What went well", "What went badly", "What went well", code="SE106") == [
        ("What went well", "join the two (the first is on line 7), or make this a heading below the first")
    ]


def test_the_causes_are_one_group(tmp_path):
    assert headings(tmp_path, "Five whys", "Root cause", "Contributing factors", code="SE106") == []
    assert headings(tmp_path, "Root cause", "Five whys", "Root cause", code="SE106") == [
        ("Root cause", "join the two (the first is on line 7), or make this a heading below the first")
    ]


def test_a_part_of_a_section_is_no_second_one(tmp_path):
    assert headings(tmp_path, "Impact", "### Customer impact", "Attendees", "Attendees", code="SE106") == []


def lone(root, severity: str, causes: str | None, factors: str | None = None, policy: Policy | None = None) -> int:
    files = {
        "incidents/down.md": incident(severity=severity),
        "postmortems/down.md": postmortem(root_causes=causes, contributing_factors=factors),
        "root-causes/one.md": cause(),
        "root-causes/two.md": cause(),
    }
    return len(findings(root, files, policy, select=("SE107",)))


@pytest.mark.parametrize(
    ("severity", "causes", "factors", "count"),
    [
        ("sev1", "[one]", None, 1),
        ("sev2", "[one]", None, 1),
        ("sev3", "[one]", None, 0),
        ("sev2", "[one, two]", None, 0),
        ("sev2", "[one]", "[monitoring-gap]", 0),
        ("sev2", None, None, 0),
    ],
)
def test_a_grave_incident_has_more_than_one_cause(tmp_path, severity, causes, factors, count):
    assert lone(tmp_path, severity, causes, factors) == count


def test_which_severities_are_grave_is_the_order_of_the_policy(tmp_path):
    policy = Policy(severities=tuple(Severity(one, one, "minor") for one in ("p1", "p2", "p3")))
    assert [lone(tmp_path, severity, "[one]", policy=policy) for severity in ("p1", "p2", "p3")] == [1, 1, 0]


def test_a_postmortem_without_its_incident_is_of_no_severity(tmp_path):
    files = {"postmortems/down.md": postmortem(root_causes="[one]"), "root-causes/one.md": cause()}
    assert findings(tmp_path, files, select=("SE107",)) == ()
