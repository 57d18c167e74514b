"""What looks like a heading and is none by its marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.policy import section_names
from faultless.reading.sections import split_sections

NAMES = section_names()


def found(body: str) -> list[tuple[str | None, str]]:
    """The sections of a body in which labels count: id and title of each."""
    return [(section.id, section.title) for section in split_sections(body, 1, NAMES, bold=True)[1]]


def known(body: str) -> list[str]:
    return [identifier for identifier, _ in found(body) if identifier is not None]


@pytest.mark.parametrize(
    "line",
    [
        "**Impact**",
        "**Impact:** one order in four",
        "**Impact**: one order in four",
        "__Impact__: one order in four",
        "- **Impact**: one order in four",
        "3. **Impact**",
        "⚠️ **Impact**",
        "**💥 Impact:** much",
        "**Impact** – one order in four",
        "<b>Impact:</b> one order in four",
        "<strong>Impact</strong>: one order in four",
        "<h2>Impact</h2>",
        '<h3 id="i"><b>Impact</b></h3>',
        "<summary>Impact</summary>",
        "<details><summary>Impact</summary>",
        "Impact:",
        "| Impact | One order in four. |",
        "| **Impact** | One order in four. |",
    ],
)
def test_what_a_reader_takes_for_a_heading_is_one(line):
    assert known(f"text\n\n{line}\n\ntext") == ["impact"]


@pytest.mark.parametrize(
    "line",
    [
        "**Impact** was small",
        "Impact: one order in four",
        "- Impact:",
        "The impact:",
        "**Many** – orders were lost",
        "`**Impact**`",
        "    **Impact**",
        "| Impact | 5 |",
        "| Detection | 5 minutes |",
        "| Impact | high | sev1 |",
        "<p>Impact</p>",
        "<summary>Impact of the weather on us</summary>",
        "**10:02**: Impact",
    ],
)
def test_what_a_reader_does_not_take_for_one_is_none(line):
    assert known(f"text\n\n{line}\n\ntext") == []


def test_only_a_profile_with_labels_takes_them_for_headings():
    body = "**Impact**\n\n<h2>Timeline</h2>\n\nDetection:\n\n| Resolution | We renewed it. |"
    assert split_sections(body, 1, NAMES)[1] == ()


def test_html_in_code_is_no_heading():
    assert known("```\n<h2>Impact</h2>\n```\n\n<!--\n<h2>Impact</h2>\n-->") == []


@pytest.mark.parametrize("before", ["<div>", "<details>", '<section class="x">'])
def test_a_heading_in_html_may_stand_within_a_block_of_it(before):
    assert known(f"{before}\n<h2>Impact</h2>\n\nmuch") == ["impact"]
    assert known(f"{before}\n<summary>Impact</summary>\n\nmuch") == ["impact"]
    assert known(f"<pre>\n<h2>Impact</h2>\n</pre>\n\n<script>\n{before}\n<h2>Impact</h2>\n</script>") == []


def test_a_heading_in_html_ends_the_section_before_it():
    body = "<h2>Impact</h2>\n\nmuch\n\n<h2>Weather</h2>\n\nrain"
    impact, weather = split_sections(body, 1, NAMES, bold=True)[1]
    assert (impact.id, impact.body.strip()) == ("impact", "much")
    assert (weather.id, weather.level) == (None, 2)


def test_labels_of_entries_begin_no_section_of_a_list():
    assert known(
        "## Action items\n\n- **Detection**: add an alert\n- **Impact**: bound it\n\n## Impact\n\n**Fix**: x"
    ) == [
        "actions",
        "impact",
        "resolution",
    ]
    assert known("**Timeline**\n\n- **Detection**: 10:02\n- **Resolution**: 10:40\n\n**Impact**: much") == [
        "timeline",
        "impact",
    ]


def test_an_entry_s_label_does_not_end_the_label_it_stands_below():
    body = "- **Action items**\n  - **Amara**: renew it\n  - **Lee**: watch it\n- **Impact**: much"
    actions, impact = split_sections(body, 1, NAMES, bold=True)[1]
    assert (actions.id, actions.body.count("\n")) == ("actions", 2)
    assert impact.id == "impact"


def test_times_in_bold_do_not_end_a_timeline():
    body = "**Timeline**\n\n**10:02** begun\n\n**10:40**: over\n\n**Impact**: much"
    timeline, impact = split_sections(body, 1, NAMES, bold=True)[1]
    assert "over" in timeline.body
    assert impact.id == "impact"


def test_a_known_label_below_one_of_ones_own_counts():
    assert known("- **Context**:\n  - it began\n  - **Resolution**: renewed") == ["resolution"]


def test_the_text_of_a_row_keeps_its_columns():
    line = "| **Impact** | One order in four. |"
    (section,) = split_sections(f"| a | b |\n|---|---|\n{line}", 1, NAMES, bold=True)[1]
    assert section.body.index("One") == line.index("One")
    assert not section.body[: line.index("One")].strip()


def test_of_several_headings_of_the_first_level_those_named_like_a_section_are_one():
    assert known("# Checkout down\n\n# Impact\n\nmuch\n\n# ⏱ Timeline (UTC)\n\n# Impact of the weather") == [
        "impact",
        "timeline",
    ]


def test_a_lone_heading_of_the_first_level_is_a_title():
    assert known("# Impact\n\n## Timeline") == ["timeline"]


def test_parts_of_the_action_items_answer_no_other_question():
    body = "## Action items\n### Investigation\n### Actions\n## Not worth doing\n### Detection\n## Detection\n"
    assert known(body) == ["actions", "actions", "not-doing", "detection"]


@given(st.lists(st.sampled_from(["**Impact**", "- **a**: b", "  - **Fix**", "<h2>a</h2>", "Impact:", "| Impact | a bc |",
                                 "## Action items", "# Impact", "", "a", "<summary>Fix</summary>", "__a__:"]), max_size=20))  # fmt: skip
def test_labels_only_add_to_the_headings_there_are(lines):
    body = "\n".join(lines)
    plain = [(one.span, one.level) for one in split_sections(body, 1, NAMES)[1]]
    both = [(one.span, one.level) for one in split_sections(body, 1, NAMES, bold=True)[1]]
    assert [one for one in both if one in plain] == plain


@pytest.mark.parametrize("line", ["**Impact**: a", "- **a**:", "<h2>a</h2>", "| Impact | a bc |", "Impact:", "**" * 5])
def test_many_labels_are_read_in_one_pass(line):
    assert len(split_sections("\n\n".join([line] * 3000), 1, NAMES, bold=True)[1]) <= 3000


@pytest.mark.parametrize(
    "line", ["**" + "a" * 500_000, "<summary " * 60_000, "| " * 200_000, "a" * 500_000 + ":", "<b>" * 100_000]
)
def test_one_very_long_line_with_labels_is_read(line):
    assert len(split_sections(line, 1, NAMES, bold=True)[1]) <= 1
