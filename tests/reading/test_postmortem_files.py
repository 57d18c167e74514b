"""Files under `postmortems/`: keys, what they name, and how their sections are found."""

from __future__ import annotations

import pytest
from content_files import POSTMORTEM, postmortem
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.model import Review
from faultless.policy import SECTION_IDS, Policy, Profile, section_names, section_title

CAUSE = {"root-causes/ca-expiry.md": "---\ntitle: CA expires\naliases: [old-cause]\n---\n"}


def sections(body: str, policy: Policy | None = None) -> list[str | None]:
    return [section.id for section in postmortem(body=body, policy=policy).value.sections]


def test_a_title_is_all_that_a_draft_needs():
    found = postmortem("title: T\n")
    assert found.faults == ()
    assert (found.value.title, found.value.status, found.value.incidents) == ("T", Review.DRAFT, ())
    assert found.value.customer_message is False


@pytest.mark.parametrize("status", list(Review))
def test_only_a_published_one_needs_its_day(status):
    found = postmortem(f"{POSTMORTEM}status: {status.value}\n")
    assert found.codes == (["FM005"] if status is Review.PUBLISHED else [])
    assert found.value.status is status
    assert postmortem(f"{POSTMORTEM}status: {status.value}\npublished: 2026-03-16\n").faults == ()


@pytest.mark.parametrize(
    ("lines", "incidents"),
    [
        ("incident: a-b\n", ("a-b",)),
        ("incidents: [a-b, c-d]\n", ("a-b", "c-d")),
        ("incidents: a-b\n", ("a-b",)),
        ("incident: [a-b, c-d]\n", ("a-b", "c-d")),
        ("incident: a-b\nincidents: [c-d, a-b]\n", ("a-b", "c-d")),
    ],
)
def test_it_is_about_one_incident_or_several(lines, incidents):
    assert postmortem(f"title: T\n{lines}").value.incidents == incidents


def test_every_other_key_is_read():
    found = postmortem(
        f'{POSTMORTEM}status: published\nauthors: [amara, "Lee Ng"]\npublished: 2026-03-16\nreviewed: 2026-03-20\n'
        "root_causes: [ca-expiry]\ncontributing_factors: [monitoring-gap, ownership-gap]\ncustomer_message: true\n"
        "tags: [payments]\naliases: [former-name]\nredirects: [/x/]\nimported: archive\n",
        files=CAUSE,
    )  # fmt: skip
    value = found.value
    assert found.faults == ()
    assert value.authors == ("amara", "Lee Ng")
    assert (str(value.published), str(value.reviewed)) == ("2026-03-16", "2026-03-20")
    assert value.root_causes == ("ca-expiry",)
    assert value.contributing_factors == ("monitoring-gap", "ownership-gap")
    assert value.customer_message is True
    assert (value.tags, value.aliases, value.redirects) == (("payments",), ("former-name",), ("/x/",))
    assert (value.feed_id, value.imported) == ("former-name", "archive")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("status: done", ("FM006", "done")),
        ("published: March", ("FM009", "March")),
        ("reviewed: 2026-02-30", ("FM009", "2026-02-30")),
        ("customer_message: maybe", ("FM006", "maybe")),
        ("customer_message: [yes]", ("FM006", "[yes]")),
        ("root_causes: [no-such]", ("FM007", "no-such")),
        ("contributing_factors: [no-such]", ("FM007", "no-such")),
        ("contributing_factors: [human-error]", ("FM015", "human-error")),
        ("contributing_factors: [dns]", ("FM020", "dns")),
        ("incident: {a: b}", ("FM006", "{a: b}")),
        ("severity: sev1", ("FM004", "severity")),
    ],
)
def test_each_mistake_is_one_fault_at_the_words_that_are_wrong(line, told):
    key = line.partition(":")[0]
    head = "".join(one for one in POSTMORTEM.splitlines(keepends=True) if not one.startswith(f"{key}:"))
    assert postmortem(f"{head}{line}\n").told == [told]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("true", True), ("Yes", True), ("on", True), ("false", False), ("no", False), ("off", False), ("", False)],
)
def test_a_flag_is_written_by_any_of_the_usual_words(word, meant):
    assert postmortem(f"{POSTMORTEM}customer_message: {word}\n").value.customer_message is meant


