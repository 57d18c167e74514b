"""Updates: which headings are one, what customers read below them, and what stays inside."""

from __future__ import annotations

import pytest
from content_files import INCIDENT, One, cut, incident
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.model import PHASES, Incident, Kind, Phase, State

KIND_HEADS = {
    Kind.INCIDENT: INCIDENT,
    Kind.NEAR_MISS: "title: T\nkind: near-miss\ndetected: 2026-03-14 09:02 UTC\n",
    Kind.NOTICE: "title: T\nkind: notice\n",
    Kind.MAINTENANCE: "title: T\nkind: maintenance\nscheduled_for: 2026-03-14 09:02 UTC\nscheduled_until: 2026-03-14 10:02 UTC\n",
}
SEPARATORS = ["—", "–", "-", ":", "|", "·", ",", ""]


def told(body: str, kind: Kind = Kind.INCIDENT) -> One[Incident]:
    return incident(KIND_HEADS[kind], body)


def one(text: str) -> One[Incident]:
    """An incident with one update of this text."""
    return told(f"## Investigating — 2026-03-14 09:14 UTC\n\n{text}\n")


# Headings

KINDS_AND_PHASES = [(kind, phase) for kind, phases in PHASES.items() for phase in phases]
written_phase = st.sampled_from([str.title, str.upper, str.lower, str.capitalize, lambda word: word.replace(" ", "-")])


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(KINDS_AND_PHASES),
    written_phase,
    st.sampled_from(SEPARATORS),
    st.sampled_from([" ", "  ", ""]),
    st.sampled_from(["", "🔎 ", "✅", "→ ", "**", "*", "[!] "]),
    st.sampled_from(["2026-03-14 09:14 UTC", "~2026-03-14T10:14+01:00", "2026-03-14 09:14:00Z", "2026-03-14 09:14 Europe/London"]),
    st.sampled_from(["## {}", "  ## {} ##", "{}\n---"]),
)  # fmt: skip
def test_a_phase_a_separator_and_a_time_are_an_update(kind_phase, case, separator, space, before, time, heading):
    kind, phase = kind_phase
    mark = before if before.startswith("*") else ""
    words = f"{before}{case(phase.value)}{mark}{space}{separator}{space or ('' if separator else ' ')}{time}"
    found = told(heading.format(words) + "\n\nWords.\n", kind)
    assert found.faults == ()
    (update,) = found.value.updates
    assert (update.written, update.at.stamp, update.text) == (phase, "20260314T091400Z", "Words.")


@pytest.mark.parametrize(
    "heading",
    [
        "Resolved", "resolved:", "✅ Resolved ✅", "**Resolved**", "Resolved!", "Resolved — at last", "Update: the process",
        "Resolved — 2026-03-14", "Resolved — 09:14 UTC", "Resolved — 2026-03-14 09:14", "Resolved — 2026-02-30 09:14 UTC",
        "2026-03-14 09:14 UTC — Resolved", "It was resolved at 09:14", "Resolved 14 March 2026", "Resolved March 14", "Resolved 9am",
        "Resolved at 9 pm", "Resolved 14/03/2026", "Resolved 14.03.2026", "Resolved 09h14", "Resolved on the 14th of March",
        "Resolved — 2026-03-14 09:14 UTC or so", "Resolved — 2026-03-14 09:14 UTC / 10:14 CET", "Completed — 2026-03-14 09:14 UTC",
        "1️⃣ Resolved — 2026-03-14 09:14 UTC", "Identified, monitoring and resolved",
    ],
)  # fmt: skip
def test_an_attempt_that_is_no_update_is_an_error_at_the_heading(heading):
    found = told(f"## {heading}\n\nWords.\n")
    assert [fault.code for fault in found.faults] == ["FM016"]
    assert found.text(found.faults[0].span) == f"## {heading}"
    assert found.faults[0].hint
    assert found.value.updates == ()


@pytest.mark.parametrize(
    "heading",
    [
        "Update on the process", "Identified gaps", "Internal notes", "Resolvedly — nothing", "Monitoring dashboards", "2026-03-14 09:14 UTC",
        "Notes of 14 March", "Updates", "What we identified", "Prescheduled 9am work", "Monitoring 24/7",
    ],
)  # fmt: skip
def test_an_ordinary_heading_begins_an_internal_section(heading):
    found = told(f"## {heading}\n\nWords.\n")
    assert found.faults == ()
    assert [section.title for section in found.value.sections] == [heading]


@pytest.mark.parametrize("heading", ["# Resolved — 2026-03-14 09:14 UTC", "### Resolved — 2026-03-14 09:14 UTC"])
def test_only_a_heading_of_level_two_is_an_update(heading):
    assert told(f"{heading}\n\nWords.\n").value.updates == ()


@pytest.mark.parametrize("hidden", ["```\n{}\n```", "<!--\n{}\n-->", "> {}", "- {}", "    {}", "<div>\n{}\n</div>"])
def test_a_heading_that_is_not_one_for_the_reader_is_no_update(hidden):
    found = told("Intro\n\n" + hidden.format("## Resolved — 2026-03-14 09:14 UTC") + "\n")
    assert (found.faults, found.value.updates) == ((), ())


