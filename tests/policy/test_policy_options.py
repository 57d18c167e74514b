"""Every option: its default, what it takes, and the problem that names it where it does not fit."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.model import State
from faultless.policy import (
    DEFAULT_SEVERITIES,
    Brand,
    FooterLink,
    Policy,
    PolicyError,
    Profile,
    Severity,
    Tolerance,
    overlaps,
    policy_from_options,
    profile_of,
)
from faultless.policy.folders import never_matches

ROOT = Path("/site")


def made(records: object = None, status: object = None, **more: Path) -> Policy:
    return policy_from_options(records, status, root=ROOT, **more)


def problems(records: object = None, status: object = None, **more: Path) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as raised:
        made(records, status, **more)
    return raised.value.problems


def test_the_defaults_are_those_that_are_documented():
    assert made() == made({}, {}) == Policy(root=ROOT)
    assert Policy().timezone == ZoneInfo("UTC")
    assert [(one.id, one.name, one.impact, one.update_every, one.announce_within, one.postmortem, one.due_days) for one in DEFAULT_SEVERITIES] == [
        ("sev1", "Critical", "critical", 60, 30, "required", 2), ("sev2", "Major", "major", 240, 60, "required", 2),
        ("sev3", "Minor", "minor", 480, 240, "optional", None), ("sev4", "Low", "none", None, None, "optional", None),
    ]  # fmt: skip
    assert (Policy().people, Policy().rules, Policy().profiles, Policy().baseline) == ("open", {}, (), None)
    assert (Policy().max_file_size, Policy().improvement_tolerance) == (2_000_000, Tolerance(5.0, 1.0))
    weights = {State.MAJOR_OUTAGE: 1.0, State.PARTIAL_OUTAGE: 0.3, State.DEGRADED_PERFORMANCE: 0.0}
    assert (Policy().status.uptime_weights, Policy().status.brand, Policy().status.feed_authority) == (
        weights,
        Brand(),
        None,
    )


@pytest.mark.parametrize(
    ("option", "value", "attribute", "read"),
    [
        ("timezone", "Europe/London", "timezone", ZoneInfo("Europe/London")),
        ("people", "closed", "people", "closed"),
        ("languages", ["de", "ja"], "languages", ("de", "ja")),
        ("baseline", "known.json", "baseline", "known.json"),
        ("max_file_size", "1.5 kb", "max_file_size", 1500),
        ("max_file_size", 300, "max_file_size", 300),
        ("max_file_size", "3MB", "max_file_size", 3_000_000),
        ("improvement_tolerance", {"percent": 10}, "improvement_tolerance", Tolerance(10.0, 1.0)),
        ("rules", {"BL": False, "SE101": "info"}, "rules", {"BL": "off", "SE101": "info"}),
        ("severities", [{"id": "p1"}], "severities", (Severity("p1", "p1", "none"),)),
        (
            "profiles", [{"paths": ["postmortems/old/**"], "required": {"sev1": ["impact"]}, "warned": {}, "aliases": {"impact": ["fallout"]}, "labels": "bold"}],
            "profiles", (Profile(("postmortems/old/**",), "default", {"sev1": ("impact",)}, {}, {"impact": ("fallout",)}, "bold"),),
        ),
        ("profiles", [{"paths": ["old/**"], "rules": {"BL": False, "SE101": "info"}}], "profiles", (Profile(("old/**",), rules={"BL": "off", "SE101": "info"}),)),
    ],
)  # fmt: skip
def test_each_option_of_the_records_is_read(option, value, attribute, read):
    assert getattr(made({option: value}), attribute) == read


@pytest.mark.parametrize(
    ("option", "value", "attribute", "read"),
    [
        ("dir", "../out", "dir", "../out"),
        ("url", "https://status.example.com", "url", "https://status.example.com/"),
        ("url", "https://example.com/status/", "url", "https://example.com/status/"),
        ("feed_authority", "example.com", "feed_authority", "example.com"),
        ("feed_date", "2025-02-03", "feed_date", date(2025, 2, 3)),
        ("feed_date", date(2025, 2, 3), "feed_date", date(2025, 2, 3)),
        ("languages", ["fr"], "languages", ("fr",)),
        ("uptime_weights", {"partial_outage": 0.5, "major_outage": 7}, "uptime_weights", {State.MAJOR_OUTAGE: 1.0, State.PARTIAL_OUTAGE: 0.5, State.DEGRADED_PERFORMANCE: 0.0}),
        (
            "brand", {"name": "N", "colour": "#0a6d4f", "colour_dark": "#7fd4b0", "logo": "logo.svg", "favicon": "icon.svg", "footer": [{"title": "T", "url": "mailto:a@example.com"}, {"url": "https://example.com"}]},
            "brand", Brand("N", "#0a6d4f", "#7fd4b0", "logo.svg", "icon.svg", (FooterLink("T", "mailto:a@example.com"), FooterLink("https://example.com", "https://example.com"))),
        ),
    ],
)  # fmt: skip
def test_each_option_of_the_status_site_is_read(option, value, attribute, read):
    assert getattr(made(None, {option: value}).status, attribute) == read


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("timezone", "Mars/Base"), ("timezone", 5), ("timezone", "../UTC"), ("people", "some"), ("people", ["open"]), ("languages", ["tlh"]), ("languages", "en"), ("languages", [5]),
        ("baseline", 5), ("max_file_size", "big"), ("max_file_size", 0), ("max_file_size", True), ("max_file_size", [1]), ("improvement_tolerance", 5),
        ("improvement_tolerance", {"percent": -1}), ("improvement_tolerance", {"minutes": "1"}), ("improvement_tolerance", {"hours": 1}), ("rules", ["BL"]), ("rules", {"bl101": "off"}),
        ("rules", {"BL": "loud"}), ("rules", {"BL": True}), ("rules", {5: "off"}), ("severities", []), ("severities", {}), ("severities", [{"name": "X"}]), ("severities", ["sev1"]),
        ("severities", [{"id": "a"}, {"id": "a"}]), ("severities", [{"id": "a", "impact": "huge"}]), ("severities", [{"id": "a", "update_every": "60"}]),
        ("severities", [{"id": "a", "due_days": 0}]), ("severities", [{"id": "a", "announce_within": 10**20}]), ("severities", [{"id": "a", "colour": "red"}]), ("severities", [{"id": "a", "name": 5}]),
        ("profiles", [{}]), ("profiles", ["x"]), ("profiles", [{"paths": "x"}]), ("profiles", [{"paths": ["x"], "based_on": "mine"}]), ("profiles", [{"paths": ["x"], "labels": "italic"}]),
        ("profiles", [{"paths": ["x"], "required": {"sev9": ["impact"]}}]), ("profiles", [{"paths": ["x"], "warned": {"sev1": ["impcat"]}}]), ("profiles", [{"paths": ["x"], "aliases": {"impcat": ["x"]}}]),
        ("profiles", [{"paths": ["x"], "aliases": {"impact": "x"}}]), ("severites", []), (5, 5),
        ("profiles", [{"paths": ["x/**"], "rules": ["BL"]}]), ("profiles", [{"paths": ["x/**"], "rules": {"BL": "loud"}}]), ("profiles", [{"paths": ["x/**"], "rules": {"bl": "off"}}]),
    ],
)  # fmt: skip
def test_a_wrong_option_of_the_records_is_named(option, value):
    found = problems({option: value})
    assert all(str(option) in problem for problem in found)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("dir", 5), ("url", "status.example.com"), ("url", "https:///x"), ("url", ["x"]), ("feed_authority", "http://x"), ("feed_date", "soon"), ("feed_date", 2026), ("languages", ["xx"]),
        ("uptime_weights", {"down": 1}), ("uptime_weights", {"partial_outage": -1}), ("uptime_weights", [1]), ("uptime_weights", {"partial_outage": float("nan")}), ("brand", "N"), ("brand", {"color": "#fff"}),
        ("brand", {"colour": "green"}), ("brand", {"name": 5}), ("brand", {"footer": [{"url": "javascript:x"}]}), ("brand", {"footer": ["x"]}), ("brand", {"footer": [{"title": "T"}]}), ("dri", "x"),
    ],
)  # fmt: skip
def test_a_wrong_option_of_the_status_site_is_named(option, value):
    found = problems(None, {option: value})
    assert all(str(option) in problem for problem in found)


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        ("postmortems/old", "for a folder write 'postmortems/old/**'"),
        ("postmortems/old/", "for a folder write 'postmortems/old/**'"),
        ("/postmortems/*.md", "write 'postmortems/*.md'"),
        ("./postmortems/*.md", "write 'postmortems/*.md'"),
        ("postmortems//x.md", "write 'postmortems/x.md'"),
        ("../content/postmortems/**", "from the content root"),
        ("", "from the content root"),
        ("/", "from the content root"),
        ("postmortems\\old\\**", "write 'postmortems/old/**'"),
    ],
)
def test_a_pattern_that_no_file_can_match_is_told_with_what_to_write(path, remedy):
    (found,) = problems({"profiles": [{"paths": ["**", path]}]})
    assert found.startswith("profiles, entry 1: paths: ")
    assert remedy in found


PART = st.sampled_from(["*", "**", "?", "a", "b.md", "*.md", "a?", ".", "..", ""])
FILE = st.lists(st.sampled_from(["a", "ab", "b"]), max_size=3).map(lambda folders: "/".join([*folders, "b.md"]))


@given(st.lists(PART, max_size=4).map("/".join), FILE)
def test_a_pattern_that_matches_a_file_is_never_refused(pattern, path):
    matched = profile_of(Policy(profiles=(Profile((pattern,)),)), path) is not None
    assert not (matched and never_matches(pattern))


@pytest.mark.parametrize("options", ["words", 5, ["x"], True])
def test_options_that_are_no_mapping_are_a_problem(options):
    assert len(problems(options)) == 1
    assert len(problems(None, options)) == 1


def test_all_problems_are_named_at_once_with_their_remedies():
    found = problems({"timezome": "UTC", "people": "some", "rules": {"BL": "loud"}}, {"url": "x"})
    assert len(found) == 4
    assert "did you mean timezone?" in found[0]
    assert all(re.match(r"(faultless|people|rules|url): ", problem) for problem in found)


# The folders of a build


def test_the_status_site_must_lie_apart_from_content_and_wiki():
    folders = {"docs_dir": Path("/site/content"), "site_dir": Path("/site/wiki")}
    assert made(None, {"dir": "public"}, **folders).status_dir == Path("/site/public")
    for inside in ("content", "content/x", "wiki/x", "."):
        assert "must lie apart" in problems(None, {"dir": inside}, **folders)[0]
    assert overlaps({"a": Path("/x/y"), "b": Path("/x/yz"), "c": Path("/z")}) == []


def test_a_severity_is_found_by_its_id():
    assert Policy().severity("sev2") is DEFAULT_SEVERITIES[1]
    assert Policy().severity("sev9") is Policy().severity(None) is None
