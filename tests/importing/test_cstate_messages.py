"""How the text of an issue is taken apart into updates."""

from __future__ import annotations

import pytest
from cstate_site import issue


def phases(updates):
    return [(phase, text) for phase, _, text in updates]


def test_text_without_marks_is_one_update_at_the_start(told):
    assert told("Line one.\n\n## What\n\nLine two.") == [
        ("Investigating", "14 09:00:00", "Line one.\n\n### What\n\nLine two.")
    ]


def test_an_issue_without_text_has_no_update_and_the_report_says_so(imported):
    done = imported({"2026-03-14-down": issue("")})
    assert done.one.updates == ()
    assert "no text: no update" in done.told().guessed


def test_cstates_own_form_gives_phases_and_times(told):
    body = (
        '*Resolved* - Works again. {{< track "2026-03-14 10:30:00" >}}\n\n'
        '*Monitoring* - A fix is in. {{< track "2026-03-14 10:10:00" >}}\n\n'
        '*Identified* - It is the certificate. {{< track "2026-03-14 09:40:00" >}}\n\n'
        '*Investigating* - We see errors. {{< track "2026-03-14 09:00:00" >}}\n'
    )
    assert told(body) == [
        ("Investigating", "14 09:00:00", "We see errors."),
        ("Identified", "14 09:40:00", "It is the certificate."),
        ("Monitoring", "14 10:10:00", "A fix is in."),
        ("Resolved", "14 10:30:00", "Works again."),
    ]


@pytest.mark.parametrize("mark", [
    "*Update* - ", "*Update*: ", "**Update** ", "**Update:** ", "_Update_: ", "[Update]\n", "[update] ", "Update: ", "### Update\n\n",
])  # fmt: skip
def test_every_form_of_a_mark_begins_an_update(told, mark):
    assert phases(told(f"We see errors.\n\n{mark}Still looking.")) == [
        ("Investigating", "We see errors."),
        ("Update", "Still looking."),
    ]


@pytest.mark.parametrize(("closing", "opening"), [
    ("[Final message]", "[Initial message]"),
    ("[FINAL]", "[INITIAL]"),
    ("[close issue]", "[Open Issue]"),
    ("[Closing Incident]", "[Opening Incident]"),
    ("[End of outage message]", "[open]"),
    ("Final message:", "Initial message:"),
])  # fmt: skip
def test_first_and_last_messages_are_known_by_their_labels_and_have_the_times_of_start_and_end(told, closing, opening):
    assert told(f"{closing}\nWorks again.\n\n{opening}\nWe see errors.") == [
        ("Investigating", "14 09:00:00", "We see errors."),
        ("Resolved", "14 10:30:00", "Works again."),
    ]


@pytest.mark.parametrize(("label", "at"), [
    ("[Update 2026-03-14 09:20 UTC]", "14 09:20:00"),
    ("[Update - 2026-03-14 09h20 UTC]", "14 09:20:00"),
    ("[Update 14th of March 2026 - 10:20 UTC]", "14 10:20:00"),
    ("**Update at 2026-03-14 11:20 +01:00**", "14 10:20:00"),
    ("**2026-03-14 09:20:00**", "14 09:20:00"),
    ("**2026-03-14T09:20:00-00:00**", "14 09:20:00"),
])  # fmt: skip
def test_a_time_in_a_mark_is_the_update_s_and_not_said_twice(told, label, at):
    assert told(f"{label}\n\nStill looking.\n\n[Initial message]\nWe see errors.") == [
        ("Investigating", "14 09:00:00", "We see errors."),
        ("Update", at, "Still looking."),
    ]


def test_a_mark_that_says_more_than_its_heading_stays_in_the_text(told):
    assert phases(told("[Final message]\nDone.\n\n[Update 2 - Friday]\nStill.\n\n[Initial message]\nErrors.")) == [
        ("Investigating", "Errors."),
        ("Update", "[Update 2 - Friday]\nStill."),
        ("Resolved", "Done."),
    ]


@pytest.mark.parametrize("text", ["*Update* from upstream: a breaker.", "*Update* 2 - Still looking."])
def test_a_mark_that_its_sentence_needs_stays_in_the_text(told, text):
    assert phases(told(f"We see errors.\n\n{text}"))[-1] == ("Update", text)


