"""The same cause again: is the response getting better?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import told

from faultless.insight import Improvement, Verdict, improvement, occurrences
from faultless.model import Incident, Kind, KnowledgeBase, Postmortem, RootCause
from faultless.policy import Policy, Tolerance

BETTER, SAME, WORSE, UNKNOWN = Verdict.BETTER, Verdict.SAME, Verdict.WORSE, Verdict.UNKNOWN
POLICY = Policy()
USUAL = {"severity": "sev2", "started": "09:00", "identified": "10:00", "resolved": "12:00"}


def one(components: dict[str, str] | None = None, updates: tuple = (), **changes) -> Incident:
    known = {key: value for key, value in {**USUAL, **changes}.items() if value is not None}
    return told({"checkout": "major", "api": "degraded"} if components is None else components, updates, **known)


def against(after: Incident, before: Incident | None = None, policy: Policy = POLICY) -> Improvement:
    return improvement(before or one(), after, policy)


def test_the_same_again_is_no_improvement():
    found = against(one())
    assert found == Improvement(SAME, SAME, SAME, SAME)
    assert not found.any_better


@pytest.mark.parametrize(("severity", "verdict"), [("sev1", WORSE), ("sev2", SAME), ("sev3", BETTER), ("sev4", BETTER)])
def test_severity_is_compared_in_the_order_of_the_policy(severity, verdict):
    found = against(one(severity=severity))
    assert found.severity is verdict
    assert found.any_better is (verdict is BETTER)


def test_fewer_components_are_a_smaller_scope_then_milder_states():
    assert against(one({"checkout": "major"})).scope is BETTER
    assert against(one({"checkout": "degraded", "api": "degraded"})).scope is BETTER
    assert against(one({"checkout": "major", "api": "partial"})).scope is WORSE
    assert against(one({"checkout": "degraded", "api": "degraded", "search": "degraded"})).scope is WORSE
    assert against(one({"search": "major", "ledger": "degraded"})).scope is SAME, "it counts how many, not which"


def test_scope_takes_what_the_updates_say_into_account():
    spread = (("09:30", "Identified", {"search": "partial"}), ("12:00", "Resolved", {"mail": "operational"}))
    assert against(one(updates=spread)).scope is WORSE
    assert against(one({}, (("09:30", "Identified", {"search": "partial"}),))).scope is BETTER


def test_a_smaller_scope_does_not_make_a_worse_severity_better():
    found = against(one({"checkout": "major"}, severity="sev1"))
    assert (found.severity, found.scope) == (WORSE, BETTER)
    assert not found.any_better


def test_a_milder_severity_is_better_whatever_the_scope():
    assert against(one({"a": "major", "b": "major", "c": "major"}, severity="sev3")).any_better


@pytest.mark.parametrize(
    ("identified", "verdict"),
    [("09:56", SAME), ("09:57", SAME), ("10:03", WORSE), ("10:02", SAME), ("09:55", BETTER), (None, UNKNOWN)],
)
def test_time_to_identify_must_be_better_by_the_larger_tolerance(identified, verdict):
    """5 % of an hour are 3 minutes, and so more than the minute."""
    found = against(one(identified=identified))
    expected = BETTER if identified in {"09:57", "09:56"} else verdict
    assert found.identify is expected


@pytest.mark.parametrize(("minutes", "verdict"), [(10, SAME), (9, BETTER), (11, WORSE)])
def test_of_short_times_the_minute_is_the_tolerance(minutes, verdict):
    before = one(identified="09:10")
    assert against(one(identified=f"09:{minutes:02}"), before).identify is verdict


def test_the_tolerance_is_the_policys():
    strict = replace(POLICY, improvement_tolerance=Tolerance(percent=50, minutes=0))
    assert against(one(resolved="11:00"), policy=strict).recover is SAME
    assert against(one(resolved="10:30"), policy=strict).recover is BETTER


def test_a_faster_recovery_alone_is_enough():
    found = against(one(resolved="11:30"))
    assert (found.recover, found.any_better) == (BETTER, True)


def test_unknown_is_never_better():
    bare = told()
    assert against(bare) == Improvement(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    assert against(one(), bare) == Improvement(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    assert not against(bare).any_better
    assert not against(one({"checkout": "degraded"}, severity=None)).any_better


def test_a_near_miss_is_better_than_any_severity():
    near = told(kind=Kind.NEAR_MISS, detected="09:00")
    found = against(near, one(severity="sev4"))
    assert (found.severity, found.scope, found.any_better) == (BETTER, BETTER, True)
    assert against(one(severity="sev4"), near).severity is WORSE
    assert not against(near, near).any_better


def test_a_longer_time_is_worse():
    assert against(one(resolved="13:00")).recover is WORSE


_INCIDENTS = st.builds(
    lambda severity, components, identified, resolved: one(
        components, severity=severity, identified=identified, resolved=resolved
    ),
    st.sampled_from(["sev1", "sev2", "sev3", None]),
    st.dictionaries(st.sampled_from("abc"), st.sampled_from(["degraded", "partial", "major"])),
    st.none() | st.integers(0, 59).map(lambda minute: f"09:{minute:02}"),
    st.none() | st.integers(0, 59).map(lambda minute: f"11:{minute:02}"),
)
_OPPOSITE = {BETTER: WORSE, WORSE: BETTER, SAME: SAME, UNKNOWN: UNKNOWN}


@given(_INCIDENTS, _INCIDENTS)
def test_severity_and_scope_seen_from_the_other_side_are_the_opposite(before, after):
    there, back = improvement(before, after, POLICY), improvement(after, before, POLICY)
    assert back.severity is _OPPOSITE[there.severity]
    assert back.scope is _OPPOSITE[there.scope]


@given(_INCIDENTS)
def test_nothing_is_better_than_itself(incident):
    assert not improvement(incident, incident, POLICY).any_better


def cause(identifier: str, **more) -> RootCause:
    return RootCause(identifier, identifier, **more)


def chain(base: KnowledgeBase, identifier: str = "ca") -> list[tuple[str, bool | None]]:
    return [
        (found.incident.id, None if found.improvement is None else found.improvement.any_better)
        for found in occurrences(base, POLICY)[identifier]
    ]


def struck(
    *pairs: tuple[Incident, tuple[str, ...]], causes: tuple[RootCause, ...] = (cause("ca"), cause("dns"))
) -> KnowledgeBase:
    incidents = tuple(incident for incident, _ in pairs)
    written = tuple(
        Postmortem(f"on-{incident.id}", "", incidents=(incident.id,), root_causes=named) for incident, named in pairs
    )
    return KnowledgeBase(incidents=incidents, postmortems=written, root_causes=causes)


def _dated(identifier: str, day: str, **changes) -> Incident:
    times = {key: f"{day} {value}" for key, value in USUAL.items() if key != "severity"}
    return replace(one(**{**times, **changes}), id=identifier)


FIRST, SECOND, THIRD = (_dated(name, f"2026-0{month}-01") for name, month in (("c", 1), ("b", 2), ("a", 3)))


def test_each_time_is_compared_with_the_latest_earlier_one():
    better = replace(SECOND, severity="sev3")
    assert chain(struck((THIRD, ("ca",)), (FIRST, ("ca",)), (better, ("ca",)))) == [
        ("c", None),
        ("b", True),
        ("a", False),
    ]


def test_each_cause_has_its_own_chain():
    base = struck((FIRST, ("ca",)), (SECOND, ("dns",)), (THIRD, ("ca", "dns")))
    assert [name for name, _ in chain(base, "ca")] == ["c", "a"]
    assert [name for name, _ in chain(base, "dns")] == ["b", "a"]


def test_a_cause_that_never_struck_has_an_empty_chain_and_an_unknown_one_has_none():
    base = struck((FIRST, ("nowhere",)))
    assert chain(base) == []
    assert set(occurrences(base, POLICY)) == {"ca", "dns"}


def test_a_cause_and_an_incident_may_be_named_by_an_alias():
    incident = replace(FIRST, aliases=("old",))
    base = KnowledgeBase(
        incidents=(incident,),
        postmortems=(Postmortem("p", "", incidents=("old", "nowhere"), root_causes=("former",)),),
        root_causes=(cause("ca", aliases=("former",)),),
    )
    assert chain(base) == [("c", None)]


def test_two_postmortems_of_one_incident_are_one_occurrence():
    base = struck((FIRST, ("ca",)), (FIRST, ("ca",)))
    assert chain(base) == [("c", None)]


def test_one_postmortem_of_two_incidents_is_two_occurrences():
    base = KnowledgeBase(
        incidents=(SECOND, FIRST),
        postmortems=(Postmortem("p", "", incidents=("b", "c"), root_causes=("ca",)),),
        root_causes=(cause("ca"),),
    )
    assert chain(base) == [("c", None), ("b", False)]


def test_a_record_without_any_time_stands_last():
    timeless = replace(told(), id="0")
    assert [name for name, _ in chain(struck((timeless, ("ca",)), (THIRD, ("ca",)), (FIRST, ("ca",))))] == [
        "c",
        "a",
        "0",
    ]


@given(st.permutations([(FIRST, ("ca",)), (SECOND, ("ca", "dns")), (THIRD, ("ca",))]))
def test_the_order_of_files_does_not_matter(pairs):
    assert [name for name, _ in chain(struck(*pairs))] == ["c", "b", "a"]
