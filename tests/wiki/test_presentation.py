from __future__ import annotations

import pytest
from markupsafe import Markup

from faultless.wiki.presentation import incident_body, postmortem_body, without_foreign_html

UPDATE = '<h2 id="a">Investigating — 2026-03-14 09:14 UTC<a class="headerlink" href="#a">¶</a></h2>\n<p>Words.</p>\n'


def test_an_update_becomes_a_message() -> None:
    html = incident_body(UPDATE, str)
    assert html.startswith(
        '<section class="fl-update" id="update-20260314T091400Z"><h2 id="a"><span class="fl-phase fl-phase--investigating">'
    )
    assert '<span class="fl-phase__at">2026-03-14 09:14 UTC</span><a class="headerlink"' in html
    assert html.rstrip().endswith("</section>")


def test_any_other_section_stays_as_it_is() -> None:
    html = '<h2 id="b">Update on the process</h2>\n<p>Components: none</p>\n'
    assert incident_body(html, str) == html


def test_what_stands_before_the_first_update_is_not_part_of_it() -> None:
    assert incident_body("<p>Before.</p>\n" + UPDATE, str).startswith("<p>Before.</p>\n<section")


def test_a_components_line_becomes_a_list_of_states() -> None:
    html = incident_body(
        UPDATE + "<p>Components: checkout = Major outage, api: degraded_performance, other</p>\n", str.title
    )
    assert '<li class="fl-state fl-state--major-outage">Checkout major outage</li>' in html
    assert '<li class="fl-state fl-state--degraded-performance">Api degraded performance</li>' in html
    assert '<li class="fl-state">other</li>' in html


def test_a_timeline_sets_times_and_tags_apart() -> None:
    html = postmortem_body("<li>09:06 — Alert fired. [detection]</li>", str)
    assert '<span class="fl-time">09:06</span> Alert fired.' in html
    assert '<span class="fl-tag fl-tag--detection">detection</span></li>' in html


def test_a_full_time_with_its_zone_is_one_time() -> None:
    html = postmortem_body("<li>\n<p>2026-03-14 09:02 UTC — First failure.</p></li>", str)
    assert Markup(html).striptags() == "2026-03-14 09:02 UTC First failure."
    assert '<span class="fl-time__day">2026-03-14</span> 09:02 UTC</span> First' in html


@pytest.mark.parametrize(
    ("written", "day", "time"),
    [
        ("09:06 — ", None, "09:06"),
        ("~09:06 — ", None, "~09:06"),
        ("9:06:30 – ", None, "9:06:30"),
        ("2026-03-14T09:02Z: ", "2026-03-14", "09:02Z"),
        ("~2026-03-14 09:02 | ", "2026-03-14", "~09:02"),
        ("2026-03-14 09:02 Europe/London ", "2026-03-14", "09:02 Europe/London"),
        ("2026-03-14T10:02:00+01:00 ", "2026-03-14", "10:02:00+01:00"),
    ],
)
def test_every_form_of_a_time_stands_apart_from_its_words(written: str, day: str | None, time: str) -> None:
    html = postmortem_body(f"<li>{written}Words.</li>", str)
    dated = f'<span class="fl-time__day">{day}</span> ' if day else ""
    assert f'<span class="fl-time">{dated}{time}</span> Words.</li>' in html
    assert ("fl-entry--dated" in html) == (day is not None)


def test_a_list_item_that_begins_with_a_number_is_no_time() -> None:
    assert postmortem_body("<li>10 servers fell over</li>", str) == "<li>10 servers fell over</li>"


def test_attributes_of_an_action_are_set_apart_and_owners_named() -> None:
    html = postmortem_body("<li>Alert (owner: amara, due: 2026-04-15)</li>", {"amara": "Amara <Okafor>"}.__getitem__)
    assert "<span>owner</span> Amara &lt;Okafor&gt;" in html
    assert "<span>due</span> 2026-04-15" in html


def test_an_attribute_may_be_quoted() -> None:
    html = postmortem_body("<li>Alert (owner: &quot;Lee, Ng&quot;, type: detect)</li>", str)
    assert "<span>owner</span> Lee, Ng" in html


def test_ordinary_parentheses_stay_words() -> None:
    html = "<li>Alert (as we said: loudly)</li>"
    assert postmortem_body(html, str) == html


def test_foreign_html_loses_what_is_active_and_keeps_the_rest() -> None:
    html = without_foreign_html(
        '<h2 id="a">T</h2><p onclick="x()">A<script>b()</script><a href="javascript:c()">d</a></p>'
    )
    assert html == '<h2 id="a">T</h2><p>A<a>d</a></p>'
