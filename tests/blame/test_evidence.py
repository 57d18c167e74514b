"""The three kinds of evidence: who, what, and with what complement."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "who", ["The on-call engineer", "Priya", "@jkim", "She", "Our newest hire", "Lee van der Ng", "Dr. Rao"]
)
def test_an_omission_of_a_person_is_an_error(codes, who):
    assert codes(f"{who} forgot to renew the certificate.") == ["BL202!"]


@pytest.mark.parametrize(
    "who",
    [
        "The Postgres operator",
        "Jenkins",
        "The `reaper`",
        "The replica",
        "Vault",
        "The queue worker",
        "The session manager",
        "Cassandra",
    ],
)
def test_an_omission_of_a_system_is_none(codes, who):
    assert codes(f"{who} forgot to renew the lease.") == []


def test_an_ambiguous_subject_is_decided_by_the_complement(codes):
    assert codes("The operator failed to escalate the alarm.") == ["BL202"]
    assert codes("The operator failed to reconcile the resource.") == []


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("The DBA team", "BL401!"),
        ("Somebody", "BL402!"),
        ("Whoever was on call", "BL402!"),
        ("Support", "BL401!"),
        ("I", "BL202!"),
    ],
)
def test_a_group_and_an_unnamed_person_have_codes_of_their_own_and_self_blame_counts(codes, subject, code):
    assert codes(f"{subject} forgot to tell the customers.") == [code]


def test_a_name_that_is_a_tool_is_a_person_where_the_document_says_so(codes):
    assert codes("Jenkins forgot to tell the team.") == []
    assert codes("Jenkins forgot to tell the team.", "Bill Jenkins") == ["BL202!"]


def test_a_name_declared_in_the_text_counts_everywhere_in_it(codes):
    text = "Chase (SRE) took the page.\n\nChase forgot to renew the certificate."
    assert codes(text) == ["BL202!"]


@pytest.mark.parametrize(
    "text",
    [
        "The alert that Priya had configured in March failed to fire.",
        "The dashboard Lee built failed to load.",
        "The job of the engineer on call was skipped by the scheduler.",
        "After Amara had restarted it, the replica failed to catch up.",
    ],
)
def test_the_subject_is_the_head_and_no_person_beside_it(codes, text):
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The author of the change on the billing service forgot to run the tests.",
        "The engineer who ran the migration forgot to tell the on-call.",
        "The engineer on call that night failed to escalate to the database team.",
        "Priya, our newest engineer, forgot to renew it.",
        "Marco opened the console, read the plan and forgot to save it.",
        "The flag was forgotten by the release manager.",
    ],
)
def test_the_subject_is_found_over_what_stands_between(codes, text):
    assert "BL202!" in codes(text) or "BL401!" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was at fault.",
        "We do not blame the engineer.",
        "There was no negligence.",
        "It would be wrong to call this operator error.",
        "Human error is a symptom.",
        "The lock reduces the risk of human error.",
        "If an operator forgets the flag, the command refuses to run.",
        "Lee could not have known.",
    ],
)
def test_denial_definition_and_supposition_pass(codes, text):
    assert codes(text) == []


@pytest.mark.parametrize(
    "text", ["Lee should’ve checked the plan.", "Lee should have checked the plan.", "Lee shouldn't have run it."]
)
def test_contractions_and_curly_apostrophes_are_read(codes, text):
    assert codes(text) == ["BL201!"]


def test_we_should_have_is_a_code_of_its_own(placed):
    from faultless.checks.blame.people import People
    from faultless.checks.blame.reading import read_document
    from faultless.policy import section_names
    from faultless.reading.blocks import parse_document

    text = "We should have tested the rollback."
    assert placed(text) == []
    document = parse_document(text, 1, section_names(("en",)))
    assert [one.blame.code for one in read_document(document, [text], People())] == ["BL204"]