def test_a_root_cause_may_be_named_by_its_alias():
    assert postmortem(f"{POSTMORTEM}root_causes: [old-cause]\n", files=CAUSE).faults == ()


def test_a_root_cause_whose_file_cannot_be_read_is_not_said_to_be_unknown():
    found = postmortem(f"{POSTMORTEM}root_causes: [ca-expiry]\n", files={"root-causes/ca-expiry.md": ""})
    assert found.codes == ["FM001"]


# Sections

ALIASES = [(identifier, alias) for alias, identifier in section_names().aliases]


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(ALIASES),
    st.sampled_from([str, str.upper, str.title]),
    st.sampled_from(["", "🔥 ", "1. ", "2.3 ", "IV. ", "**", "→ "]),
    st.sampled_from(["", ":", " (for staff)", " 🔥", " -", "..."]),
    st.integers(2, 6),
)
def test_a_section_is_found_by_any_of_its_names_whatever_stands_around_it(name, case, before, after, level):
    identifier, alias = name
    heading = f"{before}{case(alias)}{'**' if before == '**' else ''}{after}"
    assert sections(f"{'#' * level} {heading}\n\nWords.\n") == [identifier]


@pytest.mark.parametrize("identifier", SECTION_IDS)
def test_every_section_of_the_template_is_known_by_its_title(identifier):
    assert sections(f"## {section_title(identifier)}\n") == [identifier]


@pytest.mark.parametrize(
    ("heading", "identifier"),
    [
        ("Customer impact of the outage", "impact"),
        ("What went wrong and why", "root-cause"),
        ("What went wrong", "lessons"),
        ("Impacted systems", None),
        ("Fixes", None),
        ("Fix: restart", "resolution"),
        ("Resolution and recovery", "resolution"),
        ("The summary", None),
        ("Timelines", None),
        ("Root cause(s)", "root-cause"),
        ("User impact", "user-impact"),
        ("", None),
    ],
)
def test_the_longest_name_that_ends_with_a_word_wins(heading, identifier):
    assert sections(f"## {heading}\n") == [identifier]


def test_the_title_of_the_document_is_no_section():
    assert sections("# Timeline of the outage\n\n## Summary\n\nWords.\n") == [None, "summary"]


def test_underlined_headings_are_headings():
    assert sections("Summary\n-------\n\nWords.\n") == ["summary"]


def test_headings_in_other_languages_count_where_the_policy_names_the_language():
    assert sections("## Zusammenfassung\n") == [None]
    assert sections("## Zusammenfassung\n\n## Summary\n", Policy(languages=("de",))) == ["summary", "summary"]


def test_a_profile_adds_names_and_bold_labels_for_its_paths():
    body = "## Blast radius\n\n- **Timeline**: late\n"
    profile = Profile(("postmortems/**",), aliases={"impact": ("blast radius",)}, labels="bold")
    assert sections(body, Policy(profiles=(profile,))) == ["impact", "timeline"]
    elsewhere = Profile(("postmortems/old/**",), aliases={"impact": ("blast radius",)}, labels="bold")
    assert sections(body, Policy(profiles=(elsewhere,))) == [None]


def test_labels_that_count_as_headings_count_in_the_text_that_is_checked():
    body = "- **Timeline**: late\n"
    profile = Profile(("postmortems/**",), labels="bold")
    for policy, seen in ((Policy(profiles=(profile,)), ["timeline"]), (Policy(), [])):
        document = postmortem(body=body, policy=policy).record.document
        assert [section.id for section in document.sections] == seen


def test_text_before_the_first_heading_is_the_preamble():
    found = postmortem(body="Words.\n\n## Summary\n\nMore.\n").value
    assert found.preamble.strip() == "Words."
    section = found.section("summary")
    assert section is not None
    assert section.body.strip() == "More."
    assert found.section("impact") is None
