"""Action items: task lists, lists and tables, with who does what until when."""

from __future__ import annotations

from datetime import date

import pytest
from content_files import One, cut, postmortem
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.model import ACTION_TYPES, ActionItem, ActionStatus, Postmortem

DUE = date(2026, 4, 15)


def told(text: str) -> One[Postmortem]:
    return postmortem(body=f"## Action items\n\n{text}\n")


def one(text: str) -> ActionItem:
    (action,) = told(text).value.actions
    return action


def test_the_attributes_stand_in_the_last_parenthesis():
    action = one(
        "- [ ] Alert (by mail) before any CA expires (owner: amara, due: 2026-04-15, type: detect, issue: PAY-231)"
    )
    assert action.text == "Alert (by mail) before any CA expires"
    assert (action.owner, action.due, action.type, action.issue) == ("amara", DUE, "detect", "PAY-231")
    assert (action.status, action.done, action.reason, action.public) == (ActionStatus.OPEN, None, None, False)


@pytest.mark.parametrize("mark", ["- [ ] ", "* [ ] ", "1. [ ] ", "- ", "+ ", "2) "])
def test_a_task_list_or_any_list_will_do(mark):
    assert one(f"{mark}Do it (owner: amara)").owner == "amara"


@pytest.mark.parametrize(
    ("pairs", "owner", "reason"),
    [
        ('owner: "Lee, of payments", reason: x', "Lee, of payments", "x"),
        ('owner: "Lee (ops)", reason: "a: b"', "Lee (ops)", "a: b"),
        ("owner: Lee (ops), reason: x", "Lee (ops)", "x"),
        ("owner: Lee Ng, reason: too dear, and of no use", "Lee Ng", "too dear, and of no use"),
        ("OWNER : Lee ,  Reason:x ", "Lee", "x"),
        ("owner: Lee, reason: see https://example.com/a", "Lee", "see https://example.com/a"),
        ("owner: Lee, owner: Kim, reason: x", "Lee", "x"),
        ("owner: Lee, note: y, reason: x", "Lee", "x"),
        ("owner:, reason: x", None, "x"),
    ],
)
def test_values_may_be_quoted_and_may_hold_commas_and_parentheses(pairs, owner, reason):
    action = one(f"- Do it ({pairs})")
    assert (action.text, action.owner, action.reason) == ("Do it", owner, reason)


@pytest.mark.parametrize("text", ["Do it (see the runbook)", "Do it (note: later)", "Do it (owner: x) soon", "Do it", "Do it ()", "Do it )", 'Do it (owner: "x)'])  # fmt: skip
def test_a_parenthesis_of_prose_stays_text(text):
    action = one(f"- {text}")
    assert (action.text, action.owner) == (text, None)


def test_a_stop_after_the_parenthesis_does_no_harm():
    assert one("- Do it (owner: amara).").owner == "amara"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("- [ ] a", "open"),
        ("- [x] a", "done"),
        ("- [X] a (status: open)", "done"),
        ("- a (status: in-progress)", "in-progress"),
        ("- a (status: In Progress)", "in-progress"),
        ("- a (status: in_progress)", "in-progress"),
        ("- a (status: done)", "done"),
        ("- a (done: 2026-03-18)", "done"),
        ("- [x] a (status: declined, reason: dear)", "declined"),
        ("- a (status: declined)", "declined"),
        ("- a (status: open)", "open"),
        ("- a", "open"),
    ],
)
def test_a_ticked_box_is_done_else_the_status_is_what_is_written(line, status):
    assert one(line).status.value == status


@pytest.mark.parametrize(("word", "public"), [("true", True), ("Yes", True), ("false", False), ("", False)])
def test_an_item_may_be_shown_with_the_customer_message(word, public):
    assert one(f"- a (public: {word})").public is public


@pytest.mark.parametrize("kind", [*ACTION_TYPES, "invent"])
def test_a_type_is_kept_as_written_in_lower_case(kind):
    assert one(f"- a (type: {kind.title()})").type == kind


@pytest.mark.parametrize(
    ("pairs", "code"),
    [("due: soon", "FM009"), ("due: 2026-02-30", "FM009"), ("done: yesterday", "FM009"), ("status: lost", "FM006")],
)
def test_a_wrong_attribute_is_told_at_the_item(pairs, code):
    assert told(f"- a\n- Do it ({pairs})").told == [(code, f"Do it ({pairs})")]