def test_a_label_of_the_author_s_own_begins_an_update_beside_known_ones(told):
    body = "*Investigating* - We see errors.\n\n*Upstream* - They confirm.\n\n*Resolved* - Works again."
    assert phases(told(body)) == [
        ("Investigating", "We see errors."),
        ("Update", "*Upstream* - They confirm."),
        ("Resolved", "Works again."),
    ]


@pytest.mark.parametrize("body", [
    "*Impact* - Checkout.\n\n*Cause* - A certificate.",
    "**API** was down and so was **Checkout**.",
    "[Update Center](https://example.com/) is slow.",
    "[Store] orders fail.\n[Update Center] is slow.",
    "- *Update* in a list is no mark",
    "> *Resolved* - said the provider",
    "```\n[Final message]\n*Update* - in code\n```",
    "<!--\n[Final message]\n-->\nWe see errors.",
    "One.\n\n---\n\nTwo.",
    "Updates:\n\n- one",
])  # fmt: skip
def test_what_only_looks_like_a_mark_splits_nothing(told, body):
    assert len(told(body)) == 1


def test_rules_between_marked_messages_part_them_and_go(told):
    assert phases(told("*Resolved* - Done.\n\n---\n\n*Update* - Still.\n\n-----\n\nWe will work on it.")) == [
        ("Investigating", "We will work on it."),
        ("Update", "Still."),
        ("Resolved", "Done."),
    ]


def test_times_decide_the_order(told):
    body = (
        '*Update* - Two. {{< track "2026-03-14T09:20:00Z" >}}\n\n*Update* - Three. {{< track "2026-03-14T09:30:00Z" >}}'
    )
    assert [text for _, _, text in told(f"One.\n\n{body}")] == ["One.", "Two.", "Three."]


def test_times_decide_the_order_of_messages_without_a_time_beside_them(told):
    body = (
        '*Update* - Three. {{< track "2026-03-14T09:40:00Z" >}}\n\n*Update* - Two.\n\n'
        '*Update* - One. {{< track "2026-03-14T09:10:00Z" >}}'
    )
    assert [(at, text) for _, at, text in told(body)] == [
        ("14 09:10:00", "One."),
        ("14 09:10:01", "Two."),
        ("14 09:40:00", "Three."),
    ]


def test_a_time_that_is_given_is_never_changed_to_fit_the_order_of_the_text(told):
    body = "\n\n".join(
        f'*Update* - {text}. {{{{< track "2026-03-14T09:{minute}:00Z" >}}}}'
        for text, minute in (("One", 10), ("Three", 30), ("Two", 20), ("Four", 40))
    )
    assert [(at, text) for _, at, text in told(body)] == [
        ("14 09:10:00", "One."),
        ("14 09:20:00", "Two."),
        ("14 09:30:00", "Three."),
        ("14 09:40:00", "Four."),
    ]


def test_phases_decide_the_order_where_there_are_no_times(told):
    older_first = told("*Investigating* - One.\n\n*Update* - Two.\n\n*Resolved* - Three.")
    newer_first = told("*Resolved* - Three.\n\n*Update* - Two.\n\n*Investigating* - One.")
    assert older_first == newer_first
    assert [text for _, _, text in older_first] == ["One.", "Two.", "Three."]


def test_text_that_begins_without_a_mark_is_the_first_message_and_the_report_says_it_was_guessed(imported):
    done = imported({"2026-03-14-down": issue("One.\n\n*Update* - Two.\n\n*Update* - Three.")})
    assert [update.text for update in done.one.updates] == ["One.", "Two.", "Three."]
    assert any("oldest first" in guess for guess in done.told().guessed)


def test_paragraphs_below_the_oldest_of_updates_on_top_are_the_first_message(imported):
    done = imported({"2026-03-14-down": issue("*Update* - Three.\n\n*Update* - Two.\n\nOne.\n\nOne, more.")})
    assert [update.text for update in done.one.updates] == ["One.\n\nOne, more.", "Two.", "Three."]
    assert any("is the first message" in guess for guess in done.told().guessed)