def test_a_phase_of_another_kind_is_told_with_the_phases_of_this_one():
    (fault,) = told("## Resolved — 2026-03-14 09:14 UTC\n", Kind.MAINTENANCE).faults
    assert fault.code == "FM016"
    assert "Scheduled, In progress, Verifying, Completed, Cancelled, Update" in fault.hint


def test_canceled_is_cancelled():
    (update,) = told("## Canceled — 2026-03-14 09:14 UTC\n", Kind.MAINTENANCE).value.updates
    assert update.phase is Phase.CANCELLED


@given(st.lists(st.integers(0, 59), min_size=1, max_size=6, unique=True))
@settings(max_examples=30, deadline=None)
def test_updates_are_told_oldest_first_however_they_stand(minutes):
    body = "\n".join(f"## Update — 2026-03-14 09:14:{minute:02} UTC\n\nAt {minute}.\n" for minute in minutes)
    assert [update.text for update in told(body).value.updates] == [f"At {minute}." for minute in sorted(minutes)]


def test_an_update_keeps_the_phase_and_a_first_one_counts_as_investigating():
    body = "".join(
        f"## {word} — 2026-03-14 09:{minute} UTC\n\n" for minute, word in enumerate(["Update", "Identified", "Update", "Resolved"], 10)
    )  # fmt: skip
    found = told(body).value.updates
    assert [update.phase.value for update in found] == ["Investigating", "Identified", "Identified", "Resolved"]
    assert [update.written.value for update in found] == ["Update", "Identified", "Update", "Resolved"]


def test_a_first_update_of_the_other_kinds_counts_as_their_first_phase():
    body = "## Update — 2026-03-14 09:14 UTC\n"
    assert told(body, Kind.MAINTENANCE).value.updates[0].phase is Phase.SCHEDULED
    assert told(body, Kind.NOTICE).value.updates[0].phase is Phase.NOTICE


# What is public of the file


def test_the_text_before_the_first_update_and_every_other_section_stay_internal():
    found = told(
        "Before.\n\n## Identified gaps\n\nNot public.\n\n### Deeper\n\nNor this.\n\n"
        "## Resolved — 2026-03-14 09:14 UTC\n\nPublic.\n\n### Part of it\n\nToo.\n\n# Title\n\n## Internal notes\n\nNo.\n"
    ).value  # fmt: skip
    assert found.preamble.strip() == "Before."
    assert [section.title for section in found.sections] == ["Identified gaps", "Deeper", "Title", "Internal notes"]
    assert [update.text for update in found.updates] == ["Public.\n\n### Part of it\n\nToo."]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("We look.<!-- secret -->", "We look."),
        ("<!-- a\n\nb -->\nWe look.", "We look."),
        ("We look <!-- a\nb --> on.", "We look  on."),
        ("`<!-- shown -->`", "`<!-- shown -->`"),
        ("```\n<!-- shown -->\n```", "```\n<!-- shown -->\n```"),
        ("~~~\n```\n<!-- a -->\n~~~\n<!-- b -->x", "~~~\n```\n<!-- a -->\n~~~\nx"),
        ("`` ` `` <!-- a -->x `", "`` ` `` x `"),
        ("a <!-- never closed", "a <!-- never closed"),
        ("a --> b", "a --> b"),
        ("<!-- a --><!-- b -->c", "c"),
    ],
)
def test_comments_are_no_public_text_but_what_code_shows_is(written, text):
    assert one(written).value.updates[0].text == text


def test_a_comment_that_is_never_closed_is_told_because_it_hides_the_rest():
    found = told(
        "## Investigating — 2026-03-14 09:14 UTC\n\nWe look.\n\n<!-- note\n\n## Resolved — 2026-03-14 09:20 UTC\n\nOver.\n"
    )
    assert [(fault.code, fault.span.line) for fault in found.faults] == [("FM016", 11)]
    assert [update.text for update in found.value.updates] == ["We look."]


# Components

STATES = {state.words: state for state in State}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["checkout", "Checkout", "api", "Public API", "public-api", "gateway", "SEARCH_INDEX", "`api`", "**Checkout**"]),
    st.sampled_from([" ", ": ", " = ", " → ", "=", ":", " - ", " : ", "\t"]),
    st.sampled_from(sorted(STATES)),
    st.sampled_from([str, str.upper, str.title, lambda word: word.replace(" ", "_"), lambda word: word.replace(" ", "-")]),
    st.sampled_from(["Components: {}", "components:{}", "**Components:** {}", "COMPONENTS:  {}.", "  Components: {},"]),
    st.booleans(),
)  # fmt: skip
def test_a_component_and_its_state_may_be_written_in_many_ways(name, between, words, case, line, last):
    written = line.format(f"{name}{between}{case(words)}")
    found = one(f"We look.\n\n{written}" if last else f"{written}\n\nWe look.")
    assert found.faults == ()
    (update,) = found.value.updates
    assert update.text == "We look."
    (state,) = update.components or ()
    assert state.state is STATES[words]
    assert state.component == {"c": "checkout", "*": "checkout", "s": "search-index"}.get(name[0].lower(), "api")


