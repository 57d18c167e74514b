"""SE102 and SE103: sections without text, and text that stands for none."""

from __future__ import annotations

import re

import pytest
from writing import cause, findings, incident, postmortem

from faultless.policy import Policy

# SE102


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<!-- to come -->\n",
        "<!-- to\ncome\n-->\n",
        "<!-- never closed\n",
        "---\n",
        "-\n- \n",
        "| |\n|-|\n| |\n",
        "### Details of no kind\n",
    ],
)
def test_a_known_section_without_text_is_empty(tmp_path, body):
    text = postmortem(f"\n## Impact\n\n{body}")
    found = findings(tmp_path, {"postmortems/down.md": text}, select=("SE102",))
    assert (found[0].code, found[0].span.line) == ("SE102", 7)


@pytest.mark.parametrize(
    "body",
    [
        "None.\n",
        "障害なし\n",
        "#incident-42 was the channel\n",
        "- 3 %\n",
        "### Who\n\nAll.\n",
        "![](graph.png)\n",
        "```\n503\n```\n",
        "| Who |\n|---|\n| all |\n",
    ],
)
def test_a_section_with_anything_in_it_is_not_empty(tmp_path, body):
    found = findings(tmp_path, {"postmortems/down.md": postmortem(f"\n## Impact\n\n{body}")}, select=("SE102",))
    assert found == ()


def test_a_heading_that_no_profile_knows_may_be_empty(tmp_path):
    found = findings(tmp_path, {"postmortems/down.md": postmortem("\n## Weather\n")}, select=("SE102",))
    assert found == ()


# SE103


def placeholders(root, body: str, policy: Policy | None = None) -> list[str]:
    found = findings(root, {"incidents/down.md": incident("\n" + body)}, policy, select=("SE103",))
    return [re.match(r"'(.*)' is a placeholder", one.message)[1] for one in found]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("TODO\n", ["TODO"]),
        ("Ask TBD, TBC and FIXME.\n", ["TBD", "TBC", "FIXME"]),
        ("## TODO\n", ["TODO"]),
        ("- **TODO** now\n", ["TODO"]),
        ("| a |\n|---|\n| TBD |\n", ["TBD"]),
        ("Lorem ipsum dolor sit amet.\n", ["Lorem ipsum"]),
        ("To be determined.\n", ["To be determined"]),
        ("Cause: to be confirmed\n", ["to be confirmed"]),
        ("- [ ] Alert (owner: to be decided, due: 2026-04-01)\n", ["to be decided"]),
        ("- [ ] Alert (due: to be decided)\n", ["to be decided"]),
        ("Describe what happened here\n", ["Describe what happened here"]),
    ],
)
def test_a_placeholder_is_found(tmp_path, body, words):
    assert placeholders(tmp_path, body) == words


@pytest.mark.parametrize(
    "body",
    [
        "The rollout was to be done by the vendor.\n",
        "We hope for everything to be done tonight.\n",
        "What remains to be determined: the cost.\n",
        "Sent todo items, and a to-do.\n",
        "The TODOs, the AUTODOC and TODO-42.\n",
        "Rows of `TODO` stayed.\n",
        "```\nTODO\n```\n",
        "    TODO\n",
        "> TODO, the page said.\n",
        'The page said "TODO" for an hour.\n',
        "<!-- TODO -->\nText.\n",
        "See https://example.com/TODO\n",
    ],
)
def test_ordinary_prose_code_quotations_and_addresses_are_no_placeholders(tmp_path, body):
    assert placeholders(tmp_path, body) == []


def test_ordinary_pages_may_have_placeholders(tmp_path):
    files = {"handbook/x.md": "TODO\n", "root-causes/dns.md": cause() + "TODO\n", "incidents/down.md": incident()}
    found = findings(tmp_path, files, select=("SE103",))
    assert [one.path for one in found] == ["root-causes/dns.md"]


def test_placeholders_of_english_count_in_every_language(tmp_path):
    assert placeholders(tmp_path, "TODO\n", Policy(languages=("de", "fr"))) == ["TODO"]