def test_links_above_all_marks_belong_to_the_first_message(imported):
    body = "[Notes](https://example.com/)\n\n[Final message]\nTwo.\n\n[Initial message]\nOne."
    done = imported({"2026-03-14-down": issue(body)})
    assert [update.text for update in done.one.updates] == ["[Notes](https://example.com/)\n\nOne.", "Two."]


def test_a_message_without_a_time_follows_the_one_before_by_a_second_and_the_report_counts_them(imported):
    body = "[Final message]\nFour.\n\n[Update]\nThree.\n\n[Update]\nTwo.\n\n[Initial message]\nOne."
    done = imported({"2026-03-14-down": issue(body)})
    assert [update.at.at.strftime("%H:%M:%S") for update in done.one.updates] == [
        "09:00:00",
        "09:00:01",
        "09:00:02",
        "10:30:00",
    ]
    assert "2 updates without a time: a second after the one before" in done.told().guessed


def test_equal_times_are_spread_by_a_second(told):
    body = '*Update* - Two. {{< track "2026-03-14T09:00:00Z" >}}\n\n*Investigating* - One. {{< track "2026-03-14T09:00:00Z" >}}'
    assert [at for _, at, _ in told(body)] == ["14 09:00:00", "14 09:00:01"]


def test_a_time_before_the_start_is_kept_and_the_updates_stay_in_order(told):
    body = 'One.\n\n*Update* - Two. {{< track "2026-03-14T08:00:00Z" >}}'
    assert told(body) == [("Investigating", "14 07:59:59", "One."), ("Update", "14 08:00:00", "Two.")]


def test_a_last_update_without_a_time_has_the_resolution_s_and_the_report_says_so(imported):
    done = imported({"2026-03-14-down": issue("One.\n\n*Update* - Two.")})
    assert done.one.updates[-1].at.at.strftime("%H:%M") == "10:30"
    assert "the last update has no time: that of the resolution" in done.told().guessed


def test_a_phase_that_no_notice_has_stays_in_its_text(told):
    assert phases(told("*Resolved* - Works.\n\n*Investigating* - Errors.", severity="notice")) == [
        ("Notice", "*Investigating* - Errors."),
        ("Update", "*Resolved* - Works."),
    ]


def test_a_message_that_cstate_hid_in_a_comment_goes_to_the_internal_notes(imported):
    done = imported({"2026-03-14-down": issue("<!-- [Final message]\nDone. -->\n\n[Initial message]\nErrors.")})
    assert [update.text for update in done.one.updates] == ["Errors."]
    assert done.text().endswith("Errors.\n\n## Internal notes\n\n<!-- [Final message]\nDone. -->\n")
    assert done.text().count("Done.") == 1
    assert "a commented-out message: in the internal notes" in done.told().kept


def test_a_paragraph_above_a_rule_that_lacks_its_blank_line_stays_a_paragraph(told):
    long = "All orders of the last hour are safe and will be charged once the payment provider is back again."
    assert told(f"{long}\n---\nMore.")[0][2] == f"{long}\n\n---\nMore."


def test_a_long_heading_stays_one(told):
    long = "All orders of the last hour are safe and will be charged once the payment provider is back again."
    assert told(f"# {long}\n\nMore.")[0][2] == f"### {long}\n\nMore."


def test_a_shortcode_nobody_knows_stays_in_the_text_and_is_reported(imported):
    done = imported({"2026-03-14-down": issue('See {{< figure src="a.png" >}}.')})
    assert done.one.updates[0].text == 'See {{< figure src="a.png" >}}.'
    assert done.told().kept == ['the shortcode {{< figure src="a.png" >}}, in the text']


def test_a_track_whose_time_cannot_be_read_stays_in_the_text(told):
    assert told("Errors. {{< track yesterday >}}")[0][2] == "Errors. {{< track yesterday >}}"


@pytest.mark.parametrize("body", [
    "Components: checkout, api\n\nAll of them.",
    "All of them.\n\n**Components:** checkout",
    "Some text.\n\nRevised: 2026-03-14 09:00 UTC typo",
])  # fmt: skip
def test_words_of_ours_in_other_people_s_text_are_read_as_text(imported, body):
    done = imported({"2026-03-14-down": issue(body)})
    (update,) = done.one.updates
    assert update.components is None
    assert update.revised is None
    assert done.findings == ()


