"""Findings that a writer allows, with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import codes, findings, incident, postmortem

from faultless.model import Span
from faultless.policy import Policy

REASON = "the name of a list"


def of(root, body: str, **keys: str) -> list[str]:
    """The codes of what is found in the text of an incident."""
    return codes(findings(root, {"incidents/down.md": incident(body, **keys)}))


def test_without_an_allowance_it_is_found(tmp_path):
    assert of(tmp_path, "\nThe TODO rows.\n") == ["SE103"]


@pytest.mark.parametrize(
    "body",
    [
        "\n<!-- faultless: allow SE103 -- the name of a list -->\nThe TODO rows.\n",
        "\n<!-- faultless: allow SE103 -- the name of a list -->\n\nThe TODO rows.\n",
        "\nThe TODO rows. <!-- faultless: allow SE103 -- the name of a list -->\n",
        "\nThe rows\nof TODO\n<!-- faultless: allow SE103 -- the name of a list -->\nstay.\n",
        "\n- one\n- The TODO rows <!-- faultless: allow SE103 -- the name of a list -->\n",
        "\n| a | b |\n|---|---|\n| TODO | x <!-- faultless: allow SE103 -- the name of a list --> |\n",
        "\n<!-- faultless: allow SE103 -- the name of a list -->\n## The TODO list\n",
        "\n<!--\nfaultless: allow SE103 --\nthe name\nof a list\n-->\nThe TODO rows.\n",
        "\n<!-- faultless: allow SE103 — the name of a list -->\nThe TODO rows.\n",
        "\n<!-- Faultless: Allow SE103 - a -> b, always > 5 -->\nThe TODO rows.\n",
        "\n<!-- faultless: allow SE1 -- the name of a list -->\nThe TODO rows.\n",
        "\n<!-- faultless: allow SE -- the name of a list -->\nThe TODO rows.\n",
        "\n<!-- faultless: allow SE103 -- one -->\n<!-- faultless: allow XR101 -- the other -->\nTODO [[nowhere]]\n",
        "\n<!-- faultless: allow SE103, XR101 -- both here -->\nTODO [[nowhere]]\n",
        "\n<!-- faultless: off SE103 -- a list -->\n\nTODO\n\n- TODO\n\n<!-- faultless: on SE103 -->\n",
        "\n<!-- faultless: off SE103, XR101 -- a list -->\n\nTODO [[nowhere]]\n\n<!-- faultless: on -->\n",
        "\n<!-- faultless: off SE -- to the end of the file -->\n\nTODO\n\nTODO\n",
    ],
)
def test_a_comment_with_a_reason_allows_it(tmp_path, body):
    assert of(tmp_path, body) == []


def test_a_comment_allows_one_block_only(tmp_path):
    assert of(tmp_path, "\n<!-- faultless: allow SE103 -- here -->\nTODO\n\nTODO\n") == ["SE103"]


def test_a_comment_allows_nothing_above_it(tmp_path):
    body = "\nTODO\n\nThe rows. <!-- faultless: allow SE103 -- here -->\n"
    assert of(tmp_path, body) == ["SE103", "FM014"]


@pytest.mark.parametrize("above", ["TODO\n\n", "TODO\n----\n", "- TODO\n\n"])
def test_a_comment_on_the_line_before_a_block_allows_nothing_in_the_block_above(tmp_path, above):
    assert of(tmp_path, f"\n{above}<!-- faultless: allow SE103 -- here -->\nTODO\n") == ["SE103"]


def test_a_comment_between_two_items_counts_for_the_one_below(tmp_path):
    assert of(tmp_path, "\n- TODO\n<!-- faultless: allow SE103 -- here -->\n- TODO\n") == ["SE103"]


def test_a_comment_allows_what_it_names_only(tmp_path):
    body = "\n<!-- faultless: allow SE103 -- here -->\nTODO [[nowhere]]\n"
    assert of(tmp_path, body) == ["XR101"]


def test_what_is_switched_on_again_is_found_again(tmp_path):
    body = "\n<!-- faultless: off SE103 -- here -->\n\nTODO\n\n<!-- faultless: on SE103 -->\n\nTODO\n"
    found = findings(tmp_path, {"incidents/down.md": incident(body)})
    assert [(finding.code, finding.span.line) for finding in found] == [("SE103", 14)]


def test_switching_one_on_leaves_the_other_off(tmp_path):
    body = (
        "\n<!-- faultless: off SE103 -- here -->\n<!-- faultless: off XR101 -- here -->\n\nTODO [[nowhere]]\n\n"
        "<!-- faultless: on SE103 -->\n\nTODO [[nowhere]]\n"
    )
    assert of(tmp_path, body) == ["SE103"]


def test_the_front_matter_allows_it_in_the_whole_file(tmp_path):
    late = {"resolved": "2026-03-14 08:00 UTC"}
    assert of(tmp_path, "\nTODO\n", **late) == ["TI101", "SE103"]
    allowed = "{allow: {SE103: the name of a list, TI: the clock was wrong}}"
    assert of(tmp_path, "\nTODO\n\nTODO\n", **late, checks=allowed) == []


def test_a_block_of_html_that_holds_a_comment_is_allowed_with_what_follows(tmp_path):
    body = "\n<div>\n<!-- faultless: allow XR101 -- both -->\n[[nowhere]]\n</div>\n\n[[nowhere]]\n\n[[nowhere]]\n"
    assert of(tmp_path, body) == ["XR101"]


def test_a_comment_at_the_end_of_the_file_allows_nothing(tmp_path):
    assert of(tmp_path, "\nTODO\n\n<!-- faultless: allow SE103 -- too late -->\n") == ["SE103", "FM014"]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("allow SE103", "SE103 is allowed without a reason"),
        ("allow SE103 --", "SE103 is allowed without a reason"),
        ("off SE103", "SE103 is allowed without a reason"),
        ("allow SE103, XR101", "SE103, XR101 is allowed without a reason"),
        ("allow ZZ123 -- a reason", "'ZZ123' is no rule"),
        ("allow se103 -- a reason", "'se103' is no rule"),
        ("allow SE1034 -- a reason", "'SE1034' is no rule"),
        ("allow S -- a reason", "'S' is no rule"),
        ("allow -- a reason", "cannot make sense of 'allow -- a reason'"),
        ("permit SE103 -- a reason", "cannot make sense of 'permit SE103 -- a reason'"),
        ("allow SE103: a reason", "cannot make sense of 'allow SE103: a reason'"),
        ("", "cannot make sense of ''"),
        ("on SE103", "SE103 is switched on, but it was not off"),
        ("on ZZ123", "'ZZ123' is no rule"),
        ("on", "nothing is off that could be switched on"),
    ],
)
def test_a_comment_that_says_nothing_is_found_and_allows_nothing(tmp_path, comment, said):
    found = findings(tmp_path, {"incidents/down.md": incident(f"\n<!-- faultless: {comment} -->\nTODO\n")})
    assert [(finding.code, finding.message) for finding in found] == [("FM013", said), ("SE103", found[1].message)]
    assert found[0].suggestion


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("{allow: {SE103: }}", "FM013"),
        ("{allow: {SE103: ' '}}", "FM013"),
        ("{allow: {SE103: [a, list]}}", "FM013"),
        ("{allow: {ZZ123: a reason}}", "FM013"),
        ("{allow: [SE103]}", "FM013"),
        ("{allow: }", "FM013"),
        ("{alow: {SE103: a reason}}", "FM013"),
        ("SE103", "FM013"),
        ("{allow: {XR101: nothing here}}", "FM014"),
    ],
)
def test_a_front_matter_that_allows_nothing_is_found(tmp_path, value, code):
    assert of(tmp_path, "\nTODO\n", checks=value) == [code, "SE103"]


@pytest.mark.parametrize(
    "body",
    [
        "\n<!-- faultless: allow SE103 -- once -->\nThe rows.\n",
        "\n<!-- faultless: off SE103 -- once -->\n\nThe rows.\n\n<!-- faultless: on SE103 -->\n",
        "\n<!-- faultless: off SE103 -- once -->\n\nThe rows.\n",
    ],
)
def test_an_allowance_that_nothing_needs_is_found_where_it_stands(tmp_path, body):
    found = findings(tmp_path, {"incidents/down.md": incident(body)})
    assert codes(found) == ["FM014"]
    assert found[0].span == Span(8, 1, 8, 1 + len(body.splitlines()[1]))
    assert found[0].level.value == "warning"


def test_an_allowance_of_a_rule_that_is_off_is_not_called_unused(tmp_path):
    body = "\n<!-- faultless: allow SE103 -- once -->\nTODO\n"
    assert findings(tmp_path, {"incidents/down.md": incident(body)}, Policy(rules={"SE": "off"})) == ()


def test_an_allowance_is_not_unused_because_only_other_rules_were_asked_for(tmp_path):
    body = "\n<!-- faultless: allow SE103 -- here -->\nTODO\n"
    assert findings(tmp_path, {"incidents/down.md": incident(body)}, select=("FM",)) == ()


@pytest.mark.parametrize("code", ["FM013", "FM014"])
def test_the_policy_can_switch_off_what_is_said_of_allowances(tmp_path, code):
    body = "\n<!-- faultless: allow SE103 -->\n\n<!-- faultless: allow SE103 -- once -->\n"
    found = codes(findings(tmp_path, {"incidents/down.md": incident(body)}, Policy(rules={code: "off"})))
    assert found == [{"FM013": "FM014", "FM014": "FM013"}[code]]


@pytest.mark.parametrize("code", ["FM", "FM013", "FM014"])
def test_what_is_said_of_allowances_cannot_be_allowed(tmp_path, code):
    body = f"\n<!-- faultless: off {code} -- silence -->\n\n<!-- faultless: allow SE103 -->\nText.\n"
    assert of(tmp_path, body) == ["FM014", "FM013"]


@pytest.mark.parametrize(
    "body",
    [
        "\n```\n<!-- faultless: allow SE103 -->\n```\n",
        "\n~~~~ html\n```\n<!-- faultless: allow SE103 -->\n~~~~\n",
        "\n- item\n\n      <!-- faultless: allow SE103 -->\n",
        "\n1. item\n\n   ```\n   <!-- faultless: allow SE103 -->\n   ```\n",
        "\nWrite `<!-- faultless: allow SE103 -->` before it.\n",
        "\nWrite ``<!-- faultless: ` allow SE103 -->`` before it.\n",
        "\nA comment <!-- about faultless: allow SE103 --> of another kind.\n",
    ],
)
def test_what_is_shown_as_code_allows_nothing_and_is_no_mistake(tmp_path, body):
    assert of(tmp_path, body) == []


def test_a_lone_backtick_before_a_comment_hides_nothing(tmp_path):
    body = "\nA lone ` here.\n\n<!-- faultless: allow SE103 -- of `TODO` -->\nTODO\n\nAnother ` there.\n"
    assert of(tmp_path, body) == []


def test_the_front_matter_is_no_place_for_comments(tmp_path):
    assert of(tmp_path, "\nTODO\n", tags='["<!-- faultless: off SE103 -- x -->"]') == ["SE103"]


def test_pages_and_postmortems_take_allowances_as_well(tmp_path):
    files = {
        "incidents/down.md": incident(severity="sev4"),
        "postmortems/down.md": postmortem(checks="{allow: {SE103: the list, SE102: as agreed}}", body="\n## Summary\n\n## Impact\n\nTODO\n\n## Timeline\n\n- 2026-03-14 09:02 UTC — TODO\n"),
        "handbook/x.md": "---\nchecks: {allow: {XR101: an example}}\n---\nA [[mention]].\n",
        "handbook/y.md": "<!-- faultless: allow XR101 -- an example -->\nA [[mention]].\n",
    }  # fmt: skip
    assert findings(tmp_path, files) == ()


@given(
    reason=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="`\u2028\u2029"), min_size=1
    ).filter(lambda text: text.strip() and "--" not in text and not text.strip().startswith(("-", ">", "—", "–")))
)
def test_a_reason_may_say_anything(tmp_path_factory, reason):
    body = f"\n<!-- faultless: allow SE103 -- {reason} -->\nTODO\n"
    assert of(tmp_path_factory.mktemp("reason"), body) == []
