"""Whole documents: what is seen, what is left alone, and where a finding stands in the source."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from faultless.checks import Level, run
from faultless.policy import Policy
from faultless.reading import load

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
BLAME = "Amara forgot to renew the certificate"


@pytest.mark.parametrize(
    "text",
    [
        f"{BLAME}.",
        f"# {BLAME}",
        f"- one\n  - {BLAME}",
        f"| Time | Event |\n|---|---|\n| 09:00 | {BLAME} |",
        f"<figure><figcaption>{BLAME}</figcaption></figure>",
        f"![{BLAME}](x.png)",
        f"1. **{BLAME}**",
        BLAME.replace(" the ", "\nthe "),
        f"Before that, *{BLAME[:5]}* {BLAME[6:]}.",
    ],
)
def test_every_block_of_prose_is_seen(codes, text):
    assert codes(text) == ["BL202!"]


@pytest.mark.parametrize(
    "text",
    [
        f"> {BLAME}.",
        f"```\n{BLAME}\n```",
        f'The customer wrote: "{BLAME}".',
        f"The customer wrote: “{BLAME}”.",
        f"The message was `{BLAME}`.",
        f"Bad: {BLAME}.",
        f"Don't write: {BLAME}.",
        f"Avoid phrases such as:\n\n- {BLAME}\n- the DBA broke it",
        f"| Instead of | Write |\n|---|---|\n| {BLAME} | nothing prompted the renewal |",
        f"## Bad examples\n\n{BLAME}.",
        f"<!-- {BLAME} -->",
    ],
)
def test_quotations_code_and_examples_of_what_not_to_write_pass(codes, text):
    assert codes(text) == []


def test_a_good_example_after_a_bad_one_is_read_again(codes):
    text = f"## Bad\n\n{BLAME}.\n\n## Next\n\n{BLAME}."
    assert codes(text) == ["BL202!"]


@pytest.mark.parametrize(
    "text",
    [
        f"Intro.\n\n{BLAME}.",
        f"- a\n  - b\n\n    {BLAME}",
        f"| a | b |\n|---|---|\n| x | {BLAME} |",
        f"> q\n\n1. *{BLAME}*",
    ],
)
def test_a_finding_spans_exactly_its_words_in_the_source(placed, text):
    (found,) = placed(text)
    span = found.span
    assert span.line == span.end_line
    source = text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]
    assert source == BLAME


def test_a_finding_in_wrapped_lines_ends_on_the_line_it_ends_on(placed):
    (found,) = placed("On Monday Amara forgot\nto renew it.")
    assert (found.span.line, found.span.column, found.span.end_line, found.span.end_column) == (1, 11, 2, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Der Operator hat den Fehler gemacht und die Datenbank ist schuld, sagt der human error.",
        "L'ingénieur a oublié de renouveler le certificat, c'est une human error dans la base.",
        "El equipo no comprobó el certificado y la causa es human error de los operadores.",
    ],
)
def test_other_languages_are_left_alone(codes, text):
    assert codes(text) == []


def test_be_more_careful_is_an_error_among_the_actions_and_a_warning_elsewhere(codes):
    assert codes("## Action items\n\n- Be more careful with routes") == ["BL502!"]
    assert codes("## Action items\n\nNotes.\n\n### Later\n\n| Action |\n|---|\n| Be more careful with routes |") == [
        "BL502!"
    ]
    assert codes("## Lessons\n\nBe more careful with routes") == ["BL502"]


def write(root, text, name="postmortems/2026-03-14-x.md"):
    (root / "incidents").mkdir(exist_ok=True)
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


HEAD = "---\ntitle: Errors\nincident: 2026-03-14-x\nauthors: [{author}]\n---\n\n"


def blame_findings(root, policy=None):
    return [one for one in run(load(root, policy or Policy()), NOW) if one.code.startswith("BL")]


def test_the_authors_of_a_record_are_people(tmp_path):
    write(tmp_path, HEAD.format(author="Vexilla Quorn") + "Vexilla forgot to renew it.\n")
    assert [(one.code, one.level) for one in blame_findings(tmp_path)] == [("BL202", Level.ERROR)]


def test_the_commander_of_the_incident_is_a_person_in_its_postmortem(tmp_path):
    write(
        tmp_path,
        "---\ntitle: E\nseverity: sev2\nstarted: 2026-03-14 09:02 UTC\ncommander: Grafana Ito\n---\n",
        "incidents/2026-03-14-x.md",
    )
    write(tmp_path, HEAD.format(author="Lee") + "Grafana forgot to tell support.\n")
    assert [(one.code, one.level) for one in blame_findings(tmp_path)] == [("BL202", Level.ERROR)]


def test_a_title_is_read_where_it_stands(tmp_path):
    write(tmp_path, HEAD.format(author="Lee").replace("title: Errors", 'title: "The intern forgot to renew it"'))
    (found,) = blame_findings(tmp_path)
    assert (found.code, found.span.line, found.span.column, found.span.end_column) == ("BL202", 2, 9, 38)


def test_a_title_that_is_written_otherwise_is_spanned_whole(tmp_path):
    write(tmp_path, HEAD.format(author="Lee").replace("title: Errors", 'title: "The intern\\x20forgot to renew it"'))
    (found,) = blame_findings(tmp_path)
    assert found.span.line == 2


def test_updates_for_customers_are_read(tmp_path):
    update = "## Resolved — 2026-03-14 10:41 UTC\n\nOur engineer forgot to renew a certificate.\n"
    write(
        tmp_path,
        "---\ntitle: E\nseverity: sev2\nvisibility: public\nstarted: 2026-03-14 09:02 UTC\n---\n\n" + update,
        "incidents/2026-03-14-x.md",
    )
    assert [one.code for one in blame_findings(tmp_path)] == ["BL202"]


def test_without_english_in_the_policy_nothing_is_said(tmp_path):
    write(tmp_path, HEAD.format(author="Lee") + f"{BLAME}.\n")
    assert blame_findings(tmp_path, Policy(languages=("de",))) == []


def test_a_writer_may_allow_a_finding_with_a_reason(tmp_path):
    write(tmp_path, HEAD.format(author="Lee") + f"<!-- faultless: allow BL202 -- her own words -->\n{BLAME}.\n")
    assert blame_findings(tmp_path) == []


def test_a_draft_is_no_excuse(tmp_path):
    write(tmp_path, HEAD.format(author="Lee").replace("authors", "status: draft\nauthors") + f"{BLAME}.\n")
    assert [one.level for one in blame_findings(tmp_path)] == [Level.ERROR]


def test_a_finding_says_why_and_proposes_the_sentences_own_verb(tmp_path):
    write(tmp_path, HEAD.format(author="Lee") + f"{BLAME}.\n")
    (found,) = blame_findings(tmp_path)
    assert found.why
    assert "Nothing prompted anyone to renew the certificate" in found.suggestion


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Lee should have checked the dashboard.", "called for checking the dashboard"),
        ("The intern wiped the wrong volume.", "The wrong volume could be wiped"),
        ("The on-call ignored the alert.", "The alert did not stand out"),
        ("The engineer misread the plan.", "easy to misread"),
        ("The outage was due to human error.", "what made the slip likely"),
    ],
)
def test_a_proposal_moves_to_the_system(placed, text, wording):
    from faultless.checks.blame.suggestion import suggestion

    assert wording in suggestion(placed(text)[0].blame)


@pytest.mark.parametrize("code", ["BL101", "BL105", "BL203", "BL301", "BL302", "BL403", "BL501", "BL502", "BL503"])
def test_every_kind_of_finding_has_a_message_and_a_proposal(code):
    from faultless.checks.blame.found import Blame
    from faultless.checks.blame.suggestion import message, suggestion

    found = Blame(code, severe=True, start=0, end=5)
    assert message(found, "x" * 100).startswith("'xxx")
    assert suggestion(found)