# Tables

COLUMNS = {
    "Action": "Do it", "Type": "Detect", "Owner": "amara", "Due": "2026-04-15", "Status": "In progress", "Issue": "PAY-231",
}  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.permutations(sorted(COLUMNS)))
def test_the_columns_of_a_table_may_stand_in_any_order(order):
    rows = [order, ["---"] * len(order), [COLUMNS[name] for name in order]]
    action = one("\n".join(f"| {' | '.join(row)} |" for row in rows))
    assert (action.text, action.type, action.owner, action.due, action.status, action.issue) == (
        "Do it", "detect", "amara", DUE, ActionStatus.IN_PROGRESS, "PAY-231",
    )  # fmt: skip


def test_columns_may_have_other_names_and_cells_may_be_empty():
    action = one(
        "| Owner of the action | Action item | Due date | Ticket | State |\n|-|-|-|-|-|\n| - | Do it | — | | done |"
    )
    assert (action.text, action.owner, action.due, action.issue) == ("Do it", None, None, None)
    assert action.status is ActionStatus.DONE


def test_a_column_that_is_called_action_goes_before_one_that_begins_so():
    assert one("| Action type | Action |\n|-|-|\n| detect | Do it |").text == "Do it"


def test_rows_without_an_action_are_none_and_short_rows_are_read():
    actions = told("| Action | Owner |\n|-|-|\n| | amara |\n| Do it |\n").value.actions
    assert [(action.text, action.owner) for action in actions] == [("Do it", None)]


def test_several_lists_tables_and_sections_add_up():
    body = "## Action items\n\n- a\n\n### Later\n\n- b\n\n| Action |\n|-|\n| c |\n\n## Follow-ups\n\n- d\n"
    assert [action.text for action in postmortem(body=body).value.actions] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("text", [
    "- N/A", "- n/a.", "* [ ] None", "- *None*", "- (none)", "- Not applicable", "- [x] N/A (owner: amara)", "- No action items.",
    "| Action | Owner |\n|---|---|\n| N/A | - |", "| Action | Owner |\n|---|---|\n| None | N/A |", "| Action | Owner |\n|---|---|\n| – | – |",
])  # fmt: skip
def test_words_that_say_there_is_nothing_to_do_are_no_action(text):
    read = told(f"{text}")
    assert (read.value.actions, read.faults) == ((), ())


@pytest.mark.parametrize(
    "text", ["- None of the replicas may share a disk", "- Answer N/A in the form", "- Nothing to page on"]
)
def test_a_sentence_that_begins_so_is_an_action(text):
    assert one(text).text == text[2:]


def test_only_items_of_the_outermost_list_are_actions():
    assert [action.text for action in told("- a\n  - detail\n- b\n  going on\n").value.actions] == ["a", "b going on"]


# Places


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(alphabet="ab é日(", min_size=1, max_size=8).map(lambda text: f"x{text}y"),
            st.sampled_from(["- {}", "- [ ] {}", "* [x]  {}", "10. {}", "- {}\n  going on"]),
            st.sampled_from(["", " (owner: amara)", " (due: 2026-04-15, type: detect)"]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_the_place_of_an_item_is_its_words_with_its_attributes(items):
    body = "Intro.\n\n## Action items\n\n" + "\n\n".join(form.format(text + pairs) for text, form, pairs in items)
    found = postmortem(body=body)
    assert len(found.value.actions) == len(items)
    for action, (text, form, pairs) in zip(found.value.actions, items, strict=True):
        assert cut(found.record.lines, action.span) == text + pairs + ("\n  going on" if "going" in form else "")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="ab é日", max_size=6).map(lambda text: f"x{text}y"), min_size=1, max_size=4))
def test_the_place_of_a_row_is_the_row(texts):
    body = "## Action items\n\n| Action | Owner |\n|---|---|\n" + "\n".join(f"| {text} | amara |" for text in texts)
    found = postmortem(body=body)
    assert [found.text(action.span) for action in found.value.actions] == [f"{text} | amara" for text in texts]