def test_one_line_names_several_components_and_several_lines_add_up():
    found = one(
        "Components: checkout major outage, api degraded performance\nWords.\nComponents: search under maintenance"
    )
    (update,) = found.value.updates
    assert [(state.component, state.state.value) for state in update.components or ()] == [
        ("checkout", "major_outage"), ("api", "degraded_performance"), ("search-index", "under_maintenance"),
    ]  # fmt: skip
    assert update.text == "Words."


def test_without_such_a_line_an_update_says_nothing_of_components():
    assert one("Checkout major outage.").value.updates[0].components is None


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Components: checkout", "checkout"),
        ("Components: checkout is down", "checkout is down"),
        ("Components: checkout major outage, api broken", "api broken"),
        ("Components: major outage", "major outage"),
        ("Components: api; checkout", "api; checkout"),
        ("Components:", "Components:"),
        ("Components: ,", "Components: ,"),
        ("Components: checkout/major_outage", "checkout/major_outage"),
    ],
)
def test_a_components_line_that_does_not_parse_is_told_at_its_words(line, wrong):
    assert one(f"Words.\n\n{line}").told == [("FM017", wrong)]


def test_components_without_their_states_in_a_list_below_are_told():
    assert one("Components:\n\n- checkout major outage").codes == ["FM017"]


def test_an_unknown_component_is_told_at_its_entry():
    found = one("Words.\n\nComponents: api operational,  chekout major outage")
    assert found.told == [("FM007", "chekout major outage")]
    assert found.faults[0].hint == "did you mean checkout?"


def test_a_components_line_in_the_middle_is_told_and_one_in_code_is_text():
    assert one("Before.\n\nComponents: api operational\n\nAfter.").told == [("FM017", "Components: api operational")]
    code = "Before.\n\n```\nComponents: api operational\n```"
    assert (one(code).codes, one(code).value.updates[0].text) == ([], code)


def test_a_components_line_in_a_comment_says_nothing():
    found = one("Words.\n\n<!--\nComponents: api major outage\n-->")
    assert (found.codes, found.value.updates[0].components, found.value.updates[0].text) == ([], None, "Words.")


# Revised


@pytest.mark.parametrize(
    "line",
    ["Revised: 2026-03-14 10:00 UTC typo in the title", "revised:2026-03-14T10:00Z — typo in the title", "**Revised:** 2026-03-14 11:00 +01:00: typo in the title"],
)  # fmt: skip
def test_an_update_says_when_and_why_it_was_edited(line):
    (update,) = one(f"Words.\n\n{line}").value.updates
    assert update.revised is not None
    assert (update.revised.at.stamp, update.revised.why) == ("20260314T100000Z", "typo in the title")
    assert update.text == "Words."


def test_of_several_revisions_the_latest_is_told():
    (update,) = one("Words.\n\nRevised: 2026-03-14 11:00 UTC b\nRevised: 2026-03-14 10:00 UTC a").value.updates
    assert update.revised is not None
    assert update.revised.why == "b"


@pytest.mark.parametrize(
    ("time", "code"), [("2026-03-14 10:00", "FM008"), ("2026-03-14 25:00 UTC", "FM009"), ("2026-03-14", "FM009")]
)
def test_a_revision_without_a_proper_time_is_told_at_the_time(time, code):
    assert one(f"Words.\n\nRevised: {time}").told == [(code, time)]


def test_components_and_revision_may_stand_together_in_any_order():
    for lines in (["Components: api operational", "Revised: 2026-03-14 10:00 UTC x"], ["Revised: 2026-03-14 10:00 UTC x", "Components: api operational"]):  # fmt: skip
        (update,) = one("Words.\n\n" + "\n".join(lines)).value.updates
        assert (update.text, len(update.components or ()), update.revised is not None) == ("Words.", 1, True)


# Places


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "Components: api operational\n\n", "<!-- a\nb -->\n", "\n\n"]), st.sampled_from(["## {}", " ##  {} #", "{}\n--"])), min_size=1, max_size=4))  # fmt: skip
def test_the_place_of_an_update_is_its_heading_and_its_text_begins_where_it_is_said_to(parts):
    body = "\n".join(
        heading.format(f"Update — 2026-03-14 09:{minute} UTC") + f"\n\n{before}Words {minute}.\n"
        for minute, (before, heading) in enumerate(parts, 10)
    )
    found = told("Intro.\n\n" + body)
    assert len(found.value.updates) == len(parts)
    for minute, update in enumerate(found.value.updates, 10):
        assert f"Update — 2026-03-14 09:{minute} UTC" in cut(found.record.lines, update.span)
        assert found.record.lines[update.text_line - 1] == f"Words {minute}."