@pytest.mark.parametrize("body", [
    "# Title\n\nText.",
    "Title\n=====\n\nText.",
    "A line\n---\n\nText.",
    "## Update — 2026-03-14 09:10 UTC and more\n\nText.",
    "## Resolved\u00a0gaps\n\nText.",
])  # fmt: skip
def test_headings_of_other_people_s_text_are_no_updates_of_ours(imported, body):
    done = imported({"2026-03-14-down": issue(body)})
    assert len(done.one.updates) == 1
    assert done.findings == ()


@pytest.mark.parametrize("opened", [
    "```console\n$ ls", "~~~~\ntext", "text <!-- never closed", "<!-- never closed", "<pre>\ntext", "<script>\nalert()",
    "<![CDATA[ text", "<?php text", "<!DOCTYPE", "- item\n  ```\n  code", "> ```\n> code", "<div>\n<!-- x",
])  # fmt: skip
def test_what_a_message_leaves_open_does_not_hide_the_next_one(imported, opened):
    done = imported({"2026-03-14-down": issue(f"*Resolved* - Two.\n\n*Investigating* - One.\n\n{opened}\n")})
    assert [update.written.value for update in done.one.updates] == ["Investigating", "Resolved"]
    assert done.one.updates[1].text == "Two."


@pytest.mark.parametrize("line", [
    "2026-03-14 09:20 UTC\n\n", "2026-03-14T09:20:00Z\n", "2026-03-14 09:20 UTC:\n", "Update 2026-03-14 09:20 UTC\n", "**Update 2026-03-14 09:20 UTC\n\n",
    "14 March 2026, 10:20 +01:00\n", "2026-03-14 09:20 UTC - ", "2026-03-14 09:20 UTC: ", "Update 2026-03-14 09:20 GMT — ",
])  # fmt: skip
def test_a_bare_line_with_a_time_and_its_zone_begins_an_update(told, line):
    assert [(at, text) for _, at, text in told(f"We see errors.\n\n{line}Still looking.")] == [
        ("14 09:00:00", "We see errors."),
        ("14 09:20:00", "Still looking."),
    ]


@pytest.mark.parametrize("line", [
    "2026-03-14 09:20\n", "2026-03-14 UTC\n", "The switch is at 2026-03-14 09:20 UTC\n", "2026-03-14 09:20 UTC works\n", "- 2026-03-14 09:20 UTC - first\n",
    "`2026-03-14 09:20 UTC` till noon.\n", "09:20 UTC - still down\n", "2026-03-14 09:20 UTC till 2026-03-14 10:00 UTC\n", "    2026-03-14 09:20 UTC\n",
])  # fmt: skip
def test_a_line_that_only_speaks_of_a_time_is_text(told, line):
    assert len(told(f"We see errors.\n\n{line}Still looking.")) == 1


def test_a_time_within_a_paragraph_is_text(told):
    assert len(told("We see errors since\n2026-03-14 09:20 UTC\nand look.")) == 1


def at(clock: str) -> str:
    return f'{{{{< track "2026-03-14 {clock}:00" >}}}}'


@pytest.mark.parametrize("between", ["\n\n", "\n\n---\n\n", "\n\n***\n"])
def test_paragraphs_that_each_have_a_track_are_messages_without_any_mark(told, between):
    body = between.join([f"Works again. {at('10:20')}", f"Still down,\nwe look. {at('09:40')}", f"Down. {at('09:00')}"])
    assert told(body) == [
        ("Investigating", "14 09:00:00", "Down."),
        ("Update", "14 09:40:00", "Still down,\nwe look."),
        ("Update", "14 10:20:00", "Works again."),
    ]


def test_a_paragraph_without_a_track_belongs_to_the_one_before(told):
    body = f"*Update* - Two. {at('09:40')}\n\nMore of two.\n\n*Investigating* - One. {at('09:00')}"
    assert [text for *_, text in told(body)] == ["One.", "Two.\n\nMore of two."]


def test_a_second_track_in_a_paragraph_is_told_in_words(told):
    body = f"- From {at('09:10')}\n- till {at('09:40')}\n\n  no longer {at('09:50')}"
    assert told(body) == [
        ("Investigating", "14 09:10:00", "- From\n- till (2026-03-14 09:40 UTC)\n\n  no longer (2026-03-14 09:50 UTC)")
    ]
