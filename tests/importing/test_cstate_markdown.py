"""The files that an import leaves: pleasant to read and to go on with by hand."""

from __future__ import annotations

import string

import pytest
from cstate_site import issue
from hypothesis import example, given
from hypothesis import strategies as st

from faultless.emit import clean, mapping, record, scalar, sequence
from faultless.reading.yaml_text import read_yaml


def test_a_record_reads_as_if_a_person_had_written_it(imported):
    body = "[Final message]\nIt works again.\n\n[Initial message]\nOrders fail, we look into it.\n"
    done = imported(
        {"2026-03-14-down": issue(body, title="Checkout is down, again", affected="[Checkout, Public API]")}
    )
    assert done.text() == (
        "---\n"
        "title: Checkout is down, again\n"
        "severity: sev2\n"
        "visibility: public\n"
        "components:\n"
        "  checkout: major_outage\n"
        "  public-api: major_outage\n"
        "started: 2026-03-14 09:00 UTC\n"
        "resolved: 2026-03-14 10:30 UTC\n"
        "redirects: [/issues/2026-03-14-down/]\n"
        "imported: cstate\n"
        "---\n"
        "\n"
        "## Investigating — 2026-03-14 09:00 UTC\n"
        "\n"
        "Orders fail, we look into it.\n"
        "\n"
        "## Resolved — 2026-03-14 10:30 UTC\n"
        "\n"
        "It works again.\n"
    )


def test_a_record_without_text_ends_with_its_front_matter(imported):
    assert imported({"2026-03-14-down": issue("")}).text().endswith("imported: cstate\n---\n")


@pytest.mark.parametrize(
    "text", ["A plain title", "It's down", "90% of orders", "https://example.com/", "x, y", "é", "v1.2.3"]
)
def test_a_text_that_needs_no_quotes_has_none(text):
    assert scalar(text) == text


@pytest.mark.parametrize(
    "text", ["API: errors", "#1 down", "yes", "null", "12", "2026-03-14", "[a]", " a", "", "a: ", "- a"]
)
def test_a_text_that_would_be_read_as_something_else_is_quoted(text):
    assert scalar(text) == f'"{text}"'


TEXTS = st.text(max_size=40).map(clean)


@given(TEXTS, TEXTS)
@example("\u2028", "\x85")
@example("😀\u2028", "\ud7ff\ue000")
def test_any_text_comes_back_from_the_file_it_was_written_to(one, other):
    entries = [entry for entry in (one, other) if entry]
    yaml = f"s: {scalar(one)}\nl: {sequence([one, other])}\nm: {mapping({'a': one, 'b': other})}\n"
    read = read_yaml(yaml, "x")
    assert read.faults == []
    assert read.values["s"] == one
    assert read.values["l"] == [one, other]
    assert list((read.values["m"] or {}).values()) == entries


@given(st.dictionaries(st.text(string.ascii_lowercase, min_size=1), TEXTS, max_size=3), TEXTS)
def test_any_record_is_whole_however_it_is_filled(values, body):
    text = record([("title", "x"), ("components", values), ("redirects", list(values.values()))], body)
    head = text.split("\n---\n", 1)[0].removeprefix("---\n")
    read = read_yaml(head, "x")
    assert read.faults == []
    assert read.values.get("components", {}) == values
    assert text.endswith("\n")
