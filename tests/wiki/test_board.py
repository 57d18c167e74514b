"""The board of actions, similar incidents, and the feed of postmortems."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path

import feedparser
import pytest

from faultless.model import ActionItem, Catalogue, Incident, Instant, Person, Postmortem, Review, RootCause, Team
from faultless.policy import Policy
from faultless.reading import Record, Records
from faultless.wiki import Wiki

UTC = timezone.utc
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITE = ("Northstar", "https://wiki.example.com/")
HOSTILE = "<script>alert(1)</script>"


def incident(name: str, month: int, title: str = "Down") -> Incident:
    return Incident(name, title, severity="sev2", started=Instant(datetime(2026, month, 1, tzinfo=UTC)))


def wiki(*incidents: Incident, postmortems: tuple[Postmortem, ...] = (), causes: tuple[RootCause, ...] = ()) -> Wiki:
    catalogue = Catalogue(people=(Person("amara", "Amara", "payments"),), teams=(Team("payments", "Payments"),))
    records = Records(
        Path(),
        Policy(),
        incidents=tuple(Record("incident", f"incidents/{one.id}.md", "", one) for one in incidents),
        postmortems=tuple(Record("postmortem", f"postmortems/{one.id}.md", "", one) for one in postmortems),
        root_causes=tuple(Record("root-cause", f"root-causes/{one.id}.md", "", one) for one in causes),
        catalogue=Record("catalogue", "catalogue.yml", "", catalogue),
    )
    return Wiki(records, Policy(), NOW, site=SITE)


def board(*actions: ActionItem) -> str:
    before = Postmortem("first", "First", ("first",), root_causes=("ca",), actions=actions)
    after = Postmortem("again", "Again", ("again",), root_causes=("ca",))
    made = wiki(
        incident("first", 3), incident("again", 9), postmortems=(before, after), causes=(RootCause("ca", "CA"),)
    )
    return made.pages["action-items/index.md"].content("").html


def test_a_board_without_actions_says_how_one_is_written():
    assert "- [ ] Alert 30 days before" in board()


def test_a_recurrence_behind_an_open_action_stands_out_in_words():
    html = board(ActionItem("Alert", due=date(2026, 4, 1), owner="amara"))
    assert "<strong>Struck again while this was open:</strong>" in html
    assert 'href="../incidents/again/"' in html
    assert "233 days overdue" in html
    assert 'data-f-team="Payments"' in html


def test_words_of_an_action_are_no_markup():
    html = board(ActionItem(HOSTILE, owner=HOSTILE, type=HOSTILE, issue=HOSTILE, reason=HOSTILE))
    assert "<script" not in html


def test_five_hundred_actions_are_all_on_the_board():
    assert board(*(ActionItem(f"Action {number}") for number in range(500))).count('class="fl-row ') == 500


def test_incidents_that_read_alike_are_shown_with_the_reason_and_unlike_ones_are_not():
    title = "Relay lost the quota of the beacon"
    made = wiki(incident("a", 1, title), incident("b", 2, title), incident("c", 3, "Index cache was full"))
    page = made.pages["incidents/b.md"]
    assert "similar" in [anchor for anchor, _ in page.headings]
    html = page.content("").html
    assert 'href="../../incidents/a/"' in html
    assert "<q>beacon</q>" in html
    assert "similar" not in [anchor for anchor, _ in made.pages["incidents/c.md"].headings]


PUBLISHED = Postmortem("p", "What <b>we</b> learnt", status=Review.PUBLISHED, published=date(2026, 3, 2))


@pytest.mark.parametrize(
    ("postmortem", "titles"),
    [
        (PUBLISHED, ["What <b>we</b> learnt"]),
        (replace(PUBLISHED, reviewed=date(2026, 3, 9)), ["Reviewed: What <b>we</b> learnt", "What <b>we</b> learnt"]),
        (replace(PUBLISHED, reviewed=date(2026, 3, 2)), ["What <b>we</b> learnt"]),
        (replace(PUBLISHED, status=Review.IN_REVIEW), []),
        (replace(PUBLISHED, published=date(2027, 3, 2)), []),
    ],
)
def test_a_postmortem_is_in_the_feed_once_published_and_once_reviewed_later(postmortem, titles):
    feed = feedparser.parse(wiki(postmortems=(postmortem,)).feeds["postmortems.atom"])
    assert not feed.bozo
    assert [entry.title_detail.value for entry in feed.entries] == titles
    assert all(entry.link == "https://wiki.example.com/postmortems/p/" for entry in feed.entries)
    assert all(entry.id.startswith("tag:wiki.example.com,2026-01-01:postmortem/p") for entry in feed.entries)


def test_an_entry_keeps_its_id_when_the_file_is_renamed():
    renamed = replace(PUBLISHED, id="q", feed_id="p")
    feeds = (feedparser.parse(wiki(postmortems=(one,)).feeds["postmortems.atom"]) for one in (PUBLISHED, renamed))
    assert len({feed.entries[0].id for feed in feeds}) == 1
