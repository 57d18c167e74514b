"""Contributing factors, people, and what is not worth doing: the registers of the wiki."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from test_board import HOSTILE, incident, wiki

from faultless.model import ActionItem, ActionStatus, ComponentState, Postmortem, RootCause, State
from faultless.wiki import Wiki

CAUSE = RootCause("ca", "An expired authority")
DECLINED = ActionItem(
    "Run two regions", status=ActionStatus.DECLINED, reason="costs more than the outage", owner="amara"
)


def page(made: Wiki, source: str) -> str:
    return made.pages[source].content("").html


def told(name: str, **more: object) -> Postmortem:
    return replace(Postmortem(name, f"Why {name}", (name,), root_causes=("ca",)), **more)


def made(*postmortems: Postmortem) -> Wiki:
    hit = (ComponentState("checkout", State.MAJOR_OUTAGE),)
    incidents = (replace(incident(one.id, 3 + number), components=hit) for number, one in enumerate(postmortems))
    return wiki(*incidents, postmortems=postmortems, causes=(CAUSE,))


# Contributing factors


def test_a_factor_lists_where_it_contributed_and_what_it_came_with():
    known = made(
        told("first", contributing_factors=("monitoring-gap",)),
        told("second", contributing_factors=("monitoring-gap", "test-gap")),
    )
    html = page(known, "factors/monitoring-gap.md")
    assert '<h1 id="record">monitoring-gap</h1>' in html
    assert html.index("Why second") < html.index("Why first"), "newest first"
    assert 'href="../../root-causes/ca/">An expired authority</a> <span class="fl-note">2 of 2' in html
    index = page(known, "factors/index.md")
    assert index.index(">monitoring-gap<") < index.index(">test-gap<"), "the most frequent first"
    assert re.findall(r"(\d) times?</td>", index) == ["2", "1"]


def test_postmortem_incident_and_cause_lead_to_the_factor():
    known = made(told("first", contributing_factors=("monitoring-gap",)))
    for source in ("postmortems/first.md", "incidents/first.md", "root-causes/ca.md"):
        assert 'href="../../factors/monitoring-gap/"' in page(known, source), source


def test_a_factor_that_the_taxonomy_does_not_know_is_listed_as_written():
    known = made(told("first", contributing_factors=("no-coffee", HOSTILE)))
    assert ">no-coffee</a>" in page(known, "factors/index.md")
    assert "<script>" not in page(known, "factors/index.md")
    assert [source for source in known.pages if source.startswith("factors/")] == [
        "factors/index.md", "factors/no-coffee.md",
    ]  # fmt: skip


def test_without_factors_the_register_says_where_they_are_named():
    assert "contributing_factors: [monitoring-gap]" in page(made(told("first")), "factors/index.md")


# People


def test_a_person_has_what_they_wrote_and_own_and_no_figure():
    known = made(
        told("first", authors=("amara", "Kim Lee"), actions=(ActionItem("Alert", owner="Amara"), DECLINED)),
        told("second", authors=("Amara",)),
    )
    html = page(known, "people/amara.md")
    assert html.index("Why second") < html.index("Why first")
    assert "Alert" in html
    assert "Run two regions" in html
    assert not re.search(r"fl-count|\d+ (?:postmortem|action|incident)s?\b", html)
    assert not re.search(r"fl-count|\d", re.sub(r"<[^>]*>", "", page(known, "people/index.md")))
    assert ">Kim Lee</a>" in page(known, "people/index.md")
    assert "None." in page(known, "people/kim-lee.md")


def test_records_lead_to_their_people():
    known = made(told("first", authors=("amara", "Kim Lee"), actions=(ActionItem("Alert", owner="kim  lee"),)))
    html = page(known, "postmortems/first.md")
    assert 'href="../../people/amara/">Amara</a>' in html
    assert 'href="../../people/kim-lee/">Kim Lee</a>' in html
    assert 'href="../people/kim-lee/">Kim Lee</a>' in page(known, "action-items/index.md")


@pytest.mark.parametrize("owner", ["Payments", "payments", HOSTILE, "…", "安全", ""])
def test_a_team_and_a_name_that_no_address_can_hold_have_no_page(owner):
    known = made(told("first", actions=(ActionItem("Alert", owner=owner or None),)))
    listed = {source for source in known.pages if source.startswith("people/")}
    assert listed - {"people/script-alert-1-script.md"} == {"people/index.md", "people/amara.md"}
    assert "<script>" not in page(known, "action-items/index.md")


def test_who_only_took_part_in_a_response_is_not_in_the_register():
    one = replace(incident("first", 3), commander="Somebody", responders=("amara",))
    known = wiki(one)
    assert "people/somebody.md" not in known.pages
    html = page(known, "incidents/first.md")
    assert "<span>Somebody</span>" in html
    assert 'href="../../people/amara/"' in html


def test_two_names_of_one_address_are_not_taken_for_each_other():
    known = made(told("first", authors=("Kim Lee", "Kim. Lee", "AMARA!")))
    html = page(known, "postmortems/first.md")
    assert 'href="../../people/kim-lee/">Kim Lee</a>' in html
    assert "<span>Kim. Lee</span>" in html
    assert "<span>AMARA!</span>" in html


# What is not worth doing


def test_what_was_declined_stands_with_its_reason_and_what_struck_since():
    quiet = replace(told("other", actions=(replace(DECLINED, text="Print it", reason=None),)), root_causes=())
    known = made(told("first", actions=(DECLINED, ActionItem("Alert"))), told("second"), quiet)
    html = page(known, "not-worth-doing/index.md")
    assert html.index("Struck again since") < html.index("Run two regions") < html.index("Not needed so far")
    assert "Because costs more than the outage" in html
    assert '<strong>Struck again since:</strong> <a href="../incidents/second/"' in html
    assert html.index("Not needed so far") < html.index("Print it") < html.index("No reason is given.")
    assert "Alert" not in html
    assert 'href="../not-worth-doing/"' in page(known, "action-items/index.md")


def test_with_nothing_declined_the_register_says_how_it_is_written():
    assert "status: declined, reason:" in page(made(told("first")), "not-worth-doing/index.md")


def test_a_factor_names_the_components_that_were_hit():
    known = made(told("first", contributing_factors=("test-gap",)))
    assert "Components that were hit" in page(known, "factors/test-gap.md")
    assert "checkout" in page(known, "factors/test-gap.md")
    assert date(2026, 3, 1) == known.pages["factors/test-gap.md"].updated
