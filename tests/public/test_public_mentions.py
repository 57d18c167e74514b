"""`[[x]]` in public text: a link to what is public, and no word of anything else."""

from __future__ import annotations

import pytest
from gating import CATALOGUE, HEAD, record, site

LEDGER = CATALOGUE.replace("visibility: internal", "visibility: internal, aliases: [Old Ledger]")
FILES = {
    "catalogue.yml": LEDGER,
    "incidents/shown-record.md": record(title="Card payments failed", aliases="[shown-before]"),
    "incidents/hidden-record.md": record(title="Hidden title", visibility="internal", aliases="[hidden-before]"),
    "incidents/shown-window.md": record("kind: maintenance\ntitle: Upgrade\nvisibility: public\nscheduled_for: 2026-04-01 09:00 UTC\nscheduled_until: 2026-04-01 10:00 UTC\n", ""),
    "incidents/shown-notice.md": record("kind: notice\ntitle: Old TLS\nvisibility: public\n", "## Notice — 2026-03-01 09:00 UTC\n\nMove.\n"),
    "incidents/later-record.md": record(started="2027-01-01 09:00 UTC", body=""),
    "postmortems/hidden-story.md": "---\ntitle: Hidden title\nincident: shown-record\n---\n",
    "postmortems/shown-record.md": "---\ntitle: Hidden title\nincident: shown-record\n---\n",
    "postmortems/api.md": "---\ntitle: Hidden title\nincident: shown-record\n---\n",
    "root-causes/hidden-cause.md": "---\ntitle: Hidden title\n---\n",
}  # fmt: skip


def html_of(tmp_path, text: str, **more: str) -> str:
    body = f"## Investigating — 2026-03-14 09:14 UTC\n\n{text}\n"
    made = site(tmp_path, {**FILES, "incidents/telling.md": record(HEAD, body, **more)})
    return next(each for each in made.incidents if each.id == "telling").updates[0].html


def _link(path: str, words: str) -> str:
    return f'<p><a href="/{path}" rel="noopener noreferrer">{words}</a></p>'


@pytest.mark.parametrize(
    ("target", "path", "words"),
    [
        ("shown-record", "incidents/shown-record/", "Card payments failed"),
        ("incident/shown-record", "incidents/shown-record/", "Card payments failed"),
        ("Incidents / shown-record", "incidents/shown-record/", "Card payments failed"),
        ("shown-before", "incidents/shown-record/", "Card payments failed"),
        ("shown-window", "maintenance/shown-window/", "Upgrade"),
        ("shown-notice", "notices/shown-notice/", "Old TLS"),
        ("checkout", "components/checkout/", "Checkout"),
        ("component/api", "components/api/", "API"),
        ("shown-record|that outage", "incidents/shown-record/", "that outage"),
    ],
)
def test_what_is_public_is_a_link(tmp_path, target, path, words):
    assert html_of(tmp_path, f"[[{target}]]") == _link(path, words)


@pytest.mark.parametrize(
    "target",
    [
        "hidden-record", "hidden-before", "incident/hidden-record", "later-record", "hidden-story", "postmortem/hidden-story",
        "postmortem/shown-record", "hidden-cause", "root-cause/hidden-cause", "root-causes/hidden-cause", "ledger", "Ledger",
        "old ledger", "component/ledger", "handbook/hidden-page", "postmortem/nothing", "incident/nothing", "api",
    ],
)  # fmt: skip
def test_of_anything_else_not_even_the_id_is_told(tmp_path, target):
    """`api` is a component, and a postmortem, which wins where the kind is not said."""
    assert html_of(tmp_path, f"[[{target}]]") == "<p>an internal record</p>"
    assert html_of(tmp_path, f"[[{target}|our words]]") == "<p>our words</p>"


def test_what_names_nothing_is_the_text_it_is(tmp_path):
    assert html_of(tmp_path, "[[nothing at all]]") == "<p>nothing at all</p>"
    assert html_of(tmp_path, "[[ ]] [[a\nb]]") == "<p> [[a\nb]]</p>"


def test_a_mention_in_code_is_code_and_one_in_a_link_is_words(tmp_path):
    assert html_of(tmp_path, "`[[shown-record]]`") == "<p><code>[[shown-record]]</code></p>"
    inside = html_of(tmp_path, '<a href="https://example.com/">as in [[shown-record]]</a>', imported="cstate")
    assert inside == '<p><a href="https://example.com/" rel="noopener noreferrer">as in Card payments failed</a></p>'
    assert "hidden" not in html_of(tmp_path, "[as in [[hidden-record]]](https://example.com/)")
    assert html_of(tmp_path, "![[[hidden-record]]](x.png)") == "<p>an internal record</p>"


def test_an_address_written_by_hand_is_not_a_page_that_was_mentioned(tmp_path):
    assert html_of(tmp_path, "[x](/incidents/shown-record/)") == "<p>x</p>"


def test_a_hostile_title_is_text(tmp_path):
    evil = record(title='"<script>alert(1)</script> <!-- x --> [a](b)"')
    body = "## Investigating — 2026-03-14 09:14 UTC\n\n[[evil-record]]\n"
    made = site(tmp_path, {"incidents/evil-record.md": evil, "incidents/telling.md": record(HEAD, body)})
    html = next(each for each in made.incidents if each.id == "telling").updates[0].html
    assert ">&lt;script&gt;alert(1)&lt;/script&gt; [a](b)</a>" in html
